"""How a date came about, day by day, in words."""

from collections import Counter
from datetime import date

import pytest

from gongkai.law.deadlines import (
    Clarification,
    Clock,
    Consultation,
    ExplainedDay,
    Fee,
    Kind,
    Why,
    litigation,
    reconsideration,
    reply,
)
from gongkai.law.deadlines.explanation import TITLES, sentence
from gongkai.law.options import Conventions

NOTICE_2025 = "国办发明电〔2024〕12号"


def reasons(days: tuple[ExplainedDay, ...]) -> list[tuple[str, int | None, str]]:
    """Return the day, its number and why, in short."""
    return [(f"{day.date:%m-%d}", day.n, str(day.why)) for day in days]


def test_a_plain_period_over_spring_festival() -> None:
    days = reply(Clock(date(2025, 1, 20))).days
    assert reasons(days)[:12] == [
        ("01-20", None, "start"),
        ("01-21", 1, "workday"),
        ("01-22", 2, "workday"),
        ("01-23", 3, "workday"),
        ("01-24", 4, "workday"),
        ("01-25", None, "weekend"),
        ("01-26", 5, "make_up"),
        ("01-27", 6, "workday"),
        ("01-28", None, "holiday"),
        ("01-29", None, "holiday"),
        ("01-30", None, "holiday"),
        ("01-31", None, "holiday"),
    ]
    assert [(day.holiday, day.notice) for day in days[5:9]] == [
        ("", ""),
        ("春节", NOTICE_2025),
        ("", ""),
        ("春节", NOTICE_2025),
    ]


def test_a_clarification_and_a_third_party() -> None:
    clock = Clock(
        date(2025, 8, 18),
        Clarification(date(2025, 8, 27), date(2025, 9, 5)),
        (Consultation(date(2025, 9, 12), date(2025, 9, 16), date(2025, 10, 10)),),
    )
    days = {day.date: day for day in reply(clock).days}
    assert Counter(day.why for day in days.values()) == {
        "superseded_clarified": 18,
        "start": 1,
        "workday": 19,
        "make_up": 1,
        "weekend": 12,
        "holiday": 8,
        "consulting": 15,
    }
    assert days[date(2025, 9, 4)].why == Why.SUPERSEDED_CLARIFIED
    assert days[date(2025, 9, 5)].why == Why.START
    assert (days[date(2025, 9, 12)].n, days[date(2025, 9, 15)].why) == (5, Why.CONSULTING)
    # A Sunday that is worked is no day of rest, and does not count while the clock stands.
    assert (days[date(2025, 9, 28)].why, days[date(2025, 9, 28)].notice) == (Why.CONSULTING, NOTICE_2025)
    assert (days[date(2025, 10, 11)].why, days[date(2025, 10, 11)].n) == (Why.MAKE_UP, 6)


def test_a_clarified_request_that_came_on_a_saturday_and_is_moved_first() -> None:
    clock = Clock(
        date(2025, 6, 3),
        Clarification(date(2025, 6, 4), date(2025, 6, 7)),
        conventions=Conventions(receipt_day="rolled"),
    )
    assert reasons(reply(clock).days)[:8] == [
        ("06-03", None, "superseded_clarified"),
        ("06-04", None, "superseded_clarified"),
        ("06-05", None, "superseded_clarified"),
        ("06-06", None, "superseded_clarified"),
        ("06-07", None, "start_moved"),
        ("06-08", None, "start_moved"),
        ("06-09", None, "start"),
        ("06-10", 1, "workday"),
    ]


def test_a_request_that_came_on_a_saturday_is_moved_first_or_counted_from_the_next_day() -> None:
    received = date(2025, 6, 7)
    moved = reply(Clock(received, conventions=Conventions(receipt_day="rolled"))).days
    assert reasons(moved)[:4] == [
        ("06-07", None, "start_moved"),
        ("06-08", None, "start_moved"),
        ("06-09", None, "start"),
        ("06-10", 1, "workday"),
    ]
    assert reasons(reply(Clock(received)).days)[:3] == [
        ("06-07", None, "start"),
        ("06-08", None, "weekend"),
        ("06-09", 1, "workday"),
    ]


def test_a_clarification_and_then_a_fee_each_start_the_clock_afresh() -> None:
    clock = Clock(
        date(2025, 3, 3),
        Clarification(date(2025, 3, 4), date(2025, 3, 6)),
        fee=Fee(date(2025, 3, 10), date(2025, 3, 12)),
    )
    assert [why for _, _, why in reasons(reply(clock).days)][:11] == [
        *["superseded_clarified"] * 4,
        *["superseded_paid"] * 5,
        "start",
        "workday",
    ]


@pytest.mark.parametrize(
    ("sent", "answered", "consulting", "paying"),
    [
        (date(2025, 3, 12), date(2025, 3, 27), 5, 8),  # beyond the payment
        (date(2025, 3, 6), date(2025, 3, 13), 5, 5),  # before and into it
        (date(2025, 3, 11), date(2025, 3, 14), 0, 8),  # within it
    ],
)
def test_a_day_on_which_two_are_waited_for_is_left_out_once_for_the_first(
    sent: date, answered: date, consulting: int, paying: int
) -> None:
    clock = Clock(
        date(2025, 3, 3),
        consultations=(Consultation(sent, sent, answered),),
        fee=Fee(date(2025, 3, 10), date(2025, 3, 20)),
        conventions=Conventions(after_payment="resume"),
    )
    whys = [day.why for day in reply(clock).days]
    assert (whys.count(Why.CONSULTING), whys.count(Why.PAYING)) == (consulting, paying)


def test_a_period_of_days_that_would_end_on_national_day_says_so() -> None:
    days = reconsideration(date(2025, 8, 2)).days
    assert reasons(days)[58:] == [
        ("09-29", 58, "day"),
        ("09-30", 59, "day"),
        ("10-01", 60, "moved_end"),
        *[(f"10-{number:02d}", None, "holiday") for number in range(2, 9)],
        ("10-09", None, "moved_to"),
    ]
    assert sentence(days[60]) == f"期间届满之日为休息日，顺延（国庆节、中秋节，{NOTICE_2025}）"
    assert sentence(days[61], "en") == f"day off, not counted (国庆节、中秋节, {NOTICE_2025})"
    assert sentence(days[-1]) == "休息日后的第一个工作日，期间至此届满"


def test_a_period_of_days_that_is_kept_where_it_ends_needs_no_notice() -> None:
    days = reconsideration(date(2025, 8, 2), conventions=Conventions(rest_day_end="keep")).days
    assert reasons(days)[-1] == ("10-01", 60, "day")


def test_a_delayed_period_says_that_the_organ_has_set_it() -> None:
    days = reply(Clock(date(2025, 3, 3), delayed=date(2025, 7, 31))).days
    assert reasons(days) == [("03-03", None, "start"), ("07-31", None, "delayed")]


def test_a_period_that_does_not_run_has_no_days() -> None:
    assert litigation(date(2025, 3, 3), review_first=True).days == ()
    assert reply(Clock(date(2025, 3, 3), consultations=(Consultation(date(2025, 3, 6)),))).days == ()


def test_a_day_past_the_calendar_says_that_it_is_an_estimate() -> None:
    days = {day.date: day for day in reply(Clock(date(2026, 12, 14))).days}
    assert sentence(days[date(2026, 12, 28)]) == "工作日"
    assert sentence(days[date(2026, 12, 29)]) == "工作日（放假安排尚未公布，按推算）"
    assert (
        sentence(days[date(2027, 1, 1)], "en") == "day off, not counted (元旦, holidays not published yet, an estimate)"
    )


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_is_a_sentence_in_both_languages(why: Why, lang: str) -> None:
    said = sentence(ExplainedDay(date(2025, 3, 3), False, None, why, "", "", False), lang)
    assert said
    assert ("\u4e00" <= said[0] <= "\u9fff") is (lang == "zh")


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_deadline_has_a_title_in_both_languages(kind: Kind) -> None:
    assert set(TITLES[kind]) == {"zh", "en"}
