"""Printed lines into paragraphs, across lines and pages, with page numbers and running heads set apart.

Checks of the text look for sentences, and a sentence does not end where the line does. Lines are joined only where the
print makes it plain: the first runs to the right margin, the next begins at the left one and is no heading.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from gongkai.report.blocks import Block
from gongkai.report.model import Line, PagePlace
from gongkai.report.readers.grid_table import Table
from gongkai.report.readers.pdf_page import Box
from gongkai.report.readers.pdf_words import Row, is_wide

HEAD, FOOT = 0.1, 0.88  # of the page height: running heads stand above, page numbers below
PITCH = 2.4  # of the line height: lines further apart than this do not belong to one paragraph
_DASH = r"[-\u2010-\u2015\u2212－·•~～\s]*"
_NUMBER = re.compile(rf"{_DASH}(?:第\s*)?(\d{{1,3}})\s*页?(?:\s*[/／,，、|]?\s*(?:共|of)?\s*(\d{{1,3}})\s*页?)?{_DASH}")
_COUNT = re.compile(r"^\d{1,3}(?=\D)|(?<!\d)\d{1,3}(?:\s*/\s*\d{1,3})?$")
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、.．）)]|第[一二三四五六七八九十]{1,3}[章节条部]|[（(]?\d{1,2}[、.．）)]\D|附[件表注]"
)
_ENDED = re.compile(r"[。！？；：.;:!?”）)】]$")


Furniture = Set[tuple[int, int]]  # number of the page, position on it
Item = tuple[Row, Box] | Block | Table  # a row comes with its box as displayed


@dataclass(slots=True)
class Sheet:
    """What stands on a page in reading order: rows of text, tables, and blocks that are finished already."""

    number: int
    width: float
    height: float
    items: list[Item] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """The rows that are not yet part of a block."""
        return [item[0] for item in self.items if isinstance(item, tuple)]


@dataclass(slots=True)
class _Paragraph:
    """A paragraph in the making."""

    text: str
    place: PagePlace
    last: Row
    sheet: Sheet
    rows: int = 1


def blocks(sheets: Sequence[Sheet], furniture: Furniture) -> list[Block]:
    """Return the blocks of all pages in reading order, paragraphs joined; `furniture` is what `furniture_of` found."""
    size = _body_height(sheets)
    found: list[Block | _Paragraph] = []
    open_paragraph: _Paragraph | None = None
    for sheet in sheets:
        margins = _margins(sheet, sheets)
        for at, item in enumerate(sheet.items):
            if not isinstance(item, tuple):
                found.append(item.grid() if isinstance(item, Table) else item)
                open_paragraph = None
                continue
            row, box = item
            place = PagePlace(sheet.number, box)
            if (sheet.number, at) in furniture:
                found.append(Line(row.text, place, furniture=True))
                continue
            if open_paragraph and (
                _continues(open_paragraph, row, (sheet, margins)) or _same_title(open_paragraph, row, sheet, size)
            ):
                _append(open_paragraph, row, sheet, box)
                continue
            open_paragraph = _Paragraph(row.text, place, row, sheet)
            found.append(open_paragraph)
    return [Line(block.text, block.place) if isinstance(block, _Paragraph) else block for block in found]


def _append(paragraph: _Paragraph, row: Row, sheet: Sheet, box: Box) -> None:
    before, after = paragraph.text[-1], row.text[0]
    apart = not (is_wide(before) or is_wide(after) or (before.isdigit() and after.isdigit()))
    paragraph.text += (" " if apart else "") + row.text
    if sheet.number == paragraph.place.page:
        old = paragraph.place.box
        union = (min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3]))
        paragraph.place = PagePlace(sheet.number, union)
    paragraph.last, paragraph.sheet = row, sheet
    paragraph.rows += 1


def _continues(paragraph: _Paragraph, row: Row, where: tuple[Sheet, tuple[float, float]]) -> bool:
    """Tell whether a row goes on with the paragraph before it."""
    sheet, (left, right) = where
    last = paragraph.last
    em = min(last.height, row.height)
    if "\t" in last.text or "\t" in row.text or max(last.height, row.height) > 1.35 * em:
        return False
    if last.box[2] < right - 1.7 * em or row.box[0] > left + em or row.box[0] > last.box[0] + em:
        return False
    if sheet is paragraph.sheet and row.base - last.base > PITCH * em:
        return False
    return not (_HEADING.match(row.text) and _ENDED.search(last.text))


def _same_title(paragraph: _Paragraph, row: Row, sheet: Sheet, body: float) -> bool:
    """Tell whether a row goes on with a title: both in larger type than the text, both centred, one below the other."""
    last = paragraph.last
    if sheet is not paragraph.sheet or min(last.height, row.height) < 1.2 * body or paragraph.rows > 2:
        return False
    middle = (last.box[0] + last.box[2]) / 2
    return (
        abs(middle - (row.box[0] + row.box[2]) / 2) < last.height
        and abs(last.height - row.height) < 0.15 * last.height
        and row.base - last.base < PITCH * last.height
        and not _HEADING.match(row.text)
        and not last.text.endswith("报告")
    )


def _margins(sheet: Sheet, sheets: Sequence[Sheet]) -> tuple[float, float]:
    """Return the left and right margin of the text of a page, judged by its long rows, or by those of pages as wide."""
    for group in ([sheet], [other for other in sheets if abs(other.width - sheet.width) < 1]):
        wide = [row.box for one in group for row in one.rows if _is_long(row, one)]
        if len(wide) > 1:
            return min(box[0] for box in wide), max(box[2] for box in wide)
    return 0.0, sheet.width


def _is_long(row: Row, sheet: Sheet) -> bool:
    return row.box[2] - row.box[0] > sheet.width / 2 and "\t" not in row.text


def _body_height(sheets: Sequence[Sheet]) -> float:
    """Return the height of most of the text."""
    heights: Counter[float] = Counter()
    for sheet in sheets:
        for row in sheet.rows:
            heights[round(row.height * 2) / 2] += len(row.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def furniture_of(sheets: Sequence[Sheet]) -> set[tuple[int, int]]:
    """Return page and position of the rows that belong to the page: page numbers, heads and feet that come again."""
    edges = [(sheet, at, row) for sheet in sheets for at, row in _edge_rows(sheet)]
    numbers = [(sheet.number, at, value) for sheet, at, row in edges if (value := _page_number(row.text)) is not None]
    shifts = Counter(value - page for page, _, value in numbers)
    found = {(page, at) for page, at, value in numbers if value == page or shifts[value - page] > 1}
    found |= {(sheet.number, at) for sheet, at, row in edges if _is_marked_number(row.text)}
    if len(sheets) > 1:
        found |= set(_repeated(edges, len(sheets)))
    return found


def _edge_rows(sheet: Sheet) -> Iterator[tuple[int, Row]]:
    for at, item in enumerate(sheet.items):
        if isinstance(item, tuple):
            top, bottom = item[0].box[1], item[0].box[3]
            if bottom < HEAD * sheet.height or top > FOOT * sheet.height:
                yield at, item[0]


def _page_number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _is_marked_number(text: str) -> bool:
    """Tell whether a page number says itself that it is one: - 4 -, 第4页."""
    return bool(_NUMBER.fullmatch(text)) and not re.fullmatch(r"[-\u2212－]?\d+", text.strip())


def _repeated(edges: Iterable[tuple[Sheet, int, Row]], pages: int) -> Iterator[tuple[int, int]]:
    """Yield the rows that stand at the same height on several pages with the same words, but for a number at an end."""
    same: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for sheet, at, row in edges:
        words = _COUNT.sub("#", row.text)
        if len(words) > 2 and row.text.count("\t") < 3:
            same.setdefault((words, round(row.base / 12)), []).append((sheet.number, at))
    for places in same.values():
        if len({page for page, _ in places}) > max(1, pages // 3):
            yield from places
