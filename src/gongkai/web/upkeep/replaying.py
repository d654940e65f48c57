"""The summary of every case, replayed from its steps: whether it is what stands beside the case, and writing it anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db import transaction

from gongkai.law.refusal import Refusal
from gongkai.law.workdays import Calendar
from gongkai.web.cases import actions, facts, queries
from gongkai.web.cases.models import Case, Step
from gongkai.web.organs import log
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Difference:
    """A column of a case that says something else than its steps do; `column` is empty where the steps cannot be replayed."""

    number: str
    column: str
    stands: object
    replayed: object

    def __str__(self) -> str:
        if not self.column:
            return f"办件 {self.number} 的步骤不能重放：{self.replayed}"
        return f"办件 {self.number} 的 {self.column} 是 {self.stands!s}，按步骤应为 {self.replayed!s}"


def differences(today: date) -> Iterator[Difference]:
    """Yield every column of every case that does not follow from its steps."""
    organs, known = {organ.pk: organ for organ in Organ.objects.all()}, queries.calendar()
    steps = groupby(Step.objects.order_by("case_id", "ordinal").iterator(2000), lambda step: step.case_id)
    left = next(steps, None)
    for case in Case.objects.order_by("pk").iterator(2000):
        rows: list[Step] = []
        if left is not None and left[0] == case.pk:
            rows = list(left[1])
            left = next(steps, None)
        yield from _of(case, organs[case.organ_id], rows, today, known)


@transaction.atomic
def rebuild(*, by: Call) -> list[Difference]:
    """Write what the steps say beside every case that says something else, and return what was changed."""
    found = _certain(list(differences(by.today)), by.today)
    changed: dict[str, dict[str, Any]] = {}
    for each in found:
        if each.column:
            changed.setdefault(each.number, {})[each.column] = each.replayed
    for number, columns in changed.items():
        Case.objects.filter(number=number).update(**columns)
    if changed:
        log.record("office.replayed", thing="case", key="", by=by, cases=len(changed))
    return found


def _certain(found: list[Difference], today: date) -> list[Difference]:
    """Return what is still different once the cases are held: while all were read, somebody may have taken a step."""
    numbers = {each.number for each in found if each.column}
    cases = Case.objects.select_for_update(of=("self",)).select_related("organ").filter(number__in=numbers)
    held, known = list(cases.order_by("pk")), queries.calendar()
    unreplayable = [each for each in found if not each.column]
    return unreplayable + [
        each for case in held for each in _of(case, case.organ, list(case.steps.order_by("ordinal")), today, known)
    ]


def _of(case: Case, organ: Organ, rows: list[Step], today: date, known: Calendar) -> Iterator[Difference]:
    if [row.ordinal for row in rows] != list(range(1, len(rows) + 1)):
        yield Difference(case.number, "", None, "步骤的序号不连续")
        return
    try:
        taken = facts.steps(rows)
        summary = actions.summary(organ, queries.replayed(organ, taken, today, known).state, known)
    except (Refusal, ValueError, KeyError) as error:
        yield Difference(case.number, "", None, error)
        return
    for column, replayed in summary.items():
        if getattr(case, column) != replayed:
            yield Difference(case.number, column, getattr(case, column), replayed)
