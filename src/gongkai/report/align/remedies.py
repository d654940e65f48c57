"""Table 4 (政府信息公开行政复议、行政诉讼情况): three blocks of five figures side by side, or one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.report import formats
from gongkai.report.align import labels, vocabularies
from gongkai.report.align.figures import Found
from gongkai.report.align.gaps import restore_blanks
from gongkai.report.align.placing import Placed, Position, keeps_blanks, place
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
    """The state of the walk. `heads` are the column headings row by row, `flat` says that the last run is one a line."""

    found: Found
    blocks: list[tuple[str, Token]] = field(default_factory=list)
    heads: list[list[tuple[str, Token]]] = field(default_factory=list)
    runs: list[list[Token]] = field(default_factory=list)
    early: list[Token] = field(default_factory=list)
    flat: bool = False
    exact: bool = False
    kept: bool = True
    doubtful: bool = False

    @property
    def count(self) -> int:
        """How many values have been met."""
        return sum(len(run) for run in self.runs)


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
    if row.suspect:
        walk.doubtful |= 0 < walk.count < len(NAMES)
        return
    if not (row.flat and walk.heads):
        walk.heads.append([])
    figures = any(token.figure for token in row.tokens)
    heads = {id(token) for token in row.tokens if _is_word(token) and _take_label(walk, token)}
    begun = 0 < walk.count < len(NAMES)
    # Words in a row of figures, or between figures one below the other, stand in a figure's place.
    words = figures or (begun and row.flat)
    run = [token for token in row.tokens if id(token) not in heads and (words or not _is_word(token))]
    if figures:
        walk.exact, walk.kept = row.exact, row.keeps_blanks
    if row.flat and walk.flat and walk.runs:
        walk.runs[-1].extend(run if figures or begun else [])
    elif figures or len(run) >= len(NAMES):
        walk.runs.append([*walk.early, *run] if row.flat else run)
        walk.flat = row.flat
    elif row.flat and not heads:
        # A word may stand in the first figure's place: that shows when figures follow.
        walk.early = [token for token in row.tokens if _is_word(token)]
        return
    walk.early = []


def _is_word(token: Token) -> bool:
    return not token.figure and not token.blank


def _take_label(walk: _Walk, label: Token) -> bool:
    """Take a heading; return whether it is one of this table."""
    match = vocabularies.remedy_labels().match(label.text)
    if match is None:
        return _take_several(walk, label)
    if not walk.blocks and 0 < walk.count < len(NAMES):
        # What stands above the first heading is no figure of this table: a page's number.
        walk.found.surplus([token for run in walk.runs for token in run])
        walk.runs = []
    if match.key == "litigation":
        return True
    if not match.exact:
        walk.found.note("label_variant", label.place, label.text, _LABELS[match.key])
    if match.key in _BLOCKS:
        walk.blocks.append((match.key, label))
    else:
        walk.heads[-1].append((match.key, label))
    return True


def _take_several(walk: _Walk, label: Token) -> bool:
    """Take headings that a printed line has side by side, with single spaces or with nothing between them."""
    parts = label.text.split()
    if len(parts) > 1 and all(vocabularies.remedy_labels().match(part) for part in parts):
        for part in parts:
            _take_label(walk, Token(part, label.place))
        return True
    words = labels.core(label.text)
    blocks = [key for key in _BLOCKS if _LABELS[key] in words]
    if not blocks or len(words) - sum(len(_LABELS[key]) for key in blocks) > len(_FORM.litigation):
        return False
    walk.blocks.extend((key, label) for key in blocks)
    return True


def _settle(walk: _Walk) -> None:
    filled = [run for run in walk.runs if any(token.figure for token in run)]
    figures = sum(len(run) for run in filled)
    heads = sum(len(row) for row in walk.heads)
    if figures < len(NAMES) and (len(walk.blocks) < 2 or (not figures and heads < _WIDTH)):
        walk.found.format = None
        walk.found.blocks.clear()
        return
    names = _names_in_order(walk)
    values = [token for run in (filled or walk.runs[:1]) for token in run]
    # Figures in several rows are blocks one below the other, or one row whose figures are broken over lines.
    broken = len(filled) > 1 and any(len(run) % _WIDTH for run in filled)
    if broken or walk.doubtful or not _is_printed_order(walk):
        placed = Placed.unread(len(names), values, [] if broken or walk.doubtful else ["column_order"])
    else:
        kept = walk.kept or (keeps_blanks([values]) and len(values) == len(names))
        placed = place(values, len(names), adds_up, Position(_start(walk, values), walk.exact, kept))
    walk.found.put(names, placed, ["count"] * len(names), [None] * len(names))


def _names_in_order(walk: _Walk) -> list[str]:
    """Return the cells in the order of the headings; the form's order unless rows of whole blocks say otherwise."""
    rows = [[key for key, _ in row] for row in walk.heads if row]
    orders = [row[start : start + _WIDTH] for row in rows for start in range(0, len(row), _WIDTH)]
    if len(orders) == len(_BLOCKS) == len(walk.blocks) and all(set(order) == set(_COLUMNS) for order in orders):
        return [f"remedies.{block}.{column}" for block, order in zip(_BLOCKS, orders, strict=True) for column in order]
    return list(NAMES)


def _is_printed_order(walk: _Walk) -> bool:
    seen = list(dict.fromkeys(key for key, _ in walk.blocks))
    return seen == [key for key in _BLOCKS if key in seen]


def _start(walk: _Walk, values: list[Token]) -> int | None:
    columns = [token.column for row in walk.heads for _, token in row if token.column is not None]
    if not walk.exact or not columns:
        return None
    return next((index for index, value in enumerate(values) if value.column == min(columns)), None)


def adds_up(values: Sequence[str]) -> bool:
    """Return whether each block's four results add up to its 总计."""
    numbers = [parse(value).number or Decimal(0) for value in values]
    return all(sum(numbers[i : i + _WIDTH - 1]) == numbers[i + _WIDTH - 1] for i in range(0, len(numbers), _WIDTH))
