"""GK505: figures ten times last year's."""

from decimal import Decimal

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

FEES, NEW = "proactive.fees.amount", "requests.new.total"


@pytest.mark.parametrize(
    ("before", "here"), [(9, 80), (0, 500), (500, 0), (60, 599), ("unread", 5000), (5000, "unread")]
)
def test_ordinary_changes_pass(before, here) -> None:
    previous = factory.report(year=2021, cells={NEW: before})
    assert silent("GK505", factory.report(year=2022, cells={NEW: here}), previous=previous)


def test_jumps_are_one_note() -> None:
    previous = factory.report(year=2021, cells={FEES: Decimal("7.0487"), NEW: 1200})
    (one,) = found("GK505", factory.report(year=2022, cells={FEES: 70487, NEW: 12}), previous=previous)
    assert (one.severity, one.count, one.cells) == ("note", 2, (FEES, NEW))
    assert "行政事业性收费/本年收费金额”上一年7.0487、本年70487" in one.message["zh"]


def test_a_jump_of_the_change_itself_is_none() -> None:
    name = "proactive.licensing.change"
    previous = factory.report(year=2019, cells={name: 1})
    assert silent("GK505", factory.report(year=2020, cells={name: 500}), previous=previous)


def test_a_report_without_table_2_is_compared_in_the_rest() -> None:
    previous = factory.report(year=2021, cells={NEW: 10})
    report = factory.report(
        year=2022, cells={NEW: 1000}, tables={"proactive": None, "requests": "2021", "remedies": "2021"}
    )
    assert len(found("GK505", report, previous=previous)) == 1
    report.tables["requests"] = None
    (one,) = found("GK505", report, previous=previous)
    assert NEW in one.message["zh"]


def test_without_last_years_report_nothing_is_judged() -> None:
    assert not_assessed("GK505", factory.report())
