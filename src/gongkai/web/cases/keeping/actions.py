"""Erasing who asked, and leaving what was done: the case, its steps, kinds and days stay, and all figures with them.

What an erasure changes of a case is recorded with new fingerprints, so that the log goes on agreeing with what stands there.
A class of retention decides when it may be done; a person decides that it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.web.cases import fingerprints
from gongkai.web.cases.keeping import queries
from gongkai.web.cases.keeping.queries import GONE
from gongkai.web.cases.models import (
    Applicant,
    Assignment,
    Case,
    CaseLink,
    Erasure,
    Evidence,
    Opinion,
    OpinionLink,
    Rating,
    Retention,
    Review,
    Step,
    Version,
)
from gongkai.web.notices.models import Message
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call, Entry
from gongkai.web.organs.models import Organ
from gongkai.web.vault import files

MOST = 200
"""How many cases one decision erases at most."""
ERASED = "erased"
"""Why a message was given up that was not sent when its applicant was erased: nobody can be told in another way."""


class NothingToErase(Exception):
    """What was to be erased is not closed, or gone already."""


@dataclass(frozen=True, slots=True)
class Decision:
    """On what ground is erased, and whether the texts go too: what was asked for, notes, replies, letters."""

    ground: str
    texts: bool = False


@transaction.atomic
def retain(*, case: Case, retention: str, by: Call) -> None:
    """Give a case a class of its own, or the organ's where `retention` is empty.

    :raises NotAllowed: where the actor lacks the post.
    """
    permissions.check(by.actor, "cases.erase", case.organ, by.today)
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    chosen = Retention(retention) if retention else ""
    if locked.retention == chosen:
        return
    Case.objects.filter(pk=case.pk).update(retention=chosen)
    case.retention = chosen
    log.record(
        "cases.retention_set",
        thing="case",
        key=case.number,
        organ=case.organ,
        by=by.needing("cases.erase"),
        retention=str(chosen),
    )


@transaction.atomic
def erase(*, organ: Organ, numbers: Sequence[str], decision: Decision, by: Call) -> Erasure:
    """Erase who asked in closed cases of an organ, and return the record of it. The files go once this is committed.

    :raises NotAllowed: where the actor lacks the post.
    :raises NothingToErase: where one of them is not closed, is of another organ, or has nothing left to be erased.
    """
    actor = permissions.check(by.actor, "cases.erase", organ, by.today)
    wanted = sorted(set(numbers))[: MOST + 1]
    rows = Case.objects.filter(organ=organ, number__in=wanted).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    # Read once they are held: somebody else may have erased them while this waited.
    cases = list(rows.select_related("organ", "applicant"))
    if not cases or len(cases) != len(wanted) or len(cases) > MOST:
        raise NothingToErase(_("请重新选择：一次最多清除 %(most)d 件，并且都应当是本机关的办件。") % {"most": MOST})
    for case in cases:
        if not queries.erasable(case, texts=decision.texts):
            raise NothingToErase(_("%(number)s 尚未办结，或者已经清除。请刷新后重新选择。") % {"number": case.number})
    # The end of the log is held last, once nothing else is waited for.
    log.record_all([entry for case in cases for entry in _erase(case, decision, by)], by=by)
    return Erasure.objects.create(
        organ=organ, ground=decision.ground, numbers=wanted, decided_by=actor, decided_at=by.now
    )


def _erase(case: Case, decision: Decision, by: Call) -> list[Entry]:
    """Erase who asked in a case, and return what the log says of it."""
    gone = 0
    for file in queries.files(case, texts=decision.texts):
        files.erase(file, by.now)
        gone += 1
    Applicant.objects.filter(case=case).update(sealed=b"", known_as="", erased=by.today)
    Opinion.objects.filter(case=case).update(sealed=b"", erased=by.today)
    Rating.objects.filter(case=case).update(remark="")
    _forget_messages(case, by)
    changed = _erase_texts(case) if decision.texts else []
    said: dict[str, object] = {"texts": decision.texts, "files": gone}
    if decision.texts:
        case.refresh_from_db()
        said |= {"request": fingerprints.of_request(case), "left": fingerprints.of_writing(case)}
    of_steps = [{"step": step.ordinal, "content": fingerprints.of_step(step, case.number)} for step in changed]
    return [Entry("cases.erase", "case", case.number, case.organ, each) for each in (said, *of_steps)]


def _erase_texts(case: Case) -> list[Step]:
    """Erase the texts of a case, and return the steps that say something else now."""
    Case.objects.filter(pk=case.pk).update(subject=GONE, description=GONE)
    Version.objects.filter(case=case).update(text="")
    Review.objects.filter(version__case=case).update(opinion="")
    Evidence.objects.filter(case=case).update(text=GONE, detail={})
    OpinionLink.objects.filter(case=case).update(shown="")
    Assignment.objects.filter(case=case).update(task="", outcome="")
    CaseLink.objects.filter(Q(case=case) | Q(other=case)).update(note="")
    said = list(Step.objects.filter(case=case).exclude(note="").order_by("ordinal"))
    Step.objects.filter(case=case).update(note="", remark="")
    for step in said:
        step.note = step.remark = ""
    return said


def _forget_messages(case: Case, by: Call) -> None:
    told = Message.objects.filter(about=case.number)
    told.filter(state=Message.State.QUEUED).update(
        state=Message.State.FAILED, fault=ERASED, ended_at=by.now, told_at=by.now
    )
    told.exclude(sealed=b"").update(sealed=b"")
