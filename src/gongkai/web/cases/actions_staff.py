"""What staff does to a case: key in a request that came on paper, confirm its receipt, take a step, open the identity.

Whether a step may follow is decided by the law; these add the papers that come with it, and who may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from gongkai.law.deadlines import Channel
from gongkai.law.deadlines.receipt import RULES, receipt
from gongkai.law.procedure import STEPS, Step, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions, fingerprints, queries, tasks
from gongkai.web.cases.actions import Arrival, Asked, Filed
from gongkai.web.cases.models import Attachment, Case, Opinion
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.writing.queries import check_plain
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ
from gongkai.web.vault import files, sealing
from gongkai.web.vault.uploads import Checked

Papers = Sequence[tuple[str, Checked]]
"""Files with their use, one of `Attachment.Use`."""


ELSEWHERE = frozenset({StepKind.MERGED, StepKind.CONVERTED})
"""Steps that come with what `cases.linking` does: two cases tied to each other, a draft of a publication."""


class DoneElsewhere(Refusal):
    """A merger or a conversion taken as a plain step."""

    def __init__(self, kind: StepKind) -> None:
        rule = STEPS[kind]
        super().__init__(
            f"“{rule.zh}”须核对申请人和信息，不能直接登记。请在办件页打开“{rule.zh}”办理。",
            f"“{rule.en}” needs more than a step: open “{rule.en}” on the page of the case.",
            *rule.basis,
        )


@dataclass(frozen=True, slots=True)
class Came:
    """How a request came that staff keys in: the channel, the day it arrived, and the day its receipt was confirmed.

    `confirmed` is None where the channel needs no confirmation, or where the applicant has not been reached yet.
    """

    channel: Channel
    arrived: date
    confirmed: date | None = None
    remark: str = ""


@transaction.atomic
def register(
    *, organ: Organ, asked: Asked, applicant: Mapping[str, str], came: Came, by: Call, papers: Papers = ()
) -> Filed:
    """Register a request that did not come through the site, and return it with its query code.

    :raises NotAllowed: where the actor lacks the post.
    :raises AlreadyFiled: where the token was used.
    :raises Refusal: where a day lies ahead, before the Regulation, or before another that it follows.
    """
    permissions.check(by.actor, "cases.register", organ, by.today)
    receipt(came.arrived, channel=came.channel, confirmed=came.confirmed)
    waits = RULES[came.channel].confirmed
    arrival = Arrival(came.channel, came.arrived, confirmed=not waits)
    filed = actions.file(organ=organ, asked=asked, applicant=applicant, arrival=arrival, by=by, attachments=papers)
    first = filed.case.steps.get(ordinal=1)
    if not waits or came.confirmed is None:
        _remark(first, came.remark)
    else:
        step = Step(StepKind.RECEIVED, came.confirmed, channel=came.channel, applicant=asked.applicant_kind)
        actions.record(filed.case, step, by=replace(by, token=""), remark=came.remark)
    filed.case.refresh_from_db()
    return filed


@transaction.atomic
def act(*, case: Case, step: Step, by: Call, note: str = "", remark: str = "", papers: Papers = ()) -> StepRow:
    """Take a step of a case with the text that the applicant reads, the office's own remark, and the papers.

    A second call with the same token changes nothing.

    :raises NotAllowed: where the actor lacks the post.
    :raises MustBeWritten: for a step that only an approved version becomes.
    :raises DoneElsewhere: for a merger and a conversion, which do more than take a step.
    :raises Refusal: where the law does not allow it now.
    """
    locked, _ = actions.held(case, "cases.confirm" if step.kind is StepKind.RECEIVED else "cases.handle", by)
    check_plain(step.kind)
    if step.kind in ELSEWHERE:
        raise DoneElsewhere(step.kind)
    if by.token and (taken := locked.steps.filter(token=by.token).first()):
        return taken
    row = actions.record(locked, step, by=by, note=note, remark=remark)
    for use, upload in papers:
        actions.attach(row, use=use, upload=upload, now=by.now)
    case.refresh_from_db()
    return row


def confirm(*, case: Case, on: date, by: Call, remark: str = "", papers: Papers = ()) -> StepRow:
    """Record that the receipt of a waiting request was confirmed: from here its period runs (Art. 31).

    :raises NotAllowed: where the actor lacks the post.
    :raises IllegalStep: where it does not wait, or the day lies before its arrival or ahead.
    """
    step = Step(StepKind.RECEIVED, on, channel=queries.channel(case), applicant=case.applicant_kind)
    return act(case=case, step=step, by=by, remark=remark, papers=papers)


@transaction.atomic
def open_identity(*, case: Case, by: Call) -> dict[str, str]:
    """Record that the identity of an applicant is opened, and return it.

    :raises NotAllowed: where the actor lacks the post.
    """
    permissions.check(by.actor, "cases.open_identity", case.organ, by.today)
    log.record("cases.open_identity", thing="case", key=case.number, organ=case.organ, by=by)
    return queries.applicant(case)


@transaction.atomic
def fetch(*, attachment: Attachment, by: Call) -> bytes:
    """Return the bytes of a file of a case; opening a proof of identity is recorded, what came with an opinion is not for all.

    :raises NotAllowed: where the actor lacks the post.
    """
    case = attachment.case
    permissions.check(by.actor, "cases.read", case.organ, by.today)
    if attachment.use == Attachment.Use.IDENTITY:
        permissions.check(by.actor, "cases.open_identity", case.organ, by.today)
        log.record(
            "cases.open_identity", thing="case", key=case.number, organ=case.organ, by=by, attachment=attachment.pk
        )
    elif Opinion.objects.filter(step=attachment.step_id).exists():
        permissions.check(by.actor, "cases.read_opinion", case.organ, by.today)
    return files.read(attachment.file)


@transaction.atomic
def renew_code(*, case: Case, by: Call) -> str:
    """Give an applicant who has lost the query code a new one, and return it; the old one opens nothing any more.

    :raises NotAllowed: where the actor lacks the post.
    """
    permissions.check(by.actor, "cases.register", case.organ, by.today)
    code = actions.query_code()
    case.code_digest = sealing.digest(code, purpose="query code")
    Case.objects.filter(pk=case.pk).update(code_digest=case.code_digest)
    recorded = fingerprints.of_code(case)
    log.record(
        "cases.code_renewed",
        thing="case",
        key=case.number,
        organ=case.organ,
        by=by.needing("cases.register"),
        code=recorded,
    )
    tasks.tell_of_new_code.enqueue(case.pk)
    return code


def _remark(step: StepRow, remark: str) -> None:
    if remark:
        StepRow.objects.filter(pk=step.pk).update(remark=remark)
