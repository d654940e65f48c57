"""From placed tokens to the cells of a report, with what was odd about each as a note."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from gongkai.report.align.placing import Placed
from gongkai.report.align.rows import Token
from gongkai.report.align.values import interpret
from gongkai.report.formats import Unit
from gongkai.report.model import Cell, Note, Place, State, TableName, Unplaced


@dataclass(slots=True)
class Found:
    """What one table gave: its format (None: not found), cells, surplus values, notes, and the blocks it used up."""

    table: TableName
    format: str | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)

    def put(self, names: list[str], placed: Placed, units: list[Unit], header_units: list[str | None]) -> None:
        """Record the cells of a row, its surplus, and a note for each oddity."""
        for index, name in enumerate(names):
            self._put_one(name, placed, index, units[index], header_units[index])
        self.unplaced.extend(Unplaced(token.text, token.place, self.table) for token in placed.surplus)
        first = next((token.place for token in placed.tokens if token), None)
        for kind in placed.notes:
            place = placed.surplus[0].place if kind == "surplus" and placed.surplus else first
            self.notes.append(Note(kind, place, names[0], placed.raw))

    def _put_one(self, name: str, placed: Placed, index: int, unit: Unit, header_unit: str | None) -> None:
        token = placed.tokens[index]
        cell = self._from_token(name, token, unit, header_unit) if token else _without_token(name, placed, index)
        known = self.cells.get(name)
        if known is not None and known.state != "absent" and (known.value, known.state) != (cell.value, cell.state):
            cell = Cell(name, None, "unread", f"{known.raw} {cell.raw}", cell.place)
        self.cells[name] = cell

    def _from_token(self, name: str, token: Token, unit: Unit, header_unit: str | None) -> Cell:
        reading = interpret(token.text, unit, header_unit)
        self.notes.extend(Note(kind, token.place, name, token.text) for kind in reading.oddities)
        return Cell(name, reading.value, reading.state, token.text, token.place)

    def claims(self, name: str) -> bool:
        """Return whether a cell has been found already."""
        return name in self.cells

    def complete(self, names: tuple[str, ...], *, doubtful: bool, lost: AbstractSet[str] = frozenset()) -> None:
        """Put the cells in the form's order: those not found are absent, or unread where nobody can say.

        That is so where values stand that nobody claims (`doubtful`), and for rows whose label stands in pieces (`lost`).
        """
        filled = {_row(cell.name) for cell in self.cells.values() if cell.state != "blank"}
        for name in names:
            unsure = doubtful or _row(name) in lost
            if name not in self.cells or (unsure and _row(name) not in filled):
                self.cells[name] = Cell(name, None, "unread" if unsure else "absent")
        self.cells = {name: self.cells[name] for name in names}

    def surplus(self, tokens: list[Token]) -> None:
        """Record values that no row of the form claims."""
        self.unplaced.extend(Unplaced(token.text, token.place, self.table) for token in tokens if not token.blank)

    def note(
        self, kind: str, place: Place | None, detail: str = "", expected: str = "", cell: str | None = None
    ) -> None:
        """Record an observation."""
        self.notes.append(Note(kind, place, cell, detail, expected))

    def note_once(self, kind: str, place: Place, detail: str, expected: str) -> None:
        """Record an observation about a heading, which stands above several rows."""
        note = Note(kind, place, None, detail, expected)
        if note not in self.notes:
            self.notes.append(note)

    def drop_note(self, kind: str, place: Place) -> None:
        """Take back an observation that a later piece of the same label has explained."""
        self.notes = [note for note in self.notes if note.kind != kind or note.place != place]


def _row(name: str) -> str:
    return name.rpartition(".")[0]


def _without_token(name: str, placed: Placed, index: int) -> Cell:
    state: State = "blank"
    match placed.missing[index]:
        case "unread":
            state = "unread"
        case "absent":
            state = "absent"
    return Cell(
        name, None, state, placed.raw or None if state == "unread" else ("" if state == "blank" else None), None
    )
