"""A document as a whole becomes a report: tables, sections, identity, and what is lost or in doubt."""

from datetime import date

import pytest

from gongkai.report import formats
from gongkai.report.align import align
from gongkai.report.blocks import Picture
from gongkai.report.model import TABLES, Line, Note, ParagraphPlace, Report, Source, TextPlace
from gongkai.report.readers.errors import Unreadable
from tests.report.align.build import (
    PROACTIVE_2019,
    PROACTIVE_2021,
    REMEDIES,
    document,
    grid,
    letter,
    requests_rows,
    requests_text,
    shown,
    tabbed,
)

SOURCE = Source("a.txt", "text", "0" * 64)
TITLE = "白桥街道办事处{year}年政府信息公开工作年度报告"
TWO, THREE, FOUR = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
TAIL = "五、存在的主要问题及改进情况\n形式单一。\n六、其他需要报告的事项\n无。\n白桥街道办事处\n{signed}年1月20日"


def read(*parts, **fields) -> Report:
    """Return the report in a document of these parts."""
    return align(document(*parts, **fields), SOURCE)


def whole(*, year=2021, proactive=PROACTIVE_2021, requests=None, remedies=REMEDIES) -> list:
    """Return the parts of a report; a table that is None is left out."""
    requests = requests_rows() if requests is None else requests
    return [
        f"{TITLE.format(year=year)}\n一、总体情况\n{year}年工作平稳。\n{TWO}",
        *([grid(*proactive)] if proactive else []),
        THREE,
        *([grid(*requests)] if requests else []),
        FOUR,
        *([grid(*remedies)] if remedies else []),
        TAIL.format(signed=year + 1),
    ]


def test_a_whole_report_is_read() -> None:
    report = read(*whole())
    assert (report.organ, report.year, report.signed) == ("白桥街道办事处", 2021, date(2022, 1, 20))
    assert report.tables == dict.fromkeys(TABLES, "2021")
    form = formats.load("2021")
    assert list(report.cells) == [name for table in TABLES for name in form.cells(table)]
    assert {cell.state for cell in report.cells.values()} == {"read"}
    assert [(one.number, one.text) for one in report.sections] == [
        (1, "2021年工作平稳。"),
        (2, ""),
        (3, ""),
        (4, ""),
        (5, "形式单一。"),
        (6, "无。"),
    ]
    assert report.notes == []


def test_all_lines_of_the_document_are_kept_in_order_and_none_is_empty() -> None:
    report = read("标题\n\n 一、总体情况", grid("甲 | ", "乙 | 3"), *whole())
    assert [line.text for line in report.lines][:5] == ["标题", " 一、总体情况", "甲", "乙", "3"]
    assert report.lines[2].place.table == 1


def test_the_readers_notes_come_first() -> None:
    report = read(*whole(proactive=()), notes=[Note("ocr")])
    assert [note.kind for note in report.notes] == ["ocr", "tables_lost"]


@pytest.mark.parametrize(
    ("year", "proactive", "requests", "tables"),
    [
        # Each table has its own format, whatever the year says.
        (2022, PROACTIVE_2019, "2021", ("2019", "2021", "2021")),
        (2020, PROACTIVE_2021, "2019", ("2021", "2019", "2019")),
        (2020, PROACTIVE_2021, "2021", ("2021", "2021", "2021")),
        # Table 4 takes the format of table 3, else of table 2, else of the year.
        (2022, PROACTIVE_2019, None, ("2019", None, "2019")),
        (2020, (), None, (None, None, "2019")),
        (2022, (), None, (None, None, "2021")),
        (2018, (), None, (None, None, "2021")),
    ],
)
def test_each_table_has_its_own_format(year, proactive, requests, tables) -> None:
    rows = requests_rows(requests) if requests else ()
    report = read(*whole(year=year, proactive=proactive, requests=rows))
    assert tuple(report.tables.values()) == tables


def test_without_a_year_the_cells_of_lost_tables_are_those_of_table_threes_format() -> None:
    report = read("\n".join([requests_text("2019")]))
    assert (report.year, report.tables["proactive"]) == (None, None)
    assert "proactive.procurement.amount" in report.cells
    assert report.cells["proactive.procurement.amount"].state == "absent"


@pytest.mark.parametrize(("year", "count"), [(2020, 22), (2021, 10)])
def test_a_table_that_is_not_there_has_the_cells_of_the_years_form_all_absent(year, count) -> None:
    report = read(*whole(year=year, proactive=()))
    lost = [cell for name, cell in report.cells.items() if name.startswith("proactive.")]
    assert len(lost) == count
    assert {letter(cell) for cell in lost} == {"a"}
    assert [(note.kind, note.detail) for note in report.notes] == [("tables_lost", "proactive")]


def test_tables_that_are_pictures_are_told_from_lost_ones() -> None:
    parts = whole(proactive=(), remedies=())
    parts.insert(1, Picture(ParagraphPlace(7)))
    report = read(*parts)
    assert [(note.kind, note.place, note.detail) for note in report.notes] == [
        ("pictures", ParagraphPlace(7), "proactive、remedies")
    ]


def test_pictures_beside_all_three_tables_are_nothing_to_note() -> None:
    assert read(Picture(ParagraphPlace(1)), *whole()).notes == []


def test_surplus_values_and_oddities_of_all_tables_are_gathered() -> None:
    rows = requests_rows()
    rows[-1] += " | 0"
    report = read(*whole(proactive=[*PROACTIVE_2021, "行政检查 | 7 | < | <"], requests=rows))
    assert [(one.table, one.raw) for one in report.unplaced] == [("proactive", "7"), ("requests", "0")]
    assert [note.kind for note in report.notes] == ["extra_row", "surplus"]


def test_traditional_characters_are_read_and_noted() -> None:
    text = (
        "白橋街道辦事處2021年政府信息公開工作年度報告\n一、總體情況\n無。\n二、主動公開政府信息情況\n"
        "第二十條第（八）項\n信息內容\t本年收費金額（單位：萬元）\n行政事業性收費\t24.5"
    )
    report = read(text)
    assert float(report.value("proactive.fees.amount")) == 24.5
    assert "traditional" in [note.kind for note in report.notes]


def test_a_labels_only_form_with_its_figures_elsewhere_is_in_doubt() -> None:
    flat = "\n".join(
        c.strip() for row in requests_rows() for c in row.split("|") if c.strip() not in ("", "0", "<", "^")
    )
    parts = [TITLE.format(year=2021), THREE, flat, "五、存在的主要问题及改进情况", "无。"]
    assert shown(read("\n".join(parts)).cells, "requests.new") == "b b b b b b b"
    assert shown(read("\n".join([*parts, *"6543210"])).cells, "requests.new") == "u u u u u u u"


@pytest.mark.parametrize(
    "text",
    ["", "白桥街道会议纪要\n一、总体情况\n甲。", "一、加强领导\n二、加强学习\n三、加强培训", "政府信息公开指南"],
)
def test_what_is_no_report_is_refused(text) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert caught.value.code == "no_report"


@pytest.mark.parametrize(
    "text",
    [
        TITLE.format(year=2021),
        "一、加强领导\n二、加强学习\n三、加强培训\n四、加强宣传",
        tabbed(PROACTIVE_2021),
    ],
)
def test_a_title_four_sections_or_a_table_make_a_report(text) -> None:
    assert read(text).source == SOURCE


def test_text_that_stands_in_a_table_that_was_not_found_is_narrative() -> None:
    """A heading of table 4 alone is no table: what stands under it is text."""
    report = read(
        "\n".join(
            [TITLE.format(year=2021), "一、总体情况", FOUR, "行政复议和行政诉讼均无", "五、存在的主要问题及改进情况"]
        )
    )
    assert report.tables["remedies"] is None
    assert report.sections[1].text == "行政复议和行政诉讼均无"


def test_places_of_figures_are_those_of_the_source() -> None:
    report = read(f"{TITLE.format(year=2021)}\n{requests_text(given={'new': '6 0 0 0 0 0 6'})}")
    cell = report.cells["requests.new.natural_person"]
    assert (cell.raw, cell.place) == ("6", TextPlace(5, 20))
    assert isinstance(report.lines[0], Line)
