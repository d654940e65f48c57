"""Blocks to cells: the one aligner behind all readers, driven by headings, never by order of appearance."""

from gongkai.report import formats
from gongkai.report.align import proactive, regions, remedies, requests
from gongkai.report.align.doubts import distrust
from gongkai.report.align.figures import Found
from gongkai.report.align.identity import identify, is_report_title
from gongkai.report.align.rows import rows
from gongkai.report.align.sections import Texts, divide
from gongkai.report.align.traditional import is_traditional
from gongkai.report.blocks import Document, Grid, Picture
from gongkai.report.model import TABLES, Cell, Line, Note, Report, Source
from gongkai.report.readers.errors import Unreadable

_NEWEST = formats.FORMATS[-1]


def align(document: Document, source: Source) -> Report:
    """Return the report that a document holds.

    :raises Unreadable: code "no_report", where the document is no annual report on open government information.
    """
    report = Report(source, notes=list(document.notes), lines=_lines(document))
    all_rows = rows(document.blocks)
    located = regions.locate(all_rows)
    asked = requests.read(located.tables["requests"])
    # The year may stand only in the text, and the text is what no table uses; the year's form decides where labels do not.
    texts = divide(document.blocks, {block for name in TABLES for row in located.tables[name] for block in row.blocks})
    identify(report, document, texts)
    by_year = _year_format(report.year, asked)
    published = proactive.read(located.tables["proactive"], by_year)
    disputes = remedies.read(located.tables["remedies"], asked.format or published.format or by_year)
    tables = (published, asked, disputes)
    distrust(tables, all_rows, located.tables, by_year)
    for found in tables:
        _take(report, found, by_year)
    report.sections = divide(
        document.blocks, {block for found in tables if found.format for block in found.blocks}
    ).sections
    _refuse_strangers(report, texts)
    _note_losses(report, document)
    return report


def _year_format(year: int | None, asked: Found) -> str:
    if year is not None and year >= formats.load(formats.FORMATS[0]).first_year:
        return formats.for_year(year).name
    return asked.format or _NEWEST


def _take(report: Report, found: Found, by_year: str) -> None:
    report.tables[found.table] = found.format
    if found.format is None:
        absent = formats.load(by_year).cells(found.table)
        report.cells.update((name, Cell(name, None, "absent")) for name in absent)
        return
    report.cells.update(found.cells)
    report.unplaced.extend(found.unplaced)
    report.notes.extend(found.notes)


def _refuse_strangers(report: Report, texts: Texts) -> None:
    tables = sum(name is not None for name in report.tables.values())
    if tables or (report.title and is_report_title(report.title)) or len(texts.sections) >= 4:
        return
    raise Unreadable(
        "no_report",
        "这份文件里没有政府信息公开工作年度报告：既没有报告标题，也没有法定表格。请确认选对了文件。",
        "This file holds no annual report on open government information: neither its title nor its tables are there. "
        "Check that it is the right file.",
    )


def _note_losses(report: Report, document: Document) -> None:
    text = "".join(line.text for line in report.lines)
    if is_traditional(text):
        report.notes.append(Note("traditional"))
    missing = [name for name in TABLES if report.tables[name] is None]
    if not missing:
        return
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    if pictures:
        report.notes.append(Note("pictures", pictures[0].place, detail="、".join(missing)))
    else:
        report.notes.append(Note("tables_lost", None, detail="、".join(missing)))


def _lines(document: Document) -> list[Line]:
    lines: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Line):
            if block.text.strip():
                lines.append(block)
        elif isinstance(block, Grid):
            lines.extend(Line(cell.text, cell.place) for cell in block.cells if cell.text.strip())
    return lines
