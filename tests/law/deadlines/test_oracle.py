"""The clock against a second one, written from the law alone, on requests that nobody would think of."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law import packs
from gongkai.law.deadlines import (
    Clarification,
    Consultation,
    clarification,
    clarification_notice,
    court_answer,
    fee_payment,
    litigation,
    opinion,
    publication,
    reconsideration,
    reply,
    reply_latest,
    review_answer,
)
from gongkai.law.options import Conventions
from gongkai.law.workdays import ONE_DAY
from tests.law.deadlines import oracle
from tests.law.deadlines.facts import FIRST, LAST, clock, requests
from tests.law.deadlines.oracle import Facts

# The second clock knows the days to the end of 2026. The longest stories from here on would run past it.
SAFE = date(2026, 3, 31)
DAYS = st.dates(FIRST, LAST)


def test_both_calendars_hold_the_same_working_days() -> None:
    published = packs.published()
    day, differing = published.first, []
    while day <= published.last:
        if published.is_workday(day) != oracle.worked(day):
            differing.append(day)
        day += ONE_DAY
    assert differing == []


@settings(max_examples=1500, deadline=None)
@given(requests(last=SAFE))
def test_the_last_day_to_reply_is_that_of_the_second_clock(facts: Facts) -> None:
    found = reply(clock(facts))
    assert (found.date, found.provisional) == (oracle.reply(facts), False)


@settings(max_examples=100, deadline=None)
@given(requests(last=SAFE))
def test_the_days_that_are_explained_are_those_of_the_second_clock(facts: Facts) -> None:
    waited = oracle.left_out(facts)
    for day in reply(clock(facts)).days:
        if day.counted:
            assert oracle.worked(day.date)
            assert day.date not in waited
        elif day.why in ("consulting", "paying"):
            assert oracle.worked(day.date)
            assert day.date in waited


@given(DAYS, st.booleans())
def test_plain_periods_of_working_days_are_those_of_the_second_clock(day: date, rolled: bool) -> None:
    start = oracle.rolled(day) if rolled else day
    conventions = Conventions(receipt_day="rolled" if rolled else "literal")
    assert clarification_notice(day, conventions=conventions).date == oracle.workdays(start, 7)
    assert reply_latest(clock(Facts(day, rolled=rolled))).date == oracle.reply(Facts(day, extended=20, rolled=rolled))
    assert publication(day).date == oracle.workdays(day, 20)
    assert opinion(Consultation(day, day)).date == oracle.workdays(day, 15)


@given(st.dates(date(2024, 1, 1), LAST), st.integers(1, 25))
def test_periods_of_later_years_are_those_of_the_second_clock(day: date, number: int) -> None:
    assert fee_payment(day).date == oracle.workdays(day, 20)
    assert review_answer(day).date == oracle.workdays(day, 10)
    assert review_answer(day, simplified=True).date == oracle.workdays(day, 5)
    assert clarification(Clarification(day, days=number)).date == oracle.workdays(day, number)


@pytest.mark.parametrize("rest_day_end", ["roll", "keep"])
@pytest.mark.parametrize("month_end", ["last_day", "next_day"])
@given(st.dates(FIRST, date(2026, 6, 20)))
def test_calendar_periods_are_those_of_the_second_clock(rest_day_end: str, month_end: str, day: date) -> None:
    conventions = Conventions(rest_day_end=rest_day_end, month_end=month_end)
    rolls, next_day = rest_day_end == "roll", month_end == "next_day"
    assert reconsideration(day, conventions=conventions).date == oracle.calendar_days(day, 60, rolls=rolls)
    assert court_answer(day, conventions=conventions).date == oracle.calendar_days(day, 15, rolls=rolls)
    six = oracle.months(day, 6, rolls=rolls, next_day=next_day)
    assert litigation(day, conventions=conventions).date == six


@given(st.dates(FIRST, date(2025, 12, 20)))
def test_years_are_those_of_the_second_clock(day: date) -> None:
    assert litigation(day, told=False).date == oracle.months(day, 12)
    if day >= date(2024, 1, 1):
        assert reconsideration(day, told=False).date == oracle.months(day, 12)
