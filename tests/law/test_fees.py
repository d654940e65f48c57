"""What the information processing fee comes to, and what is refused."""

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.fees import (
    LISTED,
    MOST,
    READINGS,
    TARIFFS,
    FeeRefused,
    Requested,
    by_items,
    by_pages,
    calendar_month,
    compare,
    for_item,
    latest,
    month,
)
from gongkai.law.options import Choice, Conventions, conventions
from gongkai.law.refusal import NotCovered

MAY = date(2025, 5, 1)
TABLE = tomllib.loads(Path(__file__).with_name("fees.toml").read_text("utf-8"))


def worked(given: dict[str, int]) -> Any:
    """Return the fee that an example of the table asks for."""
    if "before" in given:
        return compare(given["before"], items=given["items"], pages=0, on=MAY).by_items
    (name, number), *_ = given.items()
    if name == "items":
        return by_items(number, on=MAY)
    return for_item(number, on=MAY) if name == "nth" else by_pages(number, on=MAY)


@pytest.mark.parametrize("example", TABLE["examples"], ids=lambda example: example["name"])
def test_worked_amounts(example: dict[str, Any]) -> None:
    fee = worked(example["given"])
    assert fee.amount == example["expect"]["amount"]
    lines = [[line.first, line.last, line.quantity, line.unit_price, line.amount] for line in fee.trail]
    assert lines == example["expect"].get("lines", lines)
    article = "第五条" if fee.method == "pages" else "第四条"
    assert [citation.article for citation in fee.basis] == ["第四十二条", "第三条", article]


@given(st.integers(0, 3000))
def test_the_total_is_the_sum_of_what_each_item_costs(count: int) -> None:
    assert by_items(count, on=MAY).amount == sum(for_item(nth, on=MAY).amount for nth in range(1, count + 1))


@given(st.integers(0, MOST), st.sampled_from(["items", "pages"]))
def test_the_lines_of_the_trail_cover_all_and_add_up(number: int, method: str) -> None:
    fee = by_items(number, on=MAY) if method == "items" else by_pages(number, on=MAY)
    assert fee.amount == sum(line.amount for line in fee.trail)
    assert [line.first for line in fee.trail] == [1, *(line.last + 1 for line in fee.trail)][: len(fee.trail)]
    assert sum(line.quantity for line in fee.trail) == number
    assert all(line.amount == line.quantity * line.unit_price for line in fee.trail if line.unit_price is not None)


@given(st.integers(0, MOST - 1))
def test_one_more_never_costs_less(number: int) -> None:
    assert by_items(number + 1, on=MAY).amount - by_items(number, on=MAY).amount == for_item(number + 1, on=MAY).amount
    assert by_pages(number + 1, on=MAY).amount >= by_pages(number, on=MAY).amount


def test_a_billion_items_are_worked_out_at_once_with_a_short_trail() -> None:
    begun = time.perf_counter()
    fee = by_items(10**9, on=MAY)
    assert time.perf_counter() - begun < 0.1
    assert fee.amount == 4_999_999_850_000_002_000
    assert len(fee.trail) == LISTED + 3
    rest = fee.trail[-1]
    assert (rest.unit_price, rest.bands) == (None, (10**9 - rest.first + 1) // 10)


def test_one_band_beyond_the_listed_ones_keeps_its_price() -> None:
    end = 30 + LISTED * 10
    last = by_items(end + 3, on=MAY).trail[-1]
    assert (last.first, last.unit_price, last.bands) == (end + 1, 100 * (LISTED + 2), 1)


@pytest.mark.parametrize("number", [-1, 1.5, "3", None, True, MOST + 1])
def test_what_is_no_number_is_refused_with_a_sentence(number: Any) -> None:
    for refused in (by_items, for_item, by_pages):
        with pytest.raises(FeeRefused, match=r"应当是 .* The .* is a whole number"):
            refused(number, on=MAY)


def test_there_is_no_item_number_zero() -> None:
    with pytest.raises(FeeRefused):
        for_item(0, on=MAY)


def test_days_before_the_measures_are_not_covered() -> None:
    assert by_items(11, on=date(2021, 1, 1)).amount == 100
    for ask in (by_items, for_item, by_pages):
        with pytest.raises(NotCovered, match="2020-12-31"):
            ask(11, on=date(2020, 12, 31))


def test_the_latest_tariff_holds_from_the_day_it_gives() -> None:
    assert latest() == date(2021, 1, 1)


def test_both_amounts_are_shown_and_none_is_chosen() -> None:
    both = compare(40, pages=31, on=MAY)
    assert (both.by_items.amount, both.by_pages.amount, both.lower) == (300, 10, "pages")
    assert compare(10, pages=100, on=MAY).lower == "items"
    assert compare(0, pages=30, on=MAY).lower is None


@pytest.mark.parametrize(("before", "items", "pages"), [(-1, 1, 1), (0, 0, 1), (0, 1, -1)])
def test_a_comparison_of_what_is_no_number_is_refused(before: int, items: int, pages: int) -> None:
    with pytest.raises(FeeRefused):
        compare(before, items=items, pages=pages, on=MAY)


def test_each_request_of_a_month_has_its_fee_by_its_own_method() -> None:
    asked = [Requested(f"{number}", "items") for number in range(1, 11)]
    asked += [Requested("11", "pages", pages=68), Requested("12", "items", items=2)]
    found = month(asked, on=MAY)
    assert [one.fee.amount for one in found.requests] == [0] * 10 + [380, 200]
    assert [one.running for one in found.requests] == [*range(1, 12), 13]
    assert (found.amount, found.count) == (580, 13)
    assert [(line.first, line.last) for line in found.requests[-1].fee.trail] == [(12, 13)]


def test_an_organ_may_leave_requests_charged_by_volume_out_of_the_count() -> None:
    asked = [Requested(f"{number}", "pages", pages=1) for number in range(10)] + [Requested("last", "items")]
    assert month(asked, on=MAY).amount == 100
    own_rules = conventions(MAY, [Choice("fee_count", "by_item")])
    own = month(asked, on=MAY, conventions=own_rules)
    assert (own.amount, own.count) == (0, 1)


def test_pages_made_as_help_are_not_counted() -> None:
    (charged,) = month([Requested("1", "pages", pages=68, aid_pages=38)], on=MAY).requests
    assert charged.fee.amount == 0


def test_a_month_without_requests_costs_nothing() -> None:
    assert month([], on=MAY).amount == 0


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (Requested("甲", "items", pages=40), "请只选一种方式"),
        (Requested("甲", "both", pages=40), "不存在"),  # type: ignore[arg-type]
        (Requested("甲", "items", items=0), "件数"),
        (Requested("甲", "pages"), "页数"),
        (Requested("甲", "pages", pages=-2), "页数"),
        (Requested("甲", "pages", pages=2, aid_pages=-1), "帮助用页数"),
        (Requested("甲", "pages", pages=2, aid_pages=3), "多于全部页数"),
        (Requested("甲", "pages", pages=40, already_public=True), "不适用按量计收"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_request_that_cannot_be_charged_so_is_refused(request_: Requested, said: str) -> None:
    with pytest.raises(FeeRefused, match=said):
        month([request_], on=MAY)


def test_a_request_is_charged_once() -> None:
    with pytest.raises(FeeRefused, match="不得计收两次"):
        month([Requested("甲", "items"), Requested("甲", "pages", pages=3)], on=MAY)


def test_a_request_whose_reply_points_to_public_information_may_be_charged_by_item() -> None:
    assert month([Requested("甲", "items", already_public=True)], on=MAY).amount == 0


def test_the_month_of_a_request_is_that_of_its_receipt_unless_the_organ_says_otherwise() -> None:
    received, submitted = date(2025, 6, 3), date(2025, 5, 30)
    assert calendar_month(received, submitted=submitted) == date(2025, 6, 1)
    assert calendar_month(received, submitted=submitted, conventions=Conventions(fee_month="submission")) == date(
        2025, 5, 1
    )


def test_every_tariff_and_every_reading_carries_its_source() -> None:
    assert all(version.basis for dated in TARIFFS.values() for version in dated.versions)
    assert all(reading.basis and reading.zh.endswith("。") and reading.en.endswith(".") for reading in READINGS)
    assert all(example["source"] for example in TABLE["examples"])
