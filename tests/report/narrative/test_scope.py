"""Whose count it is, and of which year."""

import pytest

from gongkai.report.narrative.scope import is_own, is_this_year, organ
from tests.report import factory

GOVERNMENT, TOWN, STREET, BUREAU, PARK = (
    "云溪市青石区人民政府",
    "青石区白桥镇人民政府",
    "青石区白桥街道办事处",
    "青石区教育局",
    "云溪市高新技术产业开发区管理委员会",
)
OWN = [
    (GOVERNMENT, "全区共收到", True),
    (GOVERNMENT, "我区收到", True),
    (GOVERNMENT, "全市共收到", False),
    (GOVERNMENT, "区本级收到", False),
    (GOVERNMENT, "区政府办公室收到", False),
    (GOVERNMENT, "全区收到9件，其中区政府办", False),
    (GOVERNMENT, "区住建局收到", False),
    (GOVERNMENT, "各镇街收到", False),
    (GOVERNMENT, "各镇街和部门，全区共收到", True),
    ("平桥区", "全区共收到", True),
    (PARK, "全区共收到", True),
    (TOWN, "我镇收到", True),
    (TOWN, "全县收到", False),
    (TOWN, "全县收到9件，我镇", True),
    (TOWN, "镇本级收到", True),
    (TOWN, "结转办理", True),
    (STREET, "本街道收到", True),
    (STREET, "我街收到", True),
    (STREET, "我局收到", False),
    (STREET, "全区收到", False),
    (STREET, "协助区政府答复", False),
    (STREET, "收到", True),
    (BUREAU, "我局收到", True),
    (BUREAU, "全系统收到", False),
    (BUREAU, "局属单位、下属单位收到", False),
    (BUREAU, "本级收到", True),
    (None, "全区收到", False),
    (None, "本机关收到", True),
    ("某研究所", "本单位收到", True),
]
YEARS = [
    ("2024年收到", True),
    ("2023年收到", False),
    ("2023年收到5件，2024年收到", True),
    ("去年收到", False),
    ("今年收到", True),
    ("收到9件，比2023年增加4件，办结", True),
    ("比2023年增加", False),
    ("较上年增加", False),
    ("上年结转", True),
    ("收到9件，结转上年2件，办理", True),
    ("2023年结转", True),
    ("结转到2025年", True),
    ("结转下年度继续办理", True),
    ("上半年收到", False),
    ("1月收到", False),
    ("截至12月底收到", True),
    ("近三年收到", False),
    ("每月收到", False),
]


@pytest.mark.parametrize(("name", "text", "expected"), OWN)
def test_a_differing_scope_is_told(name, text, expected) -> None:
    own = organ(factory.report(organ=name))
    assert is_own(text, len(text), own) is expected


@pytest.mark.parametrize(("text", "expected"), YEARS)
def test_another_year_is_told(text, expected) -> None:
    assert is_this_year(text, len(text), 2024) is expected


def test_without_the_report_year_every_number_of_a_year_may_be_its_own() -> None:
    assert is_this_year("2023年收到", 7, None)
