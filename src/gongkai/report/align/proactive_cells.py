"""The rows of table 2 into cells: columns by the headings above them, amounts by their unit, doubts as doubts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.report import formats
from gongkai.report.align import labels, vocabularies
from gongkai.report.align.figures import Found
from gongkai.report.align.placing import Placed, Position, filled_at, keeps_blanks, place
from gongkai.report.align.rows import Token
from gongkai.report.align.units import demanded_decimals, printed_unit
from gongkai.report.formats import Column, Format

Head = tuple[Column, Token]


@dataclass(slots=True)
class Entry:
    """A row as found: the rows of headings above it, its label, the values behind it.

    `key` is None for a row that the form does not have; `row` tells the row of cells apart from which the values come;
    `doubtful` says that what stands here may not be all of it.
    """

    key: str | None
    label: Token
    header: list[list[Token]]
    row: int = 0
    values: list[Token] = field(default_factory=list)
    exact: bool = False
    kept: bool = True
    flat: bool = False
    doubtful: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value stands behind the label."""
        return all(value.blank for value in self.values)


@dataclass(frozen=True, slots=True)
class _Table:
    """What the table as a whole tells: its form, the unit named outside the headings, and how its text treats blanks."""

    form: Format
    unit: str | None
    entries: Sequence[Entry]
    shown: bool
    stripped: bool


def settle(found: Found, name: str, entries: Sequence[Entry], unclaimed: list[Token], unit: str | None) -> None:
    """Put the cells of the rows into `found` by the form `name`; `unclaimed` are values that stand behind no label."""
    form = formats.load(name)
    found.format = name
    where = {row.key: number for number, item in enumerate(form.items) for row in item.rows}
    shown = keeps_blanks(entry.values for entry in entries)
    stripped = shown and not any(entry.values and entry.values[-1].blank for entry in entries)
    table = _Table(form, unit, entries, shown, stripped)
    _doubt_neighbours(entries, where)
    filled = {entry.key for entry in entries if not entry.empty}
    for entry in entries:
        if entry.key not in where:
            found.surplus(entry.values)
            if entry.key and not entry.empty:
                found.note("extra_row", entry.label.place, entry.label.text)
        elif not entry.empty or entry.key not in filled:
            _settle_row(found, table, entry, where[entry.key])
    found.surplus(unclaimed)
    found.complete(form.cells("proactive"), doubtful=bool(unclaimed), lost=_lost(form, entries))


def _doubt_neighbours(entries: Sequence[Entry], where: dict[str, int]) -> None:
    """Doubt an empty row beside values that belong to no row of the form: they may be its own behind half a label."""
    for before, after in zip(entries, entries[1:], strict=False):
        for stranger, row in ((before, after), (after, before)):
            if stranger.key not in where and not stranger.empty and row.key in where and row.empty:
                row.doubtful = True


def _lost(form: Format, entries: Sequence[Entry]) -> set[str]:
    """Return the rows that stand here only by a piece of their label, which is not enough to know them."""
    pieces = [labels.core(entry.label.text) for entry in entries if entry.key is None and not entry.empty]
    return {
        f"proactive.{row.key}"
        for item in form.items
        for row in item.rows
        if any(piece and piece in labels.core(row.label) for piece in pieces)
    }


def _settle_row(found: Found, table: _Table, entry: Entry, number: int) -> None:
    columns = list(table.form.items[number].columns)
    heads = _heads(found, table.form, entry, number)
    order = _order(entry, columns, heads)
    start = _start(entry, heads) if order is not columns else None
    if start is None:
        start = _learnt(table.entries, len(order))
    kept = entry.kept or table.shown
    position = Position(start, entry.exact, kept, table.stripped and entry.kept and not entry.exact)
    placed = place(entry.values, len(order), lambda _: True, position)
    if entry.doubtful:
        placed = Placed.unread(len(order), entry.values)
    names = [f"proactive.{entry.key}.{column.key}" for column in order]
    units = [_unit(column, heads, entry, table.unit) for column in order]
    found.put(names, placed, [column.unit for column in order], units)
    _note_decimals(found, names, order, heads)


def _order(entry: Entry, columns: list[Column], heads: list[Head]) -> list[Column]:
    """Return the columns as values stand: as the headings do where all are known, or as few as there are in a true grid."""
    printed = [column for column, _ in heads]
    if len(printed) == len(columns):
        return printed
    known = sum(len(row) for row in entry.header) == len(printed)
    return printed if printed and known and len(filled_at(entry.values)) == len(printed) else columns


def _heads(found: Found, form: Format, entry: Entry, number: int) -> list[Head]:
    """Return the columns in the order of the headings above the row, [] where the headings cannot be told apart."""
    rows = [heads for row in entry.header if (heads := _heads_of_row(found, form, row, number))]
    keys = [column.key for heads in rows for column, _ in heads]
    return rows[0] if len(rows) == 1 and len(set(keys)) == len(keys) else []


def _heads_of_row(found: Found, form: Format, row: Sequence[Token], number: int) -> list[Head]:
    words = vocabularies.proactive_columns(form.name, number)
    columns = list(form.items[number].columns)
    by_key = {column.key: column for column in columns}
    heads: list[Head] = []
    for position, head in enumerate(row):
        match = words.match(head.text)
        if match:
            column = by_key[match.key]
        elif position < len(columns) and _is_cut(head.text, columns[position]):
            column = columns[position]
        else:
            continue
        heads.append((column, head))
        if match is None or not (match.exact or _only_unit_differs(head.text, column)):
            found.note_once("label_variant", head.place, head.text, column.label)
    return heads


def _is_cut(text: str, column: Column) -> bool:
    """Return whether a heading is the beginning of the column's label: 本年新 for 本年新制作数量."""
    cut = labels.core(text)
    return len(cut) >= labels.SHORTEST_FRAGMENT and labels.core(column.label).startswith(cut)


def _only_unit_differs(text: str, column: Column) -> bool:
    return labels.core(text.partition("（")[0].partition("(")[0]) == labels.core(column.label)


def _start(entry: Entry, heads: list[Head]) -> int | None:
    columns = [head.column for _, head in heads if head.column is not None]
    if not entry.exact or not columns:
        return None
    return next((index for index, value in enumerate(entry.values) if value.column == min(columns)), None)


def _learnt(entries: Sequence[Entry], wanted: int) -> int | None:
    """Return how many cells behind the label full rows begin, None where they differ or there are none."""
    firsts = {
        filled[0]
        for entry in entries
        if len(filled := filled_at(entry.values)) >= wanted > 1 and filled[-1] - filled[0] < len(filled)
    }
    return firsts.pop() if len(firsts) == 1 else None


def _unit(column: Column, heads: list[Head], entry: Entry, outside: str | None) -> str | None:
    """Return the unit of an amount: its heading's, else any that stands above the row, else the one beside the table."""
    if column.unit != "10k CNY":
        return None
    above = [token for known, token in heads if known.key == column.key] or [t for row in entry.header for t in row]
    return next((unit for head in above if (unit := printed_unit(head.text))), outside)


def _note_decimals(found: Found, names: list[str], order: list[Column], heads: list[Head]) -> None:
    """Note an amount that lacks the decimals its heading demands; a zero needs none."""
    for name, column in zip(names, order, strict=True):
        head = next((token for known, token in heads if known.key == column.key), None)
        demanded = demanded_decimals(head.text) if head else None
        cell = found.cells[name]
        if demanded is None or not cell.value or cell.raw is None:
            continue
        if len(cell.raw.partition(".")[2].rstrip("亿万千百元 ")) != demanded:
            found.note("decimals", cell.place, cell.raw, str(demanded), cell=name)
