"""Reports made to order for tests: a sound report by default; a test states only what it is about."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from gongkai.report import formats
from gongkai.report.model import TABLES, Cell, Line, Note, Place, Report, Section, Source, State, TextPlace

ORGAN = "云溪市青石区白桥街道办事处"
Figure = int | Decimal | str | None
_STATES = get_args(State)

TEXTS: dict[int, str] = {
    1: (
        "本报告依据《中华人民共和国政府信息公开条例》编制，数据统计期限为{year}年1月1日至{year}年12月31日。\n"
        "（一）主动公开。全年通过区政府门户网站公开信息12条。\n"
        "（二）依申请公开。{year}年未收到政府信息公开申请。\n"
        "（三）政府信息管理。严格执行先审后发制度。\n"
        "（四）平台建设。做好街道专栏的日常维护。\n"
        "（五）监督保障。全年组织业务培训1次。"
    ),
    2: "",
    3: "",
    4: "",
    5: "存在的主要问题：政策解读的形式较为单一。\n改进情况：制定解读工作清单，逐项落实。",
    6: "本年度未发出信息处理费收费通知，未收取信息处理费。",
}


def report(
    *,
    year: int = 2021,
    format: str | None = None,
    cells: Mapping[str, Figure] | None = None,
    texts: Mapping[int, str | None] | None = None,
    notes: tuple[Note, ...] = (),
    **fields: Any,
) -> Report:
    """Return a sound report of an invented organ in which every figure is 0.

    `cells` gives figures or states ("blank", "slash" ...) by cell name; a name ending in ".*" means a whole row.
    `texts` replaces the text of sections by number; None leaves the section out. `fields` are those of `Report`.
    """
    name = format or formats.for_year(year).name
    made = Report(
        Source("report.txt", "text", "0" * 64),
        organ=ORGAN,
        year=year,
        title=f"{ORGAN}{year}年政府信息公开工作年度报告",
        signed=date(year + 1, 1, 20),
        signature=ORGAN,
        tables=dict.fromkeys(TABLES, name),
        cells=figures(name, cells or {}),
        notes=list(notes),
    )
    title = fields.get("title", made.title) or ""
    made.lines = [Line(title, TextPlace(1, 1), heading=1)]
    for number, text in {**TEXTS, **(texts or {})}.items():
        if text is not None:
            made.sections.append(_laid(made.lines, name, number, text.format(year=year)))
    made.lines += [
        Line(made.signature or "", _next(made.lines)),
        Line(f"{year + 1}年1月20日", TextPlace(len(made.lines) + 2, 1)),
    ]
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def figures(format: str, given: Mapping[str, Figure]) -> dict[str, Cell]:
    """Return all cells of a form, 0 where nothing else is given.

    :raises KeyError: for a name that the form does not have.
    """
    form = formats.load(format)
    names = [name for table in TABLES for name in form.cells(table)]
    cells = {name: figure(name, 0, line=1000 + number) for number, name in enumerate(names)}
    for key, value in given.items():
        row = [name for name in names if name == key or (key.endswith(".*") and name.rpartition(".")[0] == key[:-2])]
        if not row:
            raise KeyError(key)
        for name in row:
            place = cells[name].place
            cells[name] = figure(name, value, line=place.line if isinstance(place, TextPlace) else 1)
    return cells


def figure(name: str, value: Figure, *, line: int = 1) -> Cell:
    """Return a cell; a word such as "blank" or "unread" is its state."""
    if isinstance(value, str):
        assert value in _STATES, value
        raw = {"slash": "/", "dash": "-", "none": "无", "unread": "O8", "blank": ""}.get(value)
        return Cell(name, None, value, raw, None if value == "absent" else TextPlace(line, 1))  # type: ignore[arg-type]
    return Cell(name, value, "read", str(value), TextPlace(line, 1))


def section(number: int | None, title: str, text: str = "", *, line: int = 1) -> Section:
    """Return a section whose heading stands on `line`."""
    lines = tuple(Line(one, TextPlace(line + i, 1)) for i, one in enumerate(text.split("\n"), 1)) if text else ()
    return Section(number, title, lines, TextPlace(line, 1))


def _laid(lines: list[Line], format: str, number: int, text: str) -> Section:
    title = formats.load(format).sections[number - 1]
    place = _next(lines)
    made = section(number, title, text, line=place.line)
    lines += [Line(f"{'一二三四五六'[number - 1]}、{title}", place), *made.lines]
    return made


def _next(lines: list[Line]) -> TextPlace:
    last: Place = lines[-1].place
    assert isinstance(last, TextPlace)
    return TextPlace(last.line + 1, 1)
