"""GK909: another organ's name."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent

STREET, TOWN, BUREAU = "云溪市青石区白桥街道办事处", "青石区白桥镇人民政府", "云溪市教育局"


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        (STREET, "现将白桥街道2024年政府信息公开工作情况报告如下。我街道认真落实，配合区教育局工作。"),
        (STREET, "本报告由白桥街道党政办编制。"),
        (STREET, "现将教育局2024年情况转发。自我局限性，成本局部下降。"),
        (TOWN, "现公布白桥镇2024年政府信息公开工作年度报告，我镇落实。"),
        (BUREAU, "我局认真落实，本报告由云溪市教育局办公室编制。"),
        ("云溪市市场监督管理局", "现公布云溪市市场监管局2024年政府信息公开工作年度报告。"),
        ("青石区人民政府", "我局、我镇、我街道。"),
        (None, "我局认真落实。"),
    ],
)
def test_its_own_name_passes(organ, text) -> None:
    assert silent("GK909", factory.report(year=2024, organ=organ, texts={1: text}))


@pytest.mark.parametrize(
    ("organ", "text", "quote"),
    [
        (STREET, "现将黑桥街道2024年政府信息公开工作情况报告如下。", "黑桥街道"),
        (STREET, "本报告由黑桥街道办事处编制。", "黑桥街道"),
        (STREET, "我局认真落实。", "我局"),
        (TOWN, "现公布黑桥乡2024年年度报告。", "黑桥乡"),
        (TOWN, "我街道认真落实。", "我街道"),
        (BUREAU, "现将云溪市民政局2024年情况报告如下。", "民政局"),
        (BUREAU, "我镇认真落实。", "我镇"),
    ],
)
def test_another_name_in_its_own_voice_is_told(organ, text, quote) -> None:
    (one,) = found("GK909", factory.report(year=2024, organ=organ, texts={1: text}))
    assert one.severity == "warning" and quote in one.message["zh"]
