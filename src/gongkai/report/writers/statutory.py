"""The statutory layout of tables 2, 3 and 4 as merged cells, once for all writers.

Everything is derived from the format's data, so a changed form is a new TOML file and no line here. What the report
does not have (state `absent`) is left out row by row, column by column, table by table; nothing is filled in.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor
from typing import Literal

from gongkai.report import formats
from gongkai.report.formats import Column, Format, Item, Row
from gongkai.report.model import Cell, Report, TableName
from gongkai.report.writers import figures
from gongkai.typesetting import PAPER_WIDTH

Scope = Literal["", "col", "colgroup", "row", "rowgroup"]
Kept = Callable[[str], bool]
LABEL_COLUMNS = 3  # of table 3: part, group, row
TYPE_SIZE: dict[TableName, float] = {"proactive": 12.0, "requests": 10.5, "remedies": 10.5}
WIDEST_DIGIT = 0.64  # of the type size, over the faces that stand in for one another
CAPTIONS: dict[TableName, str] = {
    "proactive": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "remedies": "政府信息公开行政复议、行政诉讼情况",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A merged cell: its text, the rows and columns it covers, and the report's cell it holds, None for a heading."""

    text: str
    rows: int = 1
    columns: int = 1
    cell: str | None = None
    scope: Scope = ""


Boxes = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as it is printed. `head` counts the heading rows, `widths` the relative widths of all grid columns."""

    table: TableName
    caption: str
    rows: tuple[Boxes, ...]
    widths: tuple[int, ...]
    head: int = 0

    def placed(self) -> Sequence[tuple[int, int, Box]]:
        """Return every box with the row and column of its top left corner, counted from 0."""
        taken: set[tuple[int, int]] = set()
        found = []
        for line, boxes in enumerate(self.rows):
            at = 0
            for box in boxes:
                while (line, at) in taken:
                    at += 1
                found.append((line, at, box))
                taken.update((line + down, at + right) for down in range(box.rows) for right in range(box.columns))
                at += box.columns
        return found


def layouts(report: Report) -> dict[TableName, Layout]:
    """Return the tables that the report has, filled with what it says, each in its own format."""
    found = {}
    for table in CAPTIONS:
        layout = fill(report, table)
        if layout is not None:
            found[table] = layout
    return found


def fill(report: Report, table: TableName) -> Layout | None:
    """Return one table of the report filled in, None where all its cells are absent."""
    form = format_of(report, table)
    empty = blank(form, table, kept=lambda name: _there(report.cells.get(name)))
    if empty is None:
        return None
    rows = tuple(tuple(_filled(box, form, report) for box in boxes) for boxes in empty.rows)
    return Layout(table, empty.caption, rows, empty.widths, empty.head)


def format_of(report: Report, table: TableName) -> Format:
    """Return the format of a table of the report: its own, else that of the year, else the one in force."""
    named = report.tables.get(table)
    if named is not None:
        return formats.load(named)
    if report.year is not None and report.year >= formats.load(formats.FORMATS[0]).first_year:
        return formats.for_year(report.year)
    return formats.load(formats.FORMATS[-1])


def blank(form: Format, table: TableName, *, kept: Kept = lambda name: True) -> Layout | None:
    """Return the empty table of the form, without the rows and columns none of whose cells is `kept`."""
    builders: dict[TableName, Callable[[Format, Kept], Layout | None]] = {
        "proactive": _proactive,
        "requests": _requests,
        "remedies": _remedies,
    }
    return builders[table](form, kept)


def heading(column: Column) -> str:
    """Return a column heading as printed, with the note of its unit."""
    return f"{column.label}{column.unit_note}"


def headings(form: Format, cell: str) -> tuple[str, str]:
    """Return the form's words for the row and the column of a cell, without what stands above the row's group."""
    table, _, inner = cell.partition(".")
    key = inner.rpartition(".")[2]
    columns = {
        "proactive": [column for item in form.items for column in item.columns],
        "requests": form.request_columns,
        "remedies": form.remedy_columns,
    }[table]
    label = form.label(cell)
    column = next(c.label for c in columns if c.key == key and label.endswith(f"/{c.label}"))
    row = label.removesuffix(f"/{column}").removeprefix(f"{form.outcomes}/")
    return row.partition("/")[2] or row if table == "proactive" else row, column


def decimals(form: Format, cell: str) -> int:
    """Return how many decimals the heading over a cell demands, 0 where it names none."""
    for item in form.items:
        for column in item.columns:
            if cell.startswith("proactive.") and cell.endswith(f".{column.key}"):
                demanded = re.search(r"保留(\d)位小数", column.unit_note)
                return int(demanded[1]) if demanded else 0
    return 0


def figure_size(layout: Layout) -> float:
    """Return the type size, in points, in which the longest figure fits its column on paper; labels keep theirs."""
    size, total = TYPE_SIZE[layout.table], sum(layout.widths)
    for _, at, box in layout.placed():
        if box.cell and box.text:
            room = PAPER_WIDTH * sum(layout.widths[at : at + box.columns]) / total - 5
            size = min(size, room / (WIDEST_DIGIT * len(box.text)))
    return max(floor(size * 2) / 2, 5.0)


def _there(cell: Cell | None) -> bool:
    return cell is not None and cell.state != "absent"


def _filled(box: Box, form: Format, report: Report) -> Box:
    if box.cell is None:
        return box
    text = figures.printed(report.cells.get(box.cell), unit=form.unit(box.cell), decimals=decimals(form, box.cell))
    return Box(text, box.rows, box.columns, box.cell, box.scope)


def _columns(columns: Sequence[Column], row: str, table: TableName, kept: Kept) -> list[Column]:
    return [column for column in columns if kept(f"{table}.{row}.{column.key}")]


def _proactive(form: Format, kept: Kept) -> Layout | None:
    wide = max(len(item.columns) for item in form.items)
    rows = [boxes for item in form.items for boxes in _item(form, item, wide, kept)]
    return Layout("proactive", CAPTIONS["proactive"], tuple(rows), (10, *[9] * wide)) if rows else None


def _item(form: Format, item: Item, wide: int, kept: Kept) -> list[Boxes]:
    rows = [row for row in item.rows if _columns(item.columns, row.key, "proactive", kept)]
    columns = [c for c in item.columns if any(kept(f"proactive.{row.key}.{c.key}") for row in rows)]
    if not rows:
        return []
    # The form gives what is left of the width to the last column: 1+1+1, 1+2 or 3.
    spans = [1] * (len(columns) - 1) + [wide - len(columns) + 1]
    title = (Box(item.label, 1, wide + 1, scope="colgroup"),)
    heads = [Box(heading(column), 1, span, scope="col") for column, span in zip(columns, spans, strict=True)]
    lines = [
        (
            Box(row.label, scope="row"),
            *(Box("", 1, span, f"proactive.{row.key}.{c.key}") for c, span in zip(columns, spans, strict=True)),
        )
        for row in rows
    ]
    return [title, (Box(form.corner, scope="col"), *heads), *lines]


def _requests(form: Format, kept: Kept) -> Layout | None:
    rows = [row for row in form.request_rows if _columns(form.request_columns, row.key, "requests", kept)]
    columns = [c for c in form.request_columns if any(kept(f"requests.{row.key}.{c.key}") for row in rows)]
    if not rows:
        return None
    head = _request_head(form, columns)
    lines = [
        (*labels, *(Box("", cell=f"requests.{row.key}.{column.key}") for column in columns))
        for row, labels in zip(rows, _request_labels(form, rows), strict=True)
    ]
    widths = (13, 27, 80, *[18] * len(columns))
    return Layout("requests", CAPTIONS["requests"], (*head, *lines), widths, len(head))


def _request_head(form: Format, columns: Sequence[Column]) -> list[Boxes]:
    grouped = [column for column in columns if column.group]
    deep = 2 if grouped else 1
    first = (
        Box(form.requests_corner, 1 + deep, LABEL_COLUMNS),
        Box(form.applicants, 1, len(columns), scope="colgroup"),
    )
    second: list[Box] = []
    for column in columns:
        if not column.group:
            second.append(Box(heading(column), deep, 1, scope="col"))
        elif column is grouped[0]:
            second.append(Box(column.group, 1, len(grouped), scope="colgroup"))
    third = tuple(Box(heading(column), scope="col") for column in grouped)
    return [first, tuple(second), third] if grouped else [first, tuple(second)]


def _request_labels(form: Format, rows: Sequence[Row]) -> list[Boxes]:
    outcomes = [row for row in rows if row.outcome]
    labels = []
    for at, row in enumerate(rows):
        before = rows[at - 1] if at else None
        boxes: list[Box] = []
        if outcomes and row is outcomes[0]:
            boxes.append(Box(form.outcomes, len(outcomes), 1, scope="rowgroup"))
        if row.group and (before is None or before.group != row.group):
            members = sum(other.group == row.group for other in rows)
            boxes.append(Box(form.request_groups[row.group], members, 1, scope="rowgroup"))
        span = LABEL_COLUMNS - bool(row.outcome) - bool(row.group)
        labels.append((*boxes, Box(row.label, 1, span, scope="row")))
    return labels


def _remedies(form: Format, kept: Kept) -> Layout | None:
    blocks = [
        (block, columns)
        for block in form.remedy_blocks
        if (columns := _columns(form.remedy_columns, block.key, "remedies", kept))
    ]
    if not blocks:
        return None
    first: list[Box] = []
    second: list[Box] = []
    third: list[Box] = []
    values: list[Box] = []
    lawsuits = sum(len(columns) for block, columns in blocks if _litigation(block))
    deep = 2 if lawsuits else 1
    for block, columns in blocks:
        heads = [Box(heading(column), 1 if _litigation(block) else deep, scope="col") for column in columns]
        if not _litigation(block):
            first.append(Box(block.label, 1, len(columns), scope="colgroup"))
            second.extend(heads)
        else:
            if not third:
                first.append(Box(form.litigation, 1, lawsuits, scope="colgroup"))
            second.append(Box(block.label, 1, len(columns), scope="colgroup"))
            third.extend(heads)
        values.extend(Box("", cell=f"remedies.{block.key}.{column.key}") for column in columns)
    rows = [tuple(boxes) for boxes in (first, second, third, values) if boxes]
    return Layout("remedies", CAPTIONS["remedies"], tuple(rows), (1,) * len(values), len(rows) - 1)


def _litigation(block: Row) -> bool:
    return block.key.startswith("litigation")
