"""Table 4 (政府信息公开行政复议、行政诉讼情况): three blocks of five figures side by side, or one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.report import formats
from gongkai.report.align import labels, vocabularies
from gongkai.report.align.figures import Found
from gongkai.report.align.gaps import restore_blanks
from gongkai.report.align.placing import Position, keeps_blanks, place
from gongkai.report.align.rows import Row, Token
from gongkai.report.align.values import parse
from gongkai.report.model import Cell

_FORM = formats.load("2021")
_BLOCKS = [block.key for block in _FORM.remedy_blocks]
_COLUMNS = [column.key for column in _FORM.remedy_columns]
NAMES = [f"remedies.{block}.{column}" for block in _BLOCKS for column in _COLUMNS]
_LABELS = {
    **{block.key: block.label for block in _FORM.remedy_blocks},
    **{column.key: column.label for column in _FORM.remedy_columns},
}
_WIDTH = len(_COLUMNS)


@dataclass(slots=True)
class _Walk:
    found: Found
    blocks: list[tuple[str, Token]] = field(default_factory=list)
    heads: list[tuple[str, Token]] = field(default_factory=list)
    runs: list[list[Token]] = field(default_factory=list)
    exact: bool = False
    kept: bool = True


def read(rows: Sequence[Row], form: str) -> Found:
    """Return the cells of table 4, which is the same in both forms; `form` is the one it is counted to."""
    walk = _Walk(Found("remedies", form))
    for row in restore_blanks(rows):
        if not row.furniture:
            _take_row(walk, row)
        walk.found.blocks.update(row.blocks)
    _settle(walk)
    walk.found.cells = {name: walk.found.cells.get(name, Cell(name, None, "absent")) for name in NAMES}
    return walk.found


def _take_row(walk: _Walk, row: Row) -> None:
    figures = any(token.figure for token in row.tokens)
    heads = {id(token) for token in row.tokens if _is_word(token) and _take_label(walk, token)}
    begun = bool(walk.runs) and sum(len(run) for run in walk.runs) < len(NAMES)
    # Words in a row of figures, or between figures one below the other, stand in a figure's place.
    words = figures or (begun and row.flat)
    run = [token for token in row.tokens if id(token) not in heads and (words or not _is_word(token))]
    if figures:
        walk.exact, walk.kept = row.exact, row.keeps_blanks
        _take_run(walk, run, flat=row.flat)
    elif begun and row.flat:
        walk.runs[-1].extend(run)
    elif len(run) >= len(NAMES):
        walk.runs.append(run)


def _is_word(token: Token) -> bool:
    return not token.figure and not token.blank


def _take_run(walk: _Walk, run: list[Token], *, flat: bool) -> None:
    if flat and walk.runs and walk.runs[-1][0].column is None:
        walk.runs[-1].extend(run)
    else:
        walk.runs.append(run)


def _take_label(walk: _Walk, label: Token) -> bool:
    """Take a heading; return whether it is one of this table."""
    match = vocabularies.remedy_labels().match(label.text)
    if match is None:
        words = labels.core(label.text)
        blocks = [block.key for block in _FORM.remedy_blocks if block.label in words]
        rest = len(words) - sum(len(_LABELS[key]) for key in blocks)
        if rest > len(_FORM.litigation):
            return False
        walk.blocks.extend((key, label) for key in blocks)
        return bool(blocks)
    if match.key == "litigation":
        return True
    if not match.exact:
        expected = _LABELS[match.key]
        if labels.core(label.text) != labels.core(expected):
            walk.found.note("label_variant", label.place, label.text, expected)
    if match.key in _BLOCKS:
        walk.blocks.append((match.key, label))
    else:
        walk.heads.append((match.key, label))
    return True


def _settle(walk: _Walk) -> None:
    filled = [run for run in walk.runs if any(token.figure for token in run)]
    figures = sum(len(run) for run in filled)
    if figures < len(NAMES) and (len(walk.blocks) < 2 or (not figures and len(walk.heads) < _WIDTH)):
        walk.found.format = None
        walk.found.blocks.clear()
        return
    names = _names_in_order(walk)
    if walk.blocks and not _is_printed_order(walk):
        unread = " ".join(token.text for run in filled for token in run if token.figure)
        for name in NAMES:
            walk.found.cells[name] = Cell(name, None, "unread", unread or None)
        walk.found.note("column_order", walk.blocks[0][1].place)
        return
    values = [token for run in (filled or walk.runs[:1]) for token in run]
    start = _start(walk, values)
    placed = place(values, len(names), adds_up, Position(start, walk.exact, walk.kept or keeps_blanks([values])))
    walk.found.put(names, placed, ["count"] * len(names), [None] * len(names))


def _names_in_order(walk: _Walk) -> list[str]:
    """Return the cells in the order of the headings; the form's order unless a whole block's headings say otherwise."""
    heads = [key for key, _ in walk.heads]
    if len(heads) == len(NAMES) and len(walk.blocks) == len(_BLOCKS):
        orders = [heads[start : start + _WIDTH] for start in range(0, len(NAMES), _WIDTH)]
        if all(set(order) == set(_COLUMNS) for order in orders):
            return [
                f"remedies.{block}.{column}" for block, order in zip(_BLOCKS, orders, strict=True) for column in order
            ]
    return list(NAMES)


def _is_printed_order(walk: _Walk) -> bool:
    seen = list(dict.fromkeys(key for key, _ in walk.blocks))
    return seen == [key for key in _BLOCKS if key in seen]


def _start(walk: _Walk, values: list[Token]) -> int | None:
    columns = [token.column for _, token in walk.heads if token.column is not None]
    if not walk.exact or not columns:
        return None
    return next((index for index, value in enumerate(values) if value.column == min(columns)), None)


def adds_up(values: Sequence[str]) -> bool:
    """Return whether each block's four results add up to its 总计."""
    numbers = [parse(value).number or Decimal(0) for value in values]
    return all(sum(numbers[i : i + _WIDTH - 1]) == numbers[i + _WIDTH - 1] for i in range(0, len(numbers), _WIDTH))
