"""Tables as text that a spreadsheet program reads (CSV), and what both kinds of files have in common."""

import csv
import io
from collections.abc import Sequence

from gongkai.web.cases.figures.grid import Grid
from gongkai.web.vault.office_files import XLSX

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet program may run; some take wide signs for narrow ones."""
CSV = "text/csv; charset=utf-8"
TYPES = {"xlsx": XLSX, "csv": CSV}


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


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
