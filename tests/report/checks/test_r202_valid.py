"""GK202: documents in force continue last year's."""

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

ROW = "proactive.normative_documents"


def _this(in_force):
    return factory.report(year=2022, cells={f"{ROW}.made": 3, f"{ROW}.repealed": 1, f"{ROW}.in_force": in_force})


def test_documents_that_continue_pass() -> None:
    assert silent("GK202", _this(52), previous=factory.report(cells={f"{ROW}.in_force": 50}))


def test_documents_that_do_not_continue_are_caught() -> None:
    (one,) = found("GK202", _this(60), previous=factory.report(cells={f"{ROW}.in_force": 50}))
    assert "上一年度现行有效50件＋本年制发3件－本年废止1件＝52件，报告的现行有效件数为60" in one.message["zh"]
    assert one.severity == "warning"


def test_a_previous_report_in_the_form_of_2019_has_nothing_to_compare() -> None:
    (one,) = not_assessed("GK202", factory.report(), previous=factory.report(year=2020))
    assert "表二“规章”、表二“行政规范性文件”" in one.reason["zh"]


def test_the_form_of_2019_is_not_asked() -> None:
    assert silent("GK202", factory.report(year=2020))


def test_without_last_years_report_nothing_is_judged() -> None:
    assert not_assessed("GK202", factory.report())
