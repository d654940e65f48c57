"""GK104: each block of table 4 adds up."""

from tests.report import factory
from tests.report.checks.asked import found, silent


def test_blocks_that_add_up_pass() -> None:
    assert silent(
        "GK104", factory.report(cells={"remedies.reconsideration.upheld": 2, "remedies.reconsideration.total": 2})
    )


def test_a_block_that_does_not_add_up_is_caught() -> None:
    block = "remedies.litigation_direct"
    (one,) = found("GK104", factory.report(cells={f"{block}.upheld": 10, f"{block}.pending": 1, f"{block}.total": 0}))
    assert one.message["zh"] == (
        "表四“行政诉讼（未经复议直接起诉）”：维持10＋纠正0＋其他0＋尚未审结1＝11，总计0，相差11。"
    )


def test_reconsideration_is_named_as_the_form_does() -> None:
    (one,) = found("GK104", factory.report(cells={"remedies.reconsideration.total": 1}))
    assert one.message["zh"].startswith("表四“行政复议”：")
