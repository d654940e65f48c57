"""Values behind a label into columns: one for one, by position where some are blank, by the surplus rule where some are too many."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.report.align.rows import Token
from gongkai.report.align.surplus import leave_out

AddsUp = Callable[[Sequence[str]], bool]


@dataclass(slots=True)
class Placed:
    """What each column got: a token, or None. `state` tells what None means: blank, unread or absent."""

    tokens: list[Token | None]
    missing: list[str]
    surplus: list[Token] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What is known of where values stand behind their label.

    `start` is how many cells behind the label the first column stands (None: nobody knows), `exact` says that it is a
    true grid, `kept` that blank cells stand where they are in the table, `stripped` that those at a line's end are lost.
    """

    start: int | None
    exact: bool = False
    kept: bool = True
    stripped: bool = False


def keeps_blanks(rows: Iterable[Sequence[Token]]) -> bool:
    """Return whether some row shows a blank before a figure: a converter that pads rows at their end shows none."""
    return any(_has_blank_before_figure(values) for values in rows)


def _has_blank_before_figure(values: Sequence[Token]) -> bool:
    filled = filled_at(values)
    if not filled:
        return False
    return filled[0] > 0 or filled[-1] - filled[0] >= len(filled)


def filled_at(values: Sequence[Token]) -> list[int]:
    """Return the positions of the values that are not blank."""
    return [index for index, value in enumerate(values) if not value.blank]


def only_start(rows: Sequence[Sequence[Token]], wanted: int) -> int | None:
    """Return the one position from which `wanted` columns cover every figure of these rows, None where there are several."""
    filled = [positions for values in rows if (positions := filled_at(values))]
    if not filled:
        return None
    earliest = max(0, max(positions[-1] for positions in filled) - wanted + 1)
    latest = min(positions[0] for positions in filled)
    return earliest if earliest == latest else None


def place(values: Sequence[Token], wanted: int, adds_up: AddsUp, position: Position) -> Placed:
    """Return which value belongs to which of `wanted` columns."""
    filled = [value for value in values if not value.blank]
    if not filled:
        return _blank(values, wanted, position.start)
    if len(filled) == wanted:
        return Placed(list(filled), [""] * wanted)
    if len(filled) > wanted:
        return _too_many(filled, wanted, adds_up)
    return _too_few(values, filled, wanted, position)


def _blank(values: Sequence[Token], wanted: int, start: int | None) -> Placed:
    begin = start if start is not None else max(0, len(values) - wanted)
    cells = list(values[begin : begin + wanted])
    return Placed([*cells, *[None] * (wanted - len(cells))], ["blank"] * wanted)


def _too_many(filled: list[Token], wanted: int, adds_up: AddsUp) -> Placed:
    figures = [value for value in filled if value.figure]
    if len(figures) == wanted:
        return Placed(list(figures), [""] * wanted, [value for value in filled if not value.figure])
    ways = leave_out([value.text for value in filled], wanted, adds_up)
    raw = " ".join(value.text for value in filled)
    if ways is None:
        return Placed([None] * wanted, ["unread"] * wanted, [], ["surplus"], raw)
    chosen, left = ways
    tokens = [None if index is None else filled[index] for index in chosen]
    return Placed(tokens, ["unread"] * wanted, [filled[index] for index in left], ["surplus"], raw)


def _too_few(values: Sequence[Token], filled: list[Token], wanted: int, position: Position) -> Placed:
    start = position.start
    raw = " ".join(value.text for value in filled)
    nobody_knows = Placed([None] * wanted, ["unread"] * wanted, [], ["missing_cells"], raw)
    if not position.kept or (start is None and len(values) != wanted):
        return nobody_knows
    cells = values[start or 0 : (start or 0) + wanted]
    lost = wanted - len(cells)
    # A converter that drops blank cells leaves a short row that looks the same: only a true grid may be short.
    certain = position.exact or position.stripped
    if sum(not cell.blank for cell in cells) != len(filled) or (lost and not certain):
        return nobody_knows
    notes = ["missing_cells"] if lost and position.exact else []
    beyond = "absent" if position.exact else "blank"
    return Placed([*cells, *[None] * lost], [""] * len(cells) + [beyond] * lost, [], notes, raw)
