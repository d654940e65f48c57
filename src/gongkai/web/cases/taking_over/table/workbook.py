"""The cells of a workbook as they are, read in a process that can be ended. Nothing of the office is known here."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from gongkai.report.readers import isolation
from gongkai.report.readers.errors import Unreadable, damaged

MOST_LINES = 10_000
"""How many lines a table may have, all sheets together. More are handed in as several tables."""
MOST_COLUMNS = 40
BLANK = 200
"""After how many empty lines a sheet is taken to have ended."""
SECONDS = 60.0

UNCOMPUTED = "\x00="
"""What stands for a formula whose result is not in the file: programs that write tables do not compute it."""

Row = tuple[object, ...]
Sheets = dict[str, list[tuple[int, Row]]]


def read(data: bytes) -> Sheets:
    """Return the sheets of a workbook: each line that is not empty, with its number.

    :raises Unreadable: for what is no workbook, is broken, or takes too long.
    """
    return isolation.run(cells, data, SECONDS)


def cells(data: bytes) -> Sheets:
    """Return the sheets of a workbook; what is beyond the most lines is counted no further.

    :raises Unreadable: for what is no workbook.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        results = load_workbook(BytesIO(data), read_only=True, data_only=True)
        # Only a table with formulas is read a second time, for those without a result.
        written = load_workbook(BytesIO(data), read_only=True) if _has_formulas(data) else results
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise damaged("不是完整的 XLSX 文件", "it is no whole XLSX file") from error
    found: Sheets = {}
    for shown, typed in zip(results.worksheets, written.worksheets, strict=True):
        rows = _rows(shown)
        if typed is not shown:
            rows = (tuple(map(_computed, *both)) for both in zip(rows, _rows(typed), strict=True))
        found[shown.title.strip()] = list(islice(_filled(rows), MOST_LINES + 10))
    return found


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()
    rows: Iterator[Row] = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    return rows


def _has_formulas(data: bytes) -> bool:
    with ZipFile(BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in text or b"<f " in text for text in map(package.read, sheets))


def _computed(result: object, typed: object) -> object:
    if result is None and isinstance(typed, str) and typed.startswith("="):
        return UNCOMPUTED
    return result


def _filled(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    blank = 0
    for number, row in enumerate(rows, 1):
        if all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row):
            blank += 1
            if blank > BLANK:
                return
            continue
        blank = 0
        yield number, row


__all__ = ["MOST_LINES", "Sheets", "Unreadable", "read"]
