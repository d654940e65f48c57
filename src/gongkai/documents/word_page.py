"""The parts of a document as a Word file, so that an organ can add to it before it is sealed.

Sizes and shades are those of deadline_note.typ. Tables are written as XML, since python-docx is slow over many cells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape, quoteattr

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from gongkai.documents.outline import WEEKDAYS, Part, Square, Table, Text, Weeks
from gongkai.typesetting import word

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

STYLES = {
    "organ": "Organ",
    "title": "Title",
    "heading": "Heading 1",
    "paragraph": "Note",
    "small": "Small",
    "seal": "Signature Line",
    "date": "Signature Line",
}
FORMS = (  # style, size, line, room above and below, all in points
    ("Organ", 13, 18, 0, 2),
    ("Title", 20, 25, 0, 2),
    ("Heading 1", 11.5, 15, 5, 3),
    ("Note", 9.5, 13.5, 0, 0),
    ("Small", 8, 11.5, 3, 0),
    ("Signature Line", 10.5, 15.5, 0, 0),
)
DENSE_FORMS = (
    ("Organ", 13, 16, 0, 0),
    ("Title", 20, 23, 0, 0),
    ("Heading 1", 11.5, 13, 4, 2),
    ("Note", 8.5, 11.5, 0, 0),
    ("Small", 8, 10, 2, 0),
    ("Signature Line", 10.5, 14, 0, 0),
)
REST = "ECECEC"
DENSE = 9  # weeks: a longer calendar is set closer, with the rest of its page, so that it stays one page
EDGES = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a cell: its words, its size in points, its face where it is not that of the text, and its place."""

    text: str
    size: float
    face: str = ""
    centred: bool = True


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: its lines, its shade, and the edges that are drawn stronger, in eighths of a point."""

    lines: Sequence[_Line]
    shaded: bool = False
    edges: Sequence[str] = ()
    strength: int = 0


def render(parts: Sequence[Part], *, title: str, author: str, day: date | None) -> bytes:
    """Return the DOCX."""
    document = word.blank(title=title, author=author, day=day)
    dense = any(isinstance(part, Weeks) and len(part.rows) > DENSE for part in parts)
    _forms(document, dense=dense)
    for at, part in enumerate(parts):
        if isinstance(part, Table):
            _table(document, part, dense=dense)
        elif isinstance(part, Weeks):
            _weeks(document, part, dense=dense)
        else:
            _text(document, part, parts[at + 1 : at + 2])
    return word.saved(document)


def _text(document: "WordDocument", part: Text, following: Sequence[Part]) -> None:
    line = word.blank_line(document, part.text, STYLES[part.kind])
    if part.kind == "seal":
        line.paragraph_format.space_before = Pt(11)
    # No page holds a seal alone: the line before it stays with it, and the date too.
    if part.kind == "seal" or any(isinstance(each, Text) and each.kind == "seal" for each in following):
        line.paragraph_format.keep_with_next = True


def _forms(document: "WordDocument", *, dense: bool) -> None:
    section = document.sections[0]
    top, bottom, footer = (11, 11, 4) if dense else (18, 16, 8)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(top), Mm(bottom), Mm(footer)
    styles = document.styles
    for name, size, line, above, below in DENSE_FORMS if dense else FORMS:
        style = word.style(document, name, size)
        form = style.paragraph_format
        form.line_spacing, form.space_before, form.space_after = Pt(line), Pt(above), Pt(below)
        word.close_up(style)
    word.close_up(cast("ParagraphStyle", styles["Table Text"]))
    word.flush_left(cast("ParagraphStyle", styles["Heading 1"]))
    cast("ParagraphStyle", styles["Footer"]).font.size = Pt(10.5)
    for run in section.footer.paragraphs[0].runs:
        run.font.size = Pt(10.5)
    cast("ParagraphStyle", styles["Organ"]).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document: "WordDocument", part: Table, *, dense: bool) -> None:
    size = 8.5 if dense else 9.5
    head = [_Cell([_Line(name, size, word.HEI)], shaded=True) for name in part.heads]
    rows = [
        [
            _Cell([_Line(line, size, "" if at else word.HEI, centred=False) for line in text.split("\n")])
            for at, text in enumerate(row)
        ]
        for row in part.rows
    ]
    _append(document, part.caption, part.widths, [head, *rows], room=(12 if dense else 24, 80))


def _weeks(document: "WordDocument", part: Weeks, *, dense: bool) -> None:
    head = [_Cell([_Line(name, 9, word.HEI)], shaded=True) for name in WEEKDAYS]
    rows = [[_square(square, dense=dense) for square in row] for row in part.rows]
    _append(document, part.caption, [1] * len(WEEKDAYS), [head, *rows], room=(2, 40) if dense else (30, 52))


def _square(square: Square | None, *, dense: bool) -> _Cell:
    if square is None:
        return _Cell([_Line("", 7)])
    day, number, reason, tag = (6.5, 8, 7, 6.5) if dense else (8, 10.5, 9, 7.5)
    main = _Line(square.main, number, word.HEI) if square.counted else _Line(square.main, reason)
    lines = [_Line(square.date, day, centred=False), main]
    if square.tag:
        lines.append(_Line(square.tag, tag))
    if square.last:
        return _Cell(lines, edges=EDGES, strength=18)
    begins = {"top": square.above, "left": square.before}
    return _Cell(lines, not square.counted, [edge for edge, drawn in begins.items() if drawn], 12)


def _append(
    document: "WordDocument",
    caption: str,
    widths: Sequence[int],
    rows: Sequence[Sequence[_Cell]],
    *,
    room: tuple[int, int],
) -> None:
    """Add a ruled table whose first row is its heading and repeats on every page."""
    shares = [word.TEXT_WIDTH * width // sum(widths) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{share}"/>' for share in shares)
    body = "".join(_row(row, shares, head=at == 0) for at, row in enumerate(rows))
    described = f"<w:tblCaption w:val={quoteattr(caption)}/>"
    opening = word.opening(sum(shares), room=room)
    word.append(document, f"{opening}{described}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>")


def _row(cells: Iterable[_Cell], shares: Iterable[int], *, head: bool) -> str:
    made = "".join(_cell(cell, share, head=head) for cell, share in zip(cells, shares, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{made}</w:tr>"


def _cell(cell: _Cell, share: int, *, head: bool) -> str:
    drawn = "".join(f'<w:{edge} w:val="single" w:sz="{cell.strength}" w:color="000000"/>' for edge in cell.edges)
    borders = f"<w:tcBorders>{drawn}</w:tcBorders>" if drawn else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{REST}"/>' if cell.shaded else ""
    lines = "".join(_paragraph(line, head=head) for line in cell.lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/>{borders}{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f"{lines}</w:tc>"
    )


def _paragraph(line: _Line, *, head: bool) -> str:
    face = f'<w:rFonts w:ascii="{line.face}" w:hAnsi="{line.face}" w:eastAsia="{line.face}"/>' if line.face else ""
    half = round(line.size * 2)
    form = f'{face}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    keep = "<w:keepNext/>" if head else ""
    height = f'<w:spacing w:line="{round(line.size * 20 * 1.15)}" w:lineRule="exact"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{keep}{height}<w:jc w:val="{"center" if line.centred else "left"}"/>'
        f"<w:rPr>{form}</w:rPr></w:pPr>"
        f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{escape(line.text)}</w:t></w:r></w:p>'
    )
