"""A table as it is shown and as it is exported: the same rows in the same order with the same words, made once."""

from dataclasses import dataclass, field
from datetime import date

from gongkai.typesetting.plain import plain

Value = str | int | date
NOTHING = "—"
"""What stands where there is nothing."""
WORD = 4
"""How many characters a text has at most that is not broken into lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and where a reader can go from it."""

    value: Value
    link: str = ""

    @property
    def number(self) -> bool:
        """Whether it is a number, which stands to the right."""
        return isinstance(self.value, int)

    @property
    def short(self) -> bool:
        """Whether it stands on one line: a day, the number of a case, a word or a name."""
        return isinstance(self.value, date) or bool(self.link) or len(self.text) <= WORD

    @property
    def text(self) -> str:
        """What is read there."""
        return self.value.isoformat() if isinstance(self.value, date) else str(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a heading and its cells. `group` heads several rows, and has no cells of its own."""

    cells: tuple[Cell, ...]
    total: bool = False
    group: bool = False


@dataclass(slots=True)
class Grid:
    """A table with its caption, the heads of its columns, and its rows; the first cell of a row heads it."""

    caption: str
    heads: list[str]
    rows: list[Row] = field(default_factory=list)
    note: str = ""

    def add(self, *values: Value | Cell, total: bool = False, group: bool = False) -> None:
        """Add a row; texts lose what no page and no file can hold."""
        self.rows.append(Row(tuple(map(_cell, values)), total, group))


def _cell(value: Value | Cell) -> Cell:
    cell = value if isinstance(value, Cell) else Cell(value)
    return Cell(plain(cell.value), cell.link) if isinstance(cell.value, str) else cell
