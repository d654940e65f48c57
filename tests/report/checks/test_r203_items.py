"""GK203: last year's items continue last year's report."""

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

LAST, CHANGE = "proactive.licensing.items_last_year", "proactive.licensing.change"
PREVIOUS = {LAST: 20, CHANGE: -3}


def _previous(**fields):
    return factory.report(year=2019, cells={**PREVIOUS, **fields.pop("cells", {})}, **fields)


def test_items_that_continue_pass() -> None:
    assert silent("GK203", factory.report(year=2020, cells={LAST: 17}), previous=_previous())


def test_items_that_do_not_continue_are_caught() -> None:
    (one,) = found("GK203", factory.report(year=2020, cells={LAST: 20}), previous=_previous())
    assert "相加为17，本年报告的上一年项目数量为20" in one.message["zh"]


def test_items_unread_are_not_judged() -> None:
    (one,) = not_assessed("GK203", factory.report(year=2020, cells={LAST: "unread"}), previous=_previous())
    assert "表二“行政许可”" in one.reason["zh"]


def test_the_form_of_2021_is_not_asked() -> None:
    assert silent("GK203", factory.report(), previous=factory.report(year=2020))


def test_without_last_years_report_nothing_is_judged() -> None:
    assert not_assessed("GK203", factory.report(year=2020))
