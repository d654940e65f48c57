"""GK205: what was given as last year's report is last year's report of the same organ.

The checks across years are silent on any other report, and whoever gave it should know why.
"""

from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.years import mismatch
from gongkai.report.model import Report

RULE = Rule(
    id="GK205",
    alias="XY-YEAR",
    severity="warning",
    group="years",
    title={
        "zh": "作为上一年度报告给出的，是同一机关上一年度的报告。",
        "en": "The report given as last year's is last year's report of the same organ.",
    },
    why={
        "zh": "拿别的年度或者别的机关的报告比较，得出的差异没有意义。",
        "en": "A comparison with another year or another organ says nothing.",
    },
    basis=(Citation(REGULATION, "第四十九条"),),
)


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield a finding where the previous report is of another year or organ."""
    fault = mismatch(report, context.previous) if context.previous else None
    if fault:
        zh, en = fault
        yield RULE.finding(
            zh=f"{zh}，跨年的核对都未进行。",
            en=f"{en[:1].upper()}{en[1:]}; nothing was compared across years.",
            hint_zh="换成同一机关上一年度的报告；年度或者机关名称印错的，先改正。",
            hint_en=(
                "Give last year's report of the same organ; where the year or "
                "the name is misprinted, correct that first."
            ),
        )


CHECK = Check(RULE, judge)
