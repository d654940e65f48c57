"""A report survives the way to JSON and back, and nothing that is no report becomes one."""

import json
from datetime import date
from decimal import Decimal

import pytest

from gongkai.report.model import (
    Attachment,
    Cell,
    Finding,
    Line,
    PagePlace,
    ParagraphPlace,
    Report,
    Section,
    Source,
    TablePlace,
    TextPlace,
    Unplaced,
    finding_json,
    from_json,
    number_json,
    place_from_json,
    place_json,
)
from tests.report import factory

PLACES = [
    (TextPlace(3, 7), {"line": 3, "column": 7}),
    (PagePlace(2, (1.0, 2.25, 3.5, 4.0)), {"page": 2, "box": [1.0, 2.25, 3.5, 4.0]}),
    (TablePlace(1, 2, 3), {"table": 1, "row": 2, "cell": 3}),
    (ParagraphPlace(9), {"paragraph": 9}),
    (None, None),
]


def full() -> Report:
    """Return a report with something in every field of the contract."""
    return factory.report(
        published=date(2022, 1, 28),
        attachments=[Attachment("年报.pdf", "files/1.pdf"), Attachment("附表.xlsx")],
        unplaced=[Unplaced("5", TablePlace(2, 3, 4), "requests"), Unplaced("7", None, "proactive")],
        findings=[
            Finding(
                id="GK101",
                alias="identity",
                severity="error",
                message={"zh": "不平。", "en": "It does not balance."},
                hint={"zh": "请核对。", "en": "Check it."},
                basis=("国办公开办函〔2021〕30号",),
                cells=("requests.new.total",),
                places=(TextPlace(4, 2), PagePlace(1, (0.0, 0.0, 10.0, 10.0))),
                count=2,
            )
        ],
    )


@pytest.mark.parametrize(("place", "data"), PLACES)
def test_every_kind_of_place_survives_json(place, data) -> None:
    assert place_json(place) == data
    assert place_from_json(data) == place


def test_a_box_is_written_with_two_decimals() -> None:
    assert place_json(PagePlace(1, (1.23456, 2, 3, 4.999))) == {"page": 1, "box": [1.23, 2, 3, 5.0]}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (0, 0),
        (-3, -3),
        (Decimal("4196.35"), 4196.35),
        (Decimal("7.0487"), 7.0487),
        (Decimal("12.00"), 12),
        (Decimal("1E+2"), 100),
    ],
)
def test_figures_are_written_without_trailing_zeros(value, written) -> None:
    found = number_json(value)
    assert found == written
    assert type(found) is type(written)


def test_json_has_the_keys_of_the_contract_in_their_order() -> None:
    assert list(full().as_json()) == [
        "source",
        "organ",
        "year",
        "title",
        "published",
        "signed",
        "signature",
        "attachments",
        "tables",
        "cells",
        "unplaced",
        "sections",
        "findings",
    ]


def test_of_very_many_places_the_first_are_listed_and_all_are_counted() -> None:
    places = tuple(TextPlace(line, 1) for line in range(1, 5001))
    written = finding_json(Finding("GK901", "W-ART", "warning", {}, {}, places=places, count=5000))
    assert (len(written["places"]), written["count"]) == (1000, 5000)


def test_three_tables_are_always_named() -> None:
    data = Report(Source("a.txt", "text", "0")).as_json()
    assert data["tables"] == {name: {"format": None} for name in ("proactive", "requests", "remedies")}


def test_a_report_reads_back_what_it_wrote() -> None:
    written = json.loads(json.dumps(full().as_json()))
    again = from_json(written)
    assert again.as_json() == written
    assert again.findings == full().findings
    assert again.cells == full().cells
    assert (again.published, again.signed) == (date(2022, 1, 28), date(2022, 1, 20))


def test_an_empty_report_reads_back() -> None:
    written = Report(Source("a.txt", "text", "0")).as_json()
    assert from_json(written).as_json() == written


def test_amounts_come_back_as_exact_decimals() -> None:
    report = Report(Source("a.txt", "text", "0"))
    report.cells["proactive.fees.amount"] = Cell("proactive.fees.amount", Decimal("0.1"), "read", "0.1")
    assert from_json(report.as_json()).value("proactive.fees.amount") == Decimal("0.1")


def test_the_lines_of_a_section_stand_at_its_heading_once_they_went_through_json() -> None:
    report = Report(Source("a.txt", "text", "0"))
    lines = (Line("甲。", TextPlace(2, 1)), Line("乙。", TextPlace(3, 1)))
    report.sections = [Section(1, "总体情况", lines, TextPlace(1, 1)), Section(None, "附言", lines)]
    first, second = from_json(report.as_json()).sections
    assert first.text == second.text == "甲。\n乙。"
    assert [line.place for line in first.lines] == [TextPlace(1, 1)] * 2
    assert [line.place for line in second.lines] == [ParagraphPlace(1)] * 2


def test_a_section_without_text_has_no_lines() -> None:
    report = Report(Source("a.txt", "text", "0"), sections=[Section(6, "其他需要报告的事项")])
    assert from_json(report.as_json()).sections[0].lines == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.pop("organ"),
        lambda data: data.update(tables={}),
        lambda data: data.update(cells=[]),
        lambda data: data.update(source=None),
        lambda data: data.update(published="gestern"),
        lambda data: data["cells"].update({"requests.new.total": {"value": 1}}),
    ],
)
def test_what_is_no_report_is_refused(damage) -> None:
    data = full().as_json()
    damage(data)
    with pytest.raises(ValueError):
        from_json(data)


def test_a_cell_that_the_report_does_not_have_has_no_value() -> None:
    report = full()
    assert report.value("requests.new.total") == 0
    assert report.value("requests.new.nobody") is None


def test_the_narrative_is_every_line_with_its_section() -> None:
    report = factory.report(texts=dict.fromkeys(range(2, 6)) | {1: "甲。\n乙。", 6: "丙。"})
    assert [(section.number, line.text) for section, line in report.narrative()] == [
        (1, "甲。"),
        (1, "乙。"),
        (6, "丙。"),
    ]
