"""The figures of members added up to those of the level above, with what each member contributes to each cell.

Only what is there is added: a member without figures is missing and named, never taken as 0, and a table in another format
is not addable, because nothing says which cell of the one is which of the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.report import formats
from gongkai.report.model import TABLES, Report, TableName

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a roll-up: the format of each table that it has, and its figures. None where it has given none."""

    key: str
    tables: Mapping[TableName, str] = field(default_factory=dict)
    cells: Mapping[str, Number] | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What a member contributes to a cell; None where it has no figure there."""

    member: str
    value: Number | None


@dataclass(frozen=True, slots=True)
class RollUp:
    """The sums. `shares` names every member that takes part in a table, for each cell of the format.

    `missing` have no figures at all; `unlike` have a table in another format, by table.
    """

    format_name: str
    shares: Mapping[str, tuple[Share, ...]]
    missing: tuple[str, ...] = ()
    unlike: Mapping[TableName, tuple[str, ...]] = field(default_factory=dict)

    @property
    def cells(self) -> dict[str, Number]:
        """The sum of every cell in which at least one member has a figure."""
        sums = {cell: added(share.value for share in shares) for cell, shares in self.shares.items()}
        return {cell: total for cell, total in sums.items() if total is not None}

    def gaps(self, cell: str) -> tuple[str, ...]:
        """Return the members that take part in a table and have no figure in this cell of it."""
        return tuple(share.member for share in self.shares[cell] if share.value is None)

    def of(self, members: Iterable[str]) -> dict[str, Number]:
        """Return the sums over some of the members: one for its own part, the others for what is below it."""
        chosen = set(members)
        sums = {
            cell: added(share.value for share in shares if share.member in chosen)
            for cell, shares in self.shares.items()
        }
        return {cell: total for cell, total in sums.items() if total is not None}


def roll_up(members: Iterable[Member], *, format_name: str) -> RollUp:
    """Return the sums over members of the cells of a format: counts as whole numbers, amounts in 万元 as decimals.

    :raises ValueError: where a member is named twice.
    """
    given = tuple(members)
    names = [member.key for member in given]
    if len(set(names)) < len(names):
        raise ValueError("A member of a roll-up is named twice.")
    present = [member for member in given if member.cells is not None]
    shares: dict[str, tuple[Share, ...]] = {}
    unlike: dict[TableName, tuple[str, ...]] = {}
    for table in TABLES:
        alike = [member for member in present if member.tables.get(table) == format_name]
        others = tuple(one.key for one in present if table in one.tables and one.tables[table] != format_name)
        if others:
            unlike[table] = others
        for cell in formats.load(format_name).cells(table):
            shares[cell] = tuple(Share(member.key, (member.cells or {}).get(cell)) for member in alike)
    return RollUp(format_name, shares, tuple(one.key for one in given if one.cells is None), unlike)


def member(key: str, report: Report | None) -> Member:
    """Return a member by its report; without figures where there is none."""
    if report is None:
        return Member(key)
    tables = {table: name for table, name in report.tables.items() if name is not None}
    return Member(key, tables, {name: cell.value for name, cell in report.cells.items() if cell.value is not None})


def added(values: Iterable[Number | None]) -> Number | None:
    """Return the sum of what is there; None where nothing is."""
    there = [value for value in values if value is not None]
    return sum(there[1:], there[0]) if there else None
