"""PDFs of every origin give back the tables and paragraphs that are printed in them."""

import io
import re
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from gongkai.report import formats
from gongkai.report.align import align
from gongkai.report.blocks import Document, Grid, Picture
from gongkai.report.model import Line, PagePlace, Report, Source
from gongkai.report.readers import pdf
from gongkai.report.readers.errors import Unreadable
from tests.report.readers import pdf_specimens as specimens

HERE = Path(__file__).parent / "pdf"
STATES = {"": "blank", "/": "slash", "-": "dash"}
TABLES = (specimens.proactive, specimens.requests, specimens.remedies)


def report(document: Document) -> Report:
    return align(document, Source("x.pdf", document.kind, ""))


def figures(seed: int, name: str, zeros: float = 0.6) -> dict[str, str]:
    """Return what `specimens.specimen(seed, name)` prints in each cell."""
    form = formats.load(name)
    figure = specimens.random_figures(seed, form, zeros)
    for table in TABLES:
        table(form, figure)
    return {cell: figure(cell) for cell in _names(form)}


def _names(form: formats.Format) -> list[str]:
    return [cell for table in ("proactive", "requests", "remedies") for cell in form.cells(table)]


def differences(document: Document, expected: dict[str, str]) -> dict[str, tuple[str, object]]:
    """Return the cells that were read otherwise than they were printed."""
    cells = report(document).cells
    wrong: dict[str, tuple[str, object]] = {}
    for name, text in expected.items():
        cell = cells[name]
        state = STATES.get(text, "read")
        same = cell.state == state and (state != "read" or float(cell.value or 0) == float(text))
        if not same:
            wrong[name] = (text, (cell.state, cell.raw))
    return wrong


@cache
def printed(seed: int, name: str, **options: str) -> bytes:
    return specimens.typst_pdf(specimens.as_typst(specimens.specimen(seed, name), **options))


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line) and not block.furniture]


def typst(source: str, page: str = 'paper: "a4"') -> Document:
    return pdf.read(specimens.typst_pdf(f'#set page({page})\n#set text(font: "Noto Serif SC", size: 12pt)\n{source}'))


def drawn(draw, **options) -> bytes:
    """Return a PDF that `draw(canvas)` draws on one page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), **options)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def turned(data: bytes, change) -> bytes:
    """Return a PDF with `change(page)` done to its pages."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        change(page)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


RULES = {
    "thin lines": "0.5pt",
    "thick lines": "1.5pt",
    "grey lines": "0.5pt + luma(180)",
    "dashes": '(thickness: 0.5pt, dash: "dashed")',
    "dots": '(thickness: 0.7pt, dash: "dotted")',
    "no outer border": "(x, y) => (left: if x > 0 {0.5pt}, top: if y > 0 {0.5pt})",
    "open sides": "(x, y) => (left: if x > 0 {0.5pt}, top: 0.5pt, bottom: 0.5pt)",
    "no lines": "none",
    "only horizontal lines": "(x: none, y: 0.5pt)",
    "only vertical lines": "(x: 0.5pt, y: none)",
    "three lines": "(x, y) => (top: if y < 2 {0.8pt}, bottom: 0.8pt)",
    "lines only in the header": "(x, y) => (left: 0.5pt, right: 0.5pt, top: if y <= 3 or y == 14 {0.5pt})",
}


@pytest.mark.parametrize("name", formats.FORMATS)
@pytest.mark.parametrize("rules", RULES)
def test_every_cell_is_read_whatever_lines_the_table_has(rules: str, name: str) -> None:
    document = pdf.read(printed(3, name, stroke=RULES[rules]))
    assert differences(document, figures(3, name)) == {}
    assert document.kind == "pdf"


@pytest.mark.parametrize("page", ['paper: "a4", flipped: true', "width: 300mm, height: 400mm", 'paper: "a5"'])
def test_every_cell_is_read_on_paper_of_any_size(page: str) -> None:
    assert differences(pdf.read(printed(4, "2021", page=page)), figures(4, "2021")) == {}


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_displayed_turned_are_read_upright(turn: int) -> None:
    upright = pdf.read(printed(1, "2021"))
    document = pdf.read(turned(printed(1, "2021"), lambda page: page.set_rotation(turn)))
    assert differences(document, figures(1, "2021")) == {}
    (x0, y0, x1, y1), (a0, b0, a1, b1) = grids(upright)[0].place.box, grids(document)[0].place.box
    expected = {
        90: (842 - y1, x0, 842 - y0, x1),
        180: (595 - x1, 842 - y1, 595 - x0, 842 - y0),
        270: (y0, 595 - x1, y1, 595 - x0),
    }[turn]
    assert (a0, b0, a1, b1) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("turn", ["-90deg", "90deg"])
def test_a_table_that_is_drawn_sideways_is_read_upright(turn: str) -> None:
    table = specimens.typst_table(specimens.remedies(formats.load("2021"), lambda cell: "0"))
    document = typst(f"#rotate({turn}, reflow: true)[#block(width: 240mm)[{table}]]\n#v(20pt)\n正文在表格下面。")
    (grid,) = grids(document)
    assert [(c.text, c.row, c.column, c.columns) for c in grid.cells][:2] == [
        ("行政复议", 0, 0, 5),
        ("行政诉讼", 0, 5, 10),
    ]
    x0, y0, x1, y1 = grid.place.box
    assert y1 - y0 > x1 - x0
    assert lines(document) == ["正文在表格下面。"]


def test_places_refer_to_the_visible_part_of_the_page() -> None:
    def crop(page: pypdfium2.PdfPage) -> None:
        width, height = page.get_size()
        page.set_mediabox(-50, -70, width + 30, height + 40)
        page.set_cropbox(10, 12, width - 10, height - 8)

    whole, part = pdf.read(printed(1, "2021")), pdf.read(turned(printed(1, "2021"), crop))
    x0, y0, _, _ = grids(whole)[0].place.box
    assert grids(part)[0].place.box[:2] == pytest.approx((x0 - 10, y0 - 8), abs=0.1)
    assert differences(part, figures(1, "2021")) == {}


@pytest.mark.parametrize("program", ["browser", "office"])
def test_tables_printed_by_other_programs_are_read(program: str) -> None:
    (grid,) = grids(pdf.read((HERE / f"{program}.pdf").read_bytes()))
    form = formats.load("2021")
    expected = specimens.remedies(form, specimens.random_figures(5, form))
    found = {(c.row, c.column, c.rows, c.columns): c.text for c in grid.cells}
    assert found == {(b.row, b.column, b.rows, b.columns): b.text for b in expected}
    assert grid.exact


def test_paragraphs_are_joined_over_lines_and_pages_and_furniture_is_set_apart() -> None:
    report = specimens.specimen(2, "2021", paragraphs=14)
    document = pdf.read(specimens.typst_pdf(specimens.as_typst(report)))
    prose = [text for _, texts in report.sections for text in texts]
    assert [line for line in lines(document) if line.endswith("。")] == prose
    assert [line for line in lines(document) if not line.endswith("。")] == [
        report.title,
        *(h for h, _ in report.sections),
    ]
    furniture = [block.text for block in document.blocks if isinstance(block, Line) and block.furniture]
    assert furniture == [f"- {number} -" for number in range(1, len(furniture) + 1)]


def test_a_title_of_two_lines_is_one() -> None:
    document = typst("#align(center)[#text(20pt)[云岭县水务局 \\ 2021年政府信息公开工作年度报告]]\n\n" + "正文。" * 15)
    assert lines(document) == ["云岭县水务局2021年政府信息公开工作年度报告", "正文。" * 15]


def test_headings_at_the_left_margin_stand_alone() -> None:
    text = "本年度主动公开政府信息，及时回应社会关切，" * 3 + "公开的内容均经过保密审查办理有序。"
    document = typst(f"#set par(justify: true)\n{text}\n\n一、总体情况\n\n{text}")
    assert lines(document) == [text, "一、总体情况", text]


def test_running_heads_and_page_numbers_of_any_kind_are_furniture() -> None:
    source = "正文第一页。#pagebreak()正文第二页。#pagebreak()正文第三页。"
    for numbering in ("1", "第 1 页 共 1 页", "— 1 —", "1/1"):
        document = typst(source, f'paper: "a4", header: [云岭县水务局年报], numbering: "{numbering}"')
        assert lines(document) == ["正文第一页。", "正文第二页。", "正文第三页。"]


def test_radicals_that_browsers_print_are_folded_and_noted() -> None:
    document = typst("⼀、主动公开⾏政许可")
    assert lines(document) == ["一、主动公开行政许可"]
    assert [(note.kind, note.detail) for note in document.notes] == [("compatibility_forms", "⼀⾏")]


CELLS = {
    "digits apart stay apart": ("12#h(8pt)34", "12 34"),
    "digits in two lines stay apart": ("12 \\ 34", "12 34"),
    "han characters in several lines are one word": ("维 \\ 持", "维持"),
    "letters keep their space": ("GB T", "GB T"),
    "a sign stays with its figure": ("-12", "−12"),
    "an empty cell is empty": ("", ""),
    "a label written upwards is read upwards": ("#rotate(-90deg, reflow: true)[办理结果]", "办理结果"),
    "a label written downwards is read downwards": ("#rotate(90deg, reflow: true)[办理结果]", "办理结果"),
}


@pytest.mark.parametrize("case", CELLS)
def test_the_text_of_a_cell_is_what_is_printed(case: str) -> None:
    content, expected = CELLS[case]
    document = typst(
        f"#table(columns: (3cm, 3cm), align: center, [{content}], [旁边的文字], [左边的文字], [右边的文字])"
    )
    assert grids(document)[0].cells[0].text == expected


def test_a_figure_that_is_broken_at_the_edge_of_its_cell_is_whole() -> None:
    row = "".join(f"[{text}]," for text in ("22 \\ 49 \\ 6", "0", "7"))
    (grid,) = grids(typst(f"#table(columns: (26pt,) * 3, inset: 5.4pt, {row} [甲], [乙], [丙])"))
    assert [cell.text for cell in grid.cells[:3]] == ["22496", "0", "7"]


def test_figures_in_several_lines_of_all_cells_are_not_made_one() -> None:
    row = "".join(f"[{text}]," for text in ("12 \\ 34", "56 \\ 78", "90 \\ 12"))
    (grid,) = grids(typst(f"#table(columns: (26pt,) * 3, inset: 5.4pt, {row} [甲], [乙], [丙])"))
    assert [cell.text for cell in grid.cells[:3]] == ["12 34", "56 78", "90 12"]


def test_type_that_is_printed_twice_counts_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "2021 report")
        canvas.drawString(60.4, 700, "2021 report")

    assert lines(pdf.read(drawn(draw))) == ["2021 report"]


def test_a_frame_is_no_table() -> None:
    document = typst("#rect(width: 100%)[一段有框的文字。]\n\n#table(columns: 1, [只有一列], [也不是表])")
    assert grids(document) == []
    assert lines(document) == ["一段有框的文字。", "只有一列", "也不是表"]


def test_a_frame_around_a_table_is_left_out() -> None:
    (grid,) = grids(
        typst("#table(columns: 2, inset: 20pt, [#table(columns: 2, [甲], [1], [乙], [2])], [旁], [下], [角])")
    )
    assert [cell.text for cell in grid.cells] == ["甲", "1", "乙", "2"]


def test_a_row_that_a_page_break_cuts_is_whole() -> None:
    def draw(canvas: Canvas) -> None:
        for page, rows in enumerate(BROKEN):
            for row, texts in enumerate(rows):
                for column, text in enumerate(texts):
                    canvas.rect(50 + 100 * column, 700 - 20 * row, 100, 20)
                    canvas.drawString(60 + 100 * column, 706 - 20 * row, text)
            if page == 0:
                canvas.showPage()

    BROKEN = ([("A", "B", "C"), ("long la", "1", "2")], [("A", "B", "C"), ("bel", "", ""), ("next", "3", "4")])
    document = pdf.read(drawn(draw))
    texts = [[cell.text for cell in grid.cells] for grid in grids(document)]
    assert (
        texts == [["A", "B", "C", "long label", "1", "2"], ["A", "B", "C", "next", "3", "4"]]
        or texts[0][3] == "long label"
    )
    assert [note.kind for note in document.notes] == ["split_label"]


def test_pictures_that_may_hold_tables_are_told_and_seals_are_not(tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "x.png"
    Image.new("RGB", (40, 40), "red").save(picture)

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "Report 2021 with a table as picture")
        canvas.drawImage(str(picture), 60, 400, 450, 150)
        canvas.drawImage(str(picture), 60, 250, 450, 150)
        canvas.drawImage(str(picture), 400, 100, 60, 60)

    document = pdf.read(drawn(draw))
    found = [block for block in document.blocks if isinstance(block, Picture)]
    assert [block.place for block in found] == [PagePlace(1, pytest.approx((60, 292, 510, 592), abs=0.5))]


REFUSED = {
    "empty": b"",
    "nothing but white space": b"\n \n",
    "no pdf": b"%PDF-1.4 and nothing else",
    "cut off": None,
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_whole_pdf_is_refused(case: str) -> None:
    data = REFUSED[case]
    data = printed(1, "2021")[:-100] if data is None else data
    with pytest.raises(Unreadable) as refused:
        pdf.read(data)
    assert refused.value.code == ("empty" if not data.strip() else "damaged")


def test_a_page_without_anything_is_empty() -> None:
    with pytest.raises(Unreadable) as refused:
        pdf.read(drawn(lambda canvas: None))
    assert refused.value.code == "empty"


def test_a_pdf_with_a_page_missing_is_damaged() -> None:
    data = drawn(lambda canvas: canvas.drawString(60, 700, "2021"))
    with pytest.raises(Unreadable) as refused:
        pdf.read(re.sub(rb"/Type /Page\b(?!s)", b"/Type /Pxge", data))
    assert refused.value.code == "damaged"


def test_a_password_to_open_is_asked_for_and_one_to_change_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Report 2021")

    with pytest.raises(Unreadable) as refused:
        pdf.read(drawn(draw, encrypt=StandardEncryption("secret", "owner")))
    assert refused.value.code == "encrypted"
    assert lines(pdf.read(drawn(draw, encrypt=StandardEncryption("", "owner")))) == ["Report 2021"]


def test_the_title_in_the_properties_counts_only_as_that_of_a_report() -> None:
    def draw(title: str):
        def on(canvas: Canvas) -> None:
            canvas.setTitle(title)
            canvas.drawString(60, 700, "2021")

        return on

    assert pdf.read(drawn(draw("云岭县2021年年度报告"))).title == "云岭县2021年年度报告"
    assert pdf.read(drawn(draw("Microsoft Word - x.doc"))).title is None
