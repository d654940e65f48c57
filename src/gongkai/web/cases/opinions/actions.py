"""Making a link, closing it, and taking an opinion: online from whoever holds the link, on paper from the handler."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.documents.day_words import full_date
from gongkai.law.procedure import Step
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions, actions_staff
from gongkai.web.cases import queries as cases
from gongkai.web.cases.actions import held
from gongkai.web.cases.actions_staff import Papers
from gongkai.web.cases.models import Attachment, Case, Opinion, OpinionLink
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.opinions import queries
from gongkai.web.cases.opinions.queries import Asked
from gongkai.web.cases.wording.sentences import certain
from gongkai.web.notices.models import Message
from gongkai.web.notices.sending import Notice, send
from gongkai.web.organs import log
from gongkai.web.organs.log import Call
from gongkai.web.vault import sealing
from gongkai.web.vault.uploads import Checked


class NotOpen(Refusal):
    """A letter that waits for no answer, or a link that was used or closed."""


class NamesApplicant(Refusal):
    """A text for others that says who the applicant is."""

    def __init__(self) -> None:
        super().__init__(
            "正文中有申请人的姓名、名称或者联系方式，对方不应看到。请删去后再提交。",
            "The text says who the applicant is; leave that out.",
        )


@dataclass(frozen=True, slots=True)
class Said:
    """An opinion: the verdict, and the reasons, which are kept encrypted."""

    verdict: str
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A link just made, and its secret, which is known here and nowhere else afterwards."""

    link: OpinionLink
    secret: str


@transaction.atomic
def make_link(*, case: Case, asked: StepRow, shown: str, email: str = "", by: Call) -> Made:
    """Make the link of a letter and return it with its secret. An earlier one that is still open closes.

    A second call with the same token and the same words returns the same link. Where an e-mail address is given, the link is
    sent there; the address stays with the message until that is delivered, and nowhere else.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotOpen: where the letter waits for no answer, or the link of this form serves no more.
    :raises NamesApplicant: where what is shown says who the applicant is.
    """
    locked, actor = held(case, "cases.handle", by)
    # What was sent stands behind the secret: the same form sent again shows the same link, a changed one another.
    secret = queries.secret_of(repr((locked.number, asked.pk, actor.pk, by.token or secrets.token_hex(), shown, email)))
    if earlier := locked.opinion_links.filter(digest=queries.digest(secret)).first():
        if earlier.closed_at is not None or earlier.used_at is not None:
            raise NotOpen(
                "这个链接已经关闭或者已经用过，请重新打开本页，另行生成。",
                "This link was closed or used. Open the page anew and make another.",
            )
        return Made(earlier, secret)
    found = queries.one(locked, cases.standing(locked, by.today), asked.ordinal)
    if found is None or not found.waits:
        raise NotOpen("这份征求意见书现在不等待意见，不能生成链接。", "This letter waits for no answer now.")
    if queries.names_applicant(locked, shown):
        raise NamesApplicant
    locked.opinion_links.filter(asked=found.row, used_at=None, closed_at=None).update(closed_at=by.now)
    link = OpinionLink.objects.create(
        case=locked,
        asked=found.row,
        ref=found.letter.ref,
        digest=queries.digest(secret),
        shown=shown,
        made_by=actor,
        made_at=by.now,
    )
    _record("cases.opinion_link_made", locked, by, letter=asked.ordinal, mailed=bool(email))
    if email:
        _mail(link, found, f"{settings.SITE}{address(secret)}", email, by)
    return Made(link, secret)


@transaction.atomic
def close_link(*, link: OpinionLink, by: Call) -> None:
    """Close a link that was not used; a second time changes nothing.

    :raises NotAllowed: where the actor lacks the post.
    """
    locked, _ = held(link.case, "cases.handle", by)
    if locked.opinion_links.filter(pk=link.pk, used_at=None, closed_at=None).update(closed_at=by.now):
        _record("cases.opinion_link_closed", locked, by, letter=link.asked.ordinal)


@transaction.atomic
def answer(*, link: OpinionLink, said: Said, uploads: Sequence[Checked], by: Call) -> Opinion:
    """Take the opinion of whoever holds a link, with its files. A second call returns the first one's.

    :raises NotOpen: where the link was closed, or its letter waits for no answer any more.
    """
    locked = Case.objects.select_for_update(of=("self",)).select_related("organ").get(pk=link.case_id)
    link = OpinionLink.objects.select_related("case__organ", "asked").get(pk=link.pk)
    if earlier := Opinion.objects.filter(link=link).first():
        return earlier
    found = queries.open_to(link, by.today)
    if found is None:
        raise NotOpen("这份征求意见书不再等待意见。", "This letter waits for no answer any more.")
    row = actions.record(locked, Step(found.answer, by.today, ref=link.ref), by=by)
    for upload in uploads:
        actions.attach(row, use=Attachment.Use.EVIDENCE, upload=upload, now=by.now)
    OpinionLink.objects.filter(pk=link.pk).update(used_at=by.now)
    return _kept(row, said, by, link)


@transaction.atomic
def register(*, case: Case, step: Step, said: Said | None, by: Call, remark: str = "", papers: Papers = ()) -> StepRow:
    """Take the step of an opinion that came on paper, and keep the opinion; without one where nobody is waited for any more.

    The link of the letter closes. A second call with the same token changes nothing.

    :raises NotAllowed: where the actor lacks the post.
    :raises Refusal: where the law does not allow it now.
    """
    locked, _ = held(case, "cases.handle", by)
    row = actions_staff.act(case=locked, step=step, by=by, remark=remark, papers=papers)
    if said is not None and not Opinion.objects.filter(step=row).exists():
        _kept(row, said, by)
    locked.opinion_links.filter(ref=step.ref, used_at=None, closed_at=None).update(closed_at=by.now)
    case.refresh_from_db()
    return row


def address(secret: str) -> str:
    """Return where a link leads, on the public's pages."""
    return reverse("portal:opinion", args=[secret])


def _kept(row: StepRow, said: Said, by: Call, link: OpinionLink | None = None) -> Opinion:
    opinion = Opinion(case=row.case, step=row, verdict=said.verdict, link=link)
    opinion.sealed = sealing.seal_json({"reasons": said.reasons}, purpose=queries.purpose(opinion))
    opinion.save(force_insert=True)
    content = sealing.digest(f"{row.case.number} {row.ordinal} {said.verdict} {said.reasons}", purpose="opinion")
    _record(
        "cases.opinion_kept",
        row.case,
        by,
        answer=row.ordinal,
        verdict=said.verdict,
        online=link is not None,
        opinion=content,
    )
    return opinion


def _mail(link: OpinionLink, asked: Asked, url: str, email: str, by: Call) -> None:
    organ, limit = link.case.organ, asked.limit
    words = {"organ": organ, "url": url, "last": certain(limit), "today": full_date(by.today)}
    text = render_to_string("cases/opinions/mail.txt", words)
    notice = Notice(Message.Kind.EMAIL, email, text, _("%(organ)s：征求意见") % {"organ": organ.name})
    send(notice, key=f"{queries.MAILED}{link.pk}", now=by.now, about=link.case.number)


def _record(verb: str, case: Case, by: Call, **said: object) -> None:
    log.record(verb, thing="case", key=case.number, organ=case.organ, by=by.needing("cases.handle"), **said)
