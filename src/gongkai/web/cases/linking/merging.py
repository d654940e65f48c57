"""Merging a case into another one: the same request of the same applicant, registered twice, is answered and counted once.

What it was merged into is answered; so it must be open, and nothing may have been merged into what is merged: then there are
no chains, and no circles. Where the applicants are not known to be one, a person says why they are.
"""

from django.db import transaction

from gongkai.law.procedure import Matter, Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.linking import queries
from gongkai.web.cases.linking.actions import NotLinked, locked_with
from gongkai.web.cases.linking.queries import Kind
from gongkai.web.cases.linking.similar import ALIKE, Similar, alike
from gongkai.web.cases.models import Case, CaseLink
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs.log import Call

MOST = 20
"""How many open cases of an applicant are looked at."""


class OtherApplicant(NotLinked):
    """Two cases whose applicants are not known to be one; a reason says why they are."""

    def __init__(self, into: Case) -> None:
        super().__init__(
            f"本件和 {into.number} 的申请人不能由证件号码确认为同一人。核对后确为同一申请人的同一申请，请写明依据。",
            f"The applicants of this case and {into.number} are not known to be one. If they are, say how you know.",
            "reason",
        )


class OtherRequest(NotLinked):
    """Two cases that do not ask alike; a reason says why they are one request."""

    def __init__(self, into: Case) -> None:
        super().__init__(
            f"本件和 {into.number} 申请的内容不相近。并入的办件不再答复；确为同一申请的，请写明依据。",
            f"This case and {into.number} do not ask alike, and what is merged is not answered. If they are one request, "
            "say how you know.",
            "reason",
        )


@transaction.atomic
def merge(*, case: Case, into: Case, by: Call, reason: str = "") -> StepRow:
    """Merge a case into another and return the step. A second call with the same token returns the same step.

    :raises OtherApplicant: where the applicants are not known to be one and there is no reason.
    :raises OtherRequest: where they do not ask alike and there is no reason.
    :raises NotLinked: where the other is not open, or something was merged into this one.
    :raises IllegalStep: where the law does not allow it: not in hand, or after the year of the receipt.
    :raises NotAllowed: where the actor lacks the post.
    """
    locked, actor = locked_with(case, into, "cases.handle", by)
    first, second = locked[case.pk], locked[into.pk]
    if by.token and (taken := first.steps.filter(token=by.token).first()):
        return taken
    _check(first, second)
    same = one_applicant(first, second)
    if not same and not reason.strip():
        raise OtherApplicant(second)
    if alike(first, second) < ALIKE and not reason.strip():
        raise OtherRequest(second)
    # A link of a merger that was undone is still in its row.
    first.links.filter(kind=Kind.MERGED, ended_at=None).update(ended_by=actor, ended_at=by.now)
    row = actions.record(first, Step(StepKind.MERGED, by.today, ref=second.number), by=by, remark=reason.strip())
    CaseLink.objects.create(
        case=first, other=second, kind=Kind.MERGED, note=reason.strip(), linked_by=actor, linked_at=by.now
    )
    case.refresh_from_db()
    return row


def one_applicant(case: Case, into: Case) -> bool:
    """Return whether two cases have one applicant, by the proofs of identity."""
    known = queries.known_as(case)
    return bool(known) and known == queries.known_as(into)


def candidates(case: Case) -> list[Similar]:
    """Return the open cases of the same applicant, which this one can be merged into, those most alike first."""
    known = queries.known_as(case)
    if not known:
        return []
    theirs = Case.objects.filter(applicant__known_as=known, organ=case.organ_id, closed=None, received__isnull=False)
    found = [Similar(each, True, alike(case, each)) for each in theirs.exclude(pk=case.pk).order_by("-pk")[:MOST]]
    return sorted(found, key=lambda each: -each.share)


def _check(case: Case, into: Case) -> None:
    if into.closed is not None or into.received is None or into.matter != Matter.DISCLOSURE:
        raise NotLinked(
            f"{into.number} 不是正在办理的政府信息公开申请，不能并入。已经答复的，可以登记为重复申请。",
            f"{into.number} is no open request. Where it was answered, this case can be said to repeat it.",
        )
    if held := queries.merged_into(case).select_related("case").first():
        raise NotLinked(
            f"{held.case.number} 已经并入本件，本件不能再并入其他办件。请反过来并入本件。",
            f"{held.case.number} was merged into this case. Merge the other one into this one.",
        )
