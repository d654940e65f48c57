"""What is counted, as a condition on the summary of a case: the law's own functions asked of a state made from its columns.

No rule is said here. Whether a case counts, and in which row by its result, is what `law.procedure` answers; the rest is
comparing days: a case is new on the day of its receipt, closed on the day on which it ended, and on hand between them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from django.db.models import Q

from gongkai.law import procedure, replies
from gongkai.law.procedure import Matter, State
from gongkai.report import formats
from gongkai.web.cases.figures.periods import Days

SOME_DAY = date(2020, 1, 2)
"""A day of a receipt, to ask the law of a state: which one it is decides nothing."""


class Side(StrEnum):
    """The four numbers that must balance: on hand at the start and new are closed and on hand at the end."""

    NEW = "new"
    OPENING = "opening"
    CLOSED = "closed"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A row of 三、本年度办理结果 of the form: its code, its words, those of its group, and the results it counts."""

    code: str
    label: str
    group: str
    results: tuple[str, ...]


def counted() -> Q:
    """Return the condition that a case counts once it was received."""
    return Q(matter__in=_matters()) & ~Q(result__in=_nowhere())


def parts(side: Side, days: Days) -> tuple[Q, ...]:
    """Return the conditions that a case that counts stands on one side of the balance of some days; no two hold together.

    What is on hand is either open still or was closed later: each alone is a short stretch of an index, together they are
    none. The day of the receipt is asked for by a refusal of later ones, so that a database does not take it for the shorter.
    """
    received = Q(received__isnull=False) & ~Q(received__gt=days.last)
    before = Q(received__isnull=False) & ~Q(received__gte=days.first)
    if side is Side.NEW:
        return (Q(received__gte=days.first, received__lte=days.last),)
    if side is Side.CLOSED:
        return (Q(closed__gte=days.first, closed__lte=days.last) & received,)
    if side is Side.OPENING:
        return Q(closed=None) & before, Q(closed__gte=days.first) & before
    return Q(closed=None) & received, Q(closed__gt=days.last) & received


@cache
def outcomes(format_name: str) -> tuple[OutcomeRow, ...]:
    """Return the rows of results of a form, in its order, without the total."""
    form = formats.load(format_name)
    rows: dict[str, list[str]] = {}
    for kind in replies.kinds():
        if (row := row_of(kind.code, format_name)) is not None:
            rows.setdefault(row, []).append(kind.code)
    return tuple(
        OutcomeRow(each.key, each.label, form.request_groups.get(each.group, ""), tuple(rows[each.key]))
        for each in form.request_rows
        if each.key in rows
    )


def row_of(result: str, format_name: str) -> str | None:
    """Return the row in which a case with this result counts in the year in which it ended; None where it counts nowhere."""
    state = State(received=SOME_DAY, result=result, closed=SOME_DAY)
    found = procedure.rows(state, year=SOME_DAY.year, format_name=format_name)
    return found[-1] if found else None


@cache
def _matters() -> tuple[str, ...]:
    return tuple(str(each) for each in Matter if procedure.uncounted(State(matter=each, received=SOME_DAY)) is None)


@cache
def _nowhere() -> tuple[str, ...]:
    states = ((kind.code, State(received=SOME_DAY, result=kind.code)) for kind in replies.kinds())
    return tuple(code for code, state in states if procedure.uncounted(state) is not None)
