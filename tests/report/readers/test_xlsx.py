"""Spreadsheets are read as they are printed."""

import pytest

from gongkai.report.blocks import Document, Grid, Picture
from gongkai.report.model import Line, Note, ParagraphPlace, TablePlace
from gongkai.report.readers import xlsx as reader
from gongkai.report.readers.errors import Unreadable
from gongkai.report.readers.number_formats import printed
from tests.report.readers.packages import R, relations, xlsx, zipped

ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


def text(reference: str, value: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


def row(number: int, *cells: str, more: str = "") -> str:
    return f'<row r="{number}" {more}>{"".join(cells)}</row>'


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def read(sheet: str, **parts: str) -> Document:
    return reader.read(xlsx({"Sheet1": sheet}, **parts))


def shown(document: Document) -> list[tuple[str, int, int]]:
    return [
        (cell.text, cell.row, cell.column)
        for block in document.blocks
        if isinstance(block, Grid)
        for cell in block.cells
    ]


def test_cells_blank_cells_and_merged_cells_make_a_grid() -> None:
    document = read(
        data(row(2, text("B2", "a"), text("D2", "b")), row(3, text("B3", "c"), "<c r='C3'><v>1</v></c>"))
        + '<mergeCells><mergeCell ref="B2:C2"/><mergeCell ref="D2:D3"/><mergeCell ref="x:y"/><mergeCell ref="A9:B9"/></mergeCells>'
    )
    (grid,) = document.blocks
    assert isinstance(grid, Grid) and grid.exact
    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells] == [
        ("a", 0, 0, 1, 2), ("b", 0, 2, 2, 1), ("c", 1, 0, 1, 1), ("1", 1, 1, 1, 1),
    ]  # fmt: skip
    assert grid.cells[3].place == TablePlace(1, 3, 3)
    assert shown(read(data(row(1, text("A1", "a"), text("C1", "b"))))) == [("a", 0, 0), ("", 0, 1), ("b", 0, 2)]


def test_headings_and_prose_are_lines_and_tables_are_parted_by_empty_rows() -> None:
    cells = [row(i, text(f"A{i}", "规章"), f"<c r='B{i}'><v>{i}</v></c>") for i in (3, 4, 6, 9)]
    top = row(1, text("A1", "某某街道2021年政府信息公开工作年度报告")), row(2, text("A2", "二、主动公开政府信息情况"))
    document = read(data(*top, *cells, row(10, text("A10", "本年度没有。\n 完。"))))
    assert "".join(type(block).__name__[0] for block in document.blocks) == "LLGGLL"
    assert document.blocks[1] == Line("二、主动公开政府信息情况", TablePlace(1, 2, 1))
    assert [text for text, _, _ in shown(document)] == ["规章", "3", "规章", "4", "", "", "规章", "6", "规章", "9"][
        :4
    ] + ["规章", "6", "规章", "9"]


def test_the_name_of_a_sheet_is_a_heading_where_somebody_gave_it_one() -> None:
    sheets = {"表三": data(row(1, text("A1", "1"))), "Sheet2": data(row(1, text("A1", "2"))), "空": ""}
    document = reader.read(xlsx(sheets))
    assert [block for block in document.blocks if isinstance(block, Line)] == [
        Line("表三", TablePlace(1, 1, 1), heading=1)
    ]


def test_what_is_hidden_is_left_out_and_noted() -> None:
    sheet = '<cols><col min="2" max="2" hidden="1"/><col min="3" max="3"/></cols>' + data(
        row(1, text("A1", "a"), text("B1", "b"), text("D1", "d")), row(2, text("A2", "c"), more='hidden="1"')
    )
    document = reader.read(xlsx({"Sheet1": sheet, "草稿": data(row(1, text("A1", "d")))}, states={"草稿": "hidden"}))
    assert shown(document) == [("a", 0, 0), ("", 0, 1), ("", 0, 2), ("d", 0, 3)]
    assert document.notes == [Note("hidden_text", detail="b c"), Note("hidden_text", detail="草稿")]


def test_every_type_of_cell_is_read() -> None:
    cells = (
        '<c r="A1" t="s"><v>1</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="b"><v>0</v></c><c r="D1" t="e"><v>#REF!</v></c>'
        '<c r="E1" t="str"><f>A1</f><v>文</v></c><c r="F1"><f>SUM(A1)</f></c><c r="G1"><f/></c><c t="n" s="1"><v>4196.35</v></c>'
        '<c r="I1" s="9"><v>0.10000000000000001</v></c><c r="J1"/><c r="K1" s="2"><v>5</v></c>'
    )
    strings = "<si><t>x</t></si><si><r><t>规</t></r><r><t>章</t></r><rPh><t>gui</t></rPh><t/></si>"
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="0.0000"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs>'
    )
    document = read(data(f"<row>{cells}</row>"), strings=strings, styles=styles)
    assert [text for text, _, _ in shown(document)] == [
        "规章",
        "TRUE",
        "FALSE",
        "#REF!",
        "文",
        "=SUM(A1)",
        "=",
        "4196.3500",
        "0.1",
        "",
        "500%",
    ]


def test_zeros_that_are_not_shown_are_blank() -> None:
    document = read(
        '<sheetViews><sheetView showZeros="0"/></sheetViews>'
        + data(row(1, text("A1", "a"), "<c r='B1'><v>0</v></c>", text("C1", "b")))
    )
    assert shown(document) == [("a", 0, 0), ("", 0, 1), ("b", 0, 2)]


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    far = data(row(1, text("A1", "1"), text("XFD1", "z")), row(1_048_576, text("A1048576", "2")))
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert shown(read(far + merged)) == [("1", 0, 0), ("2", 0, 0)]
    monkeypatch.setattr(reader, "_MAX_CELLS", 1)
    assert shown(read(data(row(1, text("A1", "1"), text("B1", "2"))))) == [("1", 0, 0)]


def test_a_column_of_words_is_text_and_one_with_figures_is_a_table() -> None:
    assert shown(read(data(row(1, text("A1", "某某街道")), row(2, text("A2", "2022年1月"))))) == []
    assert shown(read(data(row(1, text("A1", "总计")), row(2, text("A2", "6"))))) == [("总计", 0, 0), ("6", 1, 0)]


def test_the_long_sheet_that_repeats_the_cells_is_passed_over() -> None:
    cells = [text(f"{letter}1", name) for letter, name in zip("ABCDEF", reader._LONG, strict=True)]
    assert read(data(row(1, *cells), row(2, text("A2", "x")))).blocks == []


def test_pictures_on_a_sheet_are_told() -> None:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": "<x/>",
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{R}"><sheets><sheet name="a" r:id="worksheet1"/><sheet/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations({"worksheet1": "worksheets/1.xml"}),
        "xl/worksheets/1.xml": f"<worksheet {main}/>",
        "xl/worksheets/_rels/1.xml.rels": relations({"drawing1": "../drawings/1.xml", "drawing2": "../drawings/2.xml"}),
        "xl/drawings/1.xml": '<d xmlns="x"><pic/></d>',
    }
    assert reader.read(zipped(members)).blocks == [Picture(ParagraphPlace(1))]


@pytest.mark.parametrize(
    "members",
    [
        {"[Content_Types].xml": "<x/>", "xl/a.xml": "<x/>"},
        {"xl/workbook.xml": "<a>"},
        {"xl/workbook.xml": "<!DOCTYPE a><a/>"},
    ],
)
def test_a_broken_workbook_is_refused(members: dict[str, bytes | str]) -> None:
    with pytest.raises(Unreadable) as refused:
        reader.read(zipped(members))
    assert refused.value.code == "damaged"


@pytest.mark.parametrize("cell", ["<c r='A1' t='s'><v>9</v></c>", "<c r='A1' s='x'><v>9</v></c>"])
def test_a_cell_that_points_nowhere_is_no_blank(cell: str) -> None:
    with pytest.raises(Unreadable):
        read(data(row(1, cell)))


@pytest.mark.parametrize(
    ("stored", "code", "expected"),
    [
        ("12", "", "12"),
        ("0.10000000000000001", "General", "0.1"),
        ("1E-3", "@", "0.001"),
        ("4196.3456", "0.0000", "4196.3456"),
        ("2.345", "0.00", "2.35"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("7", "00", "07"),
        ("0.5", "0.00", "0.50"),
        ("0", "0;-0;;@", ""),
        ("0", ACCOUNTING, "-"),
        ("5", ACCOUNTING, "5.00"),
        ("-5", ACCOUNTING, "-5.00"),
        ("-3", "0", "-3"),
        ("-3", '0_ ;[Red]"-"0', "-3"),
        ("5", '0"件"', "5件"),
        ("0.5", "0%", "50%"),
        ("1.5", "0.##", "1.5"),
        ("2", "0.##", "2"),
        ("0", "#", ""),
        ("6", "0 0", "6"),
        ("3", "G/通用格式", "3"),
        ("6", "0.00E+00", "6"),
        ("6", "[DBNum1]General", "6"),
        ("44561", 'yyyy"年"m"月"d"日"', "2021-12-31"),
        ("44561", "m/d/yy", "2021-12-31"),
        ("1e9", "yyyy", "1000000000"),
        ("1e300", "0", "1" + "0" * 300),
        ("abc", "0", "abc"),
        ("NaN", "0", "NaN"),
        ("5", ";;;", ""),
    ],
)
def test_numbers_are_printed_by_their_formats(stored: str, code: str, expected: str) -> None:
    assert printed(stored, code) == expected
