"""GK102: the outcomes add up to the total."""

from tests.report import factory
from tests.report.checks.asked import found, silent


def test_outcomes_that_add_up_pass() -> None:
    cells = {"requests.granted.total": 4, "requests.other_outcome.rest.total": 2, "requests.handled.total": 6}
    assert silent("GK102", factory.report(cells=cells))


def test_the_single_row_of_2019_counts_too() -> None:
    cells = {"requests.other_outcome.total": 2, "requests.handled.total": 2}
    assert silent("GK102", factory.report(year=2020, cells=cells))


def test_a_total_that_misses_its_outcomes_is_caught() -> None:
    cells = {"requests.granted.total": 4, "requests.partial.total": 2, "requests.handled.total": 5}
    (one,) = found("GK102", factory.report(cells=cells))
    assert one.message["zh"] == "表三“总计”列：各项办理结果之和4＋2＝6，（七）总计5，相差1。"


def test_a_single_outcome_is_written_once() -> None:
    (one,) = found("GK102", factory.report(cells={"requests.granted.total": 61}))
    assert "各项办理结果之和61，（七）总计0" in one.message["zh"]
