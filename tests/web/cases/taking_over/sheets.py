"""Tables to take over, made line by line."""

from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from gongkai.web.cases.taking_over.table.columns import BALANCE, Sheet, columns

Cells = Mapping[str, Any]
RECEIVED = {
    "收到方式": "当面提交",
    "收到申请之日": date(2026, 11, 2),
    "信息名称": "道路养护经费支出明细",
    "申请人类别": "自然人",
}
REPLIED = {"办结方式": "予以公开", "办结日期": date(2026, 11, 16), "送达方式": "网上"}
LAST_YEAR = {"收到申请之日": date(2025, 3, 3), "办结日期": date(2025, 3, 20)}

BALANCES = {
    "自然人": 3,
    "商业企业": 1,
    "科研机构": 0,
    "社会公益组织": 0,
    "法律服务机构": 0,
    "其他": 0,
    "来源": "2025年度报告",
}


def line(number: str, *cells: Cells, **more: Any) -> dict[str, Any]:
    """Return a line that can be taken, with some of its cells changed."""
    found: dict[str, Any] = {"原编号": number, **RECEIVED}
    for each in (*cells, more):
        found |= each
    return found


def table(
    opened: Iterable[Cells] = (),
    ended: Iterable[Cells] = (),
    register: Iterable[Cells] = (),
    balance: Mapping[str, Any] | None = None,
) -> bytes:
    """Return a table with these lines, as the template has it."""
    book = Workbook()
    for sheet, rows in ((Sheet.OPEN, opened), (Sheet.ENDED, ended), (Sheet.REGISTER, register)):
        page, headings = book.create_sheet(sheet), [column.zh for column in columns(sheet)]
        page.append(headings)
        page.append(["说明：……"])
        page.append(["示例（不导入）", "当面提交"])
        for row in rows:
            assert set(row) <= set(headings)
            page.append([row.get(heading) for heading in headings])
    page = book.create_sheet(BALANCE)
    page.append(["申请人类别", "上年结转（件）"])
    for each in (balance or {}).items():
        page.append(each)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
