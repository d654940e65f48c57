"""GK506: tables carried over from last year."""

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

FIGURES = {
    "proactive.normative_documents.made": 3,
    "proactive.normative_documents.in_force": 52,
    "proactive.licensing.decisions": 12,
    "proactive.penalties.decisions": 7,
}


def test_new_figures_and_zeros_pass() -> None:
    previous = factory.report(year=2021, cells=FIGURES)
    changed = {**FIGURES, "proactive.penalties.decisions": 8}
    assert silent("GK506", factory.report(year=2022, cells=changed), previous=previous)
    assert silent("GK506", factory.report(year=2022), previous=factory.report(year=2021))


def test_tables_in_two_forms_are_not_the_same() -> None:
    assert silent("GK506", factory.report(), previous=factory.report(year=2020))


def test_a_table_carried_over_is_caught() -> None:
    (one,) = found("GK506", factory.report(year=2022, cells=FIGURES), previous=factory.report(year=2021, cells=FIGURES))
    assert one.message["zh"] == "表二的数与上一年度的报告逐一相同。"
    assert one.cells == tuple(FIGURES)


def test_without_last_years_report_nothing_is_judged() -> None:
    assert not_assessed("GK506", factory.report())
