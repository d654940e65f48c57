"""Tables as files of a spreadsheet program: XLSX and CSV. Text stays text, whatever it begins with: no formula is written."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from gongkai.web.cases.figures.grid import Cell, Grid, Row

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet program may run; some take wide signs for narrow ones."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
TYPES = {"xlsx": XLSX, "csv": CSV}
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


def csv_of(grids: Sequence[Grid]) -> bytes:
    """Return tables as a CSV, one below the other, in UTF-8 with the mark that spreadsheet programs know it by."""
    out = io.StringIO()
    writer = csv.writer(out)
    for number, grid in enumerate(grids):
        if number:
            writer.writerow(())
        if len(grids) > 1:
            writer.writerow([_harmless(grid.caption)])
        writer.writerow([_harmless(head) for head in grid.heads])
        writer.writerows(
            [_harmless(cell.text) if not cell.number else cell.text for cell in row.cells] for row in grid.rows
        )
    return out.getvalue().encode("utf-8-sig")


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


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
