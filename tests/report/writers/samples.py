"""Reports made up for the writers' tests: any format, any mixture of states, hostile text on demand."""

import random
from datetime import date
from decimal import Decimal

from gongkai.report import formats
from gongkai.report.model import TABLES, Cell, Line, ParagraphPlace, Report, Section, Source, State

STATES: tuple[State, ...] = ("read", "blank", "slash", "dash", "none", "unread")
HERE = ParagraphPlace(1)
TEXTS = (
    "本机关全年通过门户网站公开各类信息，内容涉及财政预决算、公共服务和政策解读。",
    "（一）依申请公开情况。",
    "本年度依法办理政府信息公开申请，按时答复，没有发生超期答复的情形。",
    "下一步将加强业务培训，提高信息发布的质量和时效。",
)


def sound(name: str = "2021", *, year: int = 2024, value: int = 3) -> Report:
    """Return a report that has every cell, all of them read."""
    return _report(name, year, {cell: Cell(cell, value, "read", str(value)) for cell in _names(formats.load(name))})


def mixed(seed: int, *, name: str = "2021") -> Report:
    """Return a report with figures and states drawn at random."""
    draw = random.Random(seed)
    form = formats.load(name)
    cells = {cell: _cell(cell, form, draw) for cell in _names(form)}
    return _report(name, draw.choice((2019, 2020) if name == "2019" else (2021, 2023, 2025)), cells)


def without(report: Report, *prefixes: str) -> Report:
    """Return the report with the cells of those prefixes absent."""
    for name in report.cells:
        if name.startswith(prefixes):
            report.cells[name] = Cell(name, None, "absent")
    return report


def _names(form: formats.Format) -> list[str]:
    return [cell for table in TABLES for cell in form.cells(table)]


def _cell(name: str, form: formats.Format, draw: random.Random) -> Cell:
    state = draw.choices(STATES, (80, 6, 4, 4, 3, 3))[0]
    if state != "read":
        return Cell(name, None, state, "※" if state == "unread" else None)
    if form.unit(name) == "10k CNY":
        return Cell(name, Decimal(draw.randrange(10**9)) / 10 ** draw.randrange(5), "read")
    if form.unit(name) == "signed count":
        return Cell(name, draw.randrange(-40, 40), "read")
    return Cell(name, draw.choice((0, 0, 1, draw.randrange(100), draw.randrange(100000))), "read")


def _report(name: str, year: int, cells: dict[str, Cell]) -> Report:
    form = formats.load(name)
    sections = [
        Section(at + 1, title, () if 0 < at < 4 else tuple(Line(text, HERE) for text in TEXTS))
        for at, title in enumerate(form.sections)
    ]
    return Report(
        source=Source("made-up.txt", "text", "0" * 64),
        organ="云河县青石镇人民政府",
        year=year,
        title=f"云河县青石镇人民政府{year}年政府信息公开工作年度报告",
        signed=date(year + 1, 1, 20),
        signature="云河县青石镇人民政府",
        tables=dict.fromkeys(TABLES, name),
        cells=cells,
        sections=sections,
    )


def ragged(seed: int, *, name: str = "2021") -> Report:
    """Return a report of mixed states from which whole rows, blocks or tables are absent."""
    draw = random.Random(seed)
    report = mixed(seed, name=name)
    form = formats.load(name)
    for row in draw.sample(form.request_rows, draw.randrange(4)):
        without(report, *(f"requests.{row.key}.{column.key}" for column in form.request_columns))
    for item in draw.sample(form.items, draw.randrange(2)):
        without(report, *(f"proactive.{row.key}." for row in item.rows))
    if draw.random() < 0.2:
        table = draw.choice(TABLES)
        without(report, f"{table}.")
        report.tables[table] = None
    return report
