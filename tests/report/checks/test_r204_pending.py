"""GK204: disputes pending last year do not vanish."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

BLOCK = "remedies.litigation_direct"


def test_pending_disputes_that_are_concluded_pass() -> None:
    this = factory.report(cells={f"{BLOCK}.upheld": 1, f"{BLOCK}.pending": 1})
    assert silent("GK204", this, previous=factory.report(year=2020, cells={f"{BLOCK}.pending": 2}))


def test_pending_disputes_that_vanish_are_caught() -> None:
    this = factory.report(cells={f"{BLOCK}.upheld": 1})
    (one,) = found("GK204", this, previous=factory.report(year=2020, cells={f"{BLOCK}.pending": 2}))
    assert one.message["zh"] == (
        "表四“行政诉讼（未经复议直接起诉）”：上一年度报告有2件尚未审结，本年审结和尚未审结合计只有1件。"
    )


@pytest.mark.parametrize("state", ["blank", "unread"])
def test_blocks_without_certain_figures_are_not_judged(state) -> None:
    this = factory.report(cells={f"{BLOCK}.upheld": state})
    previous = factory.report(year=2020, cells={f"{BLOCK}.pending": 2})
    assert not found("GK204", this, previous=previous)
    assert not_assessed("GK204", this, previous=previous)


def test_a_block_with_a_cell_left_out_is_not_judged() -> None:
    this = factory.report()
    del this.cells[f"{BLOCK}.upheld"]
    assert not_assessed("GK204", this, previous=factory.report(year=2020))


def test_without_table_or_report_nothing_is_judged() -> None:
    lost = factory.report(tables={"proactive": "2021", "requests": "2021", "remedies": None})
    assert not_assessed("GK204", lost, previous=factory.report(year=2020))
    assert not_assessed("GK204", factory.report())
