"""GK101: in every column of table 3 the requests received and carried in equal those handled and carried out.

The form itself prints this identity, so it is the first thing that a supervisor adds up.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks import balance
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import Balance, column_label, written
from gongkai.report.formats import Format
from gongkai.report.model import Report

RULE = Rule(
    id="GK101",
    alias="T3-ID",
    severity="error",
    group="requests",
    title={
        "zh": "表三每一列：新收与上年结转之和等于办理结果总计与结转下年度之和。",
        "en": "In every column of table 3, received plus carried in equals handled plus carried out.",
    },
    why={
        "zh": "这是格式中印明的勾稽关系；不平说明至少有一个数填错，申请的去向说不清。",
        "en": (
            "The form prints this identity; where it fails, at least one figure "
            "is wrong and requests are unaccounted for."
        ),
    },
    basis=(Citation(REGULATION, "第五十条"), Citation(FORMAT_2021, "第三部分"), Citation(FORMAT_2019, "第三部分")),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding for each column that does not balance."""
    return balance.judge(RULE, report, _words)


def _words(report: Report, form: Format, line: Balance) -> balance.Words:
    column = column_label(form.name, line.key)
    new, carried_in = (written(report.value(name) or 0) for name in line.left)
    handled, carried_out = (written(report.value(name) or 0) for name in line.right)
    left, right = written(line.left_side.total), written(line.right_side.total)
    return balance.Words(
        line_zh=f"表三“{column}”列",
        line_en=f"table 3, column {line.key}",
        zh=(
            f"第一项{new}＋第二项{carried_in}＝{left}，第三项（七）总计{handled}＋第四项{carried_out}＝{right}，"
            f"相差{written(line.difference)}"
        ),
        en=(
            f"received {new} + carried in {carried_in} = {left}, but handled "
            f"{handled} + carried out {carried_out} = {right}; "
            f"they differ by {written(line.difference)}"
        ),
        hint_zh="对照申请台账核对这一列的第一、二、四项和（七）总计，改正填错的数。",
        hint_en=(
            "Compare this column's rows 一, 二, 四 and （七） with the ledger "
            "of requests, and correct the wrong figure."
        ),
    )


CHECK = Check(RULE, judge)
