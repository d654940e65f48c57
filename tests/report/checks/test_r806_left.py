"""GK806: leftovers of the form and of templates."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent


@pytest.mark.parametrize(
    "text",
    [
        "本部分内容按照填报要求编写。",
        "具体情况（请见附件）。",
        "全年共处理xx类事项。",
        "3×4平方米的公开栏。",
        "于2022年1月20日公布。",
        "（说明：数据含派出所。）",
    ],
)
def test_ordinary_text_passes(text) -> None:
    assert silent("GK806", factory.report(texts={6: text}))


@pytest.mark.parametrize(
    "text",
    [
        "该部分以表格形式报告。",
        "这一项报告本机关的总体情况。",
        "填表说明：",
        "（本部分主要报告收取信息处理费的情况）",
        "【此处填写单位名称】",
        "（请填写）本年度情况",
        "单击此处输入文字。",
        "20XX年，我单位",
        "20__年度",
        "××街道办事处",
        "青石区××局",
        "青石区XX街道办事处",
        "2021年XX月XX日",
        "    年   月   日",
        "共受理____件",
        "（待补充）",
    ],
)
def test_leftovers_are_caught(text) -> None:
    (one,) = found("GK806", factory.report(texts={6: text}))
    assert one.severity == "warning" and len(one.places) == 1


def test_a_report_from_json_is_searched_too() -> None:
    assert found("GK806", factory.report(texts={6: "该部分以表格形式报告。"}, lines=[]))
