"""The standard directory of the grass roots (基层政务公开事项标准目录): 26 fields, columns, channels."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.law.catalogue.tables import citations, table
from gongkai.law.citation import Citation


@dataclass(frozen=True, slots=True)
class Field:
    """A field (试点领域) and other names for it. `settled` False marks a name that is still to be verified."""

    code: str
    zh: str
    en: str
    settled: bool
    variants: tuple[str, ...] = ()
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a column takes."""

    code: str
    zh: str
    en: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the directory; `required` where 国办发〔2019〕54号 asks for it."""

    code: str
    zh: str
    en: str
    required: bool
    basis: tuple[Citation, ...]
    group: str = ""
    choices: tuple[Choice, ...] = ()


Channel = Choice
"""A channel (公开渠道和载体), printed as a box to tick."""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A row of a directory, counted from 1, and the required columns that say nothing."""

    row: int
    columns: tuple[Column, ...]


def fields() -> tuple[Field, ...]:
    """Return the 26 fields; an organ lists those that it has business in."""
    return tuple(
        Field(**{**written, "variants": tuple(written.get("variants", ()))}) for written in table("directory")["fields"]
    )


def directory_columns() -> tuple[Column, ...]:
    """Return the columns in the order of published directories."""
    basis = citations(table("directory")["basis"])
    return tuple(
        Column(**{**written, "basis": basis, "choices": _choices(written.get("choices", ()))})
        for written in table("directory")["columns"]
    )


def channels() -> tuple[Channel, ...]:
    """Return the channels of the list to tick."""
    return _choices(table("directory")["channels"])


def incomplete(rows: Iterable[Mapping[str, str]]) -> Iterator[Incomplete]:
    """Yield the rows of a directory, each its text by the code of the column, that lack a required column."""
    required = [column for column in directory_columns() if column.required]
    for number, row in enumerate(rows, start=1):
        lacking = tuple(column for column in required if not row.get(column.code, "").strip())
        if lacking:
            yield Incomplete(number, lacking)


def _choices(written: Iterable[dict[str, Any]]) -> tuple[Choice, ...]:
    return tuple(Choice(**{**one, "variants": tuple(one.get("variants", ()))}) for one in written)
