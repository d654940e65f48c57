"""A calendar of 2027 that nobody published: days off and make-up days invented for these tests, all the rest as the law has it."""

from collections.abc import Iterable
from datetime import date, timedelta

from gongkai.law import packs, statutory
from gongkai.law.packs import Notice, Pack, PackDay

NOTICE = Notice("test", "不存在的通知（测试用）", date(2026, 12, 1), "测试〔2026〕1号")
OFF = [date(2026, 12, 31), *(date(2027, 2, 4) + timedelta(days=n) for n in range(9)), date(2027, 1, 11)]
WORKED = [date(2027, 1, 3), date(2027, 1, 30), date(2027, 2, 14)]


def pack(off: Iterable[date] = OFF, worked: Iterable[date] = WORKED, year: int = 2027) -> Pack:
    """Return a pack of a year with these days off beside the statutory holidays, and these make-up days."""
    free = sorted({*off, *statutory.holidays(year)})
    days = [PackDay(day, True, "测试假期", "test") for day in free]
    days += [PackDay(day, False, "测试假期", "test") for day in worked]
    made = Pack(year, (NOTICE,), tuple(sorted(days, key=lambda day: day.date)), source="测试")
    assert not packs.faults(made)
    return made


def worked(day: date, made: Pack | None) -> bool:
    """Return whether a day is worked, looked up in the plainest way: by a pack for 2027, or by estimate where there is none."""
    for each in (*packs.shipped(), *([made] if made else [])):
        for named in each.days:
            if named.date == day:
                return not named.off
    if made is None and day.year == 2027 and day in statutory.holidays(2027):
        return False
    return day.weekday() < 5


def after(day: date, number: int, made: Pack | None, idle: Iterable[date] = ()) -> date:
    """Return the `number`th working day after a day, counted one by one; `idle` days do not count."""
    left = set(idle)
    while number:
        day += timedelta(days=1)
        if worked(day, made) and day not in left:
            number -= 1
    return day
