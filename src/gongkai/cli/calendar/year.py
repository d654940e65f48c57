"""A year of the calendar: twelve months with their days off and make-up days marked, the holidays, the notices."""

from calendar import Calendar as Weeks
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, zip_longest
from typing import Any

from gongkai.cli import local_rules
from gongkai.cli.errors import Usage
from gongkai.cli.widths import fit, width, wrapped
from gongkai.law import packs, provisional
from gongkai.law.packs import Notice, Pack, PackDay
from gongkai.law.workdays import CalendarDay, DayKind

ACROSS = 3  # months side by side
CELL = 3
GAP = "    "
COLUMNS = 80
MONTHS = 12
DECEMBER = 12
MARKS = {DayKind.HOLIDAY: "*", DayKind.MAKE_UP: "+"}
UNKNOWN = "?"
WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")}
WORDS = {
    "zh": {
        "head": "{} 年{}工作日历：工作日 {} 天，放假 {} 天，调休上班 {} 天",
        "month": "{}月",
        "legend": "* 放假  + 调休上班（周末上班）",
        "unknown": "? 尚未公布，由下一年的通知安排，按周一至周五上班计入",
        "holidays": "放假安排",
        "off": "放假",
        "worked": "上班",
        "until": "至",
        "stop": "、",
        "comma": "，",
        "notices": "依据",
    },
    "en": {
        "head": "Calendar of {}{}: {} working days, {} days off, {} make-up days",
        "month": "{}",
        "legend": "* day off  + worked weekend day",
        "unknown": "? left to the notice for the next year, counted as worked from Monday to Friday",
        "holidays": "Holidays",
        "off": " off",
        "worked": " worked",
        "until": " to ",
        "stop": ", ",
        "comma": "; ",
        "notices": "Notices",
    },
}
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Year:
    """A year: its pack, all its days, those of its days that no notice rules yet, and every day a notice names."""

    pack: Pack
    days: Sequence[CalendarDay]
    named: Sequence[tuple[PackDay, Notice]]

    @property
    def workdays(self) -> int:
        """How many days are worked, those that no notice rules yet by the estimate."""
        return sum(day.worked for day in self.days)

    @property
    def unknown(self) -> tuple[date, ...]:
        """The days that the notice for the next year may still rule."""
        return tuple(day.date for day in self.days if day.provisional)

    def number(self, kind: DayKind) -> int:
        """Return how many days are of a kind."""
        return sum(day.kind is kind for day in self.days)


def of(year: int, added: Sequence[Pack]) -> Year:
    """Return a year by the published packs and those that were added; where several are for it, the last one's pack.

    :raises Usage: for a year without a pack, saying which there are and how to add one.
    :raises BadPack: where a year in between has no pack.
    """
    every = list({(pack.region, pack.year): pack for pack in (*packs.shipped(), *added)}.values())
    mine = [pack for pack in (*packs.shipped(), *added) if pack.year == year]
    if not mine:
        raise _unpublished(year, sorted({pack.year for pack in every}))
    calendar = provisional.estimated(local_rules.calendar_with(added), date(year, DECEMBER, 31))
    days = calendar.days(date(year, 1, 1), date(year, DECEMBER, 31))
    named = [
        (day, next(notice for notice in pack.notices if notice.key == day.notice))
        for pack in every
        for day in pack.days
        if year in (pack.year, day.date.year)
    ]
    return Year(mine[-1], days, sorted(named, key=lambda each: each[0].date))


def as_json(year: Year) -> dict[str, Any]:
    """Return the pack of the year, which can be edited and added, with what follows from all of the calendar."""
    return packs.as_json(year.pack) | {
        "workdays": year.workdays,
        "provisional": [day.isoformat() for day in year.unknown],
    }


def lines(year: Year, lang: str) -> Iterator[str]:
    """Yield the year for the eye, at most 80 columns wide."""
    words = WORDS[lang]
    region = f"（{year.pack.region}）" if year.pack.region else ""
    yield words["head"].format(
        year.pack.year, region, year.workdays, year.number(DayKind.HOLIDAY), year.number(DayKind.MAKE_UP)
    )
    yield ""
    for first in range(1, MONTHS + 1, ACROSS):
        months = [_month(year, month, lang) for month in range(first, first + ACROSS)]
        for row in zip_longest(*months, fillvalue=""):
            yield GAP.join(fit(part, CELL * len(WEEKDAYS[lang])) for part in row).rstrip()
        yield ""
    yield words["legend"]
    if year.unknown:
        yield words["unknown"]
    yield ""
    yield words["holidays"]
    yield from _holidays(year, lang)
    yield ""
    yield words["notices"]
    for notice in dict.fromkeys(notice for _, notice in year.named):
        yield from (f"  {line}" for line in wrapped(f"{notice.title} {notice.number} {notice.date}", COLUMNS - 2))
        if notice.url:
            yield f"  {notice.url}"


def _stretches(days: Iterable[date], year: int, lang: str) -> str:
    """Return days, those that follow each other as one stretch: 1月28日至2月4日."""
    found = []
    for _, group in groupby(enumerate(sorted(days)), key=lambda at: at[1].toordinal() - at[0]):
        run = [day for _, day in group]
        found.append(_until(run[0], run[-1], year, lang))
    return WORDS[lang]["stop"].join(found)


def _until(first: date, last: date, year: int, lang: str) -> str:
    if first == last:
        return _day(first, year, lang)
    same = lang == "zh" and (first.year, first.month) == (last.year, last.month)
    return f"{_day(first, year, lang)}{WORDS[lang]['until']}{f'{last.day}日' if same else _day(last, year, lang)}"


def _day(day: date, year: int, lang: str) -> str:
    if lang != "zh":
        return day.isoformat()
    return ("" if day.year == year else f"{day.year}年") + f"{day.month}月{day.day}日"


def _month(year: Year, month: int, lang: str) -> Iterator[str]:
    name = WORDS[lang]["month"].format(month if lang == "zh" else ENGLISH_MONTHS[month - 1])
    room = CELL * len(WEEKDAYS[lang])
    yield " " * ((room - width(name)) // 2) + name
    yield "".join(fit(weekday, CELL) for weekday in WEEKDAYS[lang])
    for week in Weeks().monthdayscalendar(year.pack.year, month):
        yield "".join(_cell(year, month, day) for day in week)


def _cell(year: Year, month: int, number: int) -> str:
    if not number:
        return " " * CELL
    day = year.days[date(year.pack.year, month, number).timetuple().tm_yday - 1]
    return f"{number:2}{UNKNOWN if day.provisional else MARKS.get(day.kind, ' ')}"


def _holidays(year: Year, lang: str) -> Iterator[str]:
    words = WORDS[lang]
    by_holiday: dict[tuple[str, str], list[PackDay]] = {}
    for day, notice in year.named:
        by_holiday.setdefault((day.holiday, notice.key), []).append(day)
    room = max((width(holiday) for holiday, _ in by_holiday), default=0)
    for (holiday, _), days in by_holiday.items():
        off = [day.date for day in days if day.off]
        worked = [day.date for day in days if not day.off]
        said = words["comma"].join(
            f"{_stretches(found, year.pack.year, lang)}{words[word]}"
            for word, found in (("off", off), ("worked", worked))
            if found
        )
        for at, line in enumerate(wrapped(said, COLUMNS - room - 4)):
            yield f"  {fit('' if at else holiday, room)}  {line}"


def _unpublished(year: int, known: Sequence[int]) -> Usage:
    return Usage(
        f"没有 {year} 年的日历；已有 {known[0]} 至 {known[-1]} 年。国务院办公厅公布 {year} 年放假安排后，"
        f"照 gongkai calendar {known[-1]} --format json 的样子写成日历包，用 gongkai calendar add FILE 检查和加入。",
        f"There is no calendar of {year}; there are {known[0]} to {known[-1]}. Once the State Council has published the "
        f"days off of {year}, write a pack like that of gongkai calendar {known[-1]} --format json, and check and add it "
        "with gongkai calendar add FILE.",
    )
