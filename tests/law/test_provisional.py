"""A date past the published calendar says that it is an estimate, and how early it can turn out to be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law import packs, statutory
from gongkai.law.provisional import Settled, earliest, estimated, missing_years, settle
from gongkai.law.refusal import BeyondCalendar
from gongkai.law.workdays import Calendar, DayKind

PUBLISHED = packs.published()
TRUNCATED = {
    last: packs.calendar([pack for pack in packs.shipped() if pack.year <= last]) for last in (2019, 2021, 2022, 2024)
}
cuts = st.sampled_from(sorted(TRUNCATED))


def after(day: date, number: int, calendar: Calendar = PUBLISHED) -> Settled:
    return settle(lambda calendar: calendar.add(day, number), calendar)


def test_a_date_within_the_calendar_is_settled() -> None:
    assert after(date(2026, 11, 30), 20) == Settled(date(2026, 12, 28), False, date(2026, 12, 28), ())


@pytest.mark.parametrize(
    ("received", "expected", "not_before", "missing"),
    [
        (date(2026, 12, 1), date(2026, 12, 29), date(2026, 12, 29), (2027,)),
        (date(2026, 12, 2), date(2026, 12, 30), date(2026, 12, 30), (2027,)),
        (date(2026, 12, 3), date(2026, 12, 31), date(2026, 12, 31), (2027,)),
        # 1 January 2027 is a Friday and a holiday; 2 and 3 January, a weekend, might be declared worked.
        (date(2026, 12, 4), date(2027, 1, 4), date(2027, 1, 2), (2027,)),
        (date(2026, 12, 22), date(2027, 1, 20), date(2027, 1, 14), (2027,)),
    ],
)
def test_twenty_working_days_past_the_calendar(received, expected, not_before, missing) -> None:
    assert after(received, 20) == Settled(expected, True, not_before, missing)


def test_a_date_in_the_last_days_of_a_december_needs_the_notice_of_the_year_after_too() -> None:
    assert after(date(2027, 12, 28), 1).missing == (2027, 2028)
    assert after(date(2027, 12, 27), 1).missing == (2027,)


def test_the_estimate_leaves_out_the_statutory_holidays() -> None:
    calendar = estimated(PUBLISHED, date(2027, 2, 1))
    eve = calendar.day(date(2027, 2, 5))
    assert (eve.kind, eve.holiday, eve.notice, eve.provisional) == (DayKind.HOLIDAY, "春节", "", True)
    assert calendar.day(date(2027, 1, 2)).kind is DayKind.WEEKEND
    assert calendar.day(date(2027, 1, 4)).kind is DayKind.WORKDAY
    assert calendar.day(date(2027, 1, 4)).provisional
    assert not calendar.day(date(2026, 12, 28)).provisional


def test_the_earliest_calendar_takes_every_day_for_worked_that_is_no_statutory_holiday() -> None:
    calendar = earliest(PUBLISHED, date(2027, 2, 1))
    assert calendar.day(date(2027, 1, 2)).kind is DayKind.MAKE_UP
    assert calendar.day(date(2027, 1, 1)).kind is DayKind.HOLIDAY
    worked = {day.date for day in calendar.days(date(2027, 1, 1), date(2027, 12, 31)) if day.worked}
    assert len(worked) == 365 - len(statutory.holidays(2027))


def test_a_continued_calendar_is_made_once_and_reaches_the_day_that_is_asked_for() -> None:
    assert estimated(PUBLISHED, date(2027, 2, 1)) is estimated(PUBLISHED, date(2028, 2, 1))
    assert estimated(PUBLISHED).last == estimated(PUBLISHED, date(2050, 1, 1)).last == date(2060, 12, 31)
    assert estimated(PUBLISHED).days(PUBLISHED.first, PUBLISHED.last) == PUBLISHED.days(PUBLISHED.first, PUBLISHED.last)


def test_a_date_far_ahead_is_found_too() -> None:
    found = after(date(2026, 12, 28), 3000)
    assert found.missing == tuple(range(2027, 2039))
    assert found.not_before < found.date == estimated(PUBLISHED).add(date(2026, 12, 28), 3000)


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2000, 1, 1), date(2060, 12, 31), date(2061, 1, 1)])
def test_a_day_before_the_calendar_or_after_all_known_years_stays_refused(day) -> None:
    with pytest.raises(BeyondCalendar, match="2019-01-01 至 2026-12-28"):
        after(day, 1)


def test_a_date_that_only_looked_past_the_calendar_still_misses_the_next_notice() -> None:
    def looks_ahead(calendar: Calendar) -> date:
        calendar.is_workday(date(2027, 1, 5))
        return date(2026, 12, 1)

    assert settle(looks_ahead, PUBLISHED) == Settled(date(2026, 12, 1), True, date(2026, 12, 1), (2027,))


@given(cuts, st.dates(date(2019, 1, 1), date(2026, 3, 31)), st.integers(1, 120))
def test_the_true_date_is_never_before_the_earliest_day(last, day, number) -> None:
    cut = TRUNCATED[last]
    found, truth = after(day, number, cut), PUBLISHED.add(day, number)
    assert found.not_before <= truth
    assert found.not_before <= found.date
    assert found.provisional is (truth > cut.last) is bool(found.missing)
    if not found.provisional:
        assert found.date == truth


@given(cuts, st.dates(date(2019, 1, 1), date(2026, 3, 31)), st.integers(1, 120))
def test_the_estimate_is_a_weekday_and_misses_every_notice_up_to_its_day(last, day, number) -> None:
    found = after(day, number, TRUNCATED[last])
    if found.provisional:
        assert found.date.weekday() < packs.SATURDAY
        assert found.date not in statutory.holidays(found.date.year)
        assert found.missing == tuple(range(last + 1, (found.date + timedelta(days=3)).year + 1))
        assert found.missing == missing_years(TRUNCATED[last], found.date)


@given(st.dates(date(2019, 1, 1), date(2026, 12, 31)))
def test_a_roll_is_never_before_the_earliest_day_either(day) -> None:
    cut = TRUNCATED[2024]
    if day <= PUBLISHED.last:
        assert settle(lambda calendar: calendar.roll(day), cut).not_before <= PUBLISHED.roll(day)
