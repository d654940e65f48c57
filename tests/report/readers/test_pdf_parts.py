"""The parts of the PDF reader, on drawings that no report would hold all at once."""

import io
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from gongkai.report.blocks import Document, Grid, Picture
from gongkai.report.model import Line, Note
from gongkai.report.readers import image, pdf
from gongkai.report.readers.errors import Unreadable
from gongkai.report.readers.grid_lines import Span, Tolerance, join, lattices
from gongkai.report.readers.grid_table import Table, joined, whole_figures
from gongkai.report.readers.pdf_breaks import continued
from gongkai.report.readers.pdf_columns import columns
from gongkai.report.readers.pdf_fields import filled
from gongkai.report.readers.pdf_flow import Sheet, blocks, furniture_of
from gongkai.report.readers.pdf_labels import Fragment, dealt
from gongkai.report.readers.pdf_page import Char, Page, _meaning
from gongkai.report.readers.pdf_words import Row, Word, box_of, line_text
from gongkai.report.readers.pdf_words import lines as read_lines

A4 = (595, 842)


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do as if the extra was not installed."""
    monkeypatch.setattr(pdf, "has_ocr", lambda: False)
    monkeypatch.setattr(image, "has_ocr", lambda: False)


def drawn(*pages, size: tuple[int, int] = A4) -> Document:
    """Return what is read of a PDF with a page for each function that draws one."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return pdf.read(buffer.getvalue())


def grids(document: Document) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in document.blocks if isinstance(block, Grid)]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


def texts(canvas: Canvas, top: int = 700) -> None:
    """Write a, b, c, d into two rows and columns of 100 by 20 points from (50, `top` + 20)."""
    for at, text in enumerate("abcd"):
        canvas.drawString(90 + 100 * (at % 2), top + 6 - 20 * (at // 2), text)


def boxes(canvas: Canvas, top: int = 700) -> None:
    for at in range(4):
        canvas.rect(50 + 100 * (at % 2), top - 20 * (at // 2), 100, 20)


def thin(canvas: Canvas) -> None:
    for at in range(3):
        canvas.rect(50, 680 + 20 * at, 200, 0.5, stroke=0, fill=1)
        canvas.rect(50 + 100 * at, 680, 0.5, 40, stroke=0, fill=1)


def in_pieces(canvas: Canvas) -> None:
    for at in range(3):
        for part in range(20):
            canvas.line(50 + 10 * part, 680 + 20 * at, 58 + 10 * part, 680 + 20 * at)
            canvas.line(50 + 100 * at, 680 + 2 * part, 50 + 100 * at, 682 + 2 * part)


def double(canvas: Canvas) -> None:
    for offset in (0, 2):
        for at in range(3):
            canvas.line(50, 680 + 20 * at + offset, 250, 680 + 20 * at + offset)
            canvas.line(50 + 100 * at + offset, 680, 50 + 100 * at + offset, 720)


def as_form(canvas: Canvas) -> None:
    canvas.beginForm("inner")
    boxes(canvas, 100)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.translate(0, 200)
    canvas.doForm("inner")
    canvas.endForm()
    canvas.saveState()
    canvas.translate(0, 400)
    canvas.doForm("outer")
    canvas.restoreState()


def shaded(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(50, 680, 200, 40, stroke=0, fill=1)
    canvas.setFillGray(0)
    boxes(canvas)


@pytest.mark.parametrize("draw", [boxes, thin, in_pieces, double, as_form, shaded])
def test_a_table_is_one_however_its_lines_are_drawn(draw) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas)
        texts(canvas)

    assert grids(drawn(page)) == [["a", "b", "c", "d"]]


def white(canvas: Canvas) -> None:
    canvas.setStrokeGray(1)
    boxes(canvas)


def broad(canvas: Canvas) -> None:
    canvas.setLineWidth(9)
    boxes(canvas)


def curved(canvas: Canvas) -> None:
    canvas.circle(150, 700, 60)
    canvas.line(50, 660, 250, 740)


def unseen(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(50, 680, 100, 40)
    path.rect(150, 680, 100, 40)
    canvas.clipPath(path, stroke=0, fill=0)


@pytest.mark.parametrize("draw", [white, broad, curved, unseen])
def test_what_is_not_seen_as_a_line_makes_no_table(draw) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas)
        canvas.setLineWidth(1)
        texts(canvas)

    assert grids(drawn(page)) == []


def test_a_watermark_is_not_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Report 2021")
        canvas.translate(200, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")

    assert lines(drawn(page)) == ["Report 2021"]


def scan(canvas: Canvas) -> None:
    canvas.drawInlineImage(Image.new("L", (20, 30), 128), 0, 0, *A4)


def test_pages_that_are_pictures_are_told_among_pages_that_are_text(no_ocr: None) -> None:
    document = drawn(lambda canvas: canvas.drawString(60, 700, "Report 2021"), scan)
    assert [type(block) for block in document.blocks] == [Line, Picture]
    assert document.kind == "pdf"


def test_a_file_of_pictures_alone_needs_ocr(no_ocr: None) -> None:
    with pytest.raises(Unreadable) as refused:
        drawn(scan)
    assert refused.value.code == "needs_ocr"
    assert "dev.py add ocr" in refused.value.zh


def test_an_invisible_layer_of_text_over_a_scan_is_read_and_noted(no_ocr: None) -> None:
    def page(canvas: Canvas) -> None:
        scan(canvas)
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.textLine("Annual report of the year 2021")
        canvas.drawText(text)

    document = drawn(page)
    assert (document.kind, lines(document)) == ("pdf_scan", ["Annual report of the year 2021"])
    assert [note.kind for note in document.notes] == ["ocr"]


def test_visible_text_over_a_background_is_plain_text() -> None:
    def page(canvas: Canvas) -> None:
        scan(canvas)
        canvas.drawString(60, 700, "Annual report of the year 2021")

    assert drawn(page).kind == "pdf"


def test_text_that_stands_for_nothing_is_as_good_as_a_picture(no_ocr: None) -> None:
    with pytest.raises(Unreadable) as refused:
        drawn(lambda canvas: canvas.drawString(60, 700, "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"))
    assert refused.value.code == "needs_ocr"


def rules(*places: tuple[float, float, float]) -> list[tuple[float, float, float]]:
    return list(places)


def test_collinear_rules_become_one_and_short_ones_none() -> None:
    assert join(rules((10, 0, 50), (10.5, 52, 90), (10, 200, 260), (30, 0, 3))) == [
        (pytest.approx(10.17, abs=0.01), 0, 90),
        (pytest.approx(10.17, abs=0.01), 200, 260),
    ]


def test_cells_without_a_line_between_them_are_one() -> None:
    across = rules((0, 0, 100), (20, 50, 100), (40, 0, 100))
    down = rules((0, 0, 40), (50, 0, 40), (100, 0, 40))
    (lattice,) = lattices(across, down)
    assert lattice.spans == (Span(0, 0, 2, 1), Span(0, 1, 1, 1), Span(1, 1, 1, 1))
    assert lattice.at(25, 30) == 0
    assert lattice.at(-5, 30) is None


def test_a_cell_ends_where_the_one_below_is_divided() -> None:
    across = rules((0, 0, 100), (40, 0, 100))
    down = rules((0, 0, 40), (50, 20, 40), (100, 0, 40))
    (lattice,) = lattices([*across, (20, 0, 20)], down)
    assert lattice.spans[0] == Span(0, 0, 1, 2)


def test_lines_that_do_not_meet_are_no_table_and_a_plan_is_none() -> None:
    assert lattices(rules((0, 0, 100)), rules((300, 50, 90))) == []
    many = [(20.0 * at, 0.0, 50_000.0) for at in range(2100)]
    assert lattices(many, many, Tolerance()) == []


def table(rows: int, texts: list[str], *, page: int = 1, xs: tuple[float, ...] = (0, 50, 100, 150)) -> Table:
    across = [(20.0 * at, xs[0], xs[-1]) for at in range(rows + 1)]
    (lattice,) = lattices(across, [(x, 0.0, 20.0 * rows) for x in xs])
    return Table(page, lattice, texts, lambda box: box)


def test_parts_of_a_table_share_their_columns_where_they_fit() -> None:
    narrow = table(1, ["head", "x"], xs=(0, 100, 150))
    whole = table(1, ["a", "b", "c"], page=2)
    one, other = joined(narrow, whole)
    assert [(cell.column, cell.columns) for cell in one.grid().cells] == [(0, 2), (2, 1)]
    assert [cell.column for cell in other.grid().cells] == [0, 1, 2]
    assert joined(narrow, table(1, ["a", "b"], xs=(0, 80, 150)))[0] is narrow


BREAKS = {
    "the end of a label": (["甲的名", "1", "2"], ["称", "", ""], ["甲的名称", "1", "2"], []),
    "figures beside the end of a label": (["甲的名", "", ""], ["称", "1", "2"], ["甲的名称", "1", "2"], []),
    "a row that begins anew": (["甲", "1", "2"], ["2.重复申请", "", ""], None, None),
    "a label of the form": (["信息内容", "本年", "处理"], ["规章", "", ""], None, None),
    "figures in both": (["甲", "1", "2"], ["乙", "3", "4"], None, None),
    "two whole rows": (["甲", "1", "2"], ["乙", "3", ""], None, None),
    "figures without any label": (["", "", ""], ["", "3", "4"], None, None),
}


@pytest.mark.parametrize("case", BREAKS)
def test_only_the_halves_of_a_row_are_joined_over_a_page_break(case: str) -> None:
    upper, lower, whole, rest = BREAKS[case]
    sheets = [Sheet(1, *A4, [table(1, upper)]), Sheet(2, *A4, [table(1, lower, page=2)])]
    notes = continued(sheets, set())
    found = [[cell.text for cell in item.grid().cells] for sheet in sheets for item in sheet.items]
    assert found == [whole if whole else upper, rest if whole else lower]
    assert [note.kind for note in notes] == (["split_label"] if whole else [])


def test_a_figure_that_moved_over_a_page_break_keeps_its_place() -> None:
    sheets = [Sheet(1, *A4, [table(1, ["甲的名", "", ""])]), Sheet(2, *A4, [table(1, ["称", "1", "2"], page=2)])]
    continued(sheets, set())
    (first,) = sheets[0].items
    assert isinstance(first, Table)
    assert [cell.place.page for cell in first.grid().cells] == [1, 2, 2]


def test_tables_that_do_not_continue_are_left_alone() -> None:
    line = (Row((Word(0, 0, 90, 10, "正文"),), (0, 0, 90, 10), 8.0), (0.0, 0.0, 90.0, 10.0))
    other = table(1, ["a", "b"], page=3, xs=(0, 80, 150))
    sheets = [
        Sheet(1, *A4, [table(1, ["甲", "1", "2"])]),
        Sheet(2, *A4, [line, table(1, ["称", "", ""], page=2)]),
        Sheet(3, *A4, [other]),
        Sheet(4, *A4, []),
    ]
    assert continued(sheets, set()) == []


def test_a_figure_goes_on_in_the_next_line_only_beside_figures_that_do_not() -> None:
    (lattice,) = lattices([(0, 0, 150), (20, 0, 150)], [(x, 0, 20) for x in (0, 50, 100, 150)])
    assert whole_figures(lattice, ["12\n3", "4", "5"]) == ["123", "4", "5"]
    assert whole_figures(lattice, ["12\n3", "45\n6", "甲"]) == ["12 3", "45 6", "甲"]
    assert whole_figures(lattice, ["12\n3", "4", "5 6"]) == ["12 3", "4", "5 6"]


def row(y: float, *words: tuple[float, str], height: float = 10) -> Row:
    """Return a printed line; each word begins at its x and is 10 points wide a Han character, else 5."""
    made = []
    for x, text in words:
        wide = sum(10 if char > "\u2e80" else 5 for char in text)
        made.append(Word(x, y, x + wide, y + height, text))
    return Row(tuple(made), box_of(made), y + height - 2)


def test_blank_fields_are_put_below_their_headings() -> None:
    header = row(0, (0, "信息内容"), (100, "本年制发件数"), (200, "本年废止件数"))
    found = filled([header, row(15, (10, "规章"), (225, "7")), row(30, (10, "文件"), (120, "1"), (225, "2"))])
    assert [line.text for line in found[1:]] == ["规章\t\t7", "文件\t1\t2"]


@pytest.mark.parametrize(
    "below",
    [
        row(15, (0, "规章"), (60, "甲"), (400, "7")),  # a word below no heading
        row(15, (0, "甲"), (20, "乙")),  # two below one
        row(60, (10, "规章"), (225, "7")),  # too far below
    ],
)
def test_rows_that_do_not_fit_their_headings_stay_as_they_are(below: Row) -> None:
    header = row(0, (0, "信息内容"), (100, "本年制发件数"), (200, "本年废止件数"))
    assert filled([header, below])[1] is below


def test_a_line_between_ends_the_reach_of_headings() -> None:
    header = row(0, (0, "信息内容"), (100, "本年制发件数"), (200, "本年废止件数"))
    last = row(30, (10, "规章"), (225, "7"))
    assert filled([header, row(15, (300, "说明")), last])[2] is last


def test_blanks_of_table_4_are_put_below_its_fifteen_headings() -> None:
    heads = row(0, *((30 * at, "结果") for at in range(12)))
    totals = row(7, *((360 + 30 * at, "总计") for at in range(3)), (60, "行政复议"))
    figures = row(20, *((30 * at + 5, "1") for at in range(15) if at != 4))
    assert filled([heads, totals, figures])[2].text == "1\t1\t1\t1\t\t1" + "\t1" * 9


def fragments(*places: tuple[float, str]) -> list[Fragment]:
    return [Fragment(y, text, (0.0, y, 50.0, y + 10)) for y, text in places]


def test_lines_of_labels_are_dealt_out_level_with_their_figures() -> None:
    found = dealt([10, 40, 60], fragments((4, "甲"), (16, "乙"), (40, "丙"), (54, "丁"), (66, "戊")))
    assert found is not None
    assert [[part.text for part in label] for label in found[0]] == [["甲", "乙"], ["丙"], ["丁", "戊"]]
    by_top = dealt([10, 40, 60], fragments((10, "甲"), (22, "乙"), (40, "丙"), (60, "丁"), (72, "戊")))
    assert by_top is not None
    assert [[part.text for part in label] for label in by_top[0]] == [["甲", "乙"], ["丙"], ["丁", "戊"]]


def test_the_label_of_a_blank_row_stays_alone_and_no_label_crosses_a_rule() -> None:
    found = dealt([10, 50], fragments((10, "甲"), (30, "空"), (50, "乙")))
    assert found is not None
    assert [part.text for part in found[1]] == ["空"]
    level = [(30.0 + 20 * at, "丙") for at in range(5)]
    found = dealt([10, *(y for y, _ in level)], fragments((4, "甲"), (16, "乙"), *level), [13.0])
    assert found is not None
    assert [part.text for part in found[0][0]] == ["甲"]
    numbered = dealt([10, 22], fragments((10, "1.甲"), (22, "2.乙"), (34, "3.丙")))
    assert numbered is not None
    assert [part.text for part in numbered[1]] == ["3.丙"]


def test_labels_that_fit_nowhere_are_not_dealt_out() -> None:
    assert dealt([10, 20, 30], fragments((100, "甲"), (120, "乙"), (140, "丙"))) is None


PAGE = Page(1, 595, 300, (0, 0, 595, 300), 0, 0)


def figures_at(y: float, label: str, *values: str) -> Row:
    return row(y, (50, label), *((200 + 50 * at, value) for at, value in enumerate(values) if value))


def test_rows_of_figures_make_a_table_with_its_blanks() -> None:
    printed = [
        row(0, (50, "三、收到和处理政府信息公开申请情况")),
        row(20, (195, "自然人"), (245, "企业"), (295, "其他"), (345, "总计")),
        figures_at(40, "甲类申请", "1", "2", "3", "6"),
        figures_at(60, "乙类申请", "1", "", "3", "4"),
        figures_at(80, "丙类申请", "0", "0", "0", "0"),
        figures_at(100, "丁类申请", "0", "0", "0", "0"),
        row(160, (50, "正文")),
    ]
    tables, rest = columns(PAGE, printed)
    assert [line.text for line in rest] == ["三、收到和处理政府信息公开申请情况", "正文"]
    ((_, grid),) = tables
    assert not grid.exact
    assert [cell.text for cell in grid.cells] == [
        *("自然人", "企业", "其他", "总计"),
        *("甲类申请", "1", "2", "3", "6"),
        *("乙类申请", "1", "", "3", "4"),
        *("丙类申请", "0", "0", "0", "0"),
        *("丁类申请", "0", "0", "0", "0"),
    ]


def test_rows_whose_columns_are_not_certain_stay_as_printed() -> None:
    crooked = [
        row(0, (50, "甲"), (200, "1"), (250, "2"), (300, "3"), (350, "4")),
        row(20, (50, "乙"), (190, "123456789"), (240, "2"), (300, "3"), (350, "4")),
        row(40, (50, "丙"), (225, "1234567890"), (290, "2"), (300, "3"), (350, "4")),
    ]
    assert columns(PAGE, crooked) == ([], crooked)
    unlevel = [figures_at(20 * at, "", "1", "2", "3", "4") for at in range(3)]
    unlevel = [Row(line.words[1:], box_of(line.words[1:]), line.base) for line in unlevel]
    assert columns(PAGE, unlevel) == ([], unlevel)


def test_a_row_without_figures_in_a_table_keeps_its_label() -> None:
    printed = [figures_at(20 * at, "甲类申请", "1", "2", "3", "4") for at in (0, 1, 3, 4)]
    printed.insert(2, row(40, (50, "无数字的行")))
    ((_, grid),), _ = columns(PAGE, printed)
    assert [cell.text for cell in grid.cells if cell.column == 2][2] == "无数字的行"


def sheet(number: int, *printed: Row) -> Sheet:
    return Sheet(number, 595, 842, [(line, line.box) for line in printed])


def read(*sheets: Sheet) -> list[tuple[str, bool]]:
    found = blocks(sheets, furniture_of(sheets))
    return [(block.text, block.furniture) for block in found if isinstance(block, Line)]


LONG = "长" * 40


def test_lines_are_joined_only_where_the_print_makes_it_plain() -> None:
    full, rest = row(100, (80, LONG)), row(116, (80, "接着的话。"))
    assert read(sheet(1, row(84, (80, LONG + "。")), full, rest)) == [(LONG + "。" + LONG + "接着的话。", False)]
    for other in (
        row(116, (110, "缩进的话。")),
        row(140, (80, "远处的话。")),
        row(116, (80, "大字。"), height=20),
        row(116, (80, "有"), (300, "栏")),
    ):
        assert len(read(sheet(1, row(84, (80, LONG + "。")), full, other))) == 2


def test_a_number_broken_at_the_end_of_a_line_is_whole_and_words_are_apart() -> None:
    page = sheet(1, row(84, (80, LONG)), row(100, (80, "长" * 39 + "20")), row(116, (80, "21年")))
    assert read(page)[0][0].endswith("长2021年")
    page = sheet(1, row(84, (80, "x" * 80)), row(100, (80, "y" * 80)))
    assert read(page) == [("x" * 80 + " " + "y" * 80, False)]


def test_a_lone_figure_at_the_foot_is_a_page_number_only_if_it_counts_pages() -> None:
    assert read(sheet(1, row(100, (80, "正文")), row(800, (290, "1"))))[1] == ("1", True)
    assert read(sheet(1, row(100, (80, "正文")), row(800, (290, "37"))))[1] == ("37", False)
    shifted = [sheet(at, row(100, (80, "正文")), row(800, (290, str(at + 2)))) for at in (1, 2)]
    assert [furniture for text, furniture in read(*shifted) if text.isdigit()] == [True, True]
    assert read(sheet(1, row(100, (80, "正文")), row(800, (280, "第1页共9页"))))[1] == ("第1页共9页", True)


def test_margins_of_a_page_with_one_line_are_those_of_pages_as_wide() -> None:
    first = sheet(1, row(84, (80, LONG)), row(100, (80, LONG)))
    assert read(first, sheet(2, row(100, (80, "完。")))) == [(LONG + LONG + "完。", False)]
    assert read(sheet(1, row(84, (80, "短")), row(100, (80, "行")))) == [("短", False), ("行", False)]
    assert read() == []


def test_notes_tell_of_characters_that_stand_for_nothing() -> None:
    from tests.report.readers.pdf_specimens import typst_pdf

    document = pdf.read(typst_pdf('#set text(font: "Noto Serif SC")\n' + "正文" * 20 + "\ue000"))
    assert document.notes in ([], [Note("replacement_characters", detail="1")])


def test_pictures_in_strips_are_one(no_ocr: None, tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "Report 2021 with a picture")
        for at in range(3):
            canvas.drawInlineImage(Image.new("L", (20, 8), 128), 60, 400 - 50 * at, 450, 50)

    assert [type(block) for block in drawn(page).blocks] == [Line, Picture]


def test_pages_that_only_ocr_can_read_are_handed_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def recognise(handle: object, sheets: list[Sheet], wanted: set[int]) -> set[int]:
        assert [sheet.number for sheet in sheets] == [1, 2]
        sheets[1].items = [(line, line.box) for line in [row(100, (80, "识别出来的话"))]]
        return wanted

    monkeypatch.setattr(pdf, "has_ocr", lambda: True)
    monkeypatch.setitem(sys.modules, "gongkai.report.readers.ocr_pdf", SimpleNamespace(recognise=recognise))
    document = drawn(lambda canvas: canvas.drawString(60, 700, "Report 2021"), scan)
    assert (document.kind, lines(document)) == ("pdf_scan", ["Report 2021", "识别出来的话"])
    assert [(note.kind, note.detail) for note in document.notes] == [("ocr", "2")]


def test_pictures_are_left_alone_where_all_tables_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def page(canvas: Canvas) -> None:
        for top in (200, 400, 600):
            for at in range(8):
                canvas.rect(50 + 50 * at, top, 50, 20)
                canvas.drawString(60 + 50 * at, top + 6, str(at))
        canvas.drawInlineImage(Image.new("L", (20, 8), 128), 60, 40, 450, 100)

    monkeypatch.setattr(pdf, "has_ocr", lambda: True)
    assert [type(block) for block in drawn(page).blocks] == [Grid, Grid, Grid, Picture]


def test_a_file_whose_end_is_missing_is_damaged_though_pages_are_left() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(60, 700, "Report 2021")
    canvas.showPage()
    canvas.save()
    with pytest.raises(Unreadable) as refused:
        pdf.read(buffer.getvalue().replace(b"%%EOF", b""))
    assert refused.value.code == "damaged"


def test_text_in_the_margin_that_runs_upwards_is_a_line_of_its_own() -> None:
    def page(canvas: Canvas) -> None:
        boxes(canvas)
        texts(canvas)
        canvas.drawString(60, 600, "Report of the year 2021")
        canvas.rotate(90)
        canvas.drawString(100, -30, "bound here")

    document = drawn(page)
    assert grids(document) == [["a", "b", "c", "d"]]
    assert lines(document) == ["Report of the year 2021", "bound here"]
    margin = [block for block in document.blocks if isinstance(block, Line)][1]
    x0, y0, x1, y1 = margin.place.box
    assert x0 < 30 < x1
    assert y1 - y0 > x1 - x0


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (0x02, "-"),
        (0x2011, "-"),
        (0x3000, " "),
        (0x200B, ""),
        (0xAD, ""),
        (0xE123, "\ufffd"),
        (0x2F00, "一"),
        (0x41, "A"),
    ],
)
def test_codes_mean_what_is_seen(code: int, text: str) -> None:
    assert _meaning(code) == text


def test_characters_outside_the_basic_plane_keep_the_others_in_place() -> None:
    from tests.report.readers.pdf_specimens import typst_pdf

    document = pdf.read(typst_pdf('#set text(font: "Noto Serif SC")\n𠮷林县2021年#table(columns: 2, [甲], [12])'))
    assert grids(document) == [["甲", "12"]]
    assert lines(document)[0].endswith("林县2021年")


def test_a_character_printed_over_itself_counts_once() -> None:
    one = Char(10, 0, 16, 10, 6, 8, "1", False)
    assert line_text(read_lines([one, one._replace(x0=10.4, x1=16.4), one._replace(x0=16, x1=22)])[0]) == "11"


def test_tables_without_lines_do_not_share_columns() -> None:
    one, other = replace(table(1, ["a", "b", "c"]), exact=False), table(1, ["d", "e", "f"], page=2)
    assert joined(one, other) == (one, other)


def test_an_empty_cell_below_a_label_of_several_rows_goes_with_the_row_that_was_cut() -> None:
    (lattice,) = lattices(
        [(0, 0, 150), (20, 50, 150), (40, 0, 150)], [(0, 0, 40), (50, 0, 40), (100, 0, 40), (150, 0, 40)]
    )
    upper = Table(1, lattice, ["组", "甲", "1", "乙的名", "2"], lambda box: box)
    sheets = [Sheet(1, *A4, [upper]), Sheet(2, *A4, [table(1, ["", "称", ""], page=2)])]
    continued(sheets, set())
    first, second = (item.grid() for sheet in sheets for item in sheet.items)
    assert [cell.text for cell in first.cells] == ["组", "甲", "1", "乙的名称", "2"]
    assert second.cells == []


def test_a_row_of_figures_without_a_label_stays_without() -> None:
    printed = [figures_at(20 * at, "甲类申请" if at != 2 else "", "1", "2", "3", "4") for at in range(6)]
    printed[2] = Row(printed[2].words[1:], box_of(printed[2].words[1:]), printed[2].base)
    ((_, grid),), _ = columns(PAGE, printed)
    assert [cell.text for cell in grid.cells if cell.row == 2] == ["1", "2", "3", "4"]


def test_what_a_browser_prints_around_a_page_is_no_part_of_its_table() -> None:
    printed = [figures_at(40 + 20 * at, "甲类申请", "1", "2", "3", "4") for at in range(4)]
    around = [row(20, (50, "网页"), (300, "标题")), row(115, (50, "地址"), (345, "1/2"))]
    page = Page(1, 595, 118, (0, 0, 595, 118), 0, 0)
    _, rest = columns(page, [around[0], *printed, around[1]])
    assert [line.text for line in rest] == ["地址\t1/2"]


def test_what_comes_again_at_the_edge_of_each_page_is_furniture() -> None:
    sheets = [
        sheet(
            at,
            row(10, (80, "2026/1/5 网页的标题")),
            row(100, (80, "正文")),
            row(810, (50, "file:x_1.html"), (500, f"{at}/2")),
        )
        for at in (1, 2)
    ]
    assert [text for text, furniture in read(*sheets) if not furniture] == ["正文", "正文"]


def test_a_line_below_headings_is_a_blank_row_only_if_it_is_a_label_of_one() -> None:
    header = row(0, (0, "信息内容"), (100, "本年制发件数"), (200, "本年废止件数"))
    found = filled([header, row(15, (10, "规章")), row(30, (10, "三、收到")), row(45, (110, "第二十条"))])
    assert [line.text for line in found[1:]] == ["规章\t\t", "三、收到", "第二十条"]


def test_columns_are_certain_where_all_of_table_3_are_there() -> None:
    seven = [figures_at(40 + 20 * at, "甲类申请", *"1234567") for at in range(4)]
    four = [figures_at(40 + 20 * at, "甲类申请", *"1234") for at in range(4)]
    assert [columns(PAGE, rows)[0][0][1].exact for rows in (seven, four)] == [True, False]
