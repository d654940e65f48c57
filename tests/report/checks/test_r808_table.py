"""GK808: three tables."""

from gongkai.report.model import Note
from tests.report import factory
from tests.report.checks.asked import found, silent

LOST = {"proactive": "2021", "requests": None, "remedies": None}


def test_three_tables_pass() -> None:
    assert silent("GK808", factory.report())


def test_missing_tables_are_one_finding() -> None:
    (one,) = found("GK808", factory.report(tables=LOST))
    assert one.message["zh"] == "没有找到表三（申请办理）、表四（复议诉讼）。"


def test_tables_told_to_be_pictures_are_not_told_twice() -> None:
    report = factory.report(tables=LOST, notes=(Note("pictures"),))
    assert silent("GK808", report)
    report.findings = list(found("GK705", report))
    report.notes = []
    assert silent("GK808", report)
