"""Working days agree with the notices, with two libraries, and with themselves."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.packs import published
from gongkai.law.refusal import BeyondCalendar
from gongkai.law.workdays import Calendar, CalendarDay, DayKind

EXAMPLES = tomllib.loads((Path(__file__).parent / "workdays.toml").read_text("utf-8"))
CALENDAR = published()
EVERY = CALENDAR.days(CALENDAR.first, CALENDAR.last)
AFTER_THE_LAST_PACK = [date(2026, 12, day) for day in (29, 30, 31)]
days = st.dates(CALENDAR.first, CALENDAR.last)


def days_of(year: int, spans: list[str]) -> set[date]:
    """Return the days of spans such as 02-10..02-17."""
    found = set()
    for span in spans:
        first, last = (date.fromisoformat(f"{year}-{end}") for end in (span.split("..") * 2)[:2])
        found |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return found


def test_the_calendar_reaches_from_2019_to_the_last_day_that_no_later_notice_can_rule() -> None:
    assert (CALENDAR.first, CALENDAR.last) == (date(2019, 1, 1), date(2026, 12, 28))


def test_every_day_agrees_with_chinesecalendar() -> None:
    assert [day.date for day in EVERY if day.worked != chinese_calendar.is_workday(day.date)] == []


def test_every_day_agrees_with_holidays() -> None:
    china = holidays.country_holidays("CN", years=range(2018, 2028))
    assert [day.date for day in EVERY if day.worked != china.is_working_day(day.date)] == []


@pytest.mark.parametrize("example", EXAMPLES["years"], ids=lambda example: str(example["year"]))
def test_a_year_has_the_days_off_and_the_make_up_days_of_its_notice(example) -> None:
    year = [day for day in EVERY if day.date.year == example["year"]]
    assert {day.date for day in year if day.kind is DayKind.HOLIDAY} == days_of(example["year"], example["off"])
    assert {day.date for day in year if day.kind is DayKind.MAKE_UP} == days_of(example["year"], example["make_up"])
    assert {day.notice for day in year if day.holiday} == {example["source"]}
    left = [day for day in AFTER_THE_LAST_PACK if day.year == example["year"]]
    assert sum(day.worked for day in year) + len(left) == example["workdays"]


@pytest.mark.parametrize("example", EXAMPLES["add"], ids=lambda example: example["name"])
def test_the_nth_working_day_is_the_one_counted_by_hand(example) -> None:
    for number, expected in example["expect"].items():
        assert CALENDAR.add(example["after"], int(number)) == expected


def test_every_day_off_and_every_make_up_day_names_its_holiday_and_its_notice_and_no_other_day_does() -> None:
    for day in EVERY:
        ruled = day.kind in (DayKind.HOLIDAY, DayKind.MAKE_UP)
        assert bool(day.holiday) is bool(day.notice) is ruled
        assert not day.provisional


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        (date(2019, 5, 3), "国办发明电〔2019〕3号"),
        (date(2019, 6, 7), "国办发明电〔2018〕15号"),
        (date(2020, 1, 30), "国办发明电〔2019〕16号"),
        (date(2020, 2, 1), "国办发明电〔2020〕1号"),
        (date(2022, 12, 31), "国办发明电〔2022〕16号"),
    ],
)
def test_a_day_names_the_notice_that_ruled_it_last(day, notice) -> None:
    assert CALENDAR.day(day).notice == notice
    assert CALENDAR.day(day).kind is DayKind.HOLIDAY


def test_the_weekend_beside_a_holiday_of_one_day_is_a_weekend_since_the_notice_does_not_declare_it_off() -> None:
    assert CALENDAR.day(date(2023, 12, 31)).kind is DayKind.WEEKEND


@given(days, st.integers(1, 60))
def test_adding_and_counting_are_inverse(day, number) -> None:
    try:
        end = CALENDAR.add(day, number)
    except BeyondCalendar:
        assert CALENDAR.count(day, CALENDAR.last) < number
        return
    assert CALENDAR.is_workday(end)
    assert CALENDAR.count(day, end) == number
    assert sum(one.worked for one in CALENDAR.days(day, end)) == number + CALENDAR.is_workday(day)


@given(days, days, days)
def test_counts_add_up_and_change_their_sign_with_their_direction(first, second, third) -> None:
    assert CALENDAR.count(first, second) + CALENDAR.count(second, third) == CALENDAR.count(first, third)
    assert CALENDAR.count(first, second) == -CALENDAR.count(second, first)


@given(days)
def test_rolling_stays_on_a_working_day_and_else_goes_to_the_next(day) -> None:
    rolled = CALENDAR.roll(day)
    assert CALENDAR.is_workday(rolled)
    assert CALENDAR.count(day, rolled) == (0 if rolled == day else 1)
    assert (rolled == day) is CALENDAR.is_workday(day)


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2026, 12, 29), date(2027, 6, 1)])
def test_a_day_outside_the_calendar_is_refused(day) -> None:
    questions = (
        CALENDAR.day,
        CALENDAR.is_workday,
        CALENDAR.roll,
        lambda day: CALENDAR.add(day, 1),
        lambda day: CALENDAR.count(day, CALENDAR.last),
        lambda day: CALENDAR.count(CALENDAR.last, day),
        lambda day: CALENDAR.days(day, CALENDAR.last),
    )
    for question in questions:
        with pytest.raises(BeyondCalendar, match="2019-01-01 至 2026-12-28"):
            question(day)


def test_only_for_a_day_after_the_calendar_is_a_notice_awaited() -> None:
    with pytest.raises(BeyondCalendar, match="没有更早的日历；请核对日期"):
        CALENDAR.day(date(2018, 12, 31))
    with pytest.raises(BeyondCalendar, match="请待国务院办公厅公布"):
        CALENDAR.day(date(2026, 12, 29))


def test_a_period_that_ends_after_the_calendar_is_refused() -> None:
    assert CALENDAR.add(date(2026, 11, 30), 20) == date(2026, 12, 28)
    with pytest.raises(BeyondCalendar, match="2026-12-01 之后第 20 个工作日"):
        CALENDAR.add(date(2026, 12, 1), 20)


@pytest.mark.parametrize("number", [0, -1])
def test_a_period_of_no_working_days_is_a_mistake_of_the_caller(number) -> None:
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.add(date(2026, 1, 1), number)


def test_a_calendar_with_a_gap_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="without a gap"):
        Calendar([CalendarDay(date(2026, 1, day), DayKind.WORKDAY) for day in (5, 7)])
