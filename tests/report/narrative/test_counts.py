"""Counts with classifiers in Chinese sentences."""

import pytest

from gongkai.report.narrative.counts import find, numeral

TABLE = [
    ("共收到申请18件", [(18, "件", False)]),
    ("发布1,052条、3份", [(1052, "条", False), (3, "份", False)]),
    ("办理1.2万件", [(12000, "件", True)]),
    ("办理12万件", [(120000, "件", False)]),
    ("公开3百余条", [(300, "条", True)]),
    ("更新500多条", [(500, "条", True)]),
    ("约30件，近20次，超过5起", [(30, "件", True), (20, "次", True), (5, "起", True)]),
    ("收到十二件", [(12, "件", False)]),
    ("收到二十余件", [(20, "件", True)]),
    ("收到约十件", [(10, "件", True)]),
    ("收到一百零五宗", [(105, "宗", False)]),
    ("收到一万二千件", [(12000, "件", False)]),
    ("收到两件，其中一起", [(2, "件", False), (1, "起", False)]),
    ("零件", [(0, "件", False)]),
    ("12345热线30件", [(30, "件", False)]),
    ("培训3次40人次", [(3, "次", False), (40, "人次", False)]),
    ("第20条、第三件、每一件、万件、三四件", []),
    ("20个工作日、5个月、3部门、2类别、6项目", []),
    ("国办发〔2021〕30号、2021年1月1日", []),
    ("十件", [(10, "件", False)]),
    ("余件、多件", []),
    ("5万件", [(50000, "件", False)]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_counts_are_found_with_their_classifiers(text, expected) -> None:
    assert [(one.value, one.classifier, one.about) for one in find(text)] == expected


def test_a_count_knows_where_it_stands() -> None:
    (one,) = find("收到申请十八件。")
    assert "收到申请十八件。"[one.start : one.end] == "十八件"


@pytest.mark.parametrize(
    ("text", "value"), [("三百二十一", 321), ("十", 10), ("〇", 0), ("一二", None), ("万", None), ("百", None)]
)
def test_numerals_are_read_or_refused(text, value) -> None:
    assert numeral(text) == value
