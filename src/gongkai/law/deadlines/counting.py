"""How a period runs: over working days with what stops it, or over calendar days and months.

The day of the event is not counted; a period of working days ends with its last working day; one of days or months that
ends on a day of rest ends on the next working day (民事诉讼法第八十五条；行政诉讼法解释第四十八条).
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from gongkai.law import packs, provisional
from gongkai.law.citation import Citation
from gongkai.law.deadlines.deadline import Course, Deadline, ExplainedDay, Kind, Why
from gongkai.law.deadlines.periods import Unit
from gongkai.law.options import Conventions
from gongkai.law.workdays import ONE_DAY, Calendar, CalendarDay, DayKind


class Counted(Course, Protocol):
    """A course that finds its own end."""

    def end(self, calendar: Calendar) -> date:
        """Return the last day.

        :raises BeyondCalendar: where the calendar ends before it.
        """


Idle = tuple[date, date, Why]
"""A stretch that does not count: after the first day, up to and including the second, and why."""

_OF_DAY = {
    DayKind.WORKDAY: Why.WORKDAY,
    DayKind.MAKE_UP: Why.MAKE_UP,
    DayKind.WEEKEND: Why.WEEKEND,
    DayKind.HOLIDAY: Why.HOLIDAY,
}


@dataclass(frozen=True, slots=True)
class Run:
    """A period of working days: counted after `start`, except in `idle`; what lies before `start` was superseded."""

    start: date
    number: int
    idle: tuple[Idle, ...] = ()
    superseded: tuple[Idle, ...] = ()
    rolled: bool = False

    def end(self, calendar: Calendar) -> date:
        """Return the last day.

        :raises BeyondCalendar: where the calendar ends before it.
        """
        start = calendar.roll(self.start) if self.rolled else self.start
        end = calendar.add(start, self.number)
        for after, until, _ in self.idle:
            if after >= end:
                break
            lost = calendar.count(max(after, start), until)
            if lost > 0:
                end = calendar.add(end, lost)
        return end

    def used(self, calendar: Calendar, until: date) -> int:
        """Return how many days of the period have been counted by the end of `until`; none before its start.

        :raises BeyondCalendar: where the calendar ends before it.
        """
        start = calendar.roll(self.start) if self.rolled else self.start
        if until <= start:
            return 0
        lost = sum(max(0, calendar.count(max(after, start), min(end, until))) for after, end, _ in self.idle)
        return calendar.count(start, until) - lost

    def days(self, calendar: Calendar, until: date) -> tuple[ExplainedDay, ...]:
        """Return every day from the first event up to and including `until`."""
        start = calendar.roll(self.start) if self.rolled else self.start
        first = self.superseded[0][0] if self.superseded else self.start
        explained = [_left_out(day, self._before(day.date)) for day in calendar.days(first, start)]
        explained[-1] = explained[-1]._replace(why=Why.START)
        return (*explained, *self._counted(calendar.days(start + ONE_DAY, until)))

    def _before(self, day: date) -> Why:
        if day >= self.start:
            return Why.START_MOVED
        return next(why for _, until, why in self.superseded if day <= until)

    def _counted(self, days: Iterable[CalendarDay]) -> Iterable[ExplainedDay]:
        number, stretches = 0, list(self.idle)
        for day in days:
            while stretches and day.date > stretches[0][1]:
                stretches.pop(0)
            if not day.worked:
                yield _left_out(day, _OF_DAY[day.kind])
            elif stretches and day.date > stretches[0][0]:
                yield _left_out(day, stretches[0][2])
            else:
                number += 1
                yield ExplainedDay(day.date, True, number, _OF_DAY[day.kind], day.holiday, day.notice, day.provisional)


@dataclass(frozen=True, slots=True)
class Span:
    """A period of days, months or years after `start`; its end moves off a day of rest where `rolls`."""

    start: date
    number: int
    unit: Unit
    rolls: bool = True
    month_end: str = "last_day"

    def end(self, calendar: Calendar) -> date:
        """Return the last day.

        :raises BeyondCalendar: where the calendar ends before it.
        """
        raw = self._raw()
        return calendar.roll(raw) if self.rolls else raw

    def days(self, calendar: Calendar, until: date) -> tuple[ExplainedDay, ...]:
        """Return every day from the event up to and including `until`."""
        raw = self._raw()
        explained = [ExplainedDay(self.start, False, None, Why.START, "", "", False)]
        for number in range(1, (raw - self.start).days + 1):
            explained.append(ExplainedDay(self.start + timedelta(days=number), True, number, Why.DAY, "", "", False))
        if raw < until:
            # The day of rest on which it would have ended is the first that a notice must explain.
            ended, *rests, moved = calendar.days(raw, until)
            explained[-1] = _left_out(ended, Why.MOVED_END)._replace(counted=True, n=explained[-1].n)
            explained += (_left_out(day, _OF_DAY[day.kind]) for day in rests)
            explained.append(_left_out(moved, Why.MOVED_TO))
        return tuple(explained)

    def _raw(self) -> date:
        if self.unit is Unit.DAYS:
            return self.start + timedelta(days=self.number)
        months = self.number * (12 if self.unit is Unit.YEARS else 1)
        year, month = divmod(self.start.year * 12 + self.start.month - 1 + months, 12)
        last = monthrange(year, month + 1)[1]
        if self.start.day <= last:
            return date(year, month + 1, self.start.day)
        return date(year, month + 1, last) + (ONE_DAY if self.month_end == "next_day" else timedelta(0))


@dataclass(frozen=True, slots=True)
class Appointed:
    """A period that ends on the day that the organ has set."""

    start: date
    day: date

    def end(self, calendar: Calendar) -> date:
        """Return the day that was set."""
        return self.day

    def days(self, calendar: Calendar, until: date) -> tuple[ExplainedDay, ...]:
        """Return the first day and the day that was set: what lies between is not counted."""
        return (
            ExplainedDay(self.start, False, None, Why.START, "", "", False),
            ExplainedDay(until, False, None, Why.DELAYED, "", "", False),
        )


def due(
    kind: Kind,
    course: Counted,
    basis: tuple[Citation, ...],
    *,
    calendar: Calendar | None = None,
) -> Deadline:
    """Return the deadline that a course leads to, provisional where it runs past the published calendar."""
    known = calendar or packs.published()
    settled = provisional.settle(course.end, known)
    # What explains the days is the calendar that reaches as far as the date.
    reaching = provisional.estimated(known, settled.date) if settled.provisional else known
    return Deadline(
        kind, settled.date, settled.provisional, settled.not_before, settled.missing, basis, course, reaching
    )


def span(start: date, number: int, unit: Unit, conventions: Conventions) -> Span:
    """Return a period of days or months as the conventions have it end."""
    return Span(start, number, unit, conventions.rest_day_end == "roll", conventions.month_end)


def united(stretches: Iterable[Idle]) -> tuple[Idle, ...]:
    """Return stretches in order, none reaching into the one before: a day is left out once, for the reason that came first."""
    parted: list[Idle] = []
    for after, until, why in sorted(stretches):
        begin = max(after, parted[-1][1]) if parted else after
        if begin < until:
            parted.append((begin, until, why))
    return tuple(parted)


def _left_out(day: CalendarDay, why: Why) -> ExplainedDay:
    return ExplainedDay(day.date, False, None, why, day.holiday, day.notice, day.provisional)
