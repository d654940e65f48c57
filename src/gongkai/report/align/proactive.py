"""Table 2 (主动公开政府信息情况): blocks by the items of Art. 20, each with its own columns and rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.report import formats
from gongkai.report.align import labels, vocabularies
from gongkai.report.align.figures import Found
from gongkai.report.align.gaps import restore_blanks
from gongkai.report.align.placing import Position, keeps_blanks, place
from gongkai.report.align.rows import Row, Token
from gongkai.report.formats import Column, Format

ITEM = re.compile(r"^第?二十条(?:第?[一二]款)?,?第?\(?([一五六八九])\)?项")
_CORNERS = frozenset({"信息内容", "内容", "项目", "类别"})
_UNIT = re.compile(r"单位[:：]?\s*(亿元|万元|千元|元)|[(（]\s*(亿元|万元|千元|元)\s*[)）]")
_OLD = re.compile("新制作|新公开|对外公开|上一年|上年|增/?减|采购|其他对外管理")
_NEW = re.compile("制发|废止|现行有效|收费金额|行政规范性文件")


@dataclass(slots=True)
class Entry:
    """A row as found: the header above it, its label, the values behind it."""

    key: str | None
    label: Token
    header: list[Token]
    values: list[Token] = field(default_factory=list)
    exact: bool = False
    kept: bool = True

    @property
    def empty(self) -> bool:
        """Whether no value stands behind the label."""
        return all(value.blank for value in self.values)


@dataclass(slots=True)
class _Walk:
    found: Found
    header: list[Token] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    pending: list[Token] = field(default_factory=list)
    in_header: bool = True
    unclaimed: list[Token] = field(default_factory=list)
    unit: str | None = None


def read(rows: Sequence[Row], year_format: str) -> Found:
    """Return the cells of table 2 from its rows; `year_format` decides where the labels do not."""
    walk = _Walk(Found("proactive"))
    texts: list[str] = []
    for row in restore_blanks(rows):
        if not row.furniture:
            texts.extend(labels.plain(token.text) for token in row.tokens if not token.blank and not token.figure)
            _take_row(walk, row)
        walk.found.blocks.update(row.blocks)
    if any(entry.key for entry in walk.entries):
        _settle(walk, _format(texts, year_format))
    return walk.found


def _format(texts: Sequence[str], year_format: str) -> str:
    old, new = sum(bool(_OLD.search(text)) for text in texts), sum(bool(_NEW.search(text)) for text in texts)
    if old == new:
        return year_format
    return "2019" if old > new else "2021"


def _take_row(walk: _Walk, row: Row) -> None:
    labelled = False
    named = False
    last_figure = max((index for index, token in enumerate(row.tokens) if token.figure), default=-1)
    for index, token in enumerate(row.tokens):
        # Words behind a row's label stand in a figure's place, unless they are the next label of printed text.
        words = named and not row.flat and not vocabularies.proactive_rows().match(token.text)
        last = last_figure >= 0 and index == len(row.tokens) - 1
        if token.figure or token.blank or (words and (index < last_figure or last or not row.packed)):
            if labelled or row.flat or not token.blank:
                _take_value(walk, token, row, labelled=labelled)
            continue
        named = _take_label(walk, token, row) or _take_words(walk, token, row)
        labelled = True


def _take_label(walk: _Walk, label: Token, row: Row) -> bool:
    """Take a label; return whether it is a row's, so that what stands behind it are values."""
    text = labels.plain(label.text)
    if (unit := _UNIT.search(text)) and not walk.unit:
        walk.unit = unit[1] or unit[2]
    if ITEM.match(text) or labels.core(label.text) in _CORNERS:
        _give_words(walk)
        walk.header, walk.in_header, walk.pending = [], True, []
        return False
    match = vocabularies.proactive_rows().match(label.text)
    if match is None and walk.pending:
        match = vocabularies.proactive_rows().match("".join(token.text for token in [*walk.pending, label]))
    if match and not (walk.in_header and _is_column(label)):
        _give_words(walk)
        _open(walk, match.key, label, row)
        if not match.exact:
            walk.found.note("label_variant", label.place, label.text, _row_label(match.key))
        return True
    if walk.in_header and (_is_column(label) or _in_header_row(walk, row)):
        walk.header.append(label)
        return False
    walk.pending.append(label)
    return False


def _give_words(walk: _Walk) -> None:
    """Give words between two labels to the row before them that has no value: they stand in a figure's place."""
    if walk.pending and walk.entries and not walk.in_header and not walk.entries[-1].values:
        walk.entries[-1].values = [Token(word.text, word.place) for word in walk.pending]


def _take_words(walk: _Walk, label: Token, row: Row) -> bool:
    """Take a printed row that has words in its figures' place: 行政处罚 未统计."""
    head, _, words = label.text.partition(" ")
    match = vocabularies.proactive_rows().match(head) if words and label in walk.pending else None
    if match is None or not match.exact:
        return False
    _open(walk, match.key, label, row)
    walk.entries[-1].values.append(Token(words.strip(), label.place))
    return True


def _in_header_row(walk: _Walk, row: Row) -> bool:
    return not row.flat and bool(walk.header) and not any(token.figure for token in row.tokens)


def _is_column(label: Token) -> bool:
    words = labels.core(label.text)
    return bool(_OLD.search(words) or _NEW.search(words) or words.startswith("本年") or "处理决定" in words) and not (
        words.startswith(("其他对外", "行政规范", "规范性", "政府集中", "政府采购"))
    )


def _open(walk: _Walk, key: str | None, label: Token, row: Row) -> None:
    walk.entries.append(Entry(key, label, walk.header, exact=row.exact, kept=row.keeps_blanks))
    walk.in_header = False
    walk.pending = []


def _take_value(walk: _Walk, token: Token, row: Row, *, labelled: bool) -> None:
    if walk.pending and not token.blank:
        label = walk.pending[-1]
        text = "".join(piece.text for piece in walk.pending)
        key = vocabularies.proactive_rows().beginning(text)
        _open(walk, key, label, row)
        if not key or row.keeps_blanks:
            walk.found.note("split_label" if key else "extra_row", label.place, text)
    current = walk.entries[-1] if walk.entries else None
    if current is None or walk.in_header:
        if token.figure:
            walk.unclaimed.append(token)
        return
    if not labelled and not row.flat and token.figure and current.empty and current.values:
        walk.found.note("pushed_value", token.place)
        current.values = []
    current.values.append(token)


def _settle(walk: _Walk, name: str) -> None:
    found, form = walk.found, formats.load(name)
    found.format = name
    where = {row.key: (number, row) for number, item in enumerate(form.items) for row in item.rows}
    for entry in walk.entries:
        if entry.key in where:
            number, _ = where[entry.key]
            _settle_row(walk, form, entry, number)
        else:
            found.surplus(entry.values)
            if entry.key and not entry.empty:
                found.note("extra_row", entry.label.place, entry.label.text)
    found.surplus(walk.unclaimed)
    found.complete(form.cells("proactive"), doubtful=bool(walk.unclaimed))


def _settle_row(walk: _Walk, form: Format, entry: Entry, number: int) -> None:
    columns = list(form.items[number].columns)
    heads = _heads(walk, form, entry, number)
    order = [column for column, _ in heads] if heads else columns
    if len(heads) < len(columns) and sum(not value.blank for value in entry.values) != len(heads):
        order = columns
    start = _start(entry, [head for _, head in heads] if order is not columns else [])
    shown = keeps_blanks(other.values for other in walk.entries)
    kept = entry.kept or shown
    stripped = (
        entry.kept and not entry.exact and shown and not any(e.values and e.values[-1].blank for e in walk.entries)
    )
    if start is None:
        start = _learnt(walk.entries, len(order))
    placed = place(entry.values, len(order), lambda _: True, Position(start, entry.exact, kept, stripped))
    names = [f"proactive.{entry.key}.{column.key}" for column in order]
    units = [_header_unit(walk, column, heads) for column in order]
    walk.found.put(names, placed, [column.unit for column in order], units)
    _note_decimals(walk, names, order, heads)


def _heads(walk: _Walk, form: Format, entry: Entry, number: int) -> list[tuple[Column, Token]]:
    """Return the columns in the order of the headings above the row, [] where the headings cannot be told apart."""
    words = vocabularies.proactive_columns(form.name, number)
    columns = {column.key: column for column in form.items[number].columns}
    heads: list[tuple[Column, Token]] = []
    for position, head in enumerate(entry.header):
        match = words.match(head.text)
        if match is None:
            ordered = list(columns.values())
            cut = labels.core(head.text)
            if position < len(ordered) and len(cut) >= 3 and labels.core(ordered[position].label).startswith(cut):
                heads.append((ordered[position], head))
                walk.found.note("label_variant", head.place, head.text, ordered[position].label)
            continue
        heads.append((columns[match.key], head))
        if not match.exact and not _only_unit_differs(head.text, columns[match.key]):
            walk.found.note("label_variant", head.place, head.text, columns[match.key].label)
    keys = [column.key for column, _ in heads]
    return heads if len(set(keys)) == len(keys) else []


def _only_unit_differs(text: str, column: Column) -> bool:
    return labels.core(re.sub(r"[(（].*", "", text)) == labels.core(column.label)


def _start(entry: Entry, heads: list[Token]) -> int | None:
    if not entry.exact or not heads or heads[0].column is None:
        return None
    first = min(head.column for head in heads if head.column is not None)
    return next((index for index, value in enumerate(entry.values) if value.column == first), None)


def _learnt(entries: Sequence[Entry], wanted: int) -> int | None:
    """Return how many cells behind the label full rows begin, None where they differ or there are none."""
    firsts = {
        next(index for index, value in enumerate(entry.values) if not value.blank)
        for entry in entries
        if sum(not value.blank for value in entry.values) >= wanted > 1
    }
    return firsts.pop() if len(firsts) == 1 else None


def _header_unit(walk: _Walk, column: Column, heads: list[tuple[Column, Token]]) -> str | None:
    if column.unit != "10k CNY":
        return None
    head = next((token for known, token in heads if known.key == column.key), None)
    unit = _UNIT.search(labels.plain(head.text)) if head else None
    return (unit[1] or unit[2]) if unit else walk.unit


def _note_decimals(walk: _Walk, names: list[str], order: list[Column], heads: list[tuple[Column, Token]]) -> None:
    """Note an amount that lacks the decimals its heading demands; a zero needs none."""
    for name, column in zip(names, order, strict=True):
        head = next((token for known, token in heads if known.key == column.key), None)
        demand = re.search(r"保留(\d)位小数", labels.plain(head.text)) if head else None
        cell = walk.found.cells.get(name)
        if not demand or cell is None or not cell.value or cell.raw is None:
            continue
        printed = len(cell.raw.partition(".")[2].rstrip("亿万千元 "))
        if printed != int(demand[1]):
            walk.found.note("decimals", cell.place, cell.raw, demand[1], cell=name)


def _row_label(key: str) -> str:
    return next(
        row.label
        for name in formats.FORMATS
        for item in formats.load(name).items
        for row in item.rows
        if row.key == key
    )
