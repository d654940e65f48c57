"""Dates past the published calendar: an estimate that says that it is one, the earliest possible day, what is missing.

The notice on the days off of a year comes out in the autumn before, so a request received in December may be due on a
day of which nobody can say yet whether it is worked. Such a date is never silently assumed.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.law import statutory
from gongkai.law.packs import SATURDAY, notice_year
from gongkai.law.refusal import BeyondCalendar
from gongkai.law.workdays import ONE_DAY, Calendar, CalendarDay, DayKind

NEAR = 3
"""The years by which a calendar is first continued; up to the last year whose holidays are known where it is not enough."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A date. Where it is provisional: the earliest day it can turn out to be, and the years whose notice is missing."""

    date: datetime.date
    provisional: bool
    not_before: datetime.date
    missing: tuple[int, ...] = ()


def settle(compute: Callable[[Calendar], date], calendar: Calendar) -> Settled:
    """Return the date that `compute` finds, or an estimate where it needs days after the end of the calendar.

    The estimate takes weekdays for worked, less the holidays of 《全国年节及纪念日放假办法》第二条. The earliest possible day
    takes every other day for worked, since any Saturday or Sunday may yet be declared a make-up day.

    :raises BeyondCalendar: where it needs days before the calendar, or after the last year whose holidays are known.
    """
    try:
        day = compute(calendar)
    except BeyondCalendar as beyond:
        return _provisional(compute, calendar, beyond)
    return Settled(day, False, day)


def estimated(calendar: Calendar, until: date | None = None) -> Calendar:
    """Return the calendar continued at least to a day: after its end weekdays are worked, less the statutory holidays.

    Without a day it goes on to the last year whose holidays are known.
    """
    return _continued(calendar, _horizon(calendar, until), DayKind.WEEKEND)


def earliest(calendar: Calendar, until: date | None = None) -> Calendar:
    """Return the calendar continued at least to a day: after its end every day is worked, less the statutory holidays.

    Without a day it goes on to the last year whose holidays are known.
    """
    return _continued(calendar, _horizon(calendar, until), DayKind.MAKE_UP)


def missing_years(calendar: Calendar, day: date) -> tuple[int, ...]:
    """Return the years whose notice is needed to say what the days after the calendar are, up to this day."""
    first = notice_year(calendar.last + ONE_DAY)
    return tuple(range(first, max(first, notice_year(day)) + 1))


def _provisional(compute: Callable[[Calendar], date], calendar: Calendar, beyond: BeyondCalendar) -> Settled:
    for until in (calendar.last, None):
        try:
            day = compute(estimated(calendar, until))
            return Settled(day, True, compute(earliest(calendar, until)), missing_years(calendar, day))
        except BeyondCalendar:
            continue
    raise beyond


def _horizon(calendar: Calendar, until: date | None) -> int:
    near, far = calendar.last.year + NEAR, statutory.years()[-1]
    return near if until and until.year <= near <= far else far


@lru_cache(maxsize=16)
def _continued(calendar: Calendar, last_year: int, weekend: DayKind) -> Calendar:
    days = list(calendar.days(calendar.first, calendar.last))
    first, last = calendar.last + ONE_DAY, date(last_year, 12, 31)
    for number in range(first.toordinal(), last.toordinal() + 1):
        days.append(_day(date.fromordinal(number), weekend))
    return Calendar(days)


def _day(day: date, weekend: DayKind) -> CalendarDay:
    holiday = statutory.holidays(day.year).get(day, "")
    kind = DayKind.HOLIDAY if holiday else DayKind.WORKDAY if day.weekday() < SATURDAY else weekend
    return CalendarDay(day, kind, holiday, provisional=True)
