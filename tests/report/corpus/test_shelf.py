"""Last year's reports, looked up by organ."""

import json
from pathlib import Path

import pytest

from gongkai.report.corpus import packed, shelf
from gongkai.report.reading import Refused
from tests.report import factory


@pytest.fixture
def filled(tmp_path: Path) -> shelf.Shelf:
    """Return a shelf with some organs and years."""
    kept = [
        ("宽城区欣园街道办事处", 2020),
        ("宽城区欣园街道办事处", 2021),
        ("桥南街道办事处", 2020),
        ("甲县财政局", 2020),
        ("乙县财政局", 2020),
        ("没有年度的局", None),
        ("重复的局", 2020),
        ("重复的局", 2020),
    ]
    records = []
    for organ, year in kept:
        made = factory.report(organ=organ)
        made.year = year
        records.append(packed(made.as_json()))
    nameless = factory.report()
    nameless.organ = None
    return shelf.fill(
        tmp_path / "shelf",
        [*records, packed(nameless.as_json()), packed(Refused("x", "empty", "空。", "Empty.").as_json())],
    )


@pytest.mark.parametrize(
    ("organ", "year", "found"),
    [
        ("宽城区欣园街道办事处", 2021, "宽城区欣园街道办事处"),
        ("宽城区 欣园街道办事处", 2022, "宽城区欣园街道办事处"),
        ("欣园街道办事处", 2021, "宽城区欣园街道办事处"),
        ("番禺区桥南街道办事处", 2021, "桥南街道办事处"),
        ("县财政局", 2021, None),
        ("桥南街道办事处", 2024, None),
        ("没有年度的局", 2030, "没有年度的局"),
        ("重复的局", 2021, None),
        ("桥南街道办事处", None, "桥南街道办事处"),
        ("不存在的局", 2021, None),
        (None, 2021, None),
    ],
)
def test_the_report_of_the_year_before_is_found(
    organ: str | None, year: int | None, found: str | None, filled: shelf.Shelf
) -> None:
    report = filled.before(organ, year)
    assert (report.organ if report else None) == found
    if report and report.year and year:
        assert report.year == year - 1


def test_a_shelf_keeps_whole_lines(filled: shelf.Shelf) -> None:
    assert all(json.loads(line)["organ"] for line in filled.path.read_bytes().splitlines())
