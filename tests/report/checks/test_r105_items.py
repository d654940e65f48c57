"""GK105: no negative counts; items cannot fall below none."""

from decimal import Decimal

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

LAST, CHANGE = "proactive.licensing.items_last_year", "proactive.licensing.change"


def test_a_list_that_shrinks_to_nothing_passes() -> None:
    assert silent("GK105", factory.report(year=2020, cells={LAST: 2, CHANGE: -2}))


def test_a_list_that_loses_more_than_it_had_is_caught() -> None:
    (one,) = found("GK105", factory.report(year=2020, cells={LAST: 2, CHANGE: -3}))
    assert one.message["zh"] == "表二“行政许可”：上一年项目数量2，本年增/减-3，相加为-1，小于0。"


def test_an_empty_number_of_items_leaves_the_row_open() -> None:
    report = factory.report(year=2020, cells={LAST: "blank", CHANGE: -3})
    assert not found("GK105", report) and not_assessed("GK105", report)


def test_a_row_with_a_figure_unread_is_not_judged() -> None:
    (one,) = not_assessed("GK105", factory.report(year=2020, cells={LAST: "unread"}))
    assert "表二“行政许可”" in one.reason["zh"]


def test_negative_counts_of_a_row_are_one_finding() -> None:
    (one,) = found("GK105", factory.report(cells={"requests.new.*": -1}))
    assert one.severity == "error" and len(one.cells) == 7


def test_a_negative_amount_is_caught() -> None:
    (one,) = found("GK105", factory.report(cells={"proactive.fees.amount": Decimal("-3.50")}))
    assert "为-3.5" in one.message["zh"]


def test_negative_items_of_last_year_are_told_once() -> None:
    (one,) = found("GK105", factory.report(year=2020, cells={LAST: -1}))
    assert "出现了负数" in one.message["zh"]


def test_tables_that_are_missing_are_left_alone() -> None:
    assert silent("GK105", factory.report(tables=dict.fromkeys(("proactive", "requests", "remedies"))))
