"""Values behind a label into columns: one for one, by position where some are blank, by the surplus rule where some are too many."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from gongkai.report.align.rows import Token
from gongkai.report.align.surplus import leave_out

_DIGIT = re.compile(r"\d")
AddsUp = Callable[[Sequence[str]], bool]


@dataclass(slots=True)
class Placed:
    """What each column got: a token, or None. `state` tells what None means: blank, unread or absent."""

    tokens: list[Token | None]
    missing: list[str]
    surplus: list[Token] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    raw: str = ""

    def distrust(self) -> None:
        """Make every column unread: what was placed proves nothing."""
        self.raw = self.raw or " ".join(token.text for token in self.tokens if token and not token.blank)
        self.tokens, self.missing = [None] * len(self.tokens), ["unread"] * len(self.tokens)

    @classmethod
    def unread(cls, wanted: int, values: Sequence[Token], notes: Iterable[str] = ()) -> "Placed":
        """Return `wanted` columns of which nobody can say what stands in them."""
        raw = " ".join(value.text for value in values if not value.blank)
        return cls([None] * wanted, ["unread"] * wanted, [], list(notes), raw)


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
    filled = filled_at(values)
    if not filled:
        return _blank(values, wanted, position.start)
    run = values[filled[0] : filled[-1] + 1]
    if len(filled) == wanted == len(run):
        return Placed(list(run), [""] * wanted)
    if len(filled) >= wanted:
        return _too_many(run, wanted, adds_up)
    return _too_few(values, wanted, position)


def _blank(values: Sequence[Token], wanted: int, start: int | None) -> Placed:
    begin = start if start is not None else max(0, len(values) - wanted)
    cells = list(values[begin : begin + wanted])
    return Placed([*cells, *[None] * (wanted - len(cells))], ["blank"] * wanted)


def _too_many(run: Sequence[Token], wanted: int, adds_up: AddsUp) -> Placed:
    """Settle more cells than columns, blank ones between the figures counted: a blank may be a cell, or the surplus."""
    figures = [value for value in run if value.figure]
    notes = [value for value in run if not value.figure]
    if len(figures) == wanted and not any(value.blank or _DIGIT.search(value.text) for value in notes):
        return Placed(list(figures), [""] * wanted, notes)
    ways = leave_out([value.text for value in run], wanted, adds_up)
    if ways is None:
        return Placed.unread(wanted, run, ["surplus"])
    chosen, left = ways
    tokens = [None if index is None else run[index] for index in chosen]
    surplus = [run[index] for index in left if not run[index].blank]
    raw = " ".join(value.text for value in run if not value.blank)
    return Placed(tokens, ["unread"] * wanted, surplus, ["surplus"], raw)


def _too_few(values: Sequence[Token], wanted: int, position: Position) -> Placed:
    start = position.start
    filled = filled_at(values)
    if not position.kept or (start is None and len(values) != wanted):
        return Placed.unread(wanted, values, ["missing_cells"])
    cells = values[start or 0 : (start or 0) + wanted]
    lost = wanted - len(cells)
    # A converter that drops blank cells leaves a short row that looks the same: only a true grid may be short.
    certain = position.exact or position.stripped
    if sum(not cell.blank for cell in cells) != len(filled) or (lost and not certain):
        return Placed.unread(wanted, values, ["missing_cells"])
    notes = ["missing_cells"] if lost and position.exact else []
    beyond = "absent" if position.exact else "blank"
    raw = " ".join(value.text for value in values if not value.blank)
    return Placed([*cells, *[None] * lost], [""] * len(cells) + [beyond] * lost, [], notes, raw)
