"""The table of a period, and the cases behind each of its figures: one selection a figure, that the table counts by groups.

Opening, new, closed and closing are asked of the database each for itself, so that the balance shown is a proof and not a
subtraction. Figures of a past period are what is known of it today: what was undone or merged since is no longer in them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform

from gongkai.law import provisional
from gongkai.law.deadlines import Channel
from gongkai.web.cases import queries as cases
from gongkai.web.cases.figures import counting, lateness, situation
from gongkai.web.cases.figures.counting import Side
from gongkai.web.cases.figures.periods import Period, Scope
from gongkai.web.cases.models import Case
from gongkai.web.organs.models import Organ

ROW, CHANNEL = "row.", "channel."
LATE, IN_TIME = "late", "in_time"


@dataclass(frozen=True, slots=True)
class Figure:
    """Which figure is asked for: of whose cases, of which period and part of its table, by its key."""

    organs: tuple[int, ...]
    period: Period
    scope: Scope
    key: str
    today: date


@dataclass(slots=True)
class Counts:
    """The figures of one organ, or of several together, by their keys; `taken` are the working days of what was closed."""

    cells: Mapping[Scope, Counter[str]] = field(default_factory=lambda: {scope: Counter() for scope in Scope})
    taken: Mapping[Scope, Counter[int]] = field(default_factory=lambda: {scope: Counter() for scope in Scope})

    def add(self, other: "Counts") -> None:
        """Add the figures of another organ."""
        for scope in Scope:
            self.cells[scope].update(other.cells[scope])
            self.taken[scope].update(other.taken[scope])

    def sides(self, scope: Scope) -> dict[Side, int]:
        """Return the four numbers that must balance."""
        return {side: self.cells[scope][side] for side in Side}

    def faults(self, scope: Scope, format_name: str) -> list[tuple[int, int]]:
        """Return what does not balance: both sides of the balance, and the rows of results beside those closed."""
        sides, cells = self.sides(scope), self.cells[scope]
        of_rows = sum(cells[ROW + row.code] for row in counting.outcomes(format_name))
        pairs = [
            (sides[Side.OPENING] + sides[Side.NEW], sides[Side.CLOSED] + sides[Side.CLOSING]),
            (of_rows, sides[Side.CLOSED]),
        ]
        return [pair for pair in pairs if pair[0] != pair[1]]


def counts(organs: Iterable[Organ], period: Period, today: date) -> dict[int, Counts]:
    """Return the figures of each of some organs, by primary key."""
    members = {organ.pk: organ for organ in organs}
    found = {key: Counts() for key in members}
    for scope in Scope:
        asked = Figure(tuple(members), period, scope, "", today)
        for key, name, number in _counted(asked):
            found[key].cells[scope][name] += number
        for key, taken in _taken(asked).items():
            found[key].taken[scope].update(taken)
    day = period.until(today)
    far = situation.far(day)
    for case in _held(members, period, today):
        found[case.organ].cells[Scope.PERIOD].update(situation.keys(case, day, far))
    return found


def sum_of(each: Iterable[Counts]) -> Counts:
    """Return the figures of several organs together."""
    total = Counts()
    for one in each:
        total.add(one)
    return total


def keys(format_name: str) -> tuple[str, ...]:
    """Return every figure there is, under a format."""
    rows = [ROW + row.code for row in counting.outcomes(format_name)]
    channels = [f"{CHANNEL}{channel}.{side}" for channel in Channel for side in (Side.NEW, Side.CLOSED)]
    return (*map(str, Side), *rows, LATE, IN_TIME, *channels, *situation.KEYS)


def selection(figure: Figure) -> QuerySet[Case]:
    """Return the cases behind a figure; its count is the figure."""
    key, days = figure.key, figure.period.days(figure.scope, figure.today)
    found = Case.objects.filter(counting.counted(), organ__in=figure.organs)
    closed = found.filter(*counting.parts(Side.CLOSED, days))
    if key in list(Side):
        return found.filter(reduce(or_, counting.parts(Side(key), days)))
    if key.startswith(ROW):
        rows = counting.outcomes(figure.period.format_name)
        return closed.filter(result__in=next(row.results for row in rows if ROW + row.code == key))
    if key.startswith(CHANNEL):
        _, channel, side = key.split(".")
        of_side = found.filter(*counting.parts(Side(side), days))
        return of_side.filter(steps__ordinal=1, steps__facts__channel=channel)
    if key == LATE:
        return lateness.late(closed)
    if key == IN_TIME:
        return lateness.split(closed)[1]
    return found.filter(pk__in=_of_situation(figure))


def _counted(asked: Figure) -> Iterable[tuple[int, str, int]]:
    """Yield every figure of the summaries: the organ, its key, its number."""
    for side in Side:
        for part in _parts(asked, side):
            yield from ((organ, str(side), number) for (organ,), number in _grouped(part, "organ_id"))
    (new,), (closed,) = _parts(asked, Side.NEW), _parts(asked, Side.CLOSED)
    rows = {code: ROW + row.code for row in counting.outcomes(asked.period.format_name) for code in row.results}
    for (organ, result), number in _grouped(closed, "organ_id", "result"):
        if result in rows:
            yield organ, rows[result], number
    for key, cases_of in zip((LATE, IN_TIME), lateness.split(closed), strict=True):
        yield from ((organ, key, number) for (organ,), number in _grouped(cases_of, "organ_id"))
    yield from _by_channel(Side.NEW, new)
    yield from _by_channel(Side.CLOSED, closed)


def _by_channel(side: Side, of_side: QuerySet[Case]) -> Iterable[tuple[int, str, int]]:
    first = of_side.filter(steps__ordinal=1).annotate(came=KeyTextTransform("channel", "steps__facts"))
    for (organ, channel), number in _grouped(first, "organ_id", "came"):
        yield organ, f"{CHANNEL}{channel}.{side}", number


def _parts(asked: Figure, side: Side) -> list[QuerySet[Case]]:
    found = Case.objects.filter(counting.counted(), organ__in=asked.organs)
    return [found.filter(part) for part in counting.parts(side, asked.period.days(asked.scope, asked.today))]


def _grouped(found: QuerySet[Case], *columns: str) -> Iterable[tuple[tuple[Any, ...], int]]:
    for *group, number in found.order_by().values_list(*columns).annotate(number=Count("pk")):
        yield tuple(group), number


def _taken(asked: Figure) -> dict[int, Counter[int]]:
    pairs: dict[int, list[tuple[date, date, int]]] = {}
    (of_period,) = _parts(asked, Side.CLOSED)
    for (organ, *days), number in _grouped(of_period, "organ_id", "received", "closed"):
        pairs.setdefault(organ, []).append((days[0], days[1], number))
    calendar = provisional.estimated(cases.calendar(), asked.today)
    return {organ: lateness.used(found, calendar) for organ, found in pairs.items()}


def _held(organs: Mapping[int, Organ], period: Period, today: date) -> Iterable[situation.Held]:
    asked = Figure(tuple(organs), period, Scope.PERIOD, "", today)
    for part in _parts(asked, Side.CLOSING):
        yield from situation.held(part, organs, period.until(today))


def _of_situation(figure: Figure) -> list[int]:
    day = figure.period.until(figure.today)
    far = situation.far(day)
    on_hand = _held(Organ.objects.in_bulk(figure.organs), figure.period, figure.today)
    return [case.case for case in on_hand if figure.key in situation.keys(case, day, far)]
