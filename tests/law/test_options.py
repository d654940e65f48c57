"""The questions that practice answers differently: every one has a default, a source and values of its own."""

from dataclasses import fields
from datetime import date

import pytest

from gongkai.law.options import IN_FORCE, OPTIONS, Choice, Conventions, Option, UnknownOption, check, conventions
from gongkai.law.refusal import NotCovered

TODAY = date(2026, 11, 22)


def test_the_options_are_the_fields_of_the_conventions() -> None:
    assert [field.name for field in fields(Conventions)] == list(OPTIONS)


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.name)
def test_an_option_takes_its_default_and_says_what_it_decides(option: Option) -> None:
    assert option.accepts(option.default)
    assert getattr(Conventions(), option.name) == option.default
    assert option.zh
    assert option.en
    assert option.basis
    for value in option.values or option.bounds:
        assert option.accepts(value)
    assert not option.accepts("nobody reads it like this")
    if option.values is None:
        assert not option.accepts(option.bounds[0] - 1)
        assert not option.accepts(option.bounds[1] + 1)
        assert not option.accepts(True)


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.name)
def test_the_words_of_an_option_name_its_values(option: Option) -> None:
    assert [value for value in option.values or () if value not in option.zh] == []


def test_without_choices_the_defaults_hold() -> None:
    assert conventions(TODAY) == Conventions()


def test_a_choice_takes_the_place_of_the_default() -> None:
    chosen = conventions(TODAY, [Choice("receipt_day", "rolled"), Choice("clarification_days", 10, "某局规定")])
    assert (chosen.receipt_day, chosen.clarification_days, chosen.late_answer) == ("rolled", 10, "capped")


@pytest.mark.parametrize(
    ("day", "days"),
    [(date(2023, 12, 31), 15), (date(2024, 1, 1), 10), (date(2025, 5, 31), 10), (date(2025, 6, 1), 15)],
)
def test_a_choice_holds_on_its_days(day: date, days: int) -> None:
    choice = Choice("clarification_days", 10, "某局规定", date(2024, 1, 1), date(2025, 6, 1))
    assert conventions(day, [choice]).clarification_days == days


def test_a_day_before_the_regulation_is_refused() -> None:
    assert conventions(IN_FORCE) == Conventions()
    with pytest.raises(NotCovered, match="2019-05-14"):
        conventions(date(2019, 5, 14))


def test_an_option_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnknownOption) as refusal:
        check(Choice("mood", "good"))
    assert "receipt_day" in refusal.value.en
    assert "receipt_day" in refusal.value.zh


@pytest.mark.parametrize(
    ("choice", "known"),
    [
        (Choice("receipt_day", "whenever"), "literal、rolled"),
        (Choice("clarification_days", 0), "1–60"),
        (Choice("clarification_days", 61), "1–60"),
        (Choice("clarification_days", "15"), "1–60"),
    ],
)
def test_a_value_that_an_option_does_not_take_is_refused_with_those_that_it_does(choice: Choice, known: str) -> None:
    with pytest.raises(UnknownOption) as refusal:
        conventions(TODAY, [choice])
    assert known in refusal.value.en
    assert refusal.value.basis
