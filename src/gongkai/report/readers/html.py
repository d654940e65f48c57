"""Web pages into blocks: a saved page with everything around the report, or a fragment of one.

The parser repairs the page and writes it out again, then one pass over its tags does the rest: that needs no recursion,
so that no nesting can exhaust it, and takes a few milliseconds for a page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gongkai.report.blocks import Document, Picture
from gongkai.report.model import Attachment, Line, ParagraphPlace, TablePlace
from gongkai.report.readers.errors import damaged
from gongkai.report.readers.page_furniture import is_furniture, marks_furniture
from gongkai.report.readers.page_source import HIDDEN, Page, is_heavy, page, saved_page, unescaped
from gongkai.report.readers.tables import MAX_COLUMNS, Box, Item, Table, items, placed, spread, texts_of

__all__ = ["is_heavy", "read", "read_mhtml"]

_ATTRIBUTES = r'[^>"]*+(?:"[^"]*+"[^>"]*+)*+'
# A cell with nothing but text in it, which most cells are, is taken at once; else one tag with the text after it.
_TAG = re.compile(
    rf"<t[dh]({_ATTRIBUTES})>\s*+(?:<p(?:>| {_ATTRIBUTES}>))?+([^<]*+)(?:</p>)?+\s*+</t[dh]>"
    rf"|<(/?)([a-z][^\s/>]*+)({_ATTRIBUTES})>([^<]*+)"
)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_HAN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_WRAPPED = re.compile(rf"(?<={_HAN})[ \t\r\f]*\n[ \t\r\n\f]*(?={_HAN})")
_SPAN = re.compile(r'\b(row|col)span="\s*(\d{1,6})', re.IGNORECASE)
_SMALL = re.compile(r'\b(?:width|height)="?\s*(?:[0-9]|[1-5]\d)(?:px)?"', re.IGNORECASE)
_ICON = re.compile(r'\bsrc="[^"]*?(?:icon|logo|qr|ewm|weixin|share|arrow|button|btn|blank\.gif|spacer)', re.IGNORECASE)
_ALT = re.compile(r'\balt="([^"]*)"')
_VALUE = re.compile(r'\bvalue="([^"]*)"', re.IGNORECASE)
_UNPRINTED = re.compile(r'\btype="(?!text"|number")', re.IGNORECASE)
_KEPT = re.compile(r"white-space:\s*pre", re.IGNORECASE)
_LAID_AS = re.compile(
    r'style="[^"]*display:\s*table(?:-(row|cell))?\s*(?:[;"]|!)'
    r'|role="(table|grid|row|cell|gridcell|columnheader|rowheader)"'
)
_VOID = frozenset(
    ["br", "hr", "img", "file", "input", "col", "embed", "area", "base", "link", "meta", "param", "source", "track"]
)
_GROUPS = frozenset({"tbody", "thead", "tfoot"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROLES = {"row": "tr", "cell": "td", "gridcell": "td", "columnheader": "td", "rowheader": "td"}
_MAX_TABLES_DEEP = 60
_MAX_ROWSPAN = 1000


@dataclass(slots=True)
class _Region:
    """An element that claims to be furniture: how deep it stands, and what the page held when it opened."""

    depth: int
    start: int
    files: int


@dataclass(slots=True)
class _Walk:
    """Where the pass over the tags is."""

    source: Page
    content: list[Item] = field(default_factory=list)  # of the cell, or of the page, that is open
    text: list[str] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    outer: list[tuple[list[Item], list[_Region], int]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    regions: list[_Region] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    count: int = 0
    unseen: int = 0  # the depth from which on nothing is seen, 0 for none
    pre: int = 0
    heading: int = 0


def read(data: bytes) -> Document:
    """Return the blocks of a web page."""
    source = page(data)
    walk = _Walk(source)
    for span, cell, close, tag, attributes, text in _TAG.findall(source.body):
        if close:
            _leave(walk)
        elif tag:
            _enter(walk, tag, attributes)
        else:
            _plain_cell(walk, span, cell)
            continue
        if text and not walk.unseen:
            walk.text.append(text)
    _flush(walk)
    return Document("html", placed(walk.content), source.title, source.published, walk.attachments, source.notes)


def read_mhtml(data: bytes) -> Document:
    """Return the blocks of a web page that was saved as one file."""
    return read(saved_page(data))


def _enter(walk: _Walk, tag: str, attributes: str) -> None:
    if tag in _VOID:
        if not walk.unseen:
            _void(walk, tag, attributes)
        return
    kind = _laid_as(walk, attributes) if tag == "div" and attributes else tag
    walk.stack.append(kind)
    _flush(walk)
    if not walk.unseen and HIDDEN in attributes:
        walk.unseen = len(walk.stack)
    opening = _OPENING.get(kind)
    if opening is not None:
        opening(walk, attributes)
    elif marks_furniture(kind, attributes):
        walk.regions.append(_Region(len(walk.stack), len(walk.content), len(walk.attachments)))
    elif kind == "pre" or "white-space:" in attributes and _KEPT.search(attributes):
        walk.pre = walk.pre or len(walk.stack)
    elif kind in _HEADINGS:
        walk.heading = int(kind[1])


def _leave(walk: _Walk) -> None:
    depth = len(walk.stack)
    kind = walk.stack.pop()
    _flush(walk)
    closing = _CLOSING.get(kind)
    if closing is not None:
        closing(walk)
    elif walk.regions and walk.regions[-1].depth == depth:
        _close_region(walk)
    elif kind in _HEADINGS:
        walk.heading = 0
    if walk.pre == depth:
        walk.pre = 0
    if walk.unseen == depth:
        walk.unseen = 0


def _void(walk: _Walk, tag: str, attributes: str) -> None:
    if tag in ("br", "hr"):
        _flush(walk)
    elif tag == "img" and not (_SMALL.search(attributes) or _ICON.search(attributes)):
        _flush(walk)
        alt = _ALT.search(attributes)
        walk.content.append(Picture(ParagraphPlace(1), unescaped(alt[1]) if alt else ""))
    elif tag == "file":
        walk.attachments.append(Attachment(*walk.source.files[int(attributes)]))
    elif tag == "input" and walk.tables and not _UNPRINTED.search(attributes) and (value := _VALUE.search(attributes)):
        walk.text.append(value[1])


def _laid_as(walk: _Walk, attributes: str) -> str:
    """Return the part of a table that a division plays: a cell only in a row, a row only in a table."""
    found = _LAID_AS.search(attributes) if "display:" in attributes or "role=" in attributes else None
    if not found:
        return "div"
    kind = _ROLES.get(found[1] or found[2] or "", "table")
    parent = walk.stack[-1] if walk.stack else ""
    if kind == "tr":
        return kind if parent in ("table", *_GROUPS) else "div"
    if kind == "td":
        return kind if parent == "tr" else "div"
    return kind


def _flush(walk: _Walk) -> None:
    """End the line that is being gathered."""
    if not walk.text:
        return
    text = walk.text[0] if len(walk.text) == 1 else "".join(walk.text)
    walk.text.clear()
    if text.isspace():
        return
    if walk.pre:
        walk.content.extend(_kept_lines(text))
    elif text := _cleaned(text):
        walk.content.append(Line(text, ParagraphPlace(1), walk.heading) if walk.heading else text)


def _cleaned(text: str) -> str:
    """Return text as a browser shows it: white space of the source collapsed, none between Han characters."""
    if text.isalnum():
        return text
    if "&" in text:
        text = unescaped(text)
    if "\n" in text:
        text = _WRAPPED.sub("", text)
    return _BLANKS.sub(" ", text).strip(" \u3000")


def _kept_lines(text: str) -> Iterator[str]:
    return (line.rstrip() for line in unescaped(text).strip("\r\n").splitlines())


def _open_table(walk: _Walk, attributes: str) -> None:
    walk.count += 1
    walk.tables.append(Table(walk.count))
    if len(walk.tables) > _MAX_TABLES_DEEP:
        raise damaged("表格嵌套过深", "tables are nested too deeply")


def _close_table(walk: _Walk) -> None:
    table = walk.tables.pop()
    table.ends = [end or len(table.rows) for end in table.ends]
    if not walk.unseen:
        spread(table)
        walk.content.extend(items(table))


def _open_group(walk: _Walk, attributes: str) -> None:
    walk.groups.append(len(walk.tables[-1].rows))


def _close_group(walk: _Walk) -> None:
    table = walk.tables[-1]
    start = walk.groups.pop()
    table.ends[start:] = [len(table.rows)] * (len(table.rows) - start)


def _open_row(walk: _Walk, attributes: str) -> None:
    table = walk.tables[-1]
    table.rows.append([])
    table.ends.append(0)
    table.written = 0


def _plain_cell(walk: _Walk, attributes: str, text: str) -> None:
    walk.text.clear()  # white space between cells
    content: list[Item] = []
    _add_box(walk, attributes, content, seen=HIDDEN not in attributes)
    if walk.pre:
        content.extend(_kept_lines(text))
    elif text and (cleaned := _cleaned(text)):
        content.append(cleaned)


def _open_cell(walk: _Walk, attributes: str) -> None:
    walk.outer.append((walk.content, walk.regions, walk.heading))
    walk.content, walk.regions, walk.heading = [], [], 0
    _add_box(walk, attributes, walk.content, seen=True)


def _add_box(walk: _Walk, attributes: str, content: list[Item], *, seen: bool) -> None:
    table = walk.tables[-1]
    table.written += 1
    if walk.unseen or not seen:
        return
    box = Box(content, TablePlace(table.number, len(table.rows), table.written))
    if attributes and "span=" in attributes:
        for direction, number in _SPAN.findall(attributes):
            if direction == "row":
                box.rows = min(int(number), _MAX_ROWSPAN)
            else:
                box.columns = max(1, min(int(number), MAX_COLUMNS))
    table.rows[-1].append(box)


def _close_cell(walk: _Walk) -> None:
    walk.content, walk.regions, walk.heading = walk.outer.pop()


def _close_region(walk: _Walk) -> None:
    region = walk.regions.pop()
    content = walk.content[region.start :]
    if not is_furniture(content):
        return
    lines = [Line(text, ParagraphPlace(1), furniture=True) for item in content for text in texts_of(item)]
    walk.content[region.start :] = lines
    if not any("附件" in line.text for line in lines):
        del walk.attachments[region.files :]


_Opening = Callable[[_Walk, str], None]
_OPENING: dict[str, _Opening] = {
    "table": _open_table,
    "tr": _open_row,
    "td": _open_cell,
    "th": _open_cell,
    **dict.fromkeys(_GROUPS, _open_group),
}
_CLOSING: dict[str, Callable[[_Walk], None]] = {
    "table": _close_table,
    "td": _close_cell,
    "th": _close_cell,
    **dict.fromkeys(_GROUPS, _close_group),
}
