"""A report between its figures and its file: tables as merged cells, sections, title, date, and what was done to it.

Defects change a draft; layouts write it down.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.report import formats
from gongkai.report.model import TABLES, TableName
from tests.specimens import narrative
from tests.specimens.truth import Expected, Figures, normal, plain, read


@dataclass(slots=True)
class Box:
    """A cell of a table: text, corner, spans; `cell` names the figure in it. `kind` is item, head, label or value."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    kind: str = "label"
    cell: str | None = None


@dataclass(slots=True)
class Table:
    """A table of the form. `head` rows of heading come first; `breaks` are rows that begin a page."""

    name: TableName
    width: int
    head: int
    boxes: list[Box] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)

    @property
    def height(self) -> int:
        """The number of rows."""
        return max(box.row + box.rows for box in self.boxes)

    def row(self, number: int) -> list[Box]:
        """Return the boxes that begin in a row, left to right."""
        return sorted((box for box in self.boxes if box.row == number), key=lambda box: box.column)

    def rows(self) -> Iterator[list[Box]]:
        """Yield the boxes of each row."""
        for number in range(self.height):
            yield self.row(number)

    def slots(self, number: int) -> list[Box | str]:
        """Return one entry a column: the box that begins there, "across" or "down" under a merged one, or ""."""
        slots: list[Box | str] = [""] * self.width
        for box in self.boxes:
            if not box.row <= number < box.row + box.rows:
                continue
            for column in range(box.column, min(box.column + box.columns, self.width)):
                begins = box.row == number and box.column == column
                slots[column] = box if begins else "across" if box.row == number else "down"
        return slots

    def values(self, number: int) -> list[Box]:
        """Return the boxes of a row that hold figures."""
        return [box for box in self.row(number) if box.kind == "value"]

    def row_of(self, cell: str) -> int:
        """Return the row of a figure."""
        return next(box.row for box in self.boxes if box.cell == cell)

    def insert(self, at: int, count: int = 1) -> None:
        """Make room for rows; boxes that span the place grow."""
        for box in self.boxes:
            if box.row >= at:
                box.row += count
            elif box.row + box.rows > at:
                box.rows += count
        self.breaks = {row + count if row >= at else row for row in self.breaks}

    def remove(self, at: int) -> None:
        """Take a row out; boxes that span it shrink, those that begin in it and go on move down."""
        kept = []
        for box in self.boxes:
            if box.row <= at < box.row + box.rows:
                if box.rows == 1:
                    continue
                box.rows -= 1
            elif box.row > at:
                box.row -= 1
            kept.append(box)
        self.boxes = kept


@dataclass(slots=True)
class Part:
    """A section: heading, paragraphs, and the table in it."""

    number: int | None
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    table: TableName | None = None


@dataclass(slots=True)
class Draft:
    """A report on its way into a file."""

    figures: Figures
    title: str
    parts: list[Part]
    tables: dict[TableName, Table]
    expected: dict[str, Expected]
    signature: str | None = None
    signed: tuple[int, int, int] | None = None
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    marks: dict[str, object] = field(default_factory=dict)

    def printed(self) -> list[str]:
        """Return the names of the figures that have a cell in the tables."""
        return [box.cell for table in self.tables.values() for box in table.boxes if box.cell]

    def box(self, cell: str) -> Box:
        """Return the box that holds a figure."""
        table = self.tables[cell.split(".")[0]]  # type: ignore[index]
        return next(box for box in table.boxes if box.cell == cell)

    def closing(self) -> list[str]:
        """Return the lines that sign the report."""
        if "closing" in self.marks:
            return list(self.marks["closing"])  # type: ignore[call-overload]
        lines = [self.signature] if self.signature else []
        if self.signed:
            year, month, day = self.signed
            lines.append(f"{year}年{month}月{day}日")
        return lines

    def set(self, cell: str, text: str, expected: Expected) -> None:
        """Print something else in a cell, and say what it must be read as."""
        self.box(cell).text = text
        self.expected[cell] = expected


def draft(figures: Figures, rng: random.Random) -> Draft:
    """Return a sound report of the figures."""
    builders = {"proactive": proactive, "requests": requests, "remedies": remedies}
    tables = {name: builders[name](figures, rng) for name in TABLES}
    expected = {cell: read(normal(figures.values[cell])) for name in TABLES for cell in figures.cells(name)}
    result = Draft(figures, narrative.title(figures, rng), narrative.parts(figures, rng, Part), tables, expected)
    if rng.random() < 0.5:
        result.signature = figures.organ
        result.signed = (figures.year + 1, rng.randint(1, 3), rng.randint(1, 28))
    return result


def _text(figures: Figures, cell: str, unit: str, rng: random.Random) -> str:
    value = figures.values[cell]
    if unit == "10k CNY" and value and rng.random() < 0.6:
        return f"{value:.4f}"
    return plain(value)


def proactive(figures: Figures, rng: random.Random) -> Table:
    """Return table 2."""
    form = formats.load(figures.form["proactive"])
    table, row = Table("proactive", 4, 0), 0
    for item in form.items:
        spans = {1: [(1, 3)], 2: [(1, 1), (2, 2)], 3: [(1, 1), (2, 1), (3, 1)]}[len(item.columns)]
        table.boxes.append(Box(item.label, row, 0, 1, 4, "item"))
        table.boxes.append(Box(form.corner, row + 1, 0, 1, 1, "head"))
        for column, (at, span) in zip(item.columns, spans, strict=True):
            table.boxes.append(Box(column.label + column.unit_note, row + 1, at, 1, span, "head"))
        for offset, line in enumerate(item.rows, 2):
            table.boxes.append(Box(line.label, row + offset, 0))
            for column, (at, span) in zip(item.columns, spans, strict=True):
                cell = f"proactive.{line.key}.{column.key}"
                text = _text(figures, cell, column.unit, rng)
                table.boxes.append(Box(text, row + offset, at, 1, span, "value", cell))
        row += 2 + len(item.rows)
    return table


def requests(figures: Figures, rng: random.Random) -> Table:
    """Return table 3."""
    form = formats.load(figures.form["requests"])
    table = Table("requests", 10, 3)
    put = table.boxes.append
    inner = [column.label for column in form.request_columns if column.group]
    put(Box(form.requests_corner, 0, 0, 3, 3, "head"))
    put(Box(form.applicants, 0, 3, 1, 7, "head"))
    put(Box("自然人", 1, 3, 2, 1, "head"))
    put(Box("法人或其他组织", 1, 4, 1, 5, "head"))
    put(Box("总计", 1, 9, 2, 1, "head"))
    for offset, label in enumerate(inner):
        put(Box(label, 2, 4 + offset, 1, 1, "head"))
    outcomes = sum(1 for row in form.request_rows if row.outcome)
    groups: set[str] = set()
    for number, row in enumerate(form.request_rows, 3):
        if row.outcome and not any(box.text == form.outcomes for box in table.boxes):
            put(Box(form.outcomes, number, 0, outcomes, 1))
        if row.group and row.group not in groups:
            groups.add(row.group)
            size = sum(1 for other in form.request_rows if other.group == row.group)
            put(Box(form.request_groups[row.group], number, 1, size, 1))
        at = 2 if row.group else 1 if row.outcome else 0
        put(Box(row.label, number, at, 1, 3 - at))
        for offset, column in enumerate(form.request_columns):
            cell = f"requests.{row.key}.{column.key}"
            put(Box(plain(figures.values[cell]), number, 3 + offset, 1, 1, "value", cell))
    return table


def remedies(figures: Figures, rng: random.Random) -> Table:
    """Return table 4."""
    form = formats.load(figures.form["remedies"])
    table = Table("remedies", 15, 3)
    put = table.boxes.append
    put(Box(form.remedy_blocks[0].label, 0, 0, 1, 5, "head"))
    put(Box(form.litigation, 0, 5, 1, 10, "head"))
    for offset, column in enumerate(form.remedy_columns):
        put(Box(column.label, 1, offset, 2, 1, "head"))
        put(Box(column.label, 2, 5 + offset, 1, 1, "head"))
        put(Box(column.label, 2, 10 + offset, 1, 1, "head"))
    put(Box(form.remedy_blocks[1].label, 1, 5, 1, 5, "head"))
    put(Box(form.remedy_blocks[2].label, 1, 10, 1, 5, "head"))
    for index, block in enumerate(form.remedy_blocks):
        for offset, column in enumerate(form.remedy_columns):
            cell = f"remedies.{block.key}.{column.key}"
            put(Box(plain(figures.values[cell]), 3, index * 5 + offset, 1, 1, "value", cell))
    return table
