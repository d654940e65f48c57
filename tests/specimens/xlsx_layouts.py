"""The report as XLSX: one sheet, or one for each table, cells merged, figures as numbers or as text."""

import io
import random
from decimal import Decimal
from typing import Any

from tests.specimens.draft import Box, Draft, Table


def xlsx(draft: Draft, rng: random.Random) -> bytes:
    """Return the report as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "年度报告"
    sheets, numbers, at = rng.random() < 0.4, rng.random() < 0.6, rng.randint(1, 3)
    column = rng.choice((1, 1, 2))
    sheet.cell(at, column, draft.title)
    at += 2
    for part in draft.parts:
        if part.table and sheets:
            sheet, at = book.create_sheet(f"表{part.number or part.table}"), 1
        for text in filter(None, (part.heading, *part.paragraphs)):
            sheet.cell(at, column, text)
            at += 1
        if part.table and part.table in draft.tables:
            table = draft.tables[part.table]
            _write(sheet, table, at, column, numbers)
            at += table.height + 1
    for line in draft.closing():
        sheet.cell(at, column, line)
        at += 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, table: Table, top: int, left: int, numbers: bool) -> None:
    for box in table.boxes:
        row, column = top + box.row, left + box.column
        sheet.cell(row, column, _content(box, numbers))
        if box.rows > 1 or box.columns > 1:
            last = min(box.column + box.columns, table.width)
            sheet.merge_cells(
                start_row=row, end_row=row + box.rows - 1, start_column=column, end_column=max(column, left + last - 1)
            )


def _content(box: Box, numbers: bool) -> Any:
    text = box.text
    if not text:
        return None
    if numbers and box.kind == "value" and text.isascii() and text.lstrip("-").replace(".", "", 1).isdigit():
        return float(Decimal(text)) if "." in text else int(text)
    return text
