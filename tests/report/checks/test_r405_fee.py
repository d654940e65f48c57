"""GK405: what is said of the information processing fee."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent

UNPAID = {"requests.other_outcome.fee_unpaid.total": 1}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("无。", {}),
        ("本年度未收取信息处理费。", {}),
        ("本年度未收取信息处理费。", UNPAID),
        ("发出信息处理费收费通知2件，总金额1,200元，实际收取1200元。", {}),
        ("发出信息处理费收费通知2件，总金额0.12万元，实际收取总金额为300元。", UNPAID),
        ("信息处理费实际收取300元。", {}),
    ],
)
def test_what_agrees_passes(text, cells) -> None:
    assert silent("GK405", factory.report(texts={6: text}, cells=cells))


@pytest.mark.parametrize(
    ("text", "cells", "words"),
    [
        ("发出信息处理费收费通知2件，总金额300元，实际收取500元。", {}, "实收多于应收"),
        ("本年度未收取信息处理费。信息处理费实际收取500元。", {}, "又称有收取"),
        ("本年度未发出信息处理费收费通知。", UNPAID, "逾期未缴费"),
        ("信息处理费收费通知的件数和总金额均为0，" + "没有其他需要报告的事项" * 5 + "。", UNPAID, "……"),
    ],
)
def test_what_contradicts_itself_or_table_3_is_told(text, cells, words) -> None:
    (one,) = found("GK405", factory.report(texts={6: text}, cells=cells))
    assert words in one.message["zh"] and one.places
