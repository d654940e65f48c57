"""GK701: the tables have the rows and columns of the form, each label in its place, each value beside its label.

A value is read only where its place is certain, so these are faults of the page, not doubts about the data.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks import observed
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Report

RULE = Rule(
    id="GK701",
    alias="L-SHAPE",
    severity="warning",
    group="layout",
    title={
        "zh": "表格的行列与格式一致，标签和数各在其位。",
        "en": "The tables have the form's rows and columns, with labels and figures in their places.",
    },
    why={
        "zh": "行列错位的表格，读者和程序都可能把数看到别的项目下。",
        "en": "In a table out of shape, people and programs take a figure for another row's or column's.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_WORDS = {
    "split_label": ("标签被截断", "labels cut in two"),
    "shifted_label": ("标签错列", "labels in another column"),
    "pushed_value": ("数落到下一行", "figures on the line after their label"),
    "surplus": ("数多于列", "more figures than columns"),
    "missing_cells": ("数少于列", "fewer figures than columns"),
    "unlabelled_row": ("整行没有标签", "rows without a label"),
    "column_order": ("列的次序与格式不同", "columns in another order"),
}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all places where a table is out of shape."""
    found = observed.notes(report, _WORDS)
    if found:
        zh, en = observed.counted(found, _WORDS)
        yield observed.finding(
            RULE,
            found,
            zh=f"表格的行列与格式不一致：{zh}。",
            en=f"The tables are out of shape: {en}.",
            hint_zh="按格式重新排版；跨页的表格不要拆行、拆格，发布前检查每行是否刚好7个数。",
            hint_en=(
                "Lay the table out as the form has it; keep rows whole across "
                "pages, and see that each row has its 7 figures."
            ),
        )


CHECK = Check(RULE, judge, reading=True)
