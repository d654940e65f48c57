"""GK807: part six of a report in the form of 2021 says whether an information processing fee (信息处理费) was charged.

Asked for since the fee exists; also when it is nothing. It is not the 行政事业性收费 of table 2.
"""

from collections.abc import Iterator

from gongkai.law.citation import FEE_MEASURES, FORMAT_2021, Citation
from gongkai.report.checks.parts import parts, written_lines
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Report

RULE = Rule(
    id="GK807",
    alias="F-FEE",
    severity="note",
    group="form",
    title={
        "zh": "2021年格式：第六部分写明收取信息处理费的情况。",
        "en": "Form of 2021: part six tells whether an information processing fee was charged.",
    },
    why={
        "zh": "信息处理费每年在年度报告第六部分报告，没有收取的也应当写明。",
        "en": "The fee is reported every year in part six, also where none was charged.",
    },
    basis=(Citation(FORMAT_2021, "第六部分"), Citation(FEE_MEASURES)),
)
_FIRST_YEAR = 2021


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding where part six has text but not a word on the fee."""
    if report.year is None or report.year < _FIRST_YEAR:
        return
    sixth = [part.section for part in parts(report) if part.number == 6]
    text = "".join(line for section in sixth for line in written_lines(section))
    told = any(word in line.text for _, line in report.narrative() for word in ("处理费", "收费", "收取"))
    if text and not told:
        yield RULE.finding(
            zh="“其他需要报告的事项”没有写明收取信息处理费的情况。",
            en="Part six does not say whether an information processing fee was charged.",
            hint_zh="写明发出收费通知的件数、总金额和实际收取的总金额，没有的也要写明。",
            hint_en=(
                "Give the number of fee notices, the amount charged and the amount received, also where it is none."
            ),
            places=[section.place for section in sixth],
        )


CHECK = Check(RULE, judge)
