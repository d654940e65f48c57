"""Each kind of file: its structure, its determinism, and that no text of a report can do more than be text."""

import io
import json
import zipfile

import docx
import openpyxl
import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai import fonts
from gongkai.report import writers
from gongkai.report.model import Attachment, Cell, Line, Section, from_json
from gongkai.report.writers import outline, xlsx
from gongkai.typesetting import pdf, word
from tests.report.writers.samples import HERE, mixed, sound, without

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '#panic("x") $x^2$ *b* @ref `raw` //c',
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\x00\x01\x0b\ufffe\ud800文",
    "]]> &amp; {{x}} ${x}",
    "\u202e\u2028线",
    "\ue000",
    "字" * 3000,
    "a" * 3000,
)


def hostile(text):
    report = sound()
    report.title = report.organ = report.signature = text
    report.sections = [Section(1, text, (Line(text, HERE),)), Section(2, "主动公开政府信息情况")]
    report.attachments = [Attachment(text, text)]
    name = "requests.new.natural_person"
    report.cells[name] = Cell(name, None, "unread", text)
    return report


@pytest.mark.parametrize("kind", writers.KINDS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_of_a_report_is_only_ever_text(kind, text):
    written = writers.render(hostile(text), kind)
    assert len(written) > 1000
    if kind == "html":
        page = LexborHTMLParser(written.decode())
        assert not page.css("script, img")
    elif kind == "json":
        assert json.loads(written)["organ"]
    elif kind == "docx":
        assert docx.Document(io.BytesIO(written)).tables
    elif kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(written))
        assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    else:
        assert len(pypdfium2.PdfDocument(written)) >= 1


@pytest.mark.parametrize("kind", ["html", "json", "pdf"])
def test_the_same_report_gives_the_same_bytes(kind):
    assert writers.render(mixed(3), kind) == writers.render(mixed(3), kind)


def test_the_suffix_says_what_is_written(tmp_path):
    for kind in writers.KINDS:
        writers.write(sound(), tmp_path / f"报告.{kind.upper()}")
    assert (tmp_path / "报告.PDF").read_bytes().startswith(b"%PDF")
    assert zipfile.is_zipfile(tmp_path / "报告.DOCX")


@pytest.mark.parametrize("name", ["报告.txt", "报告"])
def test_a_kind_that_cannot_be_written_is_refused_in_both_languages(tmp_path, name):
    with pytest.raises(ValueError, match=r"不能写成.*No writer"):
        writers.write(sound(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_json_is_the_object_of_the_contract():
    report = mixed(2)
    again = from_json(json.loads(writers.render(report, "json")))
    assert again.as_json() == report.as_json()


def test_word_files_have_the_grids_of_the_form():
    document = docx.Document(io.BytesIO(writers.render(sound(), "docx")))
    assert [(len(table.rows), len(table.columns)) for table in document.tables] == [(14, 4), (28, 10), (4, 15)]
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 6
    xml = document.tables[1]._tbl.xml
    assert xml.count("<w:tblHeader/>") == 3
    assert xml.count("<w:cantSplit/>") == 28


def test_word_files_name_the_official_fonts():
    content = zipfile.ZipFile(io.BytesIO(writers.render(sound(), "docx")))
    styles = content.read("word/styles.xml").decode()
    for face in (word.XIAOBIAOSONG, word.FANGSONG, word.HEI, word.KAI, word.LATIN):
        assert f'"{face}"' in styles
    assert "PAGE" in content.read("word/footer1.xml").decode()


def test_a_word_file_without_dates_takes_none_from_the_clock():
    report = sound()
    report.signed = None
    document = docx.Document(io.BytesIO(writers.render(report, "docx")))
    assert document.core_properties.created.year == 2000


def test_web_pages_name_language_captions_and_scopes():
    report = sound()
    report.attachments = [
        Attachment("报告.pdf", "https://example.gov.cn/a.pdf"),
        Attachment("脚本", "javascript:alert(1)"),
    ]
    page = LexborHTMLParser(writers.render(report, "html").decode())
    assert page.css_first("html").attributes["lang"] == "zh-CN"
    assert len(page.css("table[aria-label]")) == 3
    assert len(page.css("th[scope=row]")) > 25
    assert [link.attributes["href"] for link in page.css("a")] == ["https://example.gov.cn/a.pdf"]
    assert not page.css("link, script, img")


def test_web_pages_carry_the_day_of_publication():
    report = sound()
    assert b"PubDate" not in writers.render(report, "html")
    report.published = report.signed
    assert b'<meta name="PubDate" content="2025-01-20">' in writers.render(report, "html")


def test_a_pdf_keeps_table_three_on_one_page_with_its_heading():
    for name in ("2019", "2021"):
        document = pypdfium2.PdfDocument(writers.render(mixed(5, name=name), "pdf"))
        pages = [page.get_textpage().get_text_range() for page in document]
        (third,) = [text for text in pages if "一、本年新收政府信息公开申请数量" in text]
        assert "四、结转下年度继续办理" in third
        assert "三、收到和处理政府信息公开申请情况" in third
        assert "— 1 —" in pages[0]


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("lines", range(1, outline.SHORT + 1))
def test_a_short_paragraph_above_table_three_stays_on_its_page(form, lines):
    report = without(sound(form), "proactive.", "remedies.")
    report.sections = [
        Section(3, "收到和处理政府信息公开申请情况", (Line("字" * (outline.LINE * lines - outline.INDENT), HERE),))
    ]
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(writers.render(report, "pdf"))]
    assert [text for text in pages if "字字字" in text] == [text for text in pages if "结转下年度继续办理" in text]
    (table,) = docx.Document(io.BytesIO(writers.render(report, "docx"))).tables
    assert not any(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[-1].cells)


def test_no_line_of_a_pdf_runs_through_a_label_that_takes_two():
    document = pypdfium2.PdfDocument(writers.render(without(sound("2019"), "requests.", "remedies."), "pdf"))
    page, text = next(
        (page, text) for page in document if "对外管理服务" in (text := page.get_textpage()).get_text_bounded()
    )
    ruled = [shape.get_bounds() for shape in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    first, count = text.search("其他对外管理服务事项").get_next()
    label = [text.get_charbox(at) for at in range(first, first + count)]
    bottom, top = min(box[1] for box in label), max(box[3] for box in label)
    assert top - bottom > 20, "the label takes two lines"
    assert not [line for line in ruled if line[3] - line[1] < 2 and bottom < line[1] < top and line[0] < label[0][0]]


@pytest.mark.parametrize("face", ["NotoSansSC", "NotoSerifSC"])
def test_a_pdf_takes_the_organs_own_font(face):
    own = fonts.folder() / f"{face}-Regular.otf"
    assert face.encode() in writers.render(sound(), "pdf", fangsong=own)


def test_a_pdf_is_set_in_a_fangsong_of_the_machine_where_there_is_one():
    assert pdf.families(frozenset({"FandolFang R"}), None)["body"] == ["FandolFang R", fonts.SONG]


@pytest.mark.parametrize("name", ["没有这个文件.ttf", "不是字体.ttf"])
def test_a_font_file_that_is_none_is_refused(tmp_path, name):
    (tmp_path / "不是字体.ttf").write_bytes(b"x")
    with pytest.raises(ValueError, match="字体文件"):
        writers.render(sound(), "pdf", fangsong=tmp_path / name)


def test_a_pdf_without_dates_is_written_all_the_same():
    report = sound()
    report.signed, report.organ = None, None
    assert writers.render(report, "pdf").startswith(b"%PDF")


def test_a_workbook_has_a_sheet_a_table_and_a_long_one():
    report = without(mixed(4), "requests.carried_in.")
    book = openpyxl.load_workbook(io.BytesIO(writers.render(report, "xlsx")))
    assert book.sheetnames == ["正文", "主动公开", "依申请公开", "复议诉讼", "正文2", "数据"]
    rows = list(book["数据"].iter_rows(values_only=True))
    assert rows[0] == xlsx.COLUMNS
    assert len(rows) == 1 + 200
    states = {row[5]: (row[7], row[8]) for row in rows[1:]}
    for name, cell in report.cells.items():
        value = None if cell.value is None else float(cell.value)
        assert states[name] == (pytest.approx(value) if value is not None else None, cell.state)


def test_a_workbook_keeps_figures_as_numbers_with_their_decimals():
    report = sound("2019")
    name = "proactive.procurement.amount"
    report.cells[name] = Cell(name, 7, "read")
    sheet = openpyxl.load_workbook(io.BytesIO(writers.render(report, "xlsx")))["主动公开"]
    (cell,) = [cell for row in sheet for cell in row if cell.value == 7]
    assert cell.number_format == "0.0000"


def test_two_tables_in_one_part_share_a_sheet_of_both_names():
    report = without(sound(), "remedies.")
    report.signature = report.signed = None
    report.sections = [Section(None, "数据")]
    book = openpyxl.load_workbook(io.BytesIO(writers.render(report, "xlsx")))
    assert book.sheetnames == ["正文", "主动公开、依申请公开", "数据"]
