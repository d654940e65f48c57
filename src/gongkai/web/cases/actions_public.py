"""What an applicant does to a case that number and query code have opened: clarify, give reasons, withdraw, rate, fetch.

Nobody is signed in here. Whoever calls has opened the case by its query code; the law says whether the step may follow.
"""

from collections.abc import Sequence

from django.db import transaction

from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, queries
from gongkai.web.cases.models import Attachment, Case, Rating
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs import log
from gongkai.web.organs.log import Call
from gongkai.web.vault.uploads import Checked

ANSWERS = (StepKind.CLARIFICATION_GIVEN, StepKind.REASONS_GIVEN)
"""What an applicant can answer: a notice to clarify (Art. 30), and one to give reasons (Art. 35)."""


class NotOver(Exception):
    """A case is rated once it has ended."""


@transaction.atomic
def answer(*, case: Case, kind: StepKind, text: str, uploads: Sequence[Checked], by: Call) -> StepRow:
    """Record what an applicant answers to a notice, with its files. A second call with the same token changes nothing.

    :raises IllegalStep: where nothing was asked, or the case has moved on.
    """
    if kind not in ANSWERS:
        raise ValueError(f"{kind} is no answer of an applicant")
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if earlier := _taken(locked, by):
        return earlier
    row = actions.take(case=locked, step=Step(kind, by.today), verb="", by=by, note=text)
    for upload in uploads:
        actions.attach(row, use=Attachment.Use.MATERIAL, upload=upload, now=by.now)
    case.refresh_from_db()
    return row


@transaction.atomic
def withdraw(*, case: Case, reason: str, by: Call) -> StepRow:
    """Record that an applicant takes the request back.

    :raises IllegalStep: where it was answered or has ended already.
    """
    return actions.take(case=case, step=Step(StepKind.WITHDRAWN, by.today), verb="", by=by, note=reason)


@transaction.atomic
def rate(*, case: Case, grade: int, remark: str, by: Call) -> Rating:
    """Record how satisfied an applicant is, once; a second time changes nothing.

    :raises NotOver: while the case is open.
    """
    locked = Case.objects.select_for_update(of=("self",)).select_related("organ").get(pk=case.pk)
    if not queries.standing(locked, by.today).state.ended:
        raise NotOver
    rating, new = Rating.objects.get_or_create(
        case=locked, defaults={"grade": grade, "remark": remark, "given_at": by.now}
    )
    if new:
        log.record("cases.rated", thing="case", key=locked.number, organ=locked.organ, by=by)
    return rating


@transaction.atomic
def fetched(*, attachment: Attachment, by: Call) -> None:
    """Record that the applicant has fetched a letter."""
    case = attachment.case
    log.record("cases.letter_fetched", thing="case", key=case.number, organ=case.organ, by=by, letter=attachment.pk)


def _taken(case: Case, by: Call) -> StepRow | None:
    return case.steps.filter(token=by.token).first() if by.token else None
