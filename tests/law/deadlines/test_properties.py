"""What holds of every deadline, whatever happened."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law import packs
from gongkai.law.deadlines import (
    Clock,
    Consultation,
    Deadline,
    clarification_notice,
    fee_payment,
    litigation,
    publication,
    reconsideration,
    reply,
    reply_latest,
    review_decision,
)
from gongkai.law.workdays import ONE_DAY, Calendar
from tests.law.deadlines.facts import FIRST, LAST, clock, later, letters, requests
from tests.law.deadlines.oracle import Facts

REVIEWS_FROM = date(2024, 1, 1)
MANY = settings(max_examples=100, deadline=None)


def day_of(deadline: Deadline) -> date:
    """Return the date of a deadline that has one."""
    assert deadline.date is not None
    return deadline.date


@cache
def until(year: int) -> Calendar:
    """Return the calendar as it stood before the notice for the year after."""
    return packs.calendar([pack for pack in packs.shipped() if pack.year <= year])


@MANY
@given(requests())
def test_a_last_day_to_reply_is_a_working_day(facts: Facts) -> None:
    found = reply(clock(facts))
    assert found.calendar is not None
    assert found.calendar.is_workday(day_of(found))


@given(st.dates(REVIEWS_FROM, LAST))
def test_every_other_last_day_is_a_working_day(day: date) -> None:
    for found in (
        clarification_notice(day),
        fee_payment(day),
        publication(day),
        reconsideration(day),
        litigation(day),
        litigation(day, review_served=day),
        review_decision(day),
    ):
        assert found.calendar is not None
        assert found.calendar.is_workday(day_of(found))


@MANY
@given(st.data(), requests())
def test_another_letter_never_brings_the_day_forward(data: st.DataObject, facts: Facts) -> None:
    more = replace(facts, letters=(*facts.letters, data.draw(letters(facts.received))))
    assert day_of(reply(clock(more))) >= day_of(reply(clock(facts)))


@MANY
@given(st.data(), requests(), st.integers(1, 30))
def test_a_later_answer_never_brings_the_day_forward(data: st.DataObject, facts: Facts, delay: int) -> None:
    letter = data.draw(letters(facts.received))
    if letter.answered is None:
        return
    waited = replace(letter, answered=letter.answered + timedelta(days=delay))
    sooner = replace(facts, letters=(*facts.letters, letter))
    assert day_of(reply(clock(replace(facts, letters=(*facts.letters, waited))))) >= day_of(reply(clock(sooner)))


@MANY
@given(st.data(), requests())
def test_letters_together_cost_no_more_than_each_alone(data: st.DataObject, facts: Facts) -> None:
    plain = replace(facts, letters=())
    base = day_of(reply(clock(plain)))
    together = reply(clock(facts))
    lost = sum(day.why == "consulting" for day in together.days)
    assert together.calendar is not None
    alone = 0
    for letter in facts.letters:
        found = clock(replace(plain, letters=(letter,)))
        stopped, went_on = letter.sent, found.consultations[0].resumed(together.calendar, found.conventions)
        if facts.from_receipt:
            stopped = letter.received
        if went_on:
            alone += max(0, together.calendar.count(max(stopped, facts.received), went_on))
    assert lost <= alone
    assert day_of(together) >= base


@MANY
@given(requests(), st.integers(0, 19))
def test_a_longer_extension_never_brings_the_day_forward(facts: Facts, number: int) -> None:
    shorter, longer = (reply(clock(replace(facts, extended=days))) for days in (number, number + 1))
    assert day_of(shorter) < day_of(longer)


@MANY
@given(requests())
def test_no_extension_goes_past_the_latest_day(facts: Facts) -> None:
    assert day_of(reply_latest(clock(facts))) >= day_of(reply(clock(facts)))


@MANY
@given(requests())
def test_a_receipt_that_is_moved_first_never_brings_the_day_forward(facts: Facts) -> None:
    literal, rolled = (reply(clock(replace(facts, rolled=choice))) for choice in (False, True))
    assert day_of(rolled) >= day_of(literal)


@MANY
@given(st.data(), requests())
def test_a_later_clarification_never_brings_the_day_forward(data: st.DataObject, facts: Facts) -> None:
    plain = replace(facts, notified=None, paid=None)
    if plain.clarified is None:
        return
    after = replace(plain, clarified=data.draw(later(plain.clarified, 40)))
    assert day_of(reply(clock(after))) >= day_of(reply(clock(plain)))


@MANY
@given(requests())
def test_the_days_explain_the_date(facts: Facts) -> None:
    found = reply(clock(facts))
    days = found.days
    assert (days[0].date, days[-1].date) == (facts.received, found.date)
    assert all(after.date - before.date == ONE_DAY for before, after in zip(days, days[1:], strict=False))
    assert [day.n for day in days if day.counted] == list(range(1, 21 + facts.extended))
    assert all((day.n is not None) is day.counted for day in days)
    assert days[-1].counted
    assert sum(day.why == "start" for day in days) == 1


@MANY
@given(requests())
def test_every_day_off_and_every_make_up_day_names_its_notice(facts: Facts) -> None:
    for day in reply(clock(facts)).days:
        if day.why in ("holiday", "make_up"):
            assert day.holiday
            assert bool(day.notice) is not day.provisional


@given(st.dates(FIRST, LAST))
def test_the_days_of_a_period_of_days_explain_its_date(day: date) -> None:
    for found, number in ((reconsideration(day), 60), (litigation(day, review_served=day), 15)):
        days = found.days
        assert (days[0].date, days[-1].date) == (day, found.date)
        assert all(after.date - before.date == ONE_DAY for before, after in zip(days, days[1:], strict=False))
        assert [one.n for one in days if one.counted] == list(range(1, number + 1))
        moved = [one for one in days if one.date > day + timedelta(days=number)]
        assert [one.why for one in moved[-1:]] == ["moved_to"] * bool(moved)
        assert all(one.why in ("weekend", "holiday") for one in moved[:-1])
        assert all(one.notice or one.provisional for one in moved if one.why == "holiday")


@pytest.mark.parametrize("year", [2020, 2022, 2023, 2024, 2025])
@settings(max_examples=50, deadline=None)
@given(st.data())
def test_what_was_provisional_turns_out_no_earlier_than_it_said(year: int, data: st.DataObject) -> None:
    known = until(year)
    facts = data.draw(requests(date(year, 9, 1), date(year + 1, 1, 20)))
    before, after = (reply(clock(facts), calendar=calendar) for calendar in (known, until(year + 1)))
    assert before.not_before is not None
    assert before.not_before <= day_of(before)
    assert before.not_before <= day_of(after)
    if not before.provisional:
        assert (before.date, before.missing, before.not_before) == (after.date, (), after.date)
    else:
        assert year + 1 in before.missing
        assert all(day.provisional is (day.date > known.last) for day in before.days)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
@given(st.data())
def test_periods_of_days_turn_out_no_earlier_than_they_said(year: int, data: st.DataObject) -> None:
    served = data.draw(st.dates(date(year, 6, 20), date(year, 12, 31)))
    for compute in (reconsideration, litigation):
        before, after = (compute(served, calendar=calendar) for calendar in (until(year), until(year + 1)))
        assert before.not_before is not None
        assert before.not_before <= day_of(after)
        assert before.provisional or before.date == after.date


@given(st.dates(date(2026, 11, 1), date(2036, 12, 31)))
def test_a_provisional_date_says_which_years_are_missing(received: date) -> None:
    found = reply(clock(Facts(received)))
    end = packs.published().last
    assert found.provisional is (day_of(found) > end)
    assert list(found.missing) == (list(range(2027, (day_of(found) + timedelta(days=3)).year + 1)))


@MANY
@given(st.data(), requests(last=date(2026, 3, 31)))
def test_the_days_used_and_left_are_those_of_the_explanation(data: st.DataObject, facts: Facts) -> None:
    request = clock(facts)
    found = reply(request)
    last = day_of(found)
    today = data.draw(st.dates(facts.received - timedelta(days=5), last + timedelta(days=30)))
    assert found.calendar is not None
    used, left = request.spent(found.calendar, today)
    assert used == sum(day.counted and day.date <= today for day in found.days)
    if today <= last:
        assert left == 20 + facts.extended - used
    else:
        overdue = found.calendar.days(last + ONE_DAY, today)
        assert left == -sum(day.worked for day in overdue)


def test_what_is_left_of_a_delayed_period_are_its_working_days() -> None:
    request = Clock(date(2025, 3, 3), delayed=date(2025, 4, 11))
    assert request.spent(packs.published(), date(2025, 4, 3)) == (23, 5)
    assert request.waits_for is None


def test_a_letter_that_came_too_late_to_stop_the_clock_leaves_the_request_overdue() -> None:
    request = Clock(date(2025, 3, 3), consultations=(Consultation(date(2025, 4, 10)),))
    assert request.spent(packs.published(), date(2025, 4, 11)) == (20, -8)
