"""The report as a workbook: its text and its tables in the statutory layout, and one long sheet 数据 to work on.

The sheets stand in the order of the report, so that it reads from the first to the last like the document.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from gongkai.report.model import TABLES, Cell, Report, TableName, place_json
from gongkai.report.writers import outline
from gongkai.report.writers.statutory import Layout, decimals, format_of
from gongkai.typesetting.plain import plain

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = ("path", "organ", "year", "table", "format", "cell", "label", "value", "state", "raw", "place")
SHEETS = {"proactive": "主动公开", "requests": "依申请公开", "remedies": "复议诉讼"}
WIDTH = 100  # characters of a table's whole width
_SIDE = Side(style="thin", color="000000")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FONTS = {
    "title": Font(name="方正小标宋简体", size=18),
    "heading": Font(name="黑体", size=14),
    "subheading": Font(name="楷体_GB2312", size=12),
}
_TEXT, _LABEL = Font(name="仿宋_GB2312", size=12), Font(name="仿宋_GB2312", size=11)


def render(report: Report) -> bytes:
    """Return the XLSX."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, parts in _sheets(report):
        _set(book.create_sheet(name), report, parts)
    _long(book.create_sheet("数据"), report)
    return saved(book, report.signed or report.published)


def saved(book: Workbook, day: object = None) -> bytes:
    """Return the workbook as bytes; its properties carry the report's date, not a clock's."""
    stamp = datetime.fromisoformat(f"{day or '2000-01-01'}").replace(tzinfo=UTC)
    book.properties.created = book.properties.modified = stamp.replace(tzinfo=None)
    book.properties.creator = "gongkai"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet: "Worksheet", row: int, column: int, value: str | float | None) -> None:
    """Set a cell; text stays text, whatever it begins with, and loses what XML cannot hold."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = plain(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    else:
        cell.value = value


def records(report: Report) -> Iterator[tuple[str | int | float | None, ...]]:
    """Yield the report's cells as rows of the long table, in the order of the forms."""
    for table in TABLES:
        form = format_of(report, table)
        for name in form.cells(table):
            cell = report.cells.get(name) or Cell(name, None, "absent")
            value = cell.value if cell.value is None or isinstance(cell.value, int) else float(cell.value)
            place = place_json(cell.place)
            yield (
                report.source.path,
                report.organ,
                report.year,
                table,
                report.tables.get(table),
                name,
                form.label(name),
                value,
                cell.state,
                cell.raw,
                "" if place is None else ", ".join(f"{key} {where}" for key, where in place.items()),
            )


def _sheets(report: Report) -> Iterator[tuple[str, list[outline.Part]]]:
    """Yield the parts of each sheet: a table with the section it stands in, and the sections between the tables."""
    runs: list[list[outline.Part]] = []
    for section in _sections(report):
        if not runs or _tables(section) or _tables(runs[-1]):
            runs.append([])
        runs[-1].extend(section)
    names: Counter[str] = Counter()
    for run in runs:
        name = "、".join(SHEETS[table] for table in _tables(run)) or "正文"
        names[name] += 1
        yield (name if names[name] == 1 else f"{name}{names[name]}"), run


def _sections(report: Report) -> Iterator[list[outline.Part]]:
    section: int | None = None
    run: list[outline.Part] = []
    for part in outline.parts(report):
        if isinstance(part, outline.Text) and part.section != section:
            yield run
            run, section = [], part.section
        run.append(part)
    yield run


def _tables(run: list[outline.Part]) -> list[TableName]:
    return [part.table for part in run if isinstance(part, Layout)]


def _set(sheet: "Worksheet", report: Report, parts: list[outline.Part]) -> None:
    layout = next((part for part in parts if isinstance(part, Layout)), None)
    widths = layout.widths if layout else (1,)
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = round(WIDTH * width / sum(widths), 1)
    row = 1
    for part in parts:
        if isinstance(part, Layout):
            _table(sheet, part, row)
            _figures(sheet, report, part, row)
            row += len(part.rows)
        else:
            _line(sheet, part, row, len(widths))
            row += 1
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = sheet.PAPERSIZE_A4, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _line(sheet: "Worksheet", part: outline.Text, row: int, columns: int) -> None:
    put(sheet, row, 1, part.text)
    cell = sheet.cell(row, 1)
    cell.font = _FONTS.get(part.kind, _TEXT)
    aside = {"title": "center", "signature": "right", "date": "right"}.get(part.kind, "left")
    cell.alignment = Alignment(horizontal=aside, vertical="center", wrap_text=True, indent=0 if aside != "left" else 2)
    if columns > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    # Excel does not fit the height of merged rows to their text, so it is set here.
    sheet.row_dimensions[row].height = 22 * (1 + 2 * len(part.text) // WIDTH) + (14 if part.kind == "title" else 0)


def _table(sheet: "Worksheet", layout: Layout, top: int) -> None:
    for line, at, box in layout.placed():
        row, column = top + line, 1 + at
        put(sheet, row, column, box.text or None)
        for down in range(box.rows):
            for right in range(box.columns):
                sheet.cell(row + down, column + right).border = _BORDER
        cell = sheet.cell(row, column)
        flush = layout.table == "requests" and box.scope == "row"
        cell.font = _LABEL
        cell.alignment = Alignment(horizontal="left" if flush else "center", vertical="center", wrap_text=True)
        if box.rows > 1 or box.columns > 1:
            sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + box.rows - 1, end_column=column + box.columns - 1
            )
    for line in range(len(layout.rows)):
        sheet.row_dimensions[top + line].height = _height(layout, line)


def _height(layout: Layout, line: int) -> float:
    """Return the height of a row in points, by its longest label."""
    total = sum(layout.widths)
    lines = [
        -(-2 * len(box.text) * total // (WIDTH * sum(layout.widths[at : at + box.columns])))
        for top, at, box in layout.placed()
        if top == line and box.rows == 1 and box.text
    ]
    return 5 + 15.0 * max([1, *lines])


def _figures(sheet: "Worksheet", report: Report, layout: Layout, top: int) -> None:
    """Set the figures as numbers, in the decimals that the heading demands."""
    form = format_of(report, layout.table)
    for line, at, box in layout.placed():
        known = report.cells.get(box.cell) if box.cell else None
        if box.cell and known and known.state == "read" and known.value is not None:
            cell = sheet.cell(top + line, 1 + at)
            cell.value = known.value
            demanded = decimals(form, box.cell)
            cell.number_format = f"0.{'0' * demanded}" if demanded and known.value else "General"


def _long(sheet: "Worksheet", report: Report) -> None:
    for row, record in enumerate((COLUMNS, *records(report)), 1):
        for column, value in enumerate(record, 1):
            if value not in (None, ""):
                put(sheet, row, column, value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for column, width in enumerate((24, 24, 8, 12, 8, 44, 60, 12, 10, 16, 28), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
