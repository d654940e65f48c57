"""GK709: a table that is there has every row and column of the form.

A missing row is not a row of zeros; its cells are absent, and nothing is concluded from them.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import form_of
from gongkai.report.model import TABLES, Report

RULE = Rule(
    id="GK709",
    alias="L-ROWS",
    severity="warning",
    group="layout",
    title={
        "zh": "表格有格式规定的全部行和列。",
        "en": "The tables have every row and column of the form.",
    },
    why={
        "zh": "缺少的行和列不等于0，读者无法知道这些数。",
        "en": "A row or column that is missing is not zero; its figures are unknown.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
SHOWN = 4


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all cells that a table lacks."""
    absent = [
        (form.label(name), name)
        for table in TABLES
        if (form := form_of(report, table))
        for name in form.cells(table)
        if (cell := report.cells.get(name)) is not None and cell.state == "absent"
    ]
    if absent:
        rows = list(dict.fromkeys(label.rpartition("/")[0] for label, _ in absent))
        more = "等" if len(rows) > SHOWN else ""
        yield RULE.finding(
            zh=(
                f"表格缺少{len(absent)}个单元格，"
                f"涉及{'、'.join(f'“{row}”' for row in rows[:SHOWN])}{more}{len(rows)}行。"
            ),
            en=(
                f"The tables lack {len(absent)} cells in {len(rows)} rows: "
                f"{', '.join(rows[:SHOWN])}{' ...' if more else ''}."
            ),
            hint_zh="按格式补齐行和列，没有的填0。",
            hint_en="Add the missing rows and columns, with 0 where there is nothing to count.",
            cells=[name for _, name in absent],
            count=len(absent),
        )


CHECK = Check(RULE, judge, reading=True)
