"""GK906: lists of vulnerable people."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent


@pytest.mark.parametrize(
    "text",
    [
        "公开低保政策和救助标准。",
        "宣传残疾人保障信息，公开办事指南。",
        "慰问困难家庭，公布活动信息。",
        "公开低保工作信息。",
        "走访残疾人20户。",
    ],
)
def test_policies_and_visits_pass(text) -> None:
    assert silent("GK906", factory.report(texts={1: text}))


def test_published_lists_are_a_note() -> None:
    (one,) = found("GK906", factory.report(texts={1: "公示低保户名单；及时更新残疾人补贴发放信息；组织培训。"}))
    assert one.severity == "note" and one.count == 2
