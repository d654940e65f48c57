"""Splitting a letter with several matters into a case for each (一事一申请).

The case that the letter became keeps its number and is handled for what remains in it. Each further case is filed with the
same applicant, channel and day of receipt, and with the clarification that the whole letter had behind it; it has its own
number and query code, and counts as a request of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from gongkai.law import procedure
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions, facts, queries, tasks
from gongkai.web.cases.actions import Asked, Filed, Past
from gongkai.web.cases.linking.actions import held
from gongkai.web.cases.linking.queries import Kind, split_off
from gongkai.web.cases.models import Case, CaseLink
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Person
from gongkai.web.vault.sealing import Unreadable

MOST = 9
"""How many cases can be split off at once: their query codes are shown on one page."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a further case asks for."""

    subject: str
    description: str


@dataclass(frozen=True, slots=True)
class Split:
    """The cases that were split off, with their query codes, which are known here and nowhere else afterwards."""

    filed: tuple[Filed, ...]


class AlreadySplit(Exception):
    """The same form was sent twice: the cases that it became the first time."""

    def __init__(self, cases: Sequence[Case]) -> None:
        super().__init__("这次拆分已经登记。")
        self.cases = tuple(cases)


class CannotSplit(Refusal):
    """A split that lacks something, and what."""


@transaction.atomic
def split(*, case: Case, matters: Sequence[Matter], keeps: str, by: Call) -> Split:
    """Split matters off a case; `keeps` says what remains in it. Return the further cases.

    :raises AlreadySplit: where the token was used.
    :raises NotSplit: where the law does not allow it now.
    :raises CannotSplit: where there are no matters or too many, or the applicant cannot be read.
    :raises NotAllowed: where the actor lacks the post.
    """
    actor = permissions.check(by.actor, "cases.handle", case.organ, by.today)
    permissions.check(by.actor, "cases.register", case.organ, by.today)
    locked = held(case.pk)[case.pk]
    if by.token and StepRow.objects.filter(token=by.token, ordinal=1, case__links__other=locked).exists():
        raise AlreadySplit(split_off(locked))
    procedure.may_split(queries.standing(locked, by.today).state, by.today)
    if not 0 < len(matters) <= MOST or not keeps.strip():
        raise CannotSplit(
            f"请写明拆分出的 1 至 {MOST} 件，以及本件保留办理的事项。",
            f"Say what each of 1 to {MOST} further cases is about, and what remains in this one.",
        )
    applicant, behind = _applicant(locked), _behind(locked)
    filed: list[Filed] = []
    for matter in matters:
        # The token stands with the first of them; by it the same form is known again.
        filed.append(_filed(locked, matter, applicant, behind, replace(by, token="" if filed else by.token)))
        _link(filed[-1].case, locked, matter, actor, by)
    numbers = [each.case.number for each in filed]
    _remark(locked, f"{by.today} 按照一事一申请拆分，另立 {'、'.join(numbers)}。本件继续办理：{keeps.strip()}")
    log.record(
        "cases.split", thing="case", key=locked.number, organ=locked.organ, by=by.needing("cases.handle"), into=numbers
    )
    return Split(tuple(filed))


def due(case: Case, by: Call) -> procedure.Standing:
    """Return how a case that is split off would stand: its receipt, and its last day to reply."""
    return queries.replayed(case.organ, _behind(case).steps, by.today)


def _applicant(case: Case) -> dict[str, str]:
    try:
        known = queries.applicant(case)
    except Unreadable as error:
        raise CannotSplit(f"申请人的信息打不开：{error}", "The applicant cannot be read.") from None
    if not known:
        raise CannotSplit("申请人的信息已经清除，不能拆分。", "What was known of the applicant was erased.")
    return known


def _behind(case: Case) -> Past:
    rows = facts.not_undone(case.steps.order_by("ordinal"))
    taken = facts.steps(rows)
    behind = procedure.behind_each_part(taken)
    # The steps are those of the rows, but for the matter of the receipt.
    notes = {(step.kind, step.on): row.note for row, step in zip(rows, taken, strict=True)}
    return Past(behind, case.filed_at, notes=[notes[step.kind, step.on] for step in behind])


def _filed(case: Case, matter: Matter, applicant: dict[str, str], behind: Past, by: Call) -> Filed:
    asked = Asked(
        matter.subject.strip(),
        matter.description.strip(),
        case.form,
        case.delivery,
        case.applicant_kind,
        case.assistance,
    )
    past = replace(behind, code=actions.query_code(), remark=f"由 {case.number} 拆分（一事一申请），申请材料见该件。")
    made = actions.take_over(organ=case.organ, asked=asked, applicant=applicant, past=past, by=by)
    made.refresh_from_db()
    if len(behind.steps) == 1:
        # With a clarification behind it the letter of the receipt would name a last day that has moved since.
        tasks.tell_of_step.enqueue(made.steps.get(ordinal=1).pk)
    return Filed(made, past.code)


def _link(made: Case, case: Case, matter: Matter, actor: Person, by: Call) -> None:
    CaseLink.objects.create(
        case=made, other=case, kind=Kind.SPLIT, note=matter.subject.strip(), linked_by=actor, linked_at=by.now
    )


def _remark(case: Case, said: str) -> None:
    """Add to the office's own remark where the receipt is registered."""
    first = case.steps.filter(kind=procedure.StepKind.RECEIVED).order_by("-ordinal").first()
    if first is not None:
        remark = f"{first.remark}\n{said}".strip()
        StepRow.objects.filter(pk=first.pk).update(remark=remark)
