"""Calendar packs: the days off and the make-up days of one year, each with the notice that rules it.

The packs of 2019 and later ship with the package. The pack of a new year, or of a region, is a file that is checked,
and passed in with the others as one `Calendar`: nothing is stored, and nobody waits for a release.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar
from unicodedata import category

from gongkai.law import statutory
from gongkai.law.citation import Citation
from gongkai.law.refusal import Refusal
from gongkai.law.workdays import Calendar, CalendarDay, DayKind

Entry = TypeVar("Entry", "Pack", "Notice", "PackDay")

SATURDAY = 5
LEAD_IN = 3
"""The last days of December may be ruled by the notice of the year after, with New Year's Day: 29 to 31 December."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice on days off: its title, its number, its day, and where it is published."""

    key: str
    title: str
    date: date
    number: str = ""
    url: str = ""

    def __str__(self) -> str:
        return self.number or self.title


@dataclass(frozen=True, slots=True)
class PackDay:
    """A day that a notice names: off, or worked although it is a Saturday or Sunday. `notice` is the notice's key."""

    date: date
    off: bool
    holiday: str
    notice: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The days that the notices for one year name, in their order. `region` is empty for the whole country."""

    year: int
    notices: tuple[Notice, ...]
    days: tuple[PackDay, ...]
    region: str = ""
    source: str = ""
    checked_by: str = ""
    checked_on: date | None = None


_KINDS: Mapping[str, type] = {"year": int, "off": bool, "date": date, "checked_on": date}
"""What the keys of a pack hold; all others hold text."""
COUNTED = frozenset({"workdays", "provisional"})
"""What the command line adds to a pack for its reader. It follows from the days and is not read back."""
_KNOWN = {kind: {one.name for one in fields(kind)} for kind in (Pack, Notice, PackDay)}
_NEEDED = {kind: {one.name for one in fields(kind) if one.default is MISSING} for kind in (Pack, Notice, PackDay)}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a pack, at which day or notice."""

    zh: str
    en: str


class BadPack(Refusal):
    """A pack that cannot be used, with every fault that was found."""

    def __init__(self, name: str, faults: Sequence[Fault], *basis: Citation) -> None:
        super().__init__(
            f"日历包 {name} 不能使用：" + "".join(fault.zh for fault in faults),
            f"The calendar pack {name} cannot be used: " + " ".join(fault.en for fault in faults),
            *basis,
        )
        self.faults = tuple(faults)


class NoPack(BadPack):
    """A text that is no pack at all, since it is neither TOML nor JSON."""


def notice_year(day: date) -> int:
    """Return the last year whose notices may still say what a day is: for 29 to 31 December the year after."""
    return (day + timedelta(days=LEAD_IN)).year


def read(text: str, *, name: str) -> Pack:
    """Return the pack that a text in TOML or JSON holds; `name` is the name of its file, for messages.

    :raises BadPack: with every fault that was found.
    """
    pack = _read(text, name)
    if found := faults(pack):
        raise BadPack(name, found)
    return pack


def faults(pack: Pack) -> list[Fault]:
    """Return what makes a pack unusable."""
    if pack.year not in statutory.years():
        span = f"{statutory.years()[0]}–{statutory.years()[-1]}"
        return [Fault(f"年份 {pack.year} 不在 {span} 之内。", f"The year {pack.year} is not in {span}.")]
    return [*_notice_faults(pack), *_day_faults(pack), *_holiday_faults(pack)]


def doubts(pack: Pack) -> list[Fault]:
    """Return what is unusual about a pack and may still be right, such as the prolonged Spring Festival of 2020."""
    off = sum(day.off and day.date.weekday() < SATURDAY for day in pack.days)
    worked = sum(not day.off for day in pack.days)
    expected = 0 if pack.region else statutory.number(pack.year)
    if pack.region or off - worked == expected:
        return []
    return [
        Fault(
            f"放假的周一至周五 {off} 天，减去调休上班 {worked} 天，为 {off - worked} 天；"
            f"法定节假日为 {expected} 天。请核对通知。",
            f"{off} weekdays off less {worked} make-up days are {off - worked}; the statutory holidays are {expected}. "
            "Compare it with the notice.",
        )
    ]


def dump(pack: Pack) -> str:
    """Return a pack as TOML, one line a day."""
    days = (f"  {{ {_pairs(_fields(day), ', ')} }},\n" for day in pack.days)
    notices = (f"\n[[notices]]\n{_pairs(_fields(notice), chr(10))}\n" for notice in pack.notices)
    return f"{_pairs(_head(pack), chr(10))}\n\ndays = [\n{''.join(days)}]\n{''.join(notices)}"


def as_json(pack: Pack) -> dict[str, Any]:
    """Return a pack as JSON holds it."""
    return _iso(_head(pack)) | {
        "notices": [_iso(_fields(notice)) for notice in pack.notices],
        "days": [_iso(_fields(day)) for day in pack.days],
    }


@cache
def shipped() -> tuple[Pack, ...]:
    """Return the packs that ship with the package, in the order of their years."""
    found = sorted(file.name for file in files("gongkai.law.calendars").iterdir() if file.name[:4].isdecimal())
    return tuple(_read((files("gongkai.law.calendars") / name).read_text("utf-8"), name) for name in found)


@cache
def published() -> Calendar:
    """Return the calendar of the packs that ship with the package."""
    return calendar(shipped())


def extended(added: Iterable[Pack]) -> Calendar:
    """Return the calendar of the shipped packs and these; one of the same year and region takes the other's place.

    :raises BadPack: where a pack has faults, a year in between is missing, or a region's year has no pack for the whole
        country.
    """
    added = tuple(added)
    for pack in added:
        if found := faults(pack):
            raise BadPack(f"{pack.region}{pack.year}", found)
    chosen = {(pack.region, pack.year): pack for pack in (*shipped(), *added)}
    return calendar(chosen.values())


def calendar(packs: Iterable[Pack]) -> Calendar:
    """Return the calendar of packs: from 1 January of the first year up to 28 December of the last.

    The last days of that December are left out, since the notice for the next year may still rule them. The days of a
    region come on top of those of the whole country.

    :raises BadPack: where a year in between is missing, or a region's year has no pack for the whole country.
    """
    ordered = sorted(packs, key=lambda pack: (bool(pack.region), pack.year))
    years = [pack.year for pack in ordered if not pack.region]
    if not years:
        raise BadPack("—", [Fault("没有全国的日历包。", "There is no pack for the whole country.")])
    if gaps := _gaps(years, ordered):
        cut_off = (f"{pack.region}{pack.year}" for pack in ordered if pack.year >= gaps[0])
        raise BadPack("、".join(cut_off), [_gap(year) for year in gaps])
    named = {day.date: _calendar_day(pack, day) for pack in ordered for day in pack.days}
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31 - LEAD_IN)
    every = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return Calendar([named.get(day) or _plain(day) for day in every])


def _head(pack: Pack) -> dict[str, Any]:
    return {key: value for key, value in _fields(pack).items() if not isinstance(value, tuple)}


def _fields(entry: Pack | Notice | PackDay) -> dict[str, Any]:
    found = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return {key: value for key, value in found.items() if value is not None and value != ""}


def _iso(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in entry.items()}


def _pairs(entry: Mapping[str, Any], between: str) -> str:
    return between.join(
        f"{key} = {value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)}"
        for key, value in entry.items()
    )


def _gaps(years: Sequence[int], packs: Iterable[Pack]) -> list[int]:
    """Return the years without a pack for the whole country that lie between others or that a region has one for."""
    needed = {*range(years[0], years[-1] + 1), *(pack.year for pack in packs)}
    return sorted(needed - set(years))


def _gap(year: int) -> Fault:
    return Fault(
        f"缺少 {year} 年全国的日历包；请一并给出。",
        f"The pack of {year} for the whole country is missing; give it too.",
    )


def _plain(day: date) -> CalendarDay:
    return CalendarDay(day, DayKind.WORKDAY if day.weekday() < SATURDAY else DayKind.WEEKEND)


def _calendar_day(pack: Pack, day: PackDay) -> CalendarDay:
    notice = next(str(notice) for notice in pack.notices if notice.key == day.notice)
    return CalendarDay(day.date, DayKind.HOLIDAY if day.off else DayKind.MAKE_UP, day.holiday, notice)


def _notice_faults(pack: Pack) -> Iterator[Fault]:
    for key, times in Counter(notice.key for notice in pack.notices).items():
        if times > 1:
            yield Fault(f"通知 {key} 列了 {times} 次。", f"The notice {key} is listed {times} times.")
    for notice in pack.notices:
        if not (notice.number or notice.url):
            yield Fault(
                f"通知 {notice.key} 须有文号或者网址。", f"The notice {notice.key} needs a number or an address."
            )


def _day_faults(pack: Pack) -> Iterator[Fault]:
    keys = {notice.key for notice in pack.notices}
    times = Counter(day.date for day in pack.days)
    first = date(pack.year, 1, 1) - timedelta(days=LEAD_IN)
    for day in pack.days:
        if not first <= day.date <= date(pack.year, 12, 31):
            yield Fault(
                f"{day.date} 不属于 {pack.year} 年的通知。", f"{day.date} is no day of a notice for {pack.year}."
            )
        if not day.off and day.date.weekday() < SATURDAY:
            yield Fault(
                f"调休上班的 {day.date} 不是周六或者周日。", f"The make-up day {day.date} is no Saturday or Sunday."
            )
        if day.notice not in keys:
            yield Fault(
                f"{day.date} 所依据的通知 {day.notice} 没有列出。",
                f"The notice {day.notice} of {day.date} is not listed.",
            )
        if times.pop(day.date, 1) > 1:
            yield Fault(f"{day.date} 列了不止一次。", f"{day.date} is listed more than once.")


def _holiday_faults(pack: Pack) -> Iterator[Fault]:
    named = {day.date: day.off for day in pack.days}
    for day, name in statutory.holidays(pack.year).items():
        if not named.get(day, bool(pack.region)):
            yield Fault(
                f"{day} 是法定节假日（{name}），却没有列为放假。",
                f"{day} is a statutory holiday ({name}), and is not listed as off.",
            )


def _read(text: str, name: str) -> Pack:
    as_read: Callable[[str], Any] = json.loads if text.lstrip().startswith("{") else tomllib.loads
    found: list[Fault] = []
    try:
        data = {key: value for key, value in as_read(text).items() if key not in COUNTED}
    except (ValueError, RecursionError) as error:
        fault = Fault(f"文件不是 TOML 或者 JSON：{error}。", f"The file is no TOML or JSON: {error}.")
        raise NoPack(name, [fault]) from None
    if _unshowable(data):
        fault = Fault(
            "文件中有不能显示的字符，请删去。", "The file holds characters that cannot be shown; remove them."
        )
        raise BadPack(name, [fault])
    notices = _tables(Notice, data, "notices", found)
    days = sorted(_tables(PackDay, data, "days", found), key=lambda day: day.date)
    pack = _table(Pack, data, "", found, notices=tuple(notices), days=tuple(days))
    if pack is None or found:
        raise BadPack(name, found)
    return pack


def _unshowable(data: object) -> bool:
    """Return whether a text in it holds control characters or halves of characters, which not everything can store."""
    waiting = [data]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str) and any(category(sign) in ("Cc", "Cs") for sign in each if sign not in "\t\n\r"):
            return True
    return False


def _tables(kind: type[Entry], data: Mapping[str, Any], key: str, found: list[Fault]) -> Iterator[Entry]:
    tables = data.get(key)
    if not isinstance(tables, list):
        found.append(Fault(f"缺少列表 {key}。", f"The list {key} is missing."))
        return
    for number, table in enumerate(tables, 1):
        if entry := _table(kind, table, f"{key}[{number}]", found):
            yield entry


def _table(kind: type[Entry], table: object, place: str, found: list[Fault], **lists: Any) -> Entry | None:
    """Return what a table holds, or None with what is wrong with it added to `found`."""
    known, needed = _KNOWN[kind], _NEEDED[kind]
    if not isinstance(table, dict):
        found.append(Fault(f"{place} 应当是表。", f"{place} is no table."))
        return None
    values: dict[str, Any] = {key: _value(key, value) for key, value in table.items() if key not in lists}
    place = f"{place} ({table.get('date') or table.get('key')}) " if place else ""
    before = len(found)
    for key in sorted(values.keys() - known):
        found.append(Fault(f"{place}不认识 {key}。", f"{place}{key} is no known key."))
    for key in sorted(needed - values.keys() - lists.keys()):
        found.append(Fault(f"{place}缺少 {key}。", f"{place}{key} is missing."))
    for key in sorted(key for key, value in values.items() if key in known and value is None):
        found.append(Fault(f"{place}{key} 的值不对：{table[key]!r}。", f"{place}{key} cannot be {table[key]!r}."))
    return kind(**values, **lists) if len(found) == before else None


def _value(key: str, value: object) -> object:
    """Return a value as its key has it, None where it is of another kind."""
    kind = _KINDS.get(key, str)
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if type(value) is kind and value != "" else None
