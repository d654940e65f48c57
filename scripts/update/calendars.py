"""Rebuild src/gongkai/law/calendars: a pack for every year, and the holidays that the sun and the moon set.

pip install chinesecalendar holidays && python scripts/update/calendars.py [--check]

The days off and the make-up days come from chinesecalendar (MIT), the festivals of the years to come from holidays (MIT);
which notice rules which day is the table below. For a new year: add its notice, and raise chinesecalendar.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar  # type: ignore[import-untyped]
from chinese_calendar.constants import holidays as off_days  # type: ignore[import-untyped]
from chinese_calendar.constants import workdays as make_up_days
from holidays.calendars.chinese import _ChineseLunisolar

from gongkai.law import packs
from gongkai.law.packs import LEAD_IN, Notice, Pack, PackDay

TARGET = Path(__file__).parents[2] / "src/gongkai/law/calendars"
CHECKED_BY, CHECKED_ON = "Gongkai project", date(2026, 11, 22)
SOURCE = "国务院办公厅通知（见 notices）；逐日取自 chinesecalendar（MIT），并与 holidays（MIT）核对"
FIRST, LAST = 2019, 2026
LAST_FESTIVALS = 2060

YEARLY = "国务院办公厅关于{}年部分节假日安排的通知"
# year for which, order, title, day, number in the year of its day, address
NOTICES = (
    (2019, 1, YEARLY, date(2018, 12, 4), 15, "content/2018-12/06/content_5346276.htm"),
    (
        2019,
        2,
        "国务院办公厅关于调整{}年劳动节假期安排的通知",
        date(2019, 3, 22),
        3,
        "content/2019-03/22/content_5375877.htm",
    ),
    (2020, 1, YEARLY, date(2019, 11, 21), 16, "content/2019-11/21/content_5454164.htm"),
    (2020, 2, "国务院办公厅关于延长{}年春节假期的通知", date(2020, 1, 26), 1, "content/2020-01/27/content_5472352.htm"),
    (2021, 1, YEARLY, date(2020, 11, 25), 27, "content/2020-11/25/content_5564127.htm"),
    (2022, 1, YEARLY, date(2021, 10, 25), 11, "content/2021-10/25/content_5644835.htm"),
    (2023, 1, YEARLY, date(2022, 12, 8), 16, "content/2022-12/08/content_5730844.htm"),
    (2024, 1, YEARLY, date(2023, 10, 25), 7, "zhengceku/202310/content_6911528.htm"),
    (2025, 1, YEARLY, date(2024, 11, 12), 12, "zhengceku/202411/content_6986383.htm"),
    (2026, 1, YEARLY, date(2025, 11, 4), 7, "zhengceku/202511/content_7047091.htm"),
)
# Spans that a later notice of the same year ruled anew.
LATER = {
    "2019-2": (date(2019, 4, 28), date(2019, 5, 5)),
    "2020-2": (date(2020, 1, 31), date(2020, 2, 2)),
}
# Weekends that stand beside a holiday of one day: the notice says 与周末连休 and does not declare them off.
ADJOINING = {
    date(2019, 4, 6),
    date(2019, 4, 7),
    date(2019, 6, 8),
    date(2019, 6, 9),
    date(2019, 9, 14),
    date(2019, 9, 15),
    date(2023, 12, 30),
    date(2023, 12, 31),
}
# The years whose notice takes the two feasts together.
TOGETHER = {2020: "国庆节、中秋节", 2023: "中秋节、国庆节", 2025: "国庆节、中秋节"}
FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


def notices(year: int) -> tuple[Notice, ...]:
    """Return the notices for a year."""
    return tuple(
        Notice(
            f"{year}-{order}",
            title.format(year),
            day,
            f"国办发明电〔{day.year}〕{number}号",
            f"https://www.gov.cn/zhengce/{path}",
        )
        for of, order, title, day, number, path in NOTICES
        if of == year
    )


def pack(year: int) -> Pack:
    """Return the pack of a year."""
    days = tuple(pack_day(year, day) for day in span(year) if day in off_days or day in make_up_days)
    return Pack(year, notices(year), days, "", SOURCE, CHECKED_BY, CHECKED_ON)


def span(year: int) -> Iterator[date]:
    """Return the days that the notices for a year may rule and that a calendar has."""
    day = date(year, 1, 1) - timedelta(days=LEAD_IN)
    while day <= date(year, 12, 31 - LEAD_IN):
        if day not in ADJOINING:
            yield day
        day += timedelta(days=1)


def pack_day(year: int, day: date) -> PackDay:
    """Return a day with its holiday and its notice."""
    english = off_days.get(day) or make_up_days[day]
    name = chinese_calendar.Holiday(english).chinese
    if name in ("国庆节", "中秋"):
        name = TOGETHER.get(year, name)
    key = next((key for key, (first, last) in LATER.items() if first <= day <= last), f"{year}-1")
    return PackDay(day, day in off_days, FULL_NAMES.get(name, name), key)


def festivals() -> str:
    """Return the table of the days that the sun and the moon set."""
    source = _ChineseLunisolar()
    columns = {
        "spring_festival": source.lunar_new_year_date,
        "qingming": source.qingming_date,
        "dragon_boat": source.dragon_boat_date,
        "mid_autumn": source.mid_autumn_date,
    }
    lines = (
        f"  {{ year = {year}, " + ", ".join(f"{key} = {find(year)[0]}" for key, find in columns.items()) + " },\n"
        for year in range(FIRST, LAST_FESTIVALS + 1)
    )
    head = f'source = "holidays（MIT）"\nchecked_by = "{CHECKED_BY}"\nchecked_on = {CHECKED_ON}\n'
    return f"# 正月初一、清明、端午、中秋\n{head}\nyears = [\n{''.join(lines)}]\n"


def written() -> dict[str, str]:
    """Return what is to be written: the text of every file by its name."""
    return {f"{year}.toml": packs.dump(pack(year)) for year in range(FIRST, LAST + 1)} | {"statutory.toml": festivals()}


def main() -> None:
    """Write the files, or say with --check which of them differ."""
    if "--check" in sys.argv[1:]:
        differing = [name for name, text in written().items() if (TARGET / name).read_text("utf-8") != text]
        sys.exit(f"Differs: {', '.join(differing)}" if differing else 0)
    for name, text in written().items():
        (TARGET / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
