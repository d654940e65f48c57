"""Sums over cells with what is not a figure kept apart.

A blank, a slash, a dash or 无 is no figure. A sum that balances with nothing in those places is fine. One that does
not is a fault only where no filling-in could balance it; else it is not assessed: nobody can tell what belongs there.
Unread and absent cells could hold anything, so a sum over one of them is never judged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from gongkai.report import formats
from gongkai.report.formats import Format, Identity
from gongkai.report.model import Cell, Place, Report, TableName

Number = int | Decimal
Verdict = Literal["balanced", "broken", "empty cells", "unread", "absent"]
EMPTY = frozenset({"blank", "slash", "dash", "none"})


@dataclass(frozen=True, slots=True)
class Side:
    """The sum of some cells: those that are read, with the names of the empty, the unread and the absent ones."""

    total: Number
    empty: tuple[str, ...]
    unread: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """An identity along one line of a table: `key` is the column or row, `left` and `right` the names of the cells."""

    key: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_side: Side
    right_side: Side

    @property
    def verdict(self) -> Verdict:
        """Whether the two sides are equal, and if that cannot be told, why."""
        left, right = self.left_side, self.right_side
        if left.unread or right.unread:
            return "unread"
        if left.absent or right.absent:
            return "absent"
        if left.total == right.total:
            return "balanced"
        # The smaller side could be made up by what was left empty on it.
        smaller = left if left.total < right.total else right
        return "empty cells" if smaller.empty else "broken"

    @property
    def difference(self) -> Number:
        """How far the two sides are apart."""
        gap = self.left_side.total - self.right_side.total
        return gap if gap >= 0 else -gap


def side(report: Report, names: Iterable[str]) -> Side:
    """Return the sum of these cells."""
    figures: list[Number] = []
    kept: dict[str, list[str]] = {"empty": [], "unread": [], "absent": []}
    for name in names:
        cell = report.cells.get(name)
        if cell and cell.value is not None:
            figures.append(cell.value)
        else:
            kept[_gap(cell)].append(name)
    return Side(added(figures), tuple(kept["empty"]), tuple(kept["unread"]), tuple(kept["absent"]))


def _gap(cell: Cell | None) -> str:
    if cell is None or cell.state == "absent":
        return "absent"
    return "empty" if cell.state in EMPTY else "unread"


def figure(report: Report, name: str) -> Number | None:
    """Return a cell's figure with an empty cell as 0; None where it is unread or absent."""
    cell = report.cells.get(name)
    if cell is None:
        return None
    return 0 if cell.state in EMPTY else cell.value


def form_of(report: Report, table: TableName) -> Format | None:
    """Return the form of a table, None where the table was not found."""
    name = report.tables.get(table)
    return formats.load(name) if name else None


def balances(report: Report, check: str) -> Iterator[tuple[Format, Balance]]:
    """Yield every line over which the identities of a check run, by each table's own form."""
    tables: tuple[TableName, ...] = ("requests", "remedies")
    for table in tables:
        form = form_of(report, table)
        if form:
            for key, left, right in _lines(form.name, table, check):
                yield form, Balance(key, left, right, side(report, left), side(report, right))


@cache
def _lines(format: str, table: str, check: str) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    form = formats.load(format)
    return tuple(
        (key, _names(identity, identity.left, key), _names(identity, identity.right, key))
        for identity in form.identities
        if identity.check == check and identity.table == table
        for key in _keys(form, identity)
    )


def _keys(form: Format, identity: Identity) -> tuple[str, ...]:
    if identity.table == "remedies":
        return tuple(block.key for block in form.remedy_blocks)
    along = form.request_columns if identity.along == "rows" else form.request_rows
    return tuple(line.key for line in along)


def _names(identity: Identity, parts: tuple[str, ...], key: str) -> tuple[str, ...]:
    if identity.along == "rows":
        return tuple(f"{identity.table}.{part}.{key}" for part in parts)
    return tuple(f"{identity.table}.{key}.{part}" for part in parts)


def places(report: Report, names: Iterable[str]) -> list[Place | None]:
    """Return where these cells stand."""
    return [cell.place for name in names if (cell := report.cells.get(name))]


def written(number: Number) -> str:
    """Return a figure as it is written in a sentence: whole, or without trailing zeros."""
    if isinstance(number, int) or number == number.to_integral_value():
        return str(int(number))
    return f"{number.normalize():f}"


def added(figures: Iterable[Number]) -> Number:
    """Return the sum of figures, whole where all of them are."""
    total: Number = 0
    for value in figures:
        total = total + value
    return total


def terms(report: Report, names: Iterable[str]) -> str:
    """Return the figures of these cells joined by plus signs, zeros left out, or 0."""
    figures = [value for name in names if (value := report.value(name))]
    return "＋".join(written(value) for value in figures) or "0"


@cache
def row_label(form: str, key: str) -> str:
    """Return the form's words for a row of table 3, its bracketed remark left out."""
    laid = formats.load(form)
    row = next(row for row in laid.request_rows if row.key == key)
    group = laid.request_groups.get(row.group, "")
    return group + row.label.partition("（区分")[0]


@cache
def column_label(form: str, key: str) -> str:
    """Return the form's words for a column of table 3."""
    return next(column.label for column in formats.load(form).request_columns if column.key == key)


@cache
def block_label(form: str, key: str) -> str:
    """Return the form's words for a block of table 4."""
    laid = formats.load(form)
    label = next(block.label for block in laid.remedy_blocks if block.key == key)
    return f"{laid.litigation}（{label}）" if key.startswith("litigation") else label
