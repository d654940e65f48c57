"""GK103: in every row of table 3 the six kinds of applicant add up to 总计.

Every request has one applicant of one kind, so the last column is a sum and nothing else.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks import balance
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import Balance, row_label, terms, written
from gongkai.report.formats import Format
from gongkai.report.model import Report

RULE = Rule(
    id="GK103",
    alias="T3-ROW",
    severity="error",
    group="requests",
    title={
        "zh": "表三每一行：六类申请人之和等于总计。",
        "en": "In every row of table 3, the six kinds of applicant add up to the total.",
    },
    why={
        "zh": "每件申请只归入一类申请人；合计不等，说明分类或者总计有误。",
        "en": "Every request belongs to one kind of applicant; where the sum fails, a figure or the total is wrong.",
    },
    basis=(Citation(REGULATION, "第五十条"), Citation(FORMAT_2021, "第三部分"), Citation(FORMAT_2019, "第三部分")),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding for each row in which the applicants miss the total."""
    return balance.judge(RULE, report, _words)


def _words(report: Report, form: Format, line: Balance) -> balance.Words:
    parts, total = written(line.left_side.total), written(line.right_side.total)
    shown = terms(report, line.left)
    sum_shown = f"{shown}＝{parts}" if "＋" in shown else parts
    gap = written(line.difference)
    return balance.Words(
        line_zh=f"表三“{row_label(form.name, line.key)}”行",
        line_en=f"table 3, row {line.key}",
        zh=f"六类申请人之和{sum_shown}，总计{total}，相差{gap}",
        en=f"the six kinds of applicant add up to {parts}, but the total says {total}; they differ by {gap}",
        hint_zh="对照申请台账核对这一行各类申请人的数和总计。",
        hint_en="Compare this row's figures and its total with the ledger of requests.",
    )


CHECK = Check(RULE, judge)
