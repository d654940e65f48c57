"""The holidays of all citizens by the Measures on public holidays: the days that no notice can take away.

The yearly notices move weekends around them. Where no notice is published yet, they are all that is certain.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from gongkai.law.citation import HOLIDAYS_2013, HOLIDAYS_2024, Citation
from gongkai.law.dated import Dated, Version
from gongkai.law.refusal import NotCovered


@dataclass(frozen=True, slots=True)
class Rest:
    """A holiday: its name, the day it starts from, and which days around that day are off."""

    name: str
    start: str  # a day of the year such as 05-01, or a key of statutory.toml
    offsets: tuple[int, ...]

    def days(self, year: int, moving: Mapping[str, date]) -> tuple[date, ...]:
        """Return its days in a year; `moving` are the days of that year which the sun and the moon set."""
        start = moving.get(self.start) or date.fromisoformat(f"{year}-{self.start}")
        return tuple(start + timedelta(days=offset) for offset in self.offsets)


_ELEVEN = (
    Rest("元旦", "01-01", (0,)),
    Rest("春节", "spring_festival", (0, 1, 2)),
    Rest("清明节", "qingming", (0,)),
    Rest("劳动节", "05-01", (0,)),
    Rest("端午节", "dragon_boat", (0,)),
    Rest("中秋节", "mid_autumn", (0,)),
    Rest("国庆节", "10-01", (0, 1, 2)),
)
_THIRTEEN = (
    _ELEVEN[0],
    Rest("春节", "spring_festival", (-1, 0, 1, 2)),
    _ELEVEN[2],
    Rest("劳动节", "05-01", (0, 1)),
    *_ELEVEN[4:],
)

MEASURES = Dated(
    "全体公民放假的节日",
    "holidays of all citizens",
    (
        Version(_ELEVEN, (Citation(HOLIDAYS_2013, "第二条"),), date(2014, 1, 1), date(2025, 1, 1)),
        Version(_THIRTEEN, (Citation(HOLIDAYS_2024, "第二条"),), date(2025, 1, 1)),
    ),
)
"""第二条 全体公民放假的节日: 11 days a year from 2014, 13 from 2025 (New Year's Eve 除夕 and 2 May were added)."""


def years() -> range:
    """Return the years whose holidays are known here."""
    known = _moving()
    return range(min(known), max(known) + 1)


@cache
def number(year: int) -> int:
    """Return how many days of the year are holidays by the Measures, where two fall on one day counted as two."""
    return sum(len(rest.offsets) for rest in MEASURES.on(date(year, 1, 1)).value)


@cache
def holidays(year: int) -> Mapping[date, str]:
    """Return the holidays of a year and their names.

    :raises NotCovered: where the days of the lunar calendar are not known here for that year.
    """
    if year not in years():
        span = f"{years()[0]}–{years()[-1]}"
        raise NotCovered(
            f"没有 {year} 年的农历节日；已知的有：{span}。",
            f"The festivals of {year} by the lunar calendar are not known; known are: {span}.",
        )
    found: dict[date, str] = {}
    for rest in MEASURES.on(date(year, 1, 1)).value:
        for day in rest.days(year, _moving()[year]):
            found[day] = f"{found[day]}、{rest.name}" if day in found else rest.name
    return MappingProxyType(found)


@cache
def _moving() -> Mapping[int, Mapping[str, date]]:
    text = (files("gongkai.law.calendars") / "statutory.toml").read_text("utf-8")
    return {entry["year"]: entry for entry in tomllib.loads(text)["years"]}
