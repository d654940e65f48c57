"""Table 3 tallied from cases: every cell of the form, and the numbers of the cases behind it.

Which rows and which column a case counts in is asked of `law.procedure`; which cells a total is added from is read from the
identities of the form. A total is the sum of its parts, and the cases behind it are theirs together.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from gongkai.law import procedure, replies
from gongkai.law.options import Conventions
from gongkai.law.procedure import State
from gongkai.law.procedure.standing import CARRIED_IN, CARRIED_OUT
from gongkai.law.replies import Words
from gongkai.report import formats
from gongkai.report.formats import Format

TABLE: Final = "requests"


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Why some cases of a year count nowhere, and which these are."""

    why: Words
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Table 3 of a year. `behind` holds the cases of the cells that are no totals, without those that are empty."""

    year: int
    format_name: str
    cells: Mapping[str, int]
    behind: Mapping[str, tuple[str, ...]]
    uncounted: tuple[Uncounted, ...] = ()

    def members(self, cell: str) -> tuple[str, ...]:
        """Return the numbers of the cases behind a cell; those of a total part by part, as the form adds them.

        :raises KeyError: for a cell that the form does not have.
        """
        if cell not in self.cells:
            raise KeyError(cell)
        added = parts(self.format_name, cell)
        if added:
            return tuple(number for part in added for number in self.members(part))
        return self.behind.get(cell, ())


class Place(NamedTuple):
    """The cells that a case counts in, none where it is of another year; `why` it counts nowhere in its own."""

    cells: tuple[str, ...] = ()
    why: Words | None = None


class Placing:
    """Where cases count in a year, asked once for all those that do not differ in what decides it."""

    def __init__(self, *, year: int, format_name: str | None = None, conventions: Conventions | None = None) -> None:
        self.year = year
        self.format_name = format_name or replies.format_for(year)
        self.conventions = conventions
        self._known: dict[Hashable, Place] = {}

    def of(self, state: State) -> Place:
        """Return where a case counts."""
        # ASSUMPTION: law.procedure.rows, column and uncounted look at nothing else of a case, and at no day but its year.
        key = (
            state.matter,
            state.received and state.received.year,
            state.closed and state.closed.year,
            state.result,
            state.applicant,
        )
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._asked(state)
        return found

    def _asked(self, state: State) -> Place:
        why = procedure.uncounted(state)
        if why is not None:
            return Place(why=why) if self._touched_by(state) else Place()
        rows = procedure.rows(state, year=self.year, format_name=self.format_name)
        column = procedure.column(state, conventions=self.conventions)
        return Place(tuple(f"{TABLE}.{row}.{column}" for row in rows))

    def _touched_by(self, state: State) -> bool:
        begun = state.received is None or state.received.year <= self.year
        return begun and (state.closed is None or state.closed.year >= self.year)


def tally(
    cases: Iterable[tuple[str, State]],
    *,
    year: int,
    format_name: str | None = None,
    conventions: Conventions | None = None,
) -> Tally:
    """Return table 3 of a year, tallied from cases with their numbers; the format is that of the year where none is given.

    :raises NotCovered: for a year before the first format.
    """
    placing = Placing(year=year, format_name=format_name, conventions=conventions)
    behind: dict[str, list[str]] = defaultdict(list)
    left: dict[Words, list[str]] = defaultdict(list)
    for number, state in cases:
        place = placing.of(state)
        for cell in place.cells:
            behind[cell].append(number)
        if place.why is not None:
            left[place.why].append(number)
    cells = summed(placing.format_name, {cell: len(numbers) for cell, numbers in behind.items()})
    return Tally(
        year,
        placing.format_name,
        cells,
        {cell: tuple(numbers) for cell, numbers in behind.items()},
        tuple(Uncounted(why, tuple(numbers)) for why, numbers in left.items()),
    )


def counted(
    groups: Iterable[tuple[State, int]],
    *,
    year: int,
    format_name: str | None = None,
    conventions: Conventions | None = None,
) -> dict[str, int]:
    """Return every cell of table 3 of a year, from cases that were grouped and counted before.

    :raises NotCovered: for a year before the first format.
    """
    placing = Placing(year=year, format_name=format_name, conventions=conventions)
    found: dict[str, int] = {}
    for state, number in groups:
        for cell in placing.of(state).cells:
            found[cell] = found.get(cell, 0) + number
    return summed(placing.format_name, found)


def summed(format_name: str, given: Mapping[str, int]) -> dict[str, int]:
    """Return every cell of table 3 in the order of the form: what is not given is 0, and totals are the sums of their parts.

    :raises KeyError: for a cell given that the form does not have, or that is a total.
    """
    cells = formats.load(format_name).cells(TABLE)
    base = [cell for cell in cells if not parts(format_name, cell)]
    for cell in given:
        if cell not in base:
            raise KeyError(cell)
    found = {cell: given.get(cell, 0) for cell in base}
    return {cell: _sum(format_name, cell, found) for cell in cells}


def _sum(format_name: str, cell: str, found: dict[str, int]) -> int:
    if cell not in found:
        found[cell] = sum(_sum(format_name, part, found) for part in parts(format_name, cell))
    return found[cell]


@cache
def parts(format_name: str, cell: str) -> tuple[str, ...]:
    """Return the cells that a total is added from, as the form prints it; nothing for a cell that is no total."""
    form = formats.load(format_name)
    row, _, column = cell.removeprefix(f"{TABLE}.").rpartition(".")
    columns, rows = _added(form, "columns"), _added(form, "rows")
    if column in columns:
        return tuple(f"{TABLE}.{row}.{each}" for each in columns[column])
    return tuple(f"{TABLE}.{each}.{column}" for each in rows.get(row, ()))


def _added(form: Format, along: str) -> dict[str, tuple[str, ...]]:
    return {
        identity.right[0]: identity.left
        for identity in form.identities
        if identity.table == TABLE and identity.along == along and len(identity.right) == 1
    }


def carried(
    format_name: str, carried_in: Mapping[str, int], carried_out: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Return the columns in which 二 of a year is not 四 of the year before, each with both figures.

    Both are given as cells of table 3; what is not given is 0.
    """
    found = {}
    for column in formats.load(format_name).request_columns:
        now = carried_in.get(f"{TABLE}.{CARRIED_IN}.{column.key}", 0)
        before = carried_out.get(f"{TABLE}.{CARRIED_OUT}.{column.key}", 0)
        if now != before:
            found[column.key] = (now, before)
    return found
