"""GK101: received plus carried in equals handled plus carried out."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

NEW, IN, DONE, OUT = (f"requests.{row}.natural_person" for row in ("new", "carried_in", "handled", "carried_out"))


@pytest.mark.parametrize(
    "cells",
    [
        {NEW: 6, DONE: 6},
        {NEW: 6, IN: 1, DONE: 5, OUT: 2},
        {NEW: 6, DONE: 6, IN: "blank", OUT: "slash"},
        {NEW: "blank", IN: "dash", DONE: "none", OUT: "slash"},
    ],
)
def test_columns_that_balance_pass(cells) -> None:
    assert silent("GK101", factory.report(cells=cells))


@pytest.mark.parametrize("year", [2020, 2021])
def test_a_column_that_does_not_balance_is_caught_with_its_sums(year) -> None:
    (one,) = found("GK101", factory.report(year=year, cells={NEW: 61, DONE: 0}))
    assert one.message["zh"] == "表三“自然人”列：第一项61＋第二项0＝61，第三项（七）总计0＋第四项0＝0，相差61。"
    assert one.message["en"].startswith("Table 3, column natural_person: received 61 + carried in 0 = 61")
    assert one.cells == (NEW, IN, DONE, OUT)
    assert (len(one.places), one.count, one.severity) == (4, 1, "error")


def test_each_column_is_a_finding_of_its_own() -> None:
    assert len(found("GK101", factory.report(cells={"requests.new.*": 3}))) == 7


def test_an_empty_cell_that_could_make_up_the_difference_leaves_the_column_open() -> None:
    report = factory.report(cells={NEW: 6, DONE: "blank"})
    assert not found("GK101", report)
    (one,) = not_assessed("GK101", report)
    assert "“自然人”列有空白" in one.reason["zh"]


def test_an_empty_cell_on_the_larger_side_explains_nothing() -> None:
    (one,) = found("GK101", factory.report(cells={NEW: 6, IN: "blank"}))
    assert "未填数字的单元格按0计" in one.message["zh"]


@pytest.mark.parametrize(("state", "word"), [("unread", "未能确认"), ("absent", "缺失")])
def test_a_column_with_a_cell_unread_or_missing_is_not_judged(state, word) -> None:
    report = factory.report(cells={NEW: 6, DONE: state})
    assert not found("GK101", report)
    (one,) = not_assessed("GK101", report)
    assert word in one.reason["zh"]


def test_without_the_table_nothing_is_judged() -> None:
    (one,) = not_assessed("GK101", factory.report(tables=dict.fromkeys(("proactive", "requests", "remedies"))))
    assert "没有找到这张表" in one.reason["zh"]


def test_a_cell_the_reader_left_out_is_missing() -> None:
    report = factory.report(cells={NEW: 6})
    del report.cells[DONE]
    assert not found("GK101", report) and not_assessed("GK101", report)
