"""GK103: the six kinds of applicant add up to the total."""

from tests.report import factory
from tests.report.checks.asked import found, silent


def test_rows_that_add_up_pass() -> None:
    cells = {"requests.new.natural_person": 4, "requests.new.other": 2, "requests.new.total": 6}
    assert silent("GK103", factory.report(cells=cells))


def test_a_row_that_misses_its_total_is_caught() -> None:
    cells = {"requests.partial.natural_person": 4, "requests.partial.research": 2, "requests.partial.total": 7}
    (one,) = found("GK103", factory.report(cells=cells))
    assert one.message["zh"] == "表三“（二）部分公开”行：六类申请人之和4＋2＝6，总计7，相差1。"
    assert len(one.cells) == 7


def test_a_row_of_a_group_is_named_with_its_group() -> None:
    (one,) = found("GK103", factory.report(cells={"requests.denied.third_party.natural_person": 1}))
    assert one.message["zh"].startswith("表三“（三）不予公开4.保护第三方合法权益”行：六类申请人之和1，")
