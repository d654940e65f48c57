"""Last days recounted day by day from what the law says, by no rule of the program; and calendars made up at random.

A day is worked where no notice says otherwise and it is a Monday to Friday. The day of the receipt is not counted. What the
applicant clarified or paid begins the period anew. A letter stops it from the day after its sending to the day of the
answer, at the latest to the 15th working day after its arrival; that of another organ has no such end. After the last
published day weekdays are worked but for the statutory holidays, and what rests on them is an estimate.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.law.packs import Notice, Pack, PackDay

DAY = timedelta(days=1)
Limit = tuple[date | None, bool]
"""A last day, and whether it is an estimate."""

# 《全国年节及纪念日放假办法》第二条, with the days of the lunar calendar of these years.
STATUTORY = {
    2026: "01-01 02-16 02-17 02-18 02-19 04-05 05-01 05-02 06-19 09-25 10-01 10-02 10-03",
    2027: "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03",
    2028: "01-01 01-25 01-26 01-27 01-28 04-04 05-01 05-02 05-28 10-01 10-02 10-03",
    2029: "01-01 02-12 02-13 02-14 02-15 04-04 05-01 05-02 06-16 09-22 10-01 10-02 10-03",
}
# 国办发明电〔2025〕: days off and make-up days of 2026 as law.md 1.3.2 has them.
OFF_2026 = "01-01/01-03 02-15/02-23 04-04/04-06 05-01/05-05 06-19/06-21 09-25/09-27 10-01/10-07"
WORKED_2026 = "01-04 02-14 02-28 05-09 09-20 10-10"


def statutory(year: int) -> set[date]:
    """Return the statutory holidays of a year."""
    return {date.fromisoformat(f"{year}-{day}") for day in STATUTORY[year].split()}


def days_2026() -> dict[date, bool]:
    """Return what the notice for 2026 names, as days and whether they are off."""
    named = {date.fromisoformat(f"2026-{day}"): False for day in WORKED_2026.split()}
    for stretch in OFF_2026.split():
        first, last = (date.fromisoformat(f"2026-{day}") for day in stretch.split("/"))
        named |= {first + DAY * n: True for n in range((last - first).days + 1)}
    return named


@dataclass(frozen=True)
class Known:
    """What an office knows of the days: by year what the notices name, as days and whether they are off."""

    named: Mapping[int, Mapping[date, bool]] = field(default_factory=lambda: {2026: days_2026()})

    @property
    def last(self) -> date:
        """The last day of which it is certain what it is."""
        return date(max(self.named), 12, 28)

    def and_of(self, year: int, named: Mapping[date, bool]) -> "Known":
        """Return what is known with a notice for a year, in the place of an earlier one."""
        return Known({**self.named, year: named})

    def worked(self, day: date) -> bool:
        """Return whether a day is worked, by the notices or by estimate."""
        if day > self.last:
            return day.weekday() < 5 and day not in statutory(day.year)
        for year in sorted(self.named, reverse=True):
            if day in self.named[year]:
                return not self.named[year][day]
        return day.weekday() < 5

    def after(self, start: date, number: int, idle: Iterable[tuple[date, date]] = ()) -> date:
        """Return the last of so many working days after a day, leaving out those after one day up to another."""
        left_out, day = list(idle), start
        while number:
            day += DAY
            if self.worked(day) and not any(first < day <= last for first, last in left_out):
                number -= 1
        return day


@dataclass
class Letter:
    """A letter to a third party or another organ."""

    sent: date
    arrived: date | None
    limited: bool
    ended: date | None = None


@dataclass
class Life:
    """What happened to a request."""

    start: date
    number: int = 20
    letters: list[Letter] = field(default_factory=list)
    clarifying: tuple[date, int] | None = None
    paying: date | None = None
    ended: date | None = None
    kept_to: list[tuple[date, Callable[["Known"], date | None]]] = field(default_factory=list)
    """What had to be done by a last day: the day on which it was done, and how the last is counted."""

    def waits(self, known: Known) -> dict[str, Limit]:
        """Return the last days of the case: of the reply, and of what it waits for."""
        found: dict[str, date | None] = {"reply": self.due(known)}
        if self.clarifying:
            found["clarification"] = known.after(*self.clarifying)
        if self.paying:
            found["fee_payment"] = known.after(self.paying, 20)
        for number, letter in enumerate(self.letters, 1):
            if letter.limited and letter.arrived and not letter.ended and not self.ended:
                found[f"consultation:{number}"] = known.after(letter.arrived, 15)
        return {kind: (day, bool(day and day > known.last)) for kind, day in found.items()}

    def due(self, known: Known) -> date | None:
        """Return the last day to reply; None where nobody can say."""
        if self.clarifying or self.paying:
            return None
        idle, open_from = list[tuple[date, date]](), list[date]()
        for letter in self.letters:
            until = letter.ended
            if letter.limited and letter.arrived:
                limit = known.after(letter.arrived, 15)
                until = min(until or limit, limit)
            if until is None:
                open_from.append(letter.sent)
            else:
                idle.append((letter.sent, until))
        day = known.after(self.start, self.number, idle)
        return None if open_from and day > min(open_from) else day

    def broken(self, known: Known) -> bool:
        """Return whether something was done too late by a calendar."""
        return any(done > last for done, count in self.kept_to if (last := count(known)))


def pack_of(named: Mapping[date, bool], year: int, about: str = "") -> Pack:
    """Return the pack that names these days."""
    notice = Notice("test", f"不存在的通知（测试用）{about}", date(year - 1, 11, 1), "测试〔2026〕1号")
    return Pack(year, (notice,), tuple(PackDay(day, named[day], "测试假期", "test") for day in sorted(named)))


def notice_for(year: int, chance: random.Random) -> dict[date, bool]:
    """Return days off and make-up days of a year as no government would choose them, the statutory holidays among them."""
    first, last = date(year, 1, 1) - 3 * DAY, date(year, 12, 31)
    named = dict.fromkeys(statutory(year), True)
    for _ in range(chance.randrange(3, 9)):
        begin = first + DAY * chance.randrange(120 if chance.random() < 0.7 else (last - first).days)
        named |= {each: True for n in range(chance.randrange(1, 9)) if (each := begin + DAY * n) <= last}
    for _ in range(chance.randrange(0, 10)):
        day = first + DAY * chance.randrange(120 if chance.random() < 0.7 else (last - first).days)
        if day.weekday() >= 5 and day not in named:
            named[day] = False
    return named


def another(named: Mapping[date, bool], year: int, chance: random.Random) -> dict[date, bool]:
    """Return a notice with some holidays moved by some days, as a later version of it would have them."""
    free = statutory(year)
    gone = set(chance.sample(sorted(named), min(len(named), chance.randrange(1, 6)))) - free
    return {day: off for day, off in named.items() if day not in gone} | notice_for(year, chance)


def moved(before: Mapping[str, Limit], after: Mapping[str, Limit]) -> dict[str, tuple[Limit, Limit]]:
    """Return which last days are others, or no longer or newly estimates."""
    return {kind: (before[kind], after[kind]) for kind in before if before[kind] != after[kind]}


def working_days(known: Known, start: date, end: date) -> int:
    """Return how many working days lie after a day up to another."""
    return sum(known.worked(start + DAY * n) for n in range(1, (end - start).days + 1))


def median(numbers: Sequence[int]) -> str:
    """Return the median as the tables write it."""
    ordered, middle = sorted(numbers), len(numbers) // 2
    if not ordered:
        return "—"
    return str(ordered[middle]) if len(ordered) % 2 else f"{(ordered[middle - 1] + ordered[middle]) / 2:g}"
