"""Spreadsheets (XLSX, XLSM) into blocks: what each sheet shows, every merged cell once.

The XML is read directly: a sheet may claim a million rows, and only those that hold something are ever touched.
"""

import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.report.blocks import Document, Grid, GridCell, Picture
from gongkai.report.model import Line, Note, ParagraphPlace, TablePlace
from gongkai.report.readers import package
from gongkai.report.readers.errors import damaged
from gongkai.report.readers.folding import unify
from gongkai.report.readers.number_formats import BUILT_IN, printed
from gongkai.report.readers.tables import is_narrative

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_RELATION = re.compile(r"\{.*\}id")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# Names that say nothing: those of new sheets, and those that our own writer gives beside the headings.
_DEFAULT_NAME = re.compile(
    r"(?:sheet|工作表)\s*\d*|表\s*\d+|(?:正文|主动公开|依申请公开|复议诉讼|数据|、)+\d*", re.IGNORECASE
)
_LONG = ["path", "organ", "year", "table", "format", "cell"]  # the long sheet of our own: figures of reports, no report
_TITLE = re.compile("年度报告|年报|年度報告|。$")
_FIGURE = re.compile(r"[-−]?[0-9０-９.,，]+|[/—–-]|无")
_GAP = 2  # more than one empty row ends a table
_MAX_COLUMNS = 200
_MAX_CELLS = 100_000


@dataclass(slots=True)
class _Book:
    """What the sheets of a workbook share."""

    strings: list[str]
    formats: list[str]


@dataclass(slots=True)
class _Sheet:
    """A sheet: what each cell shows by row and column (from 1), and merged cells as (rows, columns) by their first."""

    number: int
    shown: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    hidden: list[str] = field(default_factory=list)


def read(data: bytes) -> Document:
    """Return the blocks of a workbook.

    :raises Unreadable: where the package or its XML is broken.
    """
    document = Document("xlsx")
    with package.opened(data) as archive:
        main = next(
            (target for kind, target, _ in package.related(archive, "").values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        root = package.tree(archive, main)
        if root is None:
            raise damaged("其中没有工作簿", "it has no workbook")
        relations = package.related(archive, main)
        book = _Book(_strings(archive, relations), _formats(archive, relations))
        for number, sheet in enumerate(_elements(root, "sheet"), 1):
            name = sheet.get("name", "")
            if sheet.get("state", "visible") != "visible":
                document.notes.append(Note("hidden_text", detail=name))
                continue
            _, target, _ = relations.get(_relation(sheet), ("", "", False))
            tree = package.tree(archive, target) if target else None
            if tree is not None:
                _add_sheet(document, name, _read_sheet(tree, number, book))
                if _has_pictures(archive, target):
                    document.blocks.append(Picture(ParagraphPlace(1)))
    return unify(document)


def _elements(root: "Element", name: str) -> "list[Element]":
    """Return all elements of a name, in whichever dialect."""
    return list(root.iter(f"{{*}}{name}"))


def _relation(element: "Element") -> str:
    return next((str(value) for key, value in element.attrib.items() if _RELATION.fullmatch(str(key))), "")


def _part(archive: zipfile.ZipFile, relations: package.Relations, wanted: str) -> "Element | None":
    target = next((target for kind, target, _ in relations.values() if kind == wanted), None)
    return package.tree(archive, target) if target else None


def _strings(archive: zipfile.ZipFile, relations: package.Relations) -> list[str]:
    root = _part(archive, relations, "sharedStrings")
    return [] if root is None else [_rich(item) for item in root.iterchildren("{*}si")]


def _rich(item: "Element") -> str:
    """Return the text of a string, the reading aids of some scripts left out."""
    pieces = [t for t in item.iter("{*}t") if not any(True for _ in t.iterancestors("{*}rPh"))]
    return "".join(t.text or "" for t in pieces)


def _formats(archive: zipfile.ZipFile, relations: package.Relations) -> list[str]:
    """Return the number format of each style that a cell may name."""
    root = _part(archive, relations, "styles")
    if root is None:
        return []
    codes = {_whole(f.get("numFmtId", "0")): f.get("formatCode", "") for f in _elements(root, "numFmt")}
    styles = next(root.iterchildren("{*}cellXfs"), None)
    ids = [] if styles is None else [_whole(style.get("numFmtId", "0")) for style in styles.iterchildren("{*}xf")]
    return [codes.get(i, BUILT_IN.get(i, "")) for i in ids]


def _read_sheet(root: "Element", number: int, book: _Book) -> _Sheet:
    sheet = _Sheet(number)
    columns = _hidden_columns(root)
    zeros = all(view.get("showZeros") not in ("0", "false") for view in _elements(root, "sheetView"))
    room = _MAX_CELLS
    for index, row in enumerate(_elements(root, "row"), 1):
        r = _whole(row.get("r", index))
        unseen = row.get("hidden") in ("1", "true")
        for position, cell in enumerate(row.iterchildren("{*}c"), 1):
            text = _shown(cell, book)
            c = _column(cell.get("r", ""), position)
            if not text or (text == "0" and not zeros):
                continue
            if unseen or c in columns:
                sheet.hidden.append(text)
            elif c <= _MAX_COLUMNS and room:
                sheet.shown.setdefault(r, {})[c] = text
                room -= 1
    for merge in _elements(root, "mergeCell"):
        _merge(sheet, merge.get("ref", ""))
    return sheet


def _whole(text: str | int) -> int:
    """Return a number of the format's own, such as that of a row.

    :raises Unreadable: where it is none: what stands where could only be guessed.
    """
    number = str(text)
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise damaged("工作表内部的编号有误", "a number inside the sheet is wrong")
    return int(number)


def _string(book: _Book, index: str) -> str:
    number = _whole(index)
    if number >= len(book.strings):
        raise damaged("工作表引用了不存在的文字", "the sheet refers to text that is not there")
    return book.strings[number].strip()


def _hidden_columns(root: "Element") -> set[int]:
    hidden: set[int] = set()
    for column in _elements(root, "col"):
        if column.get("hidden") in ("1", "true"):
            hidden.update(range(_whole(column.get("min", "1")), min(_whole(column.get("max", "1")), _MAX_COLUMNS) + 1))
    return hidden


def _column(reference: str, position: int) -> int:
    found = _CELL.fullmatch(reference)
    if not found:
        return position
    number = 0
    for letter in found[1]:
        number = 26 * number + ord(letter) - 64
    return number


def _merge(sheet: _Sheet, reference: str) -> None:
    first, _, last = reference.partition(":")
    start, end = _CELL.fullmatch(first), _CELL.fullmatch(last)
    if not start or not end:
        return
    top, left = int(start[2]), _column(first, 1)
    rows = min(int(end[2]), max(sheet.shown, default=0)) - top + 1
    columns = min(_column(last, 1), _MAX_COLUMNS) - left + 1
    if rows < 1 or columns < 1 or rows * columns > _MAX_CELLS:
        return
    sheet.merged[top, left] = rows, columns
    sheet.covered.update(
        (r, c) for r in range(top, top + rows) for c in range(left, left + columns) if (r, c) != (top, left)
    )


def _shown(cell: "Element", book: _Book) -> str:
    """Return what a cell shows. A formula whose result is not stored shows as itself, lest it be taken for a blank."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _rich(cell).strip()
    stored = next(cell.iterchildren("{*}v"), None)
    text = "" if stored is None else (stored.text or "").strip()
    if not text:
        formula = next(cell.iterchildren("{*}f"), None)
        return "" if formula is None else f"={formula.text or ''}"
    if kind == "s":
        return _string(book, text)
    if kind == "b":
        return "FALSE" if text == "0" else "TRUE"
    if kind != "n":
        return text
    style = _whole(cell.get("s", "0"))
    return printed(text, book.formats[style] if style < len(book.formats) else "")


def _has_pictures(archive: zipfile.ZipFile, target: str) -> bool:
    drawings = [
        part for kind, part, outside in package.related(archive, target).values() if kind == "drawing" and not outside
    ]
    return any((tree := package.tree(archive, part)) is not None and _elements(tree, "pic") for part in drawings)


def _add_sheet(document: Document, name: str, sheet: _Sheet) -> None:
    """Add a sheet: rows that are one piece of prose or a heading as lines, the others as grids."""
    if [sheet.shown.get(1, {}).get(column) for column in range(1, len(_LONG) + 1)] == _LONG:
        return
    if sheet.hidden:
        document.notes.append(Note("hidden_text", detail=" ".join(sheet.hidden)[:40]))
    if sheet.shown and name and not _DEFAULT_NAME.fullmatch(name):
        document.blocks.append(Line(name, TablePlace(sheet.number, 1, 1), heading=1))
    left = min((c for row in sheet.shown.values() for c in row), default=1)
    width = max((c for row in sheet.shown.values() for c in row), default=0)
    # One column without a figure is text: the end of a report with its signature, not a table.
    prose = left == width and not any(_FIGURE.fullmatch(text) for row in sheet.shown.values() for text in row.values())
    rows: list[int] = []
    for r in sorted({*sheet.shown, *(r for r, _ in sheet.covered)}):
        shown = sheet.shown.get(r, {})
        alone = len(shown) == 1 and not any((r, c) in sheet.covered for c in range(left, min(shown)))
        text = next(iter(shown.values()), "")
        if rows and r > rows[-1] + _GAP:
            _add_grid(document, sheet, rows, left, width)
            rows = []
        if alone and (prose or is_narrative(text) or _TITLE.search(text)):
            _add_grid(document, sheet, rows, left, width)
            rows = []
            document.blocks.extend(
                Line(line.strip(), TablePlace(sheet.number, r, min(shown)))
                for line in text.splitlines()
                if line.strip()
            )
        else:
            rows.append(r)
    _add_grid(document, sheet, rows, left, width)


def _add_grid(document: Document, sheet: _Sheet, rows: list[int], left: int, width: int) -> None:
    cells = []
    for r in rows:
        for c in range(left, width + 1):
            if (r, c) in sheet.covered:
                continue
            high, wide = sheet.merged.get((r, c), (1, 1))
            text = sheet.shown.get(r, {}).get(c, "")
            cells.append(GridCell(text, r - rows[0], c - left, TablePlace(sheet.number, r, c), high, wide))
    if cells:
        document.blocks.append(Grid(cells, cells[0].place))
