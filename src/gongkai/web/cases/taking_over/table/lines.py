"""The lines of a table as what they say, cell by cell; and what is wrong with a cell, by its place and never by its content.

No sentence repeats what stands in a cell: a name may stand in the wrong column.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.web.cases import identity
from gongkai.web.cases.identity import BadIdentity
from gongkai.web.cases.taking_over.table import columns
from gongkai.web.cases.taking_over.table.columns import BALANCE, EXAMPLE, EXPLANATION, Column, Holds, Sheet
from gongkai.web.cases.taking_over.table.workbook import MOST_LINES, UNCOMPUTED, Row, Sheets

EPOCH = date(1899, 12, 30)
SERIALS = range(36_526, 73_051)
"""The days that a spreadsheet counts from its epoch: those of 2000 to 2099."""
MOST = 1_000_000
_DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?:[ T]0?0:00(?::00)?)?")
_COMPACT = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_BETWEEN = re.compile(r"[；;、\n]+")


class BadTable(ValueError):
    """A workbook of which nothing can be taken, and what to do about it, as a sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is not taken: its sheet, row and column, the reason, and what to do."""

    sheet: str
    row: int
    column: str
    reason: str
    advice: str

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can be read: its place, and what it says by the keys of the columns, without what is left empty."""

    sheet: Sheet
    row: int
    said: Mapping[str, Any]

    def problem(self, key: str, reason: str, advice: str) -> Problem:
        """Return what is wrong with a cell of it."""
        heading = next((each.zh for each in columns.columns(self.sheet) if each.key == key), "")
        return Problem(self.sheet, self.row, heading, reason, advice)


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook holds: the lines that can be read, those that cannot, the figures, and what was left aside."""

    lines: list[Line]
    problems: list[Problem]
    balance: dict[str, int] | None = None
    source: str = ""
    aside: list[str] = field(default_factory=list)


class BadCell(ValueError):
    """A cell that does not hold what its column holds: the reason, and what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason, self.advice = reason, advice


def read(sheets: Sheets) -> Read:
    """Return what a workbook holds.

    :raises BadTable: where it has none of the sheets, or too many lines.
    """
    known = [*Sheet, BALANCE]
    if not set(known) & sheets.keys():
        raise BadTable(f"没有找到工作表{'、'.join(f'“{name}”' for name in known)}。请从这一页下载模板，照样填写。")
    found = Read([], [])
    for sheet in Sheet:
        _read(sheet, sheets.get(sheet, []), found)
    if len(found.lines) + len(found.problems) > MOST_LINES:
        raise BadTable(f"一份表格最多 {MOST_LINES} 行。请分成几份，先后导入。")
    balance, source = _balance(sheets.get(BALANCE, []), found.problems)
    return Read(found.lines, found.problems, balance, source, found.aside)


def _read(sheet: Sheet, rows: list[tuple[int, Row]], found: Read) -> None:
    if not rows:
        return
    (first, headings), *rest = rows
    known = {column.zh: column for column in columns.columns(sheet)}
    names = [_text(cell) for cell in headings]
    at = {known[name].key: place for place, name in reversed(list(enumerate(names))) if name in known}
    found.aside.extend(f"{sheet}：“{name[:20]}”" for name in names if name and name not in known)
    missing = [column for column in known.values() if column.required and column.key not in at]
    for column in missing:
        advice = "从模板复制这一列的标题；此前这个工作表的各行都没有导入。"
        found.problems.append(Problem(sheet, first, column.zh, "缺少这一列", advice))
    places = [(column, at[column.key]) for column in known.values() if column.key in at]
    for number, row in () if missing else rest:
        if not _text(row[at[columns.NUMBER]]).startswith((EXAMPLE, EXPLANATION)):
            _line(sheet, number, [(column, row[place]) for column, place in places], found)


def _line(sheet: Sheet, row: int, cells: Iterable[tuple[Column, object]], found: Read) -> None:
    said: dict[str, Any] = {}
    problems: list[Problem] = []
    for column, cell in cells:
        try:
            value = value_of(column, cell)
        except BadCell as bad:
            problems.append(Problem(sheet, row, column.zh, bad.reason, bad.advice))
            continue
        if value is not None:
            said[column.key] = value
    problems += [Problem(sheet, row, column.zh, reason, advice) for column, reason, advice in _identity(sheet, said)]
    # A line is told of once, by the first of its faults: the others follow once that is mended.
    if problems:
        found.problems.append(problems[0])
    else:
        found.lines.append(Line(sheet, row, said))


def value_of(column: Column, cell: object) -> Any:
    """Return what a cell of a column says, None where it is empty.

    :raises BadCell: where it does not hold what the column holds.
    """
    text = _text(cell)
    if not text:
        if column.required:
            raise BadCell("没有填写", "补上这一格。")
        return None
    if cell == UNCOMPUTED:
        raise BadCell("公式没有结果", "在表格软件中打开并保存一次，或者直接填写内容。")
    return _held(column, cell, text)


def _held(column: Column, cell: object, text: str) -> Any:
    if column.holds is Holds.DAY:
        return _day(cell, text)
    if column.holds is Holds.NUMBER:
        return _number(text)
    if column.holds is Holds.CHOICE:
        return _choice(column, text)
    if column.holds is Holds.CHOICES:
        return tuple(_choice(column, each.strip()) for each in _BETWEEN.split(text) if each.strip())
    if len(text) > column.longest:
        raise BadCell(f"超过 {column.longest} 个字", "缩短这一格。")
    return text


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).replace("\r\n", "\n")
    return "".join(each for each in text if each.isprintable() or each == "\n").strip()


def _day(cell: object, text: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    try:
        if found:
            return date(*(int(part) for part in found.groups()))
        if text.isdecimal() and int(text) in SERIALS:
            return EPOCH + timedelta(days=int(text))
    except ValueError:
        pass
    raise BadCell("不是日期", "写成 2026-03-02 的样子，或者把单元格设为日期格式。")


def _number(text: str) -> int:
    # A cell may hold more digits than Python turns into a number.
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST))) or int(text) >= MOST:
        raise BadCell("不是整数", "只写数字，不带单位。")
    return int(text)


def _choice(column: Column, text: str) -> str:
    code = column.words.get(text) or (text if text in column.words.values() else "")
    if not code:
        raise BadCell("不是可以选择的内容", "从单元格的下拉列表选择；可以选择的见模板的“选项”。")
    return code


def _identity(sheet: Sheet, said: dict[str, Any]) -> Iterator[tuple[Column, str, str]]:
    """Put the number of a proof and a telephone number as they are kept; yield what cannot be right."""
    known = {column.key: column for column in columns.columns(sheet)}
    if given := said.get("id_number"):
        said.setdefault("id_kind", str(identity.usual(said.get("applicant", ""), given)))
        try:
            said["id_number"] = identity.number(said["id_kind"], given)
        except BadIdentity:
            yield known["id_number"], "证件号码与证件类型不符，或者有一位写错", "照证件更正，或者留空。"
    if given := said.get("phone"):
        try:
            said["phone"] = identity.phone(given)
        except BadIdentity:
            yield known["phone"], "不是可以拨打的电话号码", "更正，或者留空。"
    if "@" not in said.get("email", "@"):
        yield known["email"], "不是电子邮箱", "更正，或者留空。"


def _balance(rows: list[tuple[int, Row]], problems: list[Problem]) -> tuple[dict[str, int] | None, str]:
    """Return last year's 四 by column and where it was taken from; nothing where the sheet is not filled in."""
    labels = {label: code for code, label in columns.balance_columns().items()}
    found: dict[str, int] = {}
    source, begun = "", False
    for number, row in rows:
        heading, cell = _text(row[0]), row[1] if len(row) > 1 else None
        if heading == "来源":
            source = _text(cell)[:200]
        elif heading in labels:
            begun = begun or bool(_text(cell))
            try:
                found[labels[heading]] = _number(_text(cell) or "0")
            except BadCell as bad:
                problems.append(Problem(BALANCE, number, heading, bad.reason, bad.advice))
                return None, source
    if not begun:
        return None, source
    if len(found) < len(labels):
        problems.append(Problem(BALANCE, 1, "", "六列没有填全", "没有的填 0。"))
        return None, source
    if not source:
        problems.append(Problem(BALANCE, 1, "来源", "没有填写来源", "写明数字取自哪一份年度报告。"))
        return None, source
    return found, source
