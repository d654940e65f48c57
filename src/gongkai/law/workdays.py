"""Working days by the published calendar: weekdays less the days off, and the weekend days that are worked instead.

A calendar is made from packs (`packs`), one a year, and passed in as an argument. It answers for the days that are
published and refuses all others: a working day guessed wrongly is a deadline missed. `provisional` goes on from there,
and says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.law.refusal import BeyondCalendar

ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is in the calendar."""

    WORKDAY = "workday"  # 工作日
    WEEKEND = "weekend"  # 周休息日
    HOLIDAY = "holiday"  # 放假
    MAKE_UP = "make_up"  # 调休上班


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day, what it is, and for days off and make-up days the holiday and the notice that rules it (its number).

    A `provisional` day lies after the published calendar: no notice says yet what it is.
    """

    date: date
    kind: DayKind
    holiday: str = ""
    notice: str = ""
    provisional: bool = False

    @property
    def worked(self) -> bool:
        """Whether it is a working day."""
        return self.kind is DayKind.WORKDAY or self.kind is DayKind.MAKE_UP


class Calendar:
    """Every day from `first` to `last`, without a gap; immutable. All questions are answered in constant time."""

    __slots__ = ("_days", "_rank", "_start", "_worked", "first", "last")

    def __init__(self, days: Sequence[CalendarDay]) -> None:
        self._days = tuple(days)
        self.first, self.last = days[0].date, days[-1].date
        self._start = self.first.toordinal()
        if any(day.date.toordinal() - self._start != index for index, day in enumerate(self._days)):
            raise ValueError("The days of a calendar follow each other without a gap.")
        self._worked = tuple(day.date for day in self._days if day.worked)
        self._rank = _ranks(self._days)

    def day(self, day: date) -> CalendarDay:
        """Return what a day is.

        :raises BeyondCalendar: where the calendar does not reach it.
        """
        return self._days[self._index(day)]

    def days(self, first: date, last: date) -> Sequence[CalendarDay]:
        """Return the days from `first` to `last`, both included.

        :raises BeyondCalendar: where the calendar does not reach one of them.
        """
        return self._days[self._index(first) : self._index(last) + 1]

    def is_workday(self, day: date) -> bool:
        """Return whether a day is worked.

        :raises BeyondCalendar: where the calendar does not reach it.
        """
        return self._days[self._index(day)].worked

    def add(self, day: date, number: int) -> date:
        """Return the `number`th working day after `day`, which itself is not counted; `number` is at least 1.

        :raises BeyondCalendar: where the calendar ends before it.
        """
        if number < 1:
            raise ValueError(f"A period has at least one working day, not {number}.")
        index = self._rank[self._index(day)] + number - 1
        if index >= len(self._worked):
            raise self._beyond(f"{day} 之后第 {number} 个工作日", f"The working day number {number} after {day}")
        return self._worked[index]

    def roll(self, day: date) -> date:
        """Return the day itself where it is worked, else the next working day.

        :raises BeyondCalendar: where the calendar ends before it.
        """
        return day if self.is_workday(day) else self.add(day, 1)

    def count(self, after: date, until: date) -> int:
        """Return how many working days there are after `after` up to and including `until`, negative where it is earlier.

        :raises BeyondCalendar: where the calendar does not reach one of them.
        """
        return self._rank[self._index(until)] - self._rank[self._index(after)]

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._start
        if 0 <= index < len(self._days):
            return index
        raise self._before(day) if index < 0 else self._beyond(f"{day}", f"{day}")

    def _before(self, day: date) -> BeyondCalendar:
        return BeyondCalendar(
            f"{day} 不在已公布的工作日历（{self.first} 至 {self.last}）之内，没有更早的日历；请核对日期。",
            f"{day} lies before the published calendar ({self.first} to {self.last}); check the day.",
        )

    def _beyond(self, zh: str, en: str) -> BeyondCalendar:
        return BeyondCalendar(
            f"{zh}不在已公布的工作日历（{self.first} 至 {self.last}）之内；请待国务院办公厅公布放假安排后补充日历。",
            f"{en} lies outside the published calendar ({self.first} to {self.last}); add the pack of that year once "
            "the State Council has published its holidays.",
        )


def _ranks(days: Iterable[CalendarDay]) -> tuple[int, ...]:
    ranks, worked = [], 0
    for day in days:
        worked += day.worked
        ranks.append(worked)
    return tuple(ranks)
