"""Whether what came from JSON can be a report: people and programs write such files by hand.

A cell under a wrong name would be left out of what is written, a figure in quotation marks printed as it stands.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, get_args

from gongkai.report import formats
from gongkai.report.model import TABLES, Report, State

# Far beyond any count or amount, and within what spreadsheets can hold.
LARGEST = 10**15
_STATES = frozenset(get_args(State))

# Types say nothing about what came from JSON: below, everything is Any.


def demand(report: Report) -> None:
    """Return where the report is one, whatever it says.

    :raises ValueError: with the first thing in it that cannot be.
    """
    for fault in _faults(report):
        raise ValueError(fault)


def _faults(report: Any) -> Iterator[str]:
    yield from _untyped(report)
    if report.year is not None and not (_is_count(report.year) and 1 <= report.year <= 9999):
        yield f"year is {report.year!r}"
    for table, form in report.tables.items():
        if form not in (None, *formats.FORMATS):
            yield f"the format of {table} is {form!r}"
    for cell in report.cells.values():
        yield from _of_cell(cell)


def _untyped(report: Any) -> Iterator[str]:
    names = {"organ": report.organ, "title": report.title, "signature": report.signature}
    for key, name in names.items():
        if name is not None and not isinstance(name, str):
            yield f"{key} is {name!r}"
    for section in report.sections:
        if not isinstance(section.title, str) or not (section.number is None or _is_count(section.number)):
            yield f"a section is numbered {section.number!r} and titled {section.title!r}"
    for attachment in report.attachments:
        if not isinstance(attachment.name, str) or not isinstance(attachment.url, str | None):
            yield f"an attachment is named {attachment.name!r}"


def _of_cell(cell: Any) -> Iterator[str]:
    if cell.name not in _names():
        yield f"no form has a cell {cell.name!r}"
    if cell.state not in _STATES:
        yield f"{cell.name} is in state {cell.state!r}"
    if not isinstance(cell.raw, str | None):
        yield f"the raw text of {cell.name} is {cell.raw!r}"
    if (cell.state == "read") != (cell.value is not None):
        yield f"{cell.name} is {cell.state} and has the value {cell.value}"
    if cell.value is not None and not _is_figure(cell.value):
        yield f"{cell.name} has the value {str(cell.value)[:40]!r}"


def _is_figure(value: Any) -> bool:
    number = _is_count(value) or (isinstance(value, Decimal) and value.is_finite())
    return bool(number and abs(value) < LARGEST)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@cache
def _names() -> frozenset[str]:
    return frozenset(name for form in formats.FORMATS for table in TABLES for name in formats.load(form).cells(table))
