"""The empty table to fill in, and the list of the lines that were not taken, as workbooks."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from gongkai.web.cases.taking_over.table.columns import (
    BALANCE,
    EXAMPLE,
    EXPLANATION,
    Column,
    Holds,
    Sheet,
    balance_columns,
    columns,
)
from gongkai.web.cases.taking_over.table.lines import Problem
from gongkai.web.cases.taking_over.table.workbook import MOST_LINES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WORDS = "选项"
GUIDE = "填写说明"
FIRST = 4
"""The first line for cases: headings, explanations and the example come before it."""
HEAD = PatternFill("solid", fgColor="0F3D7A")
SOFT = PatternFill("solid", fgColor="EAF1FA")
GREY = Font(color="55606F", italic=True)
TOP = Alignment(wrap_text=True, vertical="top")
_SAYS = (
    ("用途", "在年中启用系统的机关，用这份表格导入正在办理的申请、本年已经办结的申请、上年登记簿和上年结转数。"),
    (
        "工作表",
        "“在办申请”填还没有办结的；“本年已办结”填今年办结的，不论哪一年收到；“上年登记簿”填今年以前办结的。没有的留空。",
    ),
    ("上年结转数", "填上年度报告表三“四、结转下年度继续办理”各列的数字，并写明取自哪一份年度报告。"),
    ("每行一件", "原编号必填，本机关内不重复；同一编号只导入一次，更正以后可以把整份表格再次上传。"),
    ("标题", "请保留各列的标题。列可以移动，不用的列可以删除，标了“必填”的不能删。"),
    (EXAMPLE, f"“{EXPLANATION}”和“{EXAMPLE}”开头的行不导入，可以保留。"),
    ("日期", "写成 2026-03-02 的样子，或者用日期格式。按实际发生的日期填写，各步的先后由日期确定。"),
    (
        "检查",
        "上传后逐行检查：每一步都须符合《政府信息公开条例》的规定和期限，不符合的不导入，并说明哪一行、哪一列、为什么。",
    ),
    ("申请人", "申请人的情况可以不填；填写的加密保存。导入时不通知申请人。"),
    ("行数", f"一份表格最多 {MOST_LINES} 行；更多的分成几份，先后导入。"),
    ("一次以上的征求意见", "表格每行只能填一次征求意见；在办申请的其余各次，导入后在办件页登记。"),
)


def template() -> bytes:
    """Return the empty table, with explanations, an example, and lists to choose from."""
    book = Workbook()
    guide = book.active
    assert guide is not None  # noqa: S101 - a new workbook has one
    _guide(guide)
    places = _words(book)
    for sheet in Sheet:
        _cases(book.create_sheet(sheet, len(book.sheetnames) - 1), sheet, places)
    _balance(book.create_sheet(BALANCE, len(book.sheetnames) - 1))
    return _bytes(book)


def refused(problems: Iterable[Problem]) -> bytes:
    """Return the lines that were not taken, each with its place, the reason and what to do."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("没有导入的行")
    for letter, width in zip("ABCDE", (14, 8, 20, 70, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(["工作表", "行", "列", "原因", "怎样处理"])
    for each in problems:
        sheet.append([each.sheet, each.row, each.column, each.reason, each.advice])
    return _bytes(book)


def _guide(sheet: "Worksheet") -> None:
    sheet.title = GUIDE
    sheet.append([GUIDE])
    sheet["A1"].font = Font(bold=True, size=14)
    for head, words in _SAYS:
        sheet.append([head, words])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 110
    for row in sheet.iter_rows(min_row=2):
        row[0].font, row[0].alignment, row[1].alignment = Font(bold=True), TOP, TOP


def _words(book: Workbook) -> Mapping[str, str]:
    """Write the words to choose from, a column each, and return where those of each column of the table stand."""
    sheet = book.create_sheet(WORDS)
    found: dict[str, str] = {}
    chosen = [column for column in columns(Sheet.ENDED) if column.words]
    for number, column in enumerate(chosen, 1):
        letter = get_column_letter(number)
        _head(sheet.cell(1, number, column.zh))
        for row, word in enumerate(column.words, 2):
            sheet.cell(row, number, word)
        sheet.column_dimensions[letter].width = 32
        found[column.key] = f"={WORDS}!${letter}$2:${letter}${len(column.words) + 1}"
    return found


def _cases(sheet: "Worksheet", name: Sheet, places: Mapping[str, str]) -> None:
    for number, column in enumerate(columns(name), 1):
        letter = get_column_letter(number)
        _head(sheet.cell(1, number, column.zh))
        told = sheet.cell(2, number, f"{EXPLANATION}：{column.help}" if number == 1 else column.help)
        told.alignment, told.fill = TOP, SOFT
        example = sheet.cell(3, number, f"{EXAMPLE}（不导入）" if number == 1 else column.example)
        example.font = GREY
        sheet.column_dimensions[letter].width = _width(column)
        # As text, so that no program cuts a long number or takes a number for a day.
        sheet.column_dimensions[letter].number_format = "yyyy-mm-dd" if column.holds is Holds.DAY else "@"
        if column.key in places and column.holds is Holds.CHOICE:
            _choose(sheet, letter, places[column.key])
    sheet.row_dimensions[2].height = 64
    sheet.freeze_panes = f"B{FIRST}"


def _choose(sheet: "Worksheet", letter: str, words: str) -> None:
    choice = DataValidation(type="list", formula1=words, allow_blank=True, showErrorMessage=True)
    choice.error, choice.errorTitle = "请从列表选择。", "不能识别"
    choice.add(f"{letter}{FIRST}:{letter}{FIRST + MOST_LINES}")
    sheet.add_data_validation(choice)


def _balance(sheet: "Worksheet") -> None:
    for number, words in enumerate(
        ("申请人类别", "上年结转（件）", f"{EXPLANATION}：照上年度报告表三第四项填写，没有的填 0。"), 1
    ):
        _head(sheet.cell(1, number, words))
    for label in balance_columns().values():
        sheet.append([label])
    sheet.append(["来源"])
    sheet.append([f"{EXAMPLE}：来源写“2025年度政府信息公开工作年度报告，2026-01-28公布”"])
    for letter, width in zip("ABC", (24, 18, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _head(cell: Any) -> None:
    cell.font, cell.fill, cell.alignment = Font(bold=True, color="FFFFFF"), HEAD, TOP


def _width(column: Column) -> int:
    return 34 if column.key in ("subject", "description", "reply", "remark", "address") else 18


def _bytes(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
