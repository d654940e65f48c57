"""Scans and pictures: every figure is read as printed or said to be unread, and none is ever made up."""

import io
import struct
from importlib.util import find_spec

import pytest
import typst
from PIL import Image

from gongkai.report import formats
from gongkai.report.align import align
from gongkai.report.blocks import Document, Grid, Picture
from gongkai.report.model import Line, PagePlace, Source
from gongkai.report.readers import image, pdf
from gongkai.report.readers.errors import Unreadable
from tests.report.readers import pdf_specimens as specimens

needs_extra = pytest.mark.skipif(
    not all(find_spec(name) for name in image.EXTRA), reason="the extra ocr is not installed: python3 dev.py add ocr"
)
ocr = [needs_extra, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
FORM = formats.load("2021")


def png(size: tuple[int, int] = (20, 30), **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, "PNG", **options)
    return buffer.getvalue()


def jpeg(size: tuple[int, int] = (20, 30), **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, "JPEG", **options)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [png(), jpeg(), jpeg(progressive=True)])
def test_a_picture_needs_the_extra(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "has_ocr", lambda: False)
    with pytest.raises(Unreadable) as refused:
        image.read(data)
    assert refused.value.code == "needs_ocr"
    assert "pip install gongkai[ocr]" in refused.value.en


@pytest.mark.parametrize(
    "data",
    [png()[:20], png()[:-20], jpeg()[:-20], jpeg()[:30] + b"\xff\xd9", b"\xff\xd8\xff\xe0", b"\xff\xd8\x00\xff\xd9"],
)
def test_a_picture_that_is_cut_off_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        image.read(data)
    assert refused.value.code == "damaged"


@needs_extra
def test_a_picture_whose_pixels_cannot_be_unpacked_is_refused() -> None:
    data = jpeg()
    with pytest.raises(Unreadable) as refused:
        image.read(data[: data.index(b"\xff\xc4")] + b"\xff\xd9")
    assert refused.value.code == "damaged"


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    data = png()
    with pytest.raises(Unreadable) as refused:
        image.read(data[:16] + struct.pack(">II", 60_000, 60_000) + data[24:])
    assert refused.value.code == "too_large"


@pytest.mark.parametrize(
    ("data", "dpi"),
    [
        (png(), 72),
        (png(dpi=(200, 200)), 200),
        (png(dpi=(5, 5)), 72),
        (jpeg(), 72),
        (jpeg(dpi=(300, 300)), 300),
        (jpeg()[:20] + b"\xff" + jpeg()[20:], 72),
    ],
)
def test_the_resolution_is_what_the_picture_says(data: bytes, dpi: int) -> None:
    assert image._measures(data) == (20, 30, pytest.approx(dpi, abs=0.1))


def test_the_resolution_may_be_in_centimetres() -> None:
    data = bytearray(jpeg(dpi=(100, 100)))
    data[13] = 2
    assert image._measures(bytes(data))[2] == pytest.approx(254)


def picture(boxes: list[specimens.Box], ppi: int = 200, width: str = "180mm", stroke: str = "0.5pt") -> Image.Image:
    """Return a table as a picture."""
    table = specimens.typst_table(boxes, stroke)
    source = f'#set page(width: {width}, height: auto, margin: 15pt)\n#set text(font: "Noto Serif SC")\n{table}'
    data = typst.compile(source.encode(), font_paths=[specimens.FONTS], ignore_system_fonts=True, format="png", ppi=ppi)
    assert isinstance(data, bytes)
    return Image.open(io.BytesIO(data)).convert("RGB")


def saved(page: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    page.save(buffer, kind, **options)
    return buffer.getvalue()


def askew(page: Image.Image, degrees: float) -> Image.Image:
    return page.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def compare(document: Document, boxes: list[specimens.Box]) -> tuple[int, dict[str, str]]:
    """Return how many figures are right, and those that are neither right nor marked as doubtful."""
    (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
    found = {(cell.row, cell.column, cell.rows, cell.columns): cell.text for cell in grid.cells}
    expected = {(box.row, box.column, box.rows, box.columns): box.text for box in boxes}
    assert found.keys() == expected.keys()
    figures = {at: text for at, text in expected.items() if not any(char > "\u2e80" for char in text)}
    wrong = {text: found[at] for at, text in figures.items() if found[at] != text and "?" not in found[at]}
    return sum(found[at] == text for at, text in figures.items()), wrong


class TestScans:
    """What takes the models; all of it is skipped where the extra is not installed."""

    pytestmark = ocr

    def test_a_dense_table_that_lies_askew_is_read_cell_by_cell(self) -> None:
        boxes = specimens.requests(FORM, specimens.random_figures(11, FORM))
        document = image.read(saved(askew(picture(boxes), 0.5), quality=75, dpi=(200, 200)))
        right, wrong = compare(document, boxes)
        assert wrong == {}
        assert right >= 173
        assert document.kind == "image"
        assert [note.kind for note in document.notes] == ["ocr"]
        (grid,) = [block for block in document.blocks if isinstance(block, Grid)]
        assert isinstance(grid.place, PagePlace)
        assert grid.place.box == pytest.approx((15, 15, 495, 700), abs=15)

    @pytest.mark.parametrize("turn", [90, 180])
    def test_a_picture_that_stands_on_its_side_or_head_is_turned(self, turn: int) -> None:
        boxes = specimens.remedies(FORM, specimens.random_figures(12, FORM))
        document = image.read(saved(picture(boxes).rotate(turn, expand=True), "PNG"))
        right, wrong = compare(document, boxes)
        assert (right, wrong) == (15, {})

    def test_a_small_picture_from_a_screen_is_read(self) -> None:
        boxes = specimens.proactive(FORM, specimens.random_figures(13, FORM))
        right, wrong = compare(image.read(saved(picture(boxes, ppi=96), "PNG")), boxes)
        assert wrong == {}
        assert right == 10

    def test_a_figure_that_cannot_be_made_out_is_doubtful_and_never_blank(self) -> None:
        boxes = [
            specimens.Box(text, row, column) for row, line in enumerate(CROOKED) for column, text in enumerate(line)
        ]
        page = picture(boxes, width="80mm")
        right, wrong = compare(image.read(saved(page.resize((page.width, page.height)), "PNG")), boxes)
        assert wrong == {}
        assert right >= 8

    def test_scanned_pages_and_pasted_tables_are_read_among_text(self) -> None:
        report = specimens.specimen(14, "2021", paragraphs=1)
        page = saved(picture(report.tables[3]), "PNG")
        form, buffer = formats.load("2021"), io.BytesIO()
        _drawn(page, picture(report.tables[2]), buffer)
        document = pdf.read(buffer.getvalue())
        assert document.kind == "pdf_scan"
        cells = align(document, Source("x", document.kind, "")).cells
        figure = specimens.random_figures(14, form)
        for table in (specimens.proactive, specimens.requests, specimens.remedies):
            table(form, figure)
        names = [*form.cells("requests"), *form.cells("remedies")]
        states = {"": "blank", "/": "slash", "-": "dash"}
        wrong = [
            name
            for name in names
            if cells[name].state != "unread"
            and (
                cells[name].state != states.get(figure(name), "read")
                or str(cells[name].value or 0) != _value(figure(name))
            )
        ]
        assert wrong == []
        assert sum(cells[name].state == "unread" for name in names) < 4
        assert not [block for block in document.blocks if isinstance(block, Picture)]
        assert any(isinstance(block, Line) and "报告" in block.text for block in document.blocks)


def _value(text: str) -> str:
    return text if text.isdigit() else "0"


CROOKED = (("甲", "1", "/", "-"), ("乙", "0", "7", "11"), ("丙", "", "3.5", "-2"))


def _drawn(table: bytes, scan: Image.Image, buffer: io.BytesIO) -> None:
    """Write a PDF: a page of text, a page that is a scan, and a page of text with a table pasted as a picture."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont("STSong-Light", 16)
    canvas.drawString(80, 760, "云岭县水务局2021年政府信息公开工作年度报告")
    canvas.drawString(80, 700, "三、收到和处理政府信息公开申请情况")
    canvas.showPage()
    canvas.drawImage(ImageReader(scan), 20, 842 - 555 * scan.height / scan.width, 555, 555 * scan.height / scan.width)
    canvas.rect(0, 0, 1, 1)
    canvas.showPage()
    canvas.setFont("STSong-Light", 16)
    canvas.drawString(80, 760, "四、政府信息公开行政复议、行政诉讼情况")
    canvas.drawImage(ImageReader(io.BytesIO(table)), 40, 640, 510, 90)
    canvas.drawString(80, 600, "五、存在的主要问题及改进情况")
    canvas.showPage()
    canvas.save()
