"""GK504: direct suits where only refusals under Art. 14 to 16 could be sued over."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

SUITS, DENIED, PARTIAL, PETITION = (
    "remedies.litigation_direct.total",
    "requests.denied.internal_affairs.total",
    "requests.partial.total",
    "requests.not_processed.petition.total",
)


@pytest.mark.parametrize(
    ("year", "cells"),
    [
        (2024, {DENIED: 1}),
        (2024, {SUITS: 1}),
        (2024, {SUITS: 1, PARTIAL: 1}),
        (2024, {SUITS: 1, DENIED: 1, PETITION: 1}),
        (2024, {SUITS: 1, "requests.denied.administrative_inquiry.total": 1}),
        (2023, {SUITS: 1, DENIED: 1}),
    ],
)
def test_suits_that_may_be_direct_pass(year, cells) -> None:
    assert silent("GK504", factory.report(year=year, cells=cells))


@pytest.mark.parametrize("cells", [{DENIED: 2}, {DENIED: 2, PARTIAL: 1}])
def test_direct_suits_over_refusals_that_go_to_reconsideration_first_are_caught(cells) -> None:
    (one,) = found("GK504", factory.report(year=2024, cells={SUITS: 1, **cells}))
    assert one.severity == "warning"
    assert "《中华人民共和国行政复议法》（2023年修订）第二十三条第一款第四项" in one.basis


def test_outcomes_unread_are_not_judged() -> None:
    assert not_assessed("GK504", factory.report(year=2024, cells={SUITS: 1, DENIED: "unread"}))


def test_without_a_year_nothing_is_said() -> None:
    report = factory.report(year=2024, cells={SUITS: 1, DENIED: 1})
    report.year = None
    assert silent("GK504", report)
