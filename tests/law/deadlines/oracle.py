"""The clock once more, as slowly as it can be written: one day after the other, over the working days of another library.

Nothing here is shared with the package: neither its calendar nor its way of counting. What both find is held against each
other on thousands of made-up requests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Letter:
    """A letter to a third party, a co-maker or another organ: the days, and whether the law sets a limit."""

    sent: date
    received: date
    answered: date | None
    limited: bool = True


@dataclass(frozen=True)
class Facts:
    """Everything that happened to a request, and how the organ reads what the law leaves open."""

    received: date
    letters: tuple[Letter, ...] = ()
    clarified: date | None = None
    extended: int = 0
    notified: date | None = None
    paid: date | None = None
    rolled: bool = False
    from_receipt: bool = False
    whole: bool = False
    resumes: bool = False


@cache
def worked(day: date) -> bool:
    """Return whether people work on a day."""
    return bool(chinese_calendar.is_workday(day))


def after(day: date) -> Iterator[date]:
    """Yield the days after a day."""
    while True:
        day += DAY
        yield day


def workdays(start: date, number: int) -> date:
    """Return the last day of a period of working days: the day of the event is not counted."""
    for day in after(start):
        number -= worked(day)
        if number == 0:
            return day
    raise AssertionError


def left_out(facts: Facts) -> set[date]:
    """Return the days, worked or not, that the organ waits for somebody else."""
    waited = set()
    for letter in facts.letters:
        until = letter.answered
        if letter.limited and (until is None or not facts.whole):
            limit = workdays(letter.received, 15)
            until = limit if until is None else min(until, limit)
        day = letter.received if facts.from_receipt else letter.sent
        while until and day < until:
            day += DAY
            waited.add(day)
    if facts.notified and facts.paid and facts.resumes:
        day = facts.notified
        while day < facts.paid:
            day += DAY
            waited.add(day)
    return waited


def reply(facts: Facts) -> date:
    """Return the last day to reply."""
    start = facts.clarified or facts.received
    if facts.paid and not facts.resumes:
        start = facts.paid
    while facts.rolled and not worked(start):
        start += DAY
    waited, counted = left_out(facts), 0
    for day in after(start):
        if worked(day) and day not in waited:
            counted += 1
        if counted == 20 + facts.extended:
            return day
    raise AssertionError


def calendar_days(start: date, number: int, *, rolls: bool = True) -> date:
    """Return the last day of a period of days."""
    day = start
    for _ in range(number):
        day += DAY
    return rolled(day) if rolls else day


def months(start: date, number: int, *, rolls: bool = True, next_day: bool = False) -> date:
    """Return the last day of a period of months: the day of the same number, or the end of a month that lacks it."""
    year, month = start.year, start.month
    for _ in range(number):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number_of_day = start.day
    while True:
        try:
            day = date(year, month, number_of_day)
        except ValueError:
            number_of_day -= 1
        else:
            break
    if number_of_day < start.day and next_day:
        day += DAY
    return rolled(day) if rolls else day


def rolled(day: date) -> date:
    """Return the day, or the next working day where it is a day of rest."""
    while not worked(day):
        day += DAY
    return day
