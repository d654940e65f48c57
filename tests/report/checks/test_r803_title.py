"""GK803: organ, year and statutory name in the title."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent


@pytest.mark.parametrize(
    "title",
    [
        "云溪市青石区白桥街道办事处2021年政府信息公开工作年度报告",
        "2021年青石区人民政府白桥街道办事处政府信息公开工作年度报告",
        "云溪市教育局关于2021年度政府信息公开工作年度报告",
        "云溪市教育局二〇二一年政府信息公开工作年度报告",
        "雲溪市教育局2021年政府信息公開工作年度報告",
    ],
)
def test_complete_titles_pass(title) -> None:
    assert silent("GK803", factory.report(title=title))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("青石区白桥街道办事处2021年政府信息公开年度报告", "少了“工作”二字"),
        ("青石区白桥街道办事处2021年政务公开工作总结", "没有写明“政府信息公开工作年度报告”"),
        ("青石区白桥街道办事处政府信息公开工作年度报告", "没有年度"),
        ("2021年政府信息公开工作年度报告", "没有机关名称"),
        ("白桥街道办事处2021年政府信息公开工作年度报告", "“白桥街道办事处”没有写明所属的县（市、区）"),
    ],
)
def test_incomplete_titles_are_one_note(title, words) -> None:
    report = factory.report(title=title)
    (one,) = found("GK803", report)
    assert words in one.message["zh"] and one.severity == "note" and one.count == 1
    assert one.places == (report.lines[0].place,)


def test_without_a_title_nothing_is_judged() -> None:
    assert not_assessed("GK803", factory.report(title=None))
