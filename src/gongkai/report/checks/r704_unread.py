"""GK704: every figure could be read with certainty.

What stands in the table but is no certain figure is given as unread, never as a guess; a person has to look.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import places
from gongkai.report.model import Report

RULE = Rule(
    id="GK704",
    alias="L-UNREAD",
    severity="warning",
    group="layout",
    title={
        "zh": "表格里的数都能确认。",
        "en": "Every figure of the tables could be read with certainty.",
    },
    why={
        "zh": "不能确认的数不作猜测，相关的核对也无法进行。",
        "en": "What is not certain is not guessed, and what depends on it is not judged.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all cells that could not be read."""
    cells = [cell for cell in report.cells.values() if cell.state == "unread"]
    if cells:
        shown = "、".join(f"“{cell.raw.strip()}”" for cell in cells[:3] if cell.raw and cell.raw.strip())
        names = [cell.name for cell in cells]
        yield RULE.finding(
            zh=f"表格中有{len(cells)}个单元格的数不能确认{f'，如{shown}' if shown else ''}。",
            en=f"Cells that could not be read with certainty: {len(cells)}{f', such as {shown}' if shown else ''}.",
            hint_zh="对照原文逐个查看；由机关改正排版或者重新发布。",
            hint_en="Look at the original; ask the organ to correct the layout or to publish again.",
            cells=names,
            places=places(report, names),
            count=len(cells),
        )


CHECK = Check(RULE, judge, reading=True)
