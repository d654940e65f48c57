"""GK102: in every column of table 3 the outcomes add up to （七）总计.

The identity printed in the form holds of the totals only; a total that no outcome explains passes it unseen.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks import balance
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import Balance, column_label, terms, written
from gongkai.report.formats import Format
from gongkai.report.model import Report

RULE = Rule(
    id="GK102",
    alias="T3-SUM",
    severity="error",
    group="requests",
    title={
        "zh": "表三每一列：各项办理结果之和等于（七）总计。",
        "en": "In every column of table 3, the outcomes add up to （七） total.",
    },
    why={
        "zh": "总计必须由各项结果相加得出；不等说明漏填、重填了结果，或者总计填错。",
        "en": (
            "The total is the sum of the outcomes; where it is not, an outcome "
            "is missing or doubled, or the total is wrong."
        ),
    },
    basis=(Citation(REGULATION, "第五十条"), Citation(FORMAT_2021, "第三部分"), Citation(FORMAT_2019, "第三部分")),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding for each column in which the outcomes miss the total."""
    return balance.judge(RULE, report, _words)


def _words(report: Report, form: Format, line: Balance) -> balance.Words:
    parts, total = written(line.left_side.total), written(line.right_side.total)
    shown = terms(report, line.left)
    sum_shown = f"{shown}＝{parts}" if "＋" in shown else parts
    gap = written(line.difference)
    return balance.Words(
        line_zh=f"表三“{column_label(form.name, line.key)}”列",
        line_en=f"table 3, column {line.key}",
        zh=f"各项办理结果之和{sum_shown}，（七）总计{total}，相差{gap}",
        en=f"the outcomes add up to {parts}, but （七） total says {total}; they differ by {gap}",
        hint_zh="对照申请台账核对这一列的各项办理结果和（七）总计。",
        hint_en="Compare this column's outcomes and （七） total with the ledger of requests.",
    )


CHECK = Check(RULE, judge)
