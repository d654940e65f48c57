"""Tables of web pages and Word: cells put in their columns, tables that only lay out a page taken apart again.

Whole reports are published inside one big table, and reports stand in tables in tables. What is text in them must come
out as lines, or the headings that tell the tables apart are lost.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.report.blocks import Block, Grid, GridCell, Picture
from gongkai.report.model import Line, ParagraphPlace, TablePlace

# A line without anything special about it is its text alone; it gets its place when the order of the document is known.
Item = str | Line | Grid | Picture

MAX_COLUMNS = 500
PICTURE = "\ufffc"  # the object replacement character: something stands here that is no text
_LONG = 80
_VERY_LONG = 200
_FEW_CELLS = 8
# A numbered heading, but for the rows of table 3 that carry such a number themselves.
_SECTION = re.compile(
    r"\s*[一二三四五六七八九十]\s*[、.．,，]\s*(?!本年|上年|结转|結轉)\S{2}"
    r"|\s*[一二三四五六](?:总体情况|主动公开政府信息|收到和处理|總體情況|主動公開政府信息)"
)


@dataclass(slots=True)
class Box:
    """A cell as it is written. `rows` and `columns` are what it spans; `row` and `column`, from 0, where it lies."""

    content: list[Item]
    place: TablePlace
    rows: int = 1
    columns: int = 1
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class Table:
    """A table as it is written. `ends` tells for each row where its group (head, body) ends, which no span outlasts."""

    number: int
    rows: list[list[Box]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    written: int = 0  # cells of the row that is being read, unseen ones too


def spread(table: Table) -> None:
    """Put every cell into its row and column by the rules of HTML, and cut spans that would push a full row aside.

    A span over one row too many is a slip of the pen: the row below has all its cells, and pushing them out of the
    table would lay every figure under the wrong heading.
    """
    widths = _laid(table)
    usual = Counter(widths).most_common(1)[0][0] if widths else 0
    for r in range(1, len(widths)):
        own = sum(box.columns for box in table.rows[r])
        # A row that is as wide only with the span, and after one that was not too wide with it, needs none.
        if widths[r] > usual == own and widths[r - 1] <= usual:
            for row in table.rows[:r]:
                for box in row:
                    box.rows = min(box.rows, r - box.row)
            widths = _laid(table)


def _laid(table: Table) -> list[int]:
    """Lay the cells out and return how many columns each row reaches."""
    taken: list[int] = []  # for each column the first row in which it is free again
    widths = []
    for r, row in enumerate(table.rows):
        column = 0
        end = table.ends[r]
        for box in row:
            while column < len(taken) and taken[column] > r:
                column += 1
            until = min(r + box.rows, end) if box.rows else end
            box.row, box.column, box.rows = r, column, until - r
            column += box.columns
            if column > len(taken):
                taken.extend([0] * (min(column, MAX_COLUMNS) - len(taken)))
            taken[box.column : column] = [until] * len(taken[box.column : column])
        widths.append(max(column, max((c + 1 for c, free in enumerate(taken) if free > r), default=0)))
    return widths


def items(table: Table) -> list[Item]:
    """Return what a table is: a grid, several with text between, or what stands in it if it only lays out a page."""
    width = max((box.column + box.columns for row in table.rows for box in row), default=0)
    texts = [len(row) == 1 and _is_text(row[0], width) for row in table.rows]
    if _is_layout([row for row, is_text in zip(table.rows, texts, strict=True) if not is_text]):
        return [item for row in table.rows for box in row for item in box.content]
    found: list[Item] = []
    rows: list[list[Box]] = []
    for row, is_text in zip(table.rows, texts, strict=True):
        if is_text:
            found.extend(_gridded(rows, table.number))
            found.extend(row[0].content)
            rows = []
        else:
            rows.append(row)
    found.extend(_gridded(rows, table.number))
    return found


def placed(content: Sequence[Item]) -> list[Block]:
    """Return the blocks with their places; paragraphs are counted as they come."""
    blocks: list[Block] = []
    paragraph = 1
    for item in content:
        if isinstance(item, str):
            blocks.append(Line(item, ParagraphPlace(paragraph)))
        elif isinstance(item, Line):
            blocks.append(Line(item.text, ParagraphPlace(paragraph), item.heading, item.furniture))
        elif isinstance(item, Picture) and not isinstance(item.place, TablePlace):
            blocks.append(Picture(ParagraphPlace(paragraph), item.text))
            continue
        else:
            blocks.append(item)
            continue
        paragraph += 1
    return blocks


def text_of(content: Sequence[Item]) -> str:
    """Return the text of a cell, a line for each paragraph or break in it; a picture alone is not taken for a blank."""
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    text = "\n".join(item if isinstance(item, str) else item.text for item in content if isinstance(item, str | Line))
    return text or (PICTURE if any(isinstance(item, Picture) for item in content) else "")


def texts_of(item: Item) -> Iterator[str]:
    """Yield the texts in an item, one for each row of a grid."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, Line):
        yield item.text
    elif isinstance(item, Grid):
        rows: dict[int, list[str]] = {}
        for cell in item.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        yield from (text for row in rows.values() if (text := " ".join(filter(None, row))))


def _gridded(rows: list[list[Box]], number: int) -> Iterator[Item]:
    """Yield the rows as one grid, then what stood in its cells and is no text."""
    boxes = [box for row in rows for box in row]
    if not boxes:
        return
    first = boxes[0].row
    cells = [
        GridCell(text_of(box.content), box.row - first, box.column, box.place, box.rows, box.columns) for box in boxes
    ]
    yield Grid(cells, TablePlace(number, boxes[0].place.row, boxes[0].place.cell), _is_even(rows))
    for box in boxes:
        for item in box.content:
            if isinstance(item, Grid):
                yield item
            elif isinstance(item, Picture):
                yield Picture(box.place, item.text)


def _is_even(rows: list[list[Box]]) -> bool:
    """Return whether all rows reach the same column, captions in a single cell aside; else columns are not certain."""
    reach = [0] * len(rows)
    first = rows[0][0].row if rows[0] else min(box.row for row in rows for box in row)
    for row in rows:
        for box in row:
            for r in range(box.row - first, min(box.row - first + box.rows, len(rows))):
                reach[r] = max(reach[r], box.column + box.columns)
    return len({width for width, row in zip(reach, rows, strict=True) if len(row) > 1}) <= 1


def _is_layout(rows: list[list[Box]]) -> bool:
    if all(len(row) <= 1 for row in rows):
        return True
    boxes = [box for row in rows for box in row]
    nested = sum(any(isinstance(item, Grid) for item in box.content) for box in boxes)
    if nested:
        return len(boxes) < _FEW_CELLS or 6 * nested > len(boxes)
    return len(boxes) < _FEW_CELLS and any(len(text_of(box.content)) > _VERY_LONG for box in boxes)


def _is_text(box: Box, width: int) -> bool:
    """Return whether the only cell of a row is no row of a form, but narrative or the heading of a section."""
    if 2 * box.columns < width and width > 2:
        return False
    return any(isinstance(item, Grid) for item in box.content) or is_narrative(text_of(box.content))


def is_narrative(text: str) -> bool:
    """Return whether text that stands alone in a row is too long for a label, or the heading of a section."""
    return len(text) > _LONG or _SECTION.match(text) is not None
