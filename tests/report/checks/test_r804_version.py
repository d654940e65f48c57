"""GK804: the form of the year."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent


@pytest.mark.parametrize(("year", "format"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021")])
def test_the_form_of_the_year_passes(year, format) -> None:
    assert silent("GK804", factory.report(year=year, format=format))


def test_an_old_form_is_caught_with_the_notice_that_binds() -> None:
    (one,) = found("GK804", factory.report(year=2022, format="2019"))
    assert one.message["zh"] == (
        "2022年的报告应当使用国办公开办函〔2021〕30号的格式，表二、表三用的是国办公开办函〔2019〕60号的格式。"
    )
    assert one.count == 2 and all("60号" not in basis for basis in one.basis)


def test_tables_are_judged_one_by_one() -> None:
    report = factory.report(year=2022)
    report.tables["requests"] = "2019"
    (one,) = found("GK804", report)
    assert one.count == 1 and "表三用的是" in one.message["zh"]


@pytest.mark.parametrize("year", [None, 2018])
def test_a_report_without_a_year_or_before_the_forms_is_not_judged(year) -> None:
    report = factory.report()
    report.year = year
    assert not_assessed("GK804", report)


def test_without_tables_nothing_is_judged() -> None:
    assert not_assessed("GK804", factory.report(tables={"proactive": None, "requests": None, "remedies": "2021"}))
