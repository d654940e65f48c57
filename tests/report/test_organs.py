"""What an organ's name tells, and what it does not."""

import pytest

from gongkai.report import organs


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("青石区白桥街道办事处", "township"),
        ("青石区白桥镇人民政府", "township"),
        ("青石区人民政府", "government"),
        ("云溪市教育局", "department"),
        ("青石学堂", None),
    ],
)
def test_the_name_tells_the_kind(name, kind) -> None:
    assert organs.kind(name) == kind


@pytest.mark.parametrize(
    ("name", "cannot"),
    [
        ("白桥街道办事处", True),
        ("青石县人民政府", True),
        ("青石区人民政府", True),
        ("青石县教育局", True),
        ("青石区人民政府办公室", True),
        ("云溪市人民政府", False),
        ("云溪市教育局", False),
        ("云岭省人民政府", False),
        ("云岭自治区人民政府", False),
        ("云溪新区人民政府", False),
        ("云岭自治区水利厅", False),
    ],
)
def test_only_towns_counties_and_their_departments_surely_make_no_rules(name, cannot) -> None:
    assert organs.cannot_make_rules(name) is cannot


@pytest.mark.parametrize(
    ("name", "lacks"),
    [
        ("白桥街道办事处", True),
        ("新市街道办事处", True),
        ("白桥镇人民政府", True),
        ("青石区白桥街道办事处", False),
        ("青石区人民政府白桥街道办事处", False),
        ("云溪市白桥镇人民政府", False),
        ("教育局", False),
    ],
)
def test_a_town_without_its_county_lacks_its_place(name, lacks) -> None:
    assert organs.lacks_place(name) is lacks


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("青石区人民政府白桥街道办事处", "青石区白桥街道办事处", True),
        ("白桥街道办事处", "青石区白桥街道办事处", True),
        ("青石县教育局", "青石县教育和体育局", True),
        ("云溪市青石区白桥街道办事处", "云溪市青石区红岩街道办事处", False),
        ("青石区白桥街道办事处", "红岩区白桥街道办事处", False),
        ("云溪市青石区白桥街道办事处", "青石区白桥街道办事处", True),
        ("青石区人民政府", "云溪市青石区人民政府", True),
        ("青石区人民政府", "青石区白桥街道办事处", False),
        ("云溪市民政局", "云溪市财政局", False),
        ("云溪市市场监督管理局", "云溪市市场监管局", True),
    ],
)
def test_names_of_the_same_organ_are_recognised(one, other, same) -> None:
    assert organs.same(one, other) is same
