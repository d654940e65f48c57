"""Reports as tables: the long form with one cell a row (CSV, XLSX, Parquet), and tables for the eye.

Raw texts come from strangers' files: a cell that a spreadsheet would take for a formula is written so that it does not.
"""

import csv
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

from gongkai.cli.errors import Usage
from gongkai.cli.widths import fit, width
from gongkai.report import formats
from gongkai.report.model import TABLES

COLUMNS = ("path", "organ", "year", "table", "format", "cell", "label", "value", "state", "raw", "place")
SHEET_ROWS = 1_048_576
_FIGURE = re.compile(r"[-+]?[\d.,]*%?")
_STATE_MARKS = {"blank": "空", "slash": "/", "dash": "-", "none": "无", "absent": "·"}
LEGEND = "空 = 空白 blank，· = 没有此行、列或表 absent，? = 有内容但不能确定 unread"

Read = dict[str, Any]
Row = tuple[str | int | float | None, ...]


def long_rows(objects: Iterable[Read]) -> Iterator[Row]:
    """Yield a row for each cell of each report; refused files have none."""
    for read in objects:
        if "error" in read:
            continue
        head = (read["source"]["path"], read["organ"], read["year"])
        for name, cell in read["cells"].items():
            table = name.partition(".")[0]
            form = read["tables"][table]["format"]
            place = json.dumps(cell["place"], separators=(",", ":")) if cell["place"] else None
            yield (*head, table, form, name, label(name, form), cell["value"], cell["state"], cell["raw"], place)


def label(cell: str, form: str | None) -> str:
    """Return the words of the form for a cell; of a table that was not found, those of the newest form that has it."""
    for name in (form, *reversed(formats.FORMATS)):
        if name is not None:
            try:
                return formats.load(name).label(cell)
            except KeyError:
                continue
    return ""


def write_csv(objects: Iterable[Read], stream: TextIO) -> None:
    """Write the long form as CSV."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(value) for value in row] for row in long_rows(objects))


def write_xlsx(objects: Iterable[Read], path: Path) -> None:
    """Write the long form as a workbook, row by row; a sheet that is full is followed by another."""
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    refused: list[Row] = []
    sheet, used = None, SHEET_ROWS
    for row in long_rows(_apart(objects, refused)):
        if sheet is None or used >= SHEET_ROWS:
            sheet, used = workbook.create_sheet(f"cells {len(workbook.sheetnames) + 1}"), 1
            sheet.append(COLUMNS)
        sheet.append([typed(sheet, value) for value in row])
        used += 1
    if sheet is None:
        workbook.create_sheet("cells 1").append(COLUMNS)
    if refused:
        sheet = workbook.create_sheet("refused")
        for line in [("path", "code", "message"), *refused]:
            sheet.append([typed(sheet, value) for value in line])
    workbook.save(path)


def write_parquet(objects: Iterable[Read], path: Path) -> None:
    """Write the long form as Parquet, through a file of lines, so that memory does not grow with the number of reports.

    :raises Usage: where the library for it is not installed.
    """
    try:
        import polars
    except ImportError:
        raise Usage(
            "写 Parquet 需要 polars，请先安装：python3 dev.py add parquet，或 pip install 'gongkai[parquet]'。",
            "Parquet needs polars: run python3 dev.py add parquet, or pip install 'gongkai[parquet]'.",
        ) from None
    types = dict.fromkeys(COLUMNS, polars.String()) | {"year": polars.Int32(), "value": polars.Float64()}
    lines = path.with_suffix(".lines")
    try:
        with lines.open("w", encoding="utf-8", errors="replace") as stream:
            for row in long_rows(objects):
                stream.write(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) + "\n")
        if lines.stat().st_size:
            polars.scan_ndjson(lines, schema=types).sink_parquet(path)
        else:
            polars.DataFrame(schema=types).write_parquet(path)
    finally:
        lines.unlink(missing_ok=True)


def write_table(objects: Iterable[Read], stream: TextIO) -> None:
    """Write each report's three tables for reading on a screen."""
    room = shutil.get_terminal_size((120, 24)).columns
    for read in objects:
        path = read["source"]["path"]
        if "error" in read:
            stream.write(f"{path}: {read['error']['message']}\n\n")
            continue
        year = f" {read['year']}年" if read["year"] else ""
        stream.write(f"{read['organ'] or '（机关名称未读出）'}{year}  {path}\n")
        for table in TABLES:
            form = read["tables"][table]["format"]
            stream.write(f"\n[{table} {form or '未找到 not found'}]\n")
            if form:
                cells = {name: cell for name, cell in read["cells"].items() if name.startswith(f"{table}.")}
                stream.writelines(line + "\n" for line in _matrix(cells, form, room))
        if read["unplaced"]:
            stray = "、".join(one["raw"] for one in read["unplaced"])
            stream.write(f"\n没有归入任何格的值 Unplaced: {stray}\n")
        stream.write(f"\n{LEGEND}\n\n")


def guarded(value: str | int | float | None) -> str | int | float | None:
    """Return a value such that no spreadsheet takes it for a formula when it stands in CSV."""
    if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") and not _FIGURE.fullmatch(value):
        return "'" + value
    return value


def typed(sheet: Any, value: object) -> Any:
    """Return a value, or the cell of a sheet that holds it, such that text is text and never a formula."""
    if not isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
    if not clean.startswith("="):
        return clean
    cell = WriteOnlyCell(sheet, clean)
    cell.data_type = "s"
    return cell


def _matrix(cells: dict[str, Read], form: str, room: int) -> Iterator[str]:
    """Yield the lines of a table: a heading wherever the columns change, then a line a row."""
    rows = [dict(group) for _, group in groupby(cells.items(), key=lambda item: item[0].rpartition(".")[0])]
    titled = [[_parts(label(name, form), form) for name in row] for row in rows]
    first = min(room // 2, max((width(parts[0][0]) for parts in titled), default=0))
    before: list[str] = []
    for row, parts in zip(rows, titled, strict=True):
        head = [column for _, column in parts]
        widths = [max(6, width(title)) for title in head]
        if head != before:
            before = head
            yield fit("", first) + _line(head, widths)
        yield fit(parts[0][0], first) + _line([_shown(cell) for cell in row.values()], widths)


def _line(texts: Iterable[str], widths: Iterable[int]) -> str:
    return "".join(f"  {fit(text, size, right=True)}" for text, size in zip(texts, widths, strict=True))


def _parts(words: str, form: str) -> tuple[str, str]:
    """Return the words of a cell as those of its row and those of its column, which may have a slash in them."""
    column = max((one for one in _columns(form) if words.endswith(f"/{one}")), key=len)
    return words.removesuffix(f"/{column}"), column


@cache
def _columns(form: str) -> frozenset[str]:
    loaded = formats.load(form)
    columns = [*loaded.request_columns, *loaded.remedy_columns, *(one for item in loaded.items for one in item.columns)]
    return frozenset(column.label for column in columns)


def _shown(cell: Read) -> str:
    if cell["state"] == "read":
        return str(cell["value"])
    return _STATE_MARKS.get(cell["state"], f"?{cell['raw'] or ''}")


def _apart(objects: Iterable[Read], refused: list[Row]) -> Iterator[Read]:
    for read in objects:
        if "error" in read:
            refused.append((read["source"]["path"], read["error"]["code"], read["error"]["message"]))
        else:
            yield read
