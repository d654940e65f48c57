"""Tables as workbooks of a spreadsheet program (XLSX). Text stays text, whatever it begins with: no formula is written."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from gongkai.web.cases.figures.grid import Cell, Grid, Row
from gongkai.web.cases.figures.spreadsheets import FORMULA

A4 = 9
"""The number of the size of paper in a workbook."""
NARROW, WIDE, FIRST = 10, 40, 44
_BOLD = Font(bold=True)
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def xlsx(grids: Sequence[Grid], day: date) -> bytes:
    """Return tables as an XLSX, each on a sheet of its own; its properties carry the day it tells of and no clock's."""
    book = Workbook(write_only=True)
    for number, grid in enumerate(grids, 1):
        _sheet(book.create_sheet(_title(grid, number)), grid)
    stamp = datetime(day.year, day.month, day.day)  # noqa: DTZ001 — the format knows no zone.
    book.properties.created = book.properties.modified = stamp
    book.properties.creator = "gongkai"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# The sheets that are only written say of themselves in their types less than they can do.


def _sheet(sheet: Any, grid: Grid) -> None:
    widths = [FIRST, *(min(WIDE, max(NARROW, 2 * len(head) + 2)) for head in grid.heads[1:])]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.append([_text(sheet, head, bold=True) for head in grid.heads])
    for row in grid.rows:
        sheet.append([_put(sheet, cell, row) for cell in row.cells])


def _put(sheet: Any, cell: Cell, row: Row) -> Any:
    bold = row.total or row.group
    if isinstance(cell.value, str):
        return _text(sheet, cell.value, bold=bold)
    put: Any = WriteOnlyCell(sheet, cell.value)  # type: ignore[arg-type]
    if isinstance(cell.value, date):
        put.number_format = "yyyy-mm-dd"
    if bold:
        put.font = _BOLD
    return put


def _text(sheet: Any, text: str, *, bold: bool) -> Any:
    put: Any = WriteOnlyCell(sheet, text)
    put.data_type = "s"
    put.quotePrefix = text.startswith(FORMULA)
    if bold:
        put.font = _BOLD
    return put


def _title(grid: Grid, number: int) -> str:
    return f"{number} {grid.caption.translate(_FORBIDDEN)}"[:31]
