"""The calendar packs that this office counts by: those that ship, and those it took over; and what another would change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.utils.translation import get_language

from gongkai.documents.day_words import chinese_date
from gongkai.law import packs, provisional
from gongkai.law.packs import Fault, Notice, Pack, PackDay
from gongkai.law.workdays import Calendar
from gongkai.web.cases.taking_over import moving
from gongkai.web.cases.taking_over.moving import Consequences
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import CalendarPack

LONGEST = 256 * 1024
"""How large a pack may be, in bytes. One of a year has four thousand."""


class Unreadable(ValueError):
    """A file that is no pack because it is no text, or far too long."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A pack and the row of who took it over; None for one that ships."""

    pack: Pack
    row: CalendarPack | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that a notice names for one holiday, those that follow each other together."""

    holiday: str
    notice: Notice | None
    off: tuple[tuple[date, date], ...]
    worked: tuple[date, ...]

    @property
    def runs(self) -> list[str]:
        """The days off in words: 2026年2月15日至23日."""
        return [_until(first, last) for first, last in self.off]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the calendar: the pack in force, how many days are what, and its days by holiday."""

    held: InForce
    workdays: int
    holidays: tuple[Stretch, ...]
    provisional: tuple[date, ...]

    @property
    def pack(self) -> Pack:
        """The pack that is in force."""
        return self.held.pack

    @property
    def off(self) -> int:
        """How many days are named as off."""
        return sum(day.off for day in self.pack.days)

    @property
    def worked(self) -> int:
        """How many weekend days are worked."""
        return sum(not day.off for day in self.pack.days)


@dataclass(frozen=True)
class Preview:
    """A pack that somebody is about to take over: what it replaces, and the calendars before and after."""

    pack: Pack
    held: InForce | None
    before: Calendar
    after: Calendar
    today: date

    @property
    def same(self) -> bool:
        """Whether it is in force already."""
        return self.held is not None and self.held.pack == self.pack

    @property
    def replaced(self) -> CalendarPack | None:
        """The row that stood for its year until now."""
        return self.held.row if self.held else None

    @property
    def doubts(self) -> list[Fault]:
        """What is unusual about it and may still be right."""
        return packs.doubts(self.pack)

    @property
    def year(self) -> Year:
        """The year as it will be."""
        return _year(InForce(self.pack), self.after)

    @property
    def first(self) -> date | None:
        """The first day of which it says another thing than is known now; None where there is none."""
        return moving.first_difference(self.before, self.after)

    @cached_property
    def consequences(self) -> Consequences:
        """What it does to the cases on file."""
        return moving.consequences(self.before, self.after, self.today)

    @property
    def fingerprint(self) -> str:
        """By what a confirmation is bound to this: the pack it replaces, and what it does."""
        return f"{self.replaced.pk if self.replaced else 0}-{self.consequences.fingerprint}"


def read(data: bytes, name: str) -> Pack:
    """Return the pack in a file.

    :raises Unreadable: where it is no text.
    :raises BadPack: with every fault that was found.
    """
    if len(data) > LONGEST:
        raise Unreadable
    try:
        return packs.read(data.decode("utf-8-sig"), name=name)
    except UnicodeDecodeError:
        raise Unreadable from None


def preview(pack: Pack, today: date) -> Preview:
    """Return what taking a pack over would do.

    :raises BadPack: where a year in between is missing, or the pack of the whole country beside that of a region.
    """
    taken = [packs.read(row.text, name=str(row)) for row in CalendarPack.objects.order_by("pk")]
    held = {(each.pack.region, each.pack.year): each for each in in_force()}.get((pack.region, pack.year))
    return Preview(pack, held, organs.calendar(), packs.extended([*taken, pack]), today)


def in_force() -> list[InForce]:
    """Return the packs that are in force, the newest year first."""
    found = {(pack.region, pack.year): InForce(pack) for pack in packs.shipped()}
    for row in CalendarPack.objects.select_related("taken_by").order_by("pk"):
        pack = packs.read(row.text, name=str(row))
        found[pack.region, pack.year] = InForce(pack, row)
    return sorted(found.values(), key=lambda each: (-each.pack.year, each.pack.region))


def years() -> list[Year]:
    """Return the years that are known, the newest first."""
    calendar = organs.calendar()
    return [_year(each, calendar) for each in in_force()]


def superseded() -> list[CalendarPack]:
    """Return the packs that were taken over and replaced since, the newest first."""
    ruling = {each.row.pk for each in in_force() if each.row}
    return list(CalendarPack.objects.exclude(pk__in=ruling).select_related("taken_by").order_by("-pk"))


def _year(held: InForce, calendar: Calendar) -> Year:
    year = held.pack.year
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = provisional.estimated(calendar, last).days(first, last)
    unknown = tuple(day.date for day in days if day.provisional)
    return Year(held, sum(day.worked for day in days), tuple(_stretches(held.pack)), unknown)


def _stretches(pack: Pack) -> Iterable[Stretch]:
    notices = {notice.key: notice for notice in pack.notices}
    by_holiday: dict[tuple[str, str], list[PackDay]] = {}
    for day in pack.days:
        by_holiday.setdefault((day.holiday, day.notice), []).append(day)
    for (holiday, notice), days in by_holiday.items():
        worked = tuple(day.date for day in days if not day.off)
        yield Stretch(holiday, notices.get(notice), tuple(_runs([day.date for day in days if day.off])), worked)


def _until(first: date, last: date) -> str:
    if get_language() == "en":
        return str(first) if first == last else f"{first} – {last}"
    if first == last:
        return chinese_date(first)
    if first.year != last.year:
        return f"{chinese_date(first)}至{chinese_date(last)}"
    return f"{chinese_date(first)}至{'' if first.month == last.month else f'{last.month}月'}{last.day}日"


def _runs(days: Sequence[date]) -> Iterable[tuple[date, date]]:
    for _, group in groupby(enumerate(sorted(days)), key=lambda at: at[1].toordinal() - at[0]):
        run = [day for _, day in group]
        yield run[0], run[-1]
