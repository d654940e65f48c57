"""GK201: carried in equals what last year carried out."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

IN, OUT = "requests.carried_in.total", "requests.carried_out.total"


def test_requests_carried_over_pass() -> None:
    assert silent("GK201", factory.report(cells={IN: 2}), previous=factory.report(year=2020, cells={OUT: 2}))


def test_an_empty_cell_against_none_passes() -> None:
    assert silent("GK201", factory.report(cells={IN: "blank"}), previous=factory.report(year=2020))


def test_requests_lost_between_the_years_are_caught() -> None:
    (one,) = found("GK201", factory.report(cells={IN: 2}), previous=factory.report(year=2020, cells={OUT: 3}))
    assert one.message["zh"] == "表三“总计”列：本年报告的上年结转为2，上一年度报告的结转下年度为3，相差1。"
    assert one.cells == (IN,)


def test_requests_that_appear_between_the_years_are_caught() -> None:
    (one,) = found("GK201", factory.report(cells={IN: 3}), previous=factory.report(year=2020))
    assert "相差3" in one.message["zh"]


@pytest.mark.parametrize(("here", "there"), [("blank", 3), (3, "slash"), ("unread", 0), (0, "absent")])
def test_columns_without_a_certain_figure_are_not_judged(here, there) -> None:
    report, previous = factory.report(cells={IN: here}), factory.report(year=2020, cells={OUT: there})
    assert not found("GK201", report, previous=previous)
    (one,) = not_assessed("GK201", report, previous=previous)
    assert one.reason["zh"].startswith("表三“总计”列")


def test_without_last_years_report_nothing_is_judged() -> None:
    (one,) = not_assessed("GK201", factory.report())
    assert one.reason["zh"] == "没有给出上一年度的报告，未能核对。"


@pytest.mark.parametrize(
    "fields", [{"year": 2019}, {"year": 2020, "organ": "云溪市青石区红岩街道办事处"}], ids=["year", "organ"]
)
def test_another_years_or_organs_report_is_not_compared(fields) -> None:
    previous = factory.report(cells={OUT: 3}, **fields)
    assert not found("GK201", factory.report(), previous=previous)
    assert not_assessed("GK201", factory.report(), previous=previous)


def test_without_the_table_nothing_is_compared() -> None:
    lost = factory.report(tables={"proactive": "2021", "requests": None, "remedies": None})
    (one,) = not_assessed("GK201", lost, previous=factory.report(year=2020))
    assert one.reason["zh"].startswith("表三")
