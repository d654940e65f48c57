"""GK706: the tables hold nothing but the form's rows and columns.

Local rows and surplus figures are kept, but no cell of the form claims them, and no total counts them.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks import observed
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Report

RULE = Rule(
    id="GK706",
    alias="L-EXTRA",
    severity="note",
    group="layout",
    title={
        "zh": "表格里没有格式以外的行和数。",
        "en": "The tables hold no rows or figures beyond the form's.",
    },
    why={
        "zh": "格式以外的数不属于任何一个单元格，汇总时不会计入。",
        "en": "A figure beyond the form belongs to no cell, and no sum counts it.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all rows and figures that no cell of the form claims."""
    rows = observed.notes(report, ("extra_row",))
    if not rows and not report.unplaced:
        return
    shown = observed.quoted(rows)
    zh = [f"{len(rows)}行格式以外的项目{f'（{shown}）' if shown else ''}"] if rows else []
    zh += [f"{len(report.unplaced)}个不属于任何单元格的数"] if report.unplaced else []
    en = [f"{len(rows)} rows beyond the form{f' ({shown})' if shown else ''}"] if rows else []
    en += [f"{len(report.unplaced)} figures that belong to no cell"] if report.unplaced else []
    yield RULE.finding(
        zh=f"表格中有{'、'.join(zh)}。",
        en=f"The tables hold {' and '.join(en)}.",
        hint_zh="需要报告的其他数据写在正文或者第六部分，不加在法定表格里。",
        hint_en="Tell other figures in the text or in section six, not in the statutory tables.",
        places=[*(note.place for note in rows), *(value.place for value in report.unplaced)],
        count=len(rows) + len(report.unplaced),
    )


CHECK = Check(RULE, judge, reading=True)
