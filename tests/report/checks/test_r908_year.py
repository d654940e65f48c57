"""GK908: another year's number where this year's is meant."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent


@pytest.mark.parametrize(
    "text",
    [
        "数据统计期限为2024年1月1日至2024年12月31日。",
        "数据统计期限为2024年1月1日至12月31日。",
        "根据《关于做好2023年政府信息公开工作年度报告的通知》，现将2024年政府信息公开工作情况报告如下。",
        "2023年公开信息3条，2025年将继续努力。",
    ],
)
def test_its_own_year_passes(text) -> None:
    assert silent("GK908", factory.report(year=2024, texts={1: text}))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("数据统计期限为2023年1月1日至2023年12月31日。", "2023年12月31日"),
        ("数据统计期限自2024年1月1日起至2023年12月31日止。", "2023年12月31日"),
        ("统计期限为2023 年 1 月 1 日到 12 月 31 日。", "2023"),
        ("现将我局2023年度政府信息公开工作情况报告如下。", "2023年度"),
    ],
)
def test_another_year_is_told(text, quote) -> None:
    (one,) = found("GK908", factory.report(year=2024, texts={1: text}))
    assert one.severity == "warning" and quote in one.message["zh"]


def test_without_a_year_nothing_is_judged() -> None:
    report = factory.report(texts={1: "数据统计期限为2019年1月1日至2019年12月31日。"})
    report.year = None
    assert silent("GK908", report)
