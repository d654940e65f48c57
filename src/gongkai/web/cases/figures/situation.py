"""Where the cases that are on hand stood at the end of a day, replayed from their steps up to it.

The summary of a case says where it stands now. A past month is told by the steps up to its end, less those that were undone
since: what is known today of that day.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet

from gongkai.law import procedure, provisional
from gongkai.law.options import IN_FORCE
from gongkai.law.procedure import Stage
from gongkai.web.cases import facts, queries
from gongkai.web.cases.models import Case, Step
from gongkai.web.organs.models import Organ

NEAR = (1, 3, 5)
"""Within how many working days the cases are told whose last day is near."""
STAGES = {
    Stage.CLARIFYING: "clarifying",
    Stage.CONSULTING: "consulting",
    Stage.EXPLAINING: "explaining",
    Stage.PAYING: "paying",
}
KEYS = (*STAGES.values(), "extended", *(f"near_{days}" for days in NEAR), "over")


class Held(NamedTuple):
    """A case on hand at the end of a day: its stage, whether it was extended, its last day where a clock runs."""

    case: int
    organ: int
    stage: Stage
    extended: bool
    due: date | None
    provisional: bool


def held(cases: QuerySet[Case], organs: Mapping[int, Organ], day: date) -> Iterator[Held]:
    """Yield where each of some cases of some organs stood at the end of a day."""
    known, terms = queries.calendar(), dict[tuple[int, date], procedure.Terms]()
    rows = Step.objects.filter(case__in=cases.order_by()).order_by("case_id", "ordinal")
    columns = rows.values_list("case_id", "case__organ_id", "kind", "on", "facts")
    for (case, organ), steps in groupby(columns.iterator(2000), lambda row: (row[0], row[1])):
        taken = [facts.read(kind, on, said) for _, _, kind, on, said in standing(steps) if on <= day]
        ruled = max(queries.ruled_from(taken) or day, IN_FORCE)
        by = terms.get((organ, ruled)) or queries.terms(organs[organ], ruled, known)
        terms[organ, ruled] = by
        state = procedure.State()
        for step in taken:
            state = procedure.take(state, step, by)
        due = procedure.due(state, by)
        last, guess = (due.date, due.provisional) if due else (None, False)
        yield Held(case, organ, state.stage, bool(state.extended), last, guess)


def standing(steps: Iterable[Any]) -> list[Any]:
    """Return the rows of steps that were not undone; each says its kind in its third column."""
    return facts.not_undone(steps, itemgetter(2))


def keys(case: Held, day: date, far: dict[int, date]) -> Iterator[str]:
    """Yield the figures of the situation that a case counts in; `far` is the first day that is not near, by `NEAR`."""
    if case.stage in STAGES:
        yield STAGES[case.stage]
    if case.extended:
        yield "extended"
    if case.due is None:
        return
    if case.due < day and not case.provisional:
        yield "over"
    elif case.due >= day:
        yield from (f"near_{days}" for days in NEAR if case.due < far[days])


def far(day: date) -> dict[int, date]:
    """Return the first day that lies more than so many working days ahead, for each of `NEAR`."""
    calendar = provisional.estimated(queries.calendar(), day)
    return {days: calendar.add(day, days + 1) for days in NEAR}
