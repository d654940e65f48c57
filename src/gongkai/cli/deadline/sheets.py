"""Tables of cases in and out: CSV in whatever encoding, XLSX with its days as days."""

import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from gongkai.cli.errors import Usage
from gongkai.cli.output import file_out, text_out
from gongkai.cli.tables import guarded, typed
from gongkai.cli.widths import width

STDIN = "-"
KINDS = (".csv", ".xlsx")
BOM = "\ufeff"
NARROWEST = 12
Value = str | int | float | bool | date | None


def read(name: str) -> list[list[Value]]:
    """Return the rows of a table, of a workbook those of its first sheet; empty rows at the end are left out.

    :raises Usage: for a file that cannot be read or is no table.
    """
    if name != STDIN and Path(name).suffix.lower() not in KINDS:
        raise Usage(
            f"办件表须是 .csv 或者 .xlsx 文件，不能是 {name}。", f"A table of cases is .csv or .xlsx, not {name}."
        )
    try:
        data = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise Usage(f"不能打开 {name}（{error.strerror}）。", f"Cannot open {name} ({error.strerror}).") from None
    rows = list(_workbook(data, name) if Path(name).suffix.lower() == ".xlsx" else _lines(data, name))
    while rows and not any(value not in (None, "") for value in rows[-1]):
        rows.pop()
    if not rows:
        raise Usage(f"{name} 是空的：第一行应当是列名。", f"{name} is empty: its first line should name the columns.")
    return rows


def is_same(name: str, out: str) -> bool:
    """Return whether both are the same file."""
    return Path(name).is_file() and Path(out).is_file() and Path(name).samefile(out)


def write(rows: Iterable[Sequence[Value]], out: str | None) -> None:
    """Write rows as CSV to standard output, or as the kind of file that the suffix says."""
    if out and Path(out).suffix.lower() == ".xlsx":
        _write_workbook(rows, out)
        return
    with text_out(out) as stream:
        if out:
            # Spreadsheet programs take a file without it for one in the code page of the machine.
            stream.write(BOM)
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([guarded(_plain(value)) for value in row] for row in rows)


def shown(value: Value) -> str:
    """Return what a cell says: a day as 2025-01-06, a whole number without a point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    plain = _plain(value)
    return "" if plain is None else str(plain).strip()


def _plain(value: Value) -> str | int | float | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else value


def _lines(data: bytes, name: str) -> Iterator[list[Value]]:
    from gongkai.report.readers.encoding import decode

    words = decode(data).text.removeprefix(BOM)
    first = words.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        for row in csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=False):
            yield list(row)
    except csv.Error as error:
        raise Usage(f"{name} 不是 CSV：{error}。", f"{name} is no CSV: {error}.") from None


def _workbook(data: bytes, name: str) -> Iterator[list[Value]]:
    from openpyxl import load_workbook

    try:
        sheet: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            yield list(row)
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, SyntaxError) as error:
        raise Usage(f"{name} 不是 XLSX：{error}。", f"{name} is no XLSX: {error}.") from None


def _write_workbook(rows: Iterable[Sequence[Value]], out: str) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("期限")
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows):
        if number == 0:
            for column, heading in enumerate(row, 1):
                sheet.column_dimensions[get_column_letter(column)].width = max(NARROWEST, width(shown(heading)) + 2)
        sheet.append([typed(sheet, value) for value in row])
    with file_out(out) as path:
        workbook.save(path)
