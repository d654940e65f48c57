"""The statutory forms as data: one TOML file a form, loaded once.

A change of the form by the State Council is a new file here and nothing else.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, assert_never

from gongkai.report.model import TABLES, TableName

Unit = Literal["count", "signed count", "10k CNY"]
FORMATS = ("2019", "2021")


@dataclass(frozen=True, slots=True)
class Column:
    """A column heading: the form's label, the note of its unit, and other labels that published reports print for the same."""

    key: str
    label: str
    unit: Unit = "count"
    unit_note: str = ""
    group: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row heading; `group` is the key of the group it stands under, `outcome` says it belongs to 三、本年度办理结果."""

    key: str
    label: str
    group: str = ""
    outcome: bool = False
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A block of table 2: an item of Art. 20 with its own columns and rows."""

    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that must balance: the rows (or columns) on the left equal those on the right, in each column (or row)."""

    check: str
    table: TableName
    along: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """A statutory form. `instrument` is the number of the notice that lays it down; `last_year` is None while in force."""

    name: str
    instrument: str
    first_year: int
    last_year: int | None
    sections: tuple[str, ...]
    corner: str
    items: tuple[Item, ...]
    requests_corner: str
    applicants: str
    outcomes: str
    request_columns: tuple[Column, ...]
    request_groups: dict[str, str]
    request_rows: tuple[Row, ...]
    litigation: str
    remedy_blocks: tuple[Row, ...]
    remedy_columns: tuple[Column, ...]
    identities: tuple[Identity, ...]

    def cells(self, table: TableName) -> tuple[str, ...]:
        """Return the names of all cells of a table, in the order of the form."""
        return tuple(_cells(self, table))

    def unit(self, cell: str) -> Unit:
        """Return the unit of a cell; KeyError for a name that the form does not have."""
        return _units(self.name)[cell]

    def label(self, cell: str) -> str:
        """Return the form's words for a cell, from the outside in, joined by slashes."""
        return _labels(self.name)[cell]


def for_year(year: int) -> Format:
    """Return the form that a report for `year` must use: 60号 for 2019 and 2020, 30号 from 2021 on.

    :raises ValueError: for a year before 2019, which no form here covers.
    """
    for name in FORMATS:
        form = load(name)
        if form.first_year <= year and (form.last_year is None or year <= form.last_year):
            return form
    raise ValueError(f"No form is known for the reports for {year}: the forms here begin with the reports for 2019.")


@cache
def load(name: str) -> Format:
    """Return the form of that name, "2019" or "2021"."""
    data = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
    proactive, requests, remedies = data["proactive"], data["requests"], data["remedies"]
    return Format(
        name=data["format"],
        instrument=data["instrument"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        sections=tuple(data["sections"]),
        corner=proactive["corner"],
        items=tuple(Item(i["label"], _columns(i["columns"]), _rows(i["rows"])) for i in proactive["items"]),
        requests_corner=requests["corner"],
        applicants=requests["applicants"],
        outcomes=requests["outcomes"],
        request_columns=_columns(requests["columns"]),
        request_groups={g["key"]: g["label"] for g in requests["groups"]},
        request_rows=_rows(requests["rows"]),
        litigation=remedies["litigation"],
        remedy_blocks=_rows(remedies["blocks"]),
        remedy_columns=_columns(remedies["columns"]),
        identities=tuple(
            Identity(i["check"], i["table"], i["along"], tuple(i["left"]), tuple(i["right"]))
            for i in data["identities"]
        ),
    )


def _columns(data: list[dict[str, Any]]) -> tuple[Column, ...]:
    return tuple(Column(**{**column, "variants": tuple(column.get("variants", ()))}) for column in data)


def _rows(data: list[dict[str, Any]]) -> tuple[Row, ...]:
    return tuple(Row(**{**row, "variants": tuple(row.get("variants", ()))}) for row in data)


def _described(form: Format, table: TableName) -> list[tuple[str, Unit, str]]:
    match table:
        case "proactive":
            return [
                (f"proactive.{row.key}.{column.key}", column.unit, f"{item.label}/{row.label}/{column.label}")
                for item in form.items
                for row in item.rows
                for column in item.columns
            ]
        case "requests":
            return [
                (f"requests.{row.key}.{column.key}", "count", f"{_row_label(form, row)}/{column.label}")
                for row in form.request_rows
                for column in form.request_columns
            ]
        case "remedies":
            return [
                (f"remedies.{block.key}.{column.key}", "count", f"{_block_label(form, block)}/{column.label}")
                for block in form.remedy_blocks
                for column in form.remedy_columns
            ]
        case _:
            assert_never(table)


def _row_label(form: Format, row: Row) -> str:
    outer = [form.outcomes] if row.outcome else []
    group = [form.request_groups[row.group]] if row.group else []
    return "/".join([*outer, *group, row.label])


def _block_label(form: Format, block: Row) -> str:
    return f"{form.litigation}/{block.label}" if block.key.startswith("litigation") else block.label


def _cells(form: Format, table: TableName) -> tuple[str, ...]:
    return _names(form.name, table)


@cache
def _names(name: str, table: TableName) -> tuple[str, ...]:
    return tuple(cell for cell, _, _ in _described(load(name), table))


@cache
def _units(name: str) -> dict[str, Unit]:
    return {cell: unit for table in TABLES for cell, unit, _ in _described(load(name), table)}


@cache
def _labels(name: str) -> dict[str, str]:
    return {cell: label for table in TABLES for cell, _, label in _described(load(name), table)}
