"""What every Word file of this package shares: official fonts by name, A4 after GB/T 9704, page numbers, ruled tables.

The fonts are named, not embedded: offices have them, and Word falls back on its own where they are missing.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm, Pt, RGBColor

from gongkai.typesetting import PAPER_WIDTH
from gongkai.typesetting.plain import plain

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element

XIAOBIAOSONG, FANGSONG, HEI, KAI, LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"
TEXT_WIDTH = 20 * PAPER_WIDTH  # Word counts twentieths of a point
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What may follow these two in the fixed order of a paragraph's properties.
_AFTER_SPACING = tuple(
    f"w:{name}" for name in ("bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr")
)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def blank(*, title: str, author: str, day: date | None) -> "WordDocument":
    """Return an empty document with styles, margins and page numbers; its dates are the report's, not a clock's."""
    document = Document()
    _page(document)
    _styles(document)
    _footer(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = plain(title)[:255], plain(author)[:255], "zh-CN"
    properties.comments, properties.last_modified_by = "", plain(author)[:255]
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _EPOCH
    properties.created = properties.modified = stamp
    return document


def saved(document: "WordDocument") -> bytes:
    """Return the document as the bytes of a DOCX file, the same bytes for the same document."""
    made, out = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as parts, ZipFile(out, "w", ZIP_DEFLATED) as package:
        for part in parts.infolist():
            # A part made anew carries no time, where python-docx asks the clock.
            package.writestr(ZipInfo(part.filename), parts.read(part), ZIP_DEFLATED)
    return out.getvalue()


def paragraph(document: "WordDocument", text: str, style: str = "Normal") -> "Paragraph":
    """Return a new paragraph at the end of the document, its text cleaned of what XML cannot hold."""
    return document.add_paragraph(plain(text), style=style)


def blank_line(document: "WordDocument", text: str, style: str) -> "Paragraph":
    """Return a new paragraph whose spaces are kept: a form to be filled in by hand."""
    return document.add_paragraph(text, style=style)


def style(document: "WordDocument", name: str, size: float) -> "ParagraphStyle":
    """Return a style of the document in another size, made as that of the text where there is none of the name."""
    styles = document.styles
    if name in (known.name for known in styles):
        found = cast("ParagraphStyle", styles[name])
        found.font.size = Pt(size)
        return found
    made = cast("ParagraphStyle", styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    made.base_style = styles["Normal"]
    _font(made, FANGSONG, size)
    return made


def flush_left(style: "ParagraphStyle") -> None:
    """Take the indent of the first line off a style."""
    for indent in style.element.findall(f".//{qn('w:ind')}"):
        indent.getparent().remove(indent)


def close_up(style: "ParagraphStyle") -> None:
    """Set figures as the characters around them, in one face and without a space between: 2025年2月8日 is one word."""
    form = style.element.get_or_add_pPr()
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        setting = OxmlElement(name)
        setting.set(qn("w:val"), "0")
        form.insert_element_before(setting, *_AFTER_SPACING)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi"):
        faces.set(qn(f"w:{script}"), faces.get(qn("w:eastAsia")))


def points(number: float) -> Pt:
    """Return a length in points as python-docx takes it."""
    return Pt(number)


def grid(
    document: "WordDocument", heads: Sequence[str], rows: Iterable[Sequence[Sequence[str]]], widths: Sequence[int]
) -> None:
    """Append a ruled table with a heading row that repeats; each cell is a run of paragraphs."""
    shares = [TEXT_WIDTH * width // sum(widths) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{share}"/>' for share in shares)
    lines = [[(head,) for head in heads], *rows]
    body = "".join(_plain_row(line, shares, head=at == 0) for at, line in enumerate(lines))
    append(document, f"{opening(sum(shares), room=(40, 80))}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>")


def opening(width: int, *, room: tuple[int, int] = (0, 40)) -> str:
    """Return the XML that opens a ruled table, its properties left open; `room` is that above and beside the words."""
    above, beside = room
    sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    margins = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in sides)
    return (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{_borders()}<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
    )


def append(document: "WordDocument", xml: str) -> None:
    """Add a table, written as XML, at the end of the document."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))  # before the section's properties, which stay last


def _borders() -> str:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{edge} w:val="single" w:sz="6" w:space="0" w:color="000000"/>' for edge in edges)
    return f"<w:tblBorders>{lines}</w:tblBorders>"


def _plain_row(cells: Sequence[Sequence[str]], shares: Sequence[int], *, head: bool) -> str:
    made = []
    for at, (lines, share) in enumerate(zip(cells, shares, strict=True)):
        centred = f'{"<w:keepNext/>" if head else ""}<w:jc w:val="center"/>' if head or at == 0 else ""
        text = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{centred}</w:pPr>'
            f'<w:r><w:t xml:space="preserve">{escape(plain(line))}</w:t></w:r></w:p>'
            for line in lines
        )
        made.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'
        )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(made)}</w:tr>"


def _page(document: "WordDocument") -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)


def _styles(document: "WordDocument") -> None:
    styles = document.styles
    _font(cast("ParagraphStyle", styles["Normal"]), FANGSONG, 16)
    body = cast("ParagraphStyle", styles["Normal"]).paragraph_format
    body.line_spacing_rule, body.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.9)
    body.space_before = body.space_after = Pt(0)
    for name, face, size, indent in (
        ("Title", XIAOBIAOSONG, 22, 0),
        ("Heading 1", HEI, 16, 2),
        ("Body", FANGSONG, 16, 2),
        ("Subheading", KAI, 16, 2),
        ("Signature Line", FANGSONG, 16, 0),
        ("Table Text", FANGSONG, 10.5, 0),
    ):
        known = name in (style.name for style in styles)
        style = cast("ParagraphStyle", styles[name] if known else styles.add_style(name, 1))
        style.base_style = styles["Normal"]
        _font(style, face, size)
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        _indent(style, indent)
    _shapes(document)


def _shapes(document: "WordDocument") -> None:
    styles = document.styles
    title = cast("ParagraphStyle", styles["Title"])
    for rule in title.element.findall(f".//{qn('w:pBdr')}"):
        rule.getparent().remove(rule)  # Word's own Title has a blue line below
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after, title.paragraph_format.line_spacing = Pt(28), Pt(35)
    cast("ParagraphStyle", styles["Signature Line"]).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    cast("ParagraphStyle", styles["Signature Line"]).paragraph_format.right_indent = Pt(32)
    small = cast("ParagraphStyle", styles["Table Text"]).paragraph_format
    small.line_spacing_rule = WD_LINE_SPACING.SINGLE
    small.line_spacing = 1.0
    for name in ("Heading 1", "Subheading"):
        cast("ParagraphStyle", styles[name]).paragraph_format.keep_with_next = True


def _font(style: "ParagraphStyle", face: str, size: float) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN, Pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", face)):
        fonts.set(qn(f"w:{script}"), name)


def _indent(style: "ParagraphStyle", characters: int) -> None:
    if characters:
        indent = style.element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(100 * characters))
        indent.set(qn("w:firstLine"), str(320 * characters))


def _footer(document: "WordDocument") -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("— ", None), ("PAGE", "field"), (" —", None)):
        run = line.add_run("" if field else text)
        run.font.size = Pt(14)
        if field:
            for kind in ("begin", "instrText", "end"):
                run._r.append(_field(kind, text))


def _field(kind: str, text: str) -> "_Element":
    if kind == "instrText":
        code = OxmlElement("w:instrText")
        code.text = text
        return code
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark
