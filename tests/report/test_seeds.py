"""The published reports outside the repository: every figure, state, date and surplus value as it stands there."""

from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from gongkai import report
from gongkai.report import formats
from gongkai.report.model import TABLES, Report, TextPlace

KIND = "政府信息公开工作年度报告"
SEEDS = ("000", "001", "002", "003", "004")
FORMATS = dict.fromkeys(SEEDS, "2019") | {"003": "2021"}
CELLS = dict.fromkeys(SEEDS, 198) | {"003": 200}


def both(row: str, value: int) -> dict[str, int]:
    """Return the two cells of a row that natural persons alone fill."""
    return {f"requests.{row}.natural_person": value, f"requests.{row}.total": value}


FILLED = {
    "000": {
        "proactive.licensing.items_last_year": 2,
        "proactive.licensing.change": -2,
        "proactive.other_services.items_last_year": 23,
        "proactive.other_services.change": -1,
        "proactive.other_services.decisions": 81066,
        "proactive.penalties.items_last_year": 1,
        "proactive.penalties.change": -1,
        "proactive.coercive_measures.items_last_year": 1,
        "proactive.coercive_measures.change": -1,
        "proactive.procurement.items": 52,
        "proactive.procurement.amount": Decimal("4196.35"),
        **both("new", 6),
        **both("denied.internal_affairs", 4),
        **both("unavailable.needs_creation", 2),
        **both("handled", 6),
        "remedies.reconsideration.upheld": 2,
        "remedies.reconsideration.total": 2,
    },
    # The report itself prints 0 as the total of 61 outcomes.
    "001": {**both("new", 61), **both("granted", 61)},
    "002": {},
    "003": {
        "proactive.normative_documents.made": 3,
        "proactive.normative_documents.in_force": 52,
        "proactive.licensing.decisions": 12124,
        "proactive.penalties.decisions": 2646,
        "proactive.coercive_measures.decisions": 53,
        "proactive.fees.amount": 24074,
        **both("new", 18),
        **both("granted", 16),
        **both("partial", 1),
        **both("unavailable.still_unclear", 1),
        **both("handled", 18),
        "remedies.reconsideration.corrected": 1,
        "remedies.reconsideration.total": 1,
    },
    "004": {
        "proactive.licensing.items_last_year": 1,
        "proactive.licensing.decisions": 25,
        "proactive.procurement.items": 37,
        "proactive.procurement.amount": Decimal("116.04"),
    },
}
SURPLUS = {
    "000": {"requests": 1, "remedies": 1},
    "001": {"proactive": 1},
    "002": {},
    "003": {"requests": 22},
    "004": {},
}
# Organ, title, day of publication, day of signature, signature.
IDENTITY = {
    "000": ("桥南街道办事处", "{organ}{year}年" + KIND, None, None, None),
    "001": ("宽城区欣园街道办事处", "{organ}{year}年度" + KIND, None, date(2021, 1, 20), "宽城区欣园街道办事处"),
    "002": ("梁园区长征街道办事处", "{organ}{year}年" + KIND, None, None, None),
    "003": ("平桥区人民政府", "{organ}{year}年" + KIND, None, None, None),
    "004": (
        "番禺区人民政府沙湾街道办事处",
        "{year}年{organ}政府信息公开年度报告",
        date(2021, 1, 29),
        None,
        None,
    ),
}
SECTIONS = dict.fromkeys(SEEDS, [1, 2, 3, 4, 5, 6]) | {"001": [1, 2, 3, 4, 5, 6, 7, 8]}
NOTED = {
    "000": {"split_label", "surplus", "unit_in_cell"},
    "001": {"surplus"},
    "002": {"shifted_label"},
    "003": {"surplus", "pushed_value", "decimals", "label_variant"},
    "004": {"unit_in_cell"},
}


@cache
def _read(path: Path) -> Report:
    return report.read(path)


@pytest.fixture(params=SEEDS)
def seed(request: pytest.FixtureRequest, samples: Path) -> tuple[str, Report, Path]:
    """Return the number, the report and the file of each sample."""
    (path,) = samples.glob(f"{request.param}_*.txt")
    return request.param, _read(path), path


def test_each_table_has_its_own_format(seed) -> None:
    number, read, _ = seed
    assert read.tables == dict.fromkeys(TABLES, FORMATS[number])


def test_every_cell_of_the_form_is_read(seed) -> None:
    number, read, _ = seed
    form = formats.load(FORMATS[number])
    assert list(read.cells) == [name for table in TABLES for name in form.cells(table)]
    assert len(read.cells) == CELLS[number]
    assert {cell.state for cell in read.cells.values()} == {"read"}


def test_every_figure_that_is_not_zero_is_right(seed) -> None:
    number, read, _ = seed
    assert {name: cell.value for name, cell in read.cells.items() if cell.value} == FILLED[number]


def test_every_cell_stands_where_its_place_says(seed) -> None:
    _, read, path = seed
    lines = path.read_text("utf-8").split("\n")
    for cell in read.cells.values():
        assert isinstance(cell.place, TextPlace)
        assert lines[cell.place.line - 1][cell.place.column - 1 :].startswith(cell.raw), cell


def test_no_value_fills_two_cells(seed) -> None:
    _, read, _ = seed
    places = Counter(thing.place for thing in [*read.cells.values(), *read.unplaced])
    assert [place for place, count in places.items() if count > 1] == []


def test_surplus_values_are_unplaced(seed) -> None:
    number, read, _ = seed
    assert Counter(one.table for one in read.unplaced) == SURPLUS[number]
    assert {one.raw for one in read.unplaced} <= {"0"}


def test_organ_year_title_and_days_are_those_of_the_report(seed) -> None:
    number, read, _ = seed
    organ, title, published, signed, signature = IDENTITY[number]
    year = 2021 if number == "003" else 2020
    assert (read.organ, read.year) == (organ, year)
    assert read.title == title.format(organ=organ, year=year)
    assert (read.published, read.signed, read.signature) == (published, signed, signature)


def test_sections_are_numbered_as_printed(seed) -> None:
    number, read, _ = seed
    assert [section.number for section in read.sections] == SECTIONS[number]


def test_no_table_text_is_left_in_the_narrative(seed) -> None:
    _, read, _ = seed
    assert not any("结转下年度继续办理" in line.text or line.text.strip() == "0" for _, line in read.narrative())


def test_what_is_odd_about_the_tables_is_noted(seed) -> None:
    number, read, _ = seed
    assert NOTED[number] <= {note.kind for note in read.notes}
