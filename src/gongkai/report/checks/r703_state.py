"""GK703: every cell of the tables has a figure; where there is nothing to count it says 0.

A blank, a slash or a dash may mean 0, not filled in, or no such duty. The slash in the row 规章 is a local custom of
organs that cannot make rules, so alone it is a note.
"""

from collections import Counter
from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import EMPTY, places
from gongkai.report.model import Report

RULE = Rule(
    id="GK703",
    alias="L-STATE",
    severity="warning",
    group="layout",
    title={
        "zh": "表格每个单元格都填数，没有的填0。",
        "en": "Every cell has a figure; nothing to count is 0.",
    },
    why={
        "zh": "空白、“/”、“-”分不清是0、没有填，还是没有这项职责，也无法汇总。",
        "en": "A blank, a slash or a dash may mean 0, not filled in, or no such duty, and cannot be added up.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_WORDS = {"blank": ("空白", "blank"), "slash": ("“/”", "/"), "dash": ("“-”", "-"), "none": ("“无”", "无")}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all cells without a figure."""
    cells = [cell for cell in report.cells.values() if cell.state in EMPTY]
    if not cells:
        return
    numbers = Counter(cell.state for cell in cells)
    zh = "、".join(f"{_WORDS[state][0]}{number}个" for state, number in numbers.items())
    en = ", ".join(f"{_WORDS[state][1]} ({number})" for state, number in numbers.items())
    names = [cell.name for cell in cells]
    custom = all(name.startswith("proactive.regulations.") for name in names) and set(numbers) == {"slash"}
    yield RULE.finding(
        zh=f"表格中有{len(cells)}个单元格没有填数：{zh}。",
        en=f"Cells without a figure ({len(cells)}): {en}.",
        hint_zh="没有的填0；确实不适用的，在正文中说明。",
        hint_en="Write 0 where there is nothing to count; where the row does not apply, say so in the text.",
        cells=names,
        places=places(report, names),
        count=len(cells),
        severity="note" if custom else None,
    )


CHECK = Check(RULE, judge, reading=True)
