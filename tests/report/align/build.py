"""Small documents for the tests of the aligner: lines of text, grids with merged cells, and the tables of the forms."""

from collections.abc import Iterable, Mapping, Sequence

from gongkai.report import formats
from gongkai.report.align.figures import Found
from gongkai.report.align.rows import Row, rows
from gongkai.report.blocks import Block, Document, Grid, GridCell
from gongkai.report.model import Cell, Line, TablePlace, TextPlace

LETTERS = {"blank": "b", "slash": "/", "dash": "-", "none": "无", "unread": "u", "absent": "a"}
COLUMNS = ("natural_person", "commercial", "research", "public_welfare", "legal_service", "other", "total")
ZEROS = "0 0 0 0 0 0 0"


def lines(text: str, *, first: int = 1) -> list[Line]:
    """Return the lines of a text, numbered from `first`."""
    return [Line(line, TextPlace(number, 1)) for number, line in enumerate(text.split("\n"), first)]


def grid(*written: str, exact: bool = True, table: int = 1) -> Grid:
    """Return a table of rows with cells between bars; `<` continues the cell to its left, `^` the cell above."""
    places = [[cell.strip() for cell in row.split("|")] for row in written]
    cells = []
    for number, row in enumerate(places):
        for column, text in enumerate(row):
            if text in ("<", "^"):
                continue
            wide = 1
            while column + wide < len(row) and row[column + wide] == "<":
                wide += 1
            high = 1
            while number + high < len(places) and places[number + high][column : column + 1] == ["^"]:
                high += 1
            cells.append(GridCell(text, number, column, TablePlace(table, number + 1, column + 1), high, wide))
    return Grid(cells, TablePlace(table, 1, 1), exact)


def rows_of(*parts: Block | str | Sequence[Line]) -> list[Row]:
    """Return the rows of blocks and texts in order."""
    return rows(blocks_of(*parts))


def blocks_of(*parts: Block | str | Sequence[Line]) -> list[Block]:
    """Return blocks; a text becomes its lines, which go on counting."""
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, str):
            blocks.extend(lines(part, first=len(blocks) + 1))
        elif isinstance(part, Sequence):
            blocks.extend(part)
        else:
            blocks.append(part)
    return blocks


def document(*parts: Block | str | Sequence[Line], kind: str = "text", **fields: object) -> Document:
    """Return a document of these parts."""
    return Document(kind, blocks_of(*parts), **fields)  # type: ignore[arg-type]


def letter(cell: Cell) -> str:
    """Return a figure as it is, anything else as one letter."""
    return str(cell.value) if cell.state == "read" else LETTERS[cell.state]


def shown(found: Found | Mapping[str, Cell], row: str) -> str:
    """Return the cells of a row in the form's order, such as `6 0 b u a / 6`."""
    cells = found.cells if isinstance(found, Found) else found
    return " ".join(letter(cell) for name, cell in cells.items() if name.rpartition(".")[0] == row)


def notes(found: Found) -> list[str]:
    """Return the kinds of the notes in order."""
    return [note.kind for note in found.notes]


def surplus(found: Found) -> list[str]:
    """Return the values that no cell claims."""
    return [one.raw for one in found.unplaced]


HEADER = (
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）| < | < | 申请人情况 | < | < | < | < | < | <",
    "^ | ^ | ^ | 自然人 | 法人或其他组织 | < | < | < | < | 总计",
    "^ | ^ | ^ | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^",
)


def requests_rows(format: str = "2021", given: Mapping[str, str] | None = None) -> list[str]:
    """Return the rows of table 3 as `grid` takes them, 0 where nothing else is given."""
    form, written, outcomes, group = formats.load(format), list(HEADER), 0, ""
    for row in form.request_rows:
        values = (given or {}).get(row.key, ZEROS).split(" ")
        cells = [("" if value == "." else value) for value in values]
        if row.outcome:
            outer = "^" if outcomes else form.outcomes
            outcomes += 1
            label = (
                ["^" if row.group == group else form.request_groups[row.group], row.label]
                if row.group
                else [row.label, "<"]
            )
            group = row.group
            written.append(" | ".join([outer, *label, *cells]))
        else:
            written.append(" | ".join([row.label, "<", "<", *cells]))
    return written


def requests_text(format: str = "2021", given: Mapping[str, str] | None = None) -> str:
    """Return table 3 as tab-separated text, merged cells empty."""
    return tabbed(requests_rows(format, given))


def tabbed(written: Iterable[str]) -> str:
    """Return rows for `grid` as tab-separated text."""
    return "\n".join(
        "\t".join("" if cell.strip() in ("<", "^") else cell.strip() for cell in row.split("|")) for row in written
    )


PROACTIVE_2021 = (
    "第二十条第（一）项 | < | < | <",
    "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数",
    "规章 | 0 | 0 | 0",
    "行政规范性文件 | 3 | 1 | 52",
    "第二十条第（五）项 | < | < | <",
    "信息内容 | 本年处理决定数量 | < | <",
    "行政许可 | 124 | < | <",
    "第二十条第（六）项 | < | < | <",
    "信息内容 | 本年处理决定数量 | < | <",
    "行政处罚 | 26 | < | <",
    "行政强制 | 5 | < | <",
    "第二十条第（八）项 | < | < | <",
    "信息内容 | 本年收费金额（单位：万元） | < | <",
    "行政事业性收费 | 24.5 | < | <",
)
PROACTIVE_2019 = (
    "第二十条第（一）项 | < | < | <",
    "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量",
    "规章 | 0 | 0 | 0",
    "规范性文件 | 3 | 2 | 52",
    "第二十条第（五）项 | < | < | <",
    "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量",
    "行政许可 | 20 | -2 | 124",
    "其他对外管理服务事项 | 7 | 0 | 8",
    "第二十条第（六）项 | < | < | <",
    "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量",
    "行政处罚 | 4 | 1 | 26",
    "行政强制 | 2 | 0 | 5",
    "第二十条第（八）项 | < | < | <",
    "信息内容 | 上一年项目数量 | 本年增/减 | <",
    "行政事业性收费 | 3 | -1 | <",
    "第二十条第（九）项 | < | < | <",
    "信息内容 | 采购项目数量 | 采购总金额 | <",
    "政府集中采购 | 6 | 4196.35万元 | <",
)
REMEDIES = (
    "行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <",
    "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <",
    "^ | ^ | ^ | ^ | ^ | " + " | ".join(["结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"] * 2),
    "1 | 0 | 2 | 0 | 3 | 0 | 1 | 0 | 0 | 1 | 4 | 0 | 0 | 1 | 5",
)


def changed(written: Sequence[str], **rows: str) -> list[str]:
    """Return a table with rows replaced by the number behind the underscore: `_3="规章 | 1 | 2 | 3"`; "" drops the row."""
    by_number = {int(key[1:]): row for key, row in rows.items()}
    return [row for number, one in enumerate(written) if (row := by_number.get(number, one))]
