"""The text of a Word document in reading order: paragraphs, tables, what floats beside them."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.report.blocks import Block, Picture
from gongkai.report.model import Attachment, Line, Note, ParagraphPlace, Place, TablePlace
from gongkai.report.readers import docx_names as names
from gongkai.report.readers import package
from gongkai.report.readers.docx_names import is_on, number, value, w
from gongkai.report.readers.docx_numbering import Numbering, label
from gongkai.report.readers.docx_styles import PLAIN, Style, Styles
from gongkai.report.readers.tables import Box, Item, Table, items

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARKS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_GRAPHICS = frozenset({w("drawing"), w("pict"), w("object"), names.ALTERNATE})
_SYMBOL, _RUBY, _RUBY_BASE = w("sym"), w("ruby"), w("rubyBase")
_STYLE, _OUTLINE, _NUMBERS = w("pStyle"), w("outlineLvl"), w("numPr")
_CELL_PROPERTIES, _SPAN, _MERGED, _JOINED = w("tcPr"), w("gridSpan"), w("vMerge"), w("hMerge")
_HYPERLINK, _CHUNK, _TEXT_BOX = w("hyperlink"), w("altChunk"), w("txbxContent")
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
)
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_TINY = 360_000  # a centimetre, in the units of DrawingML
_MAX_SPAN = 200


@dataclass(slots=True)
class Story:
    """What is known of the document while it is read, and what has been counted and noted so far."""

    archive: zipfile.ZipFile
    relations: package.Relations
    styles: Styles
    numbering: Numbering
    hides: bool
    links: dict[str, str]
    tables: int = 0
    paragraphs: int = 0
    notes: list[Note] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)


@dataclass(slots=True)
class _Writing:
    """A paragraph as it is gathered: its text, and what floats beside it."""

    place: Place
    text: list[str] = field(default_factory=list)
    beside: list[Item] = field(default_factory=list)


def story(container: "Element", told: Story, cell: TablePlace | None = None) -> Iterator[Item]:
    """Yield what stands in a body, cell, text box, header or note; `cell` is the place of the cell it stands in."""
    for child in container:
        tag = child.tag
        if tag == names.PARAGRAPH:
            told.paragraphs += cell is None
            yield from _paragraph(child, told, cell or ParagraphPlace(told.paragraphs))
        elif tag == names.TABLE:
            yield from _table(child, told)
        elif tag == _CHUNK:
            yield from _chunk(child, told)
        elif (content := names.inside(child)) is not None:
            within = story(content, told, cell)
            yield from map(_as_contents, within) if _is_contents(child) else within


def printed(content: Iterable[Item]) -> list[Block]:
    """Return the blocks of a story, whose lines all have their places."""
    return [item for item in content if not isinstance(item, str)]


def _is_contents(wrapper: "Element") -> bool:
    gallery = wrapper.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
    return gallery is not None and gallery.get(names.VALUE) == "Table of Contents"


def _as_contents(item: Item) -> Item:
    """Return a line as one that repeats headings and is none."""
    return Line(item.text, item.place, furniture=True) if isinstance(item, Line) else item


def _paragraph(paragraph: "Element", told: Story, place: Place) -> Iterator[Item]:
    style, heading, printed_number = _settings(paragraph, told)
    writing = _Writing(place, [printed_number] if printed_number else [])
    if not (told.hides and style.hidden):
        _gather(paragraph, told, writing)
    for text in "".join(writing.text).split("\n"):
        if stripped := text.strip():
            yield Line(stripped, place, heading, style.contents)
    yield from writing.beside


def _settings(paragraph: "Element", told: Story) -> tuple[Style, int, str]:
    """Return a paragraph's style, its level as a heading, and its automatic number."""
    style, heading, numbers, name = told.styles.default, None, None, None
    for properties in paragraph.iterchildren(names.PARAGRAPH_PROPERTIES):
        for setting in properties:
            if setting.tag == _STYLE:
                name = setting.get(names.VALUE)
                style = told.styles.named(name, style)
            elif setting.tag == _OUTLINE:
                outline = number(properties, "outlineLvl")
                heading = None if outline is None else outline + 1 if outline < 9 else 0
            elif setting.tag == _NUMBERS:
                numbers = setting
    printed_number = _number(numbers, style, name, told) if told.numbering.lists else ""
    return style, style.heading if heading is None else heading, printed_number


def _number(numbers: "Element | None", style: Style, style_name: str | None, told: Story) -> str:
    """Return the automatic number of a paragraph: its own, or that of its style."""
    name = (None if numbers is None else value(numbers, "numId")) or style.list_name
    if not name or name == "0":
        return ""
    level = number(numbers, "ilvl")
    return label(told.numbering, name, style.level if level is None else level, style_name)


def _gather(node: "Element", told: Story, writing: _Writing) -> None:
    for child in node:
        tag = child.tag
        if tag == names.RUN:
            _run(child, told, writing)
        elif tag == _HYPERLINK:
            _hyperlink(child, told, writing)
        elif tag in (names.MATH, names.MATH_PARAGRAPH):
            writing.text.extend(text.text or "" for text in child.iter(names.MATH_TEXT))
        elif (content := names.inside(child)) is not None:
            _gather(content, told, writing)


def _hyperlink(link: "Element", told: Story, writing: _Writing) -> None:
    before = len(writing.text)
    _gather(link, told, writing)
    url = told.links.get(link.get(names.RELATION, ""))
    if url:
        told.attachments.append(Attachment("".join(writing.text[before:]).strip() or url.rpartition("/")[2], url))


def _run(run: "Element", told: Story, writing: _Writing) -> None:
    if told.hides and _is_hidden(run, told):
        hidden = "".join(text.text or "" for text in run.iter(names.TEXT)).strip()
        if hidden:
            told.notes.append(Note("hidden_text", writing.place, detail=hidden[:40]))
        return
    for child in run:
        if child.tag == names.TEXT:
            writing.text.append(child.text or "")
        elif (mark := _MARKS.get(child.tag)) is not None:
            writing.text.append(mark)
        else:
            _odd_part(child, told, writing)


def _odd_part(part: "Element", told: Story, writing: _Writing) -> None:
    if part.tag in _GRAPHICS:
        _graphic(part, told, writing)
    elif part.tag == _SYMBOL:
        writing.text.append(_symbol(part))
    elif part.tag == _RUBY:
        for base in part.iterchildren(_RUBY_BASE):
            _gather(base, told, writing)


def _is_hidden(run: "Element", told: Story) -> bool:
    properties = run.find(names.RUN_PROPERTIES)
    if properties is None:
        return False
    if properties.find(names.VANISH) is not None:
        return is_on(properties, "vanish")
    return told.styles.named(value(properties, "rStyle"), PLAIN).hidden


def _symbol(symbol: "Element") -> str:
    """Return a character of a symbol font as it is coded there, so that no printed sign is taken for a blank."""
    try:
        return chr(int(symbol.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return ""


def _graphic(graphic: "Element", told: Story, writing: _Writing) -> None:
    cell = writing.place if isinstance(writing.place, TablePlace) else None
    if graphic.tag == names.ALTERNATE:
        graphic = next(iter(graphic), graphic)
    boxes = list(graphic.iter(_TEXT_BOX))
    for box in boxes:
        if not any(box in other.iterdescendants(_TEXT_BOX) for other in boxes):
            writing.beside.extend(story(box, told, cell))
    if not boxes and next(graphic.iter(*_PICTURES), None) is not None and not _is_tiny(graphic):
        writing.beside.append(Picture(writing.place))


def _is_tiny(graphic: "Element") -> bool:
    extent = next(graphic.iter(_EXTENT), None)
    sides = [] if extent is None else [extent.get("cx", ""), extent.get("cy", "")]
    return bool(sides) and all(side.isdecimal() and int(side) < _TINY for side in sides)


def _table(element: "Element", told: Story) -> list[Item]:
    told.tables += 1
    table = Table(told.tables)
    above: dict[int, Box] = {}  # column → the cell that a cell merged with the one above it continues
    for written, row in enumerate(_inside(element, names.ROW), 1):
        properties = row.find(w("trPr"))
        if properties is None or not (properties.find(w("del")) is not None or is_on(properties, "hidden")):
            table.rows.append(_row(row, written, table, above, told))
    return items(table)


def _row(element: "Element", written: int, table: Table, above: dict[int, Box], told: Story) -> list[Box]:
    row: list[Box] = []
    index = len(table.rows)
    column = min(number(element.find(w("trPr")), "gridBefore") or 0, _MAX_SPAN)
    for count, cell in enumerate(_inside(element, names.CELL), 1):
        span, merged, joined = _spans(cell)
        if joined and row:
            row[-1].columns += span
        elif merged in ("", "continue") and (box := above.get(column)) is not None:
            box.rows = index - box.row + 1
        else:
            place = TablePlace(table.number, written, count)
            box = Box(list(story(cell, told, place)), place, 1, span, index, column)
            row.append(box)
            above.pop(column, None)
            if merged is not None:
                above[column] = box
        column += span
    return row


def _spans(cell: "Element") -> tuple[int, str | None, bool]:
    """Return how many columns a cell spans, its mark of a vertical merge, and whether it continues the cell before it."""
    span, merged, joined = 1, None, False
    for properties in cell.iterchildren(_CELL_PROPERTIES):
        for setting in properties:
            if setting.tag == _SPAN:
                span = max(1, min(number(properties, "gridSpan") or 1, _MAX_SPAN))
            elif setting.tag == _MERGED:
                merged = setting.get(names.VALUE, "")
            elif setting.tag == _JOINED:
                joined = setting.get(names.VALUE, "") in ("", "continue")
    return span, merged, joined


def _inside(container: "Element", wanted: str) -> "Iterator[Element]":
    """Yield rows or cells, also those inside content controls and tracked insertions."""
    for child in container:
        if child.tag == wanted:
            yield child
        elif (content := names.inside(child)) is not None:
            yield from _inside(content, wanted)


def _chunk(chunk: "Element", told: Story) -> list[Item]:
    """Return what stands in a web page that Word shows as part of the document."""
    from gongkai.report.readers import html
    from gongkai.report.readers.sniffing import sniff

    _, target, outside = told.relations.get(chunk.get(names.RELATION, ""), ("", "", True))
    data = None if outside else package.part(told.archive, target)
    if not data:
        return []
    kind = sniff(data, target)
    if kind not in ("html", "mhtml"):
        return []
    page = html.read(data) if kind == "html" else html.read_mhtml(data)
    told.notes.extend(page.notes)
    return list(page.blocks)
