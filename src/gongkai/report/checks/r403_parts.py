"""GK403: a list of parts adds up to its whole, 共25件，其中建议18件、提案7件.

Lists that only choose (主要包括, 如) are left alone; see `narrative.parts` for what counts as complete.
"""

from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Report
from gongkai.report.narrative.parts import Parts, lists

RULE = Rule(
    id="GK403",
    alias="N-SUM",
    severity="warning",
    group="narrative",
    title={
        "zh": "正文中分项列举的数相加等于总数。",
        "en": "The parts that the text lists add up to the whole it states.",
    },
    why={
        "zh": "总数与分项不符，说明其中一个数是错的，读者会怀疑整份报告的数据。",
        "en": "Where whole and parts differ one of them is wrong, and the reader doubts every other figure.",
    },
    basis=(Citation(REGULATION, "第六条"),),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with every list that contradicts its whole."""
    wrong = [one for one in lists(report) if one.wrong]
    if not wrong:
        return
    yield RULE.finding(
        zh=f"分项之和与总数不符：{'；'.join(_zh(one) for one in wrong)}。",
        en=f"Parts do not add up: {'; '.join(_en(one) for one in wrong)}.",
        hint_zh="按台账核对总数和各分项；只列举其中一部分的，用“主要包括”引出。",
        hint_en="Check the whole and each part against the register; introduce a mere choice of parts by 主要包括.",
        places=[one.place for one in wrong],
        count=len(wrong),
    )


def _zh(one: Parts) -> str:
    return f"“{_short(one.quote)}”，分项之和为{sum(one.parts)}，总数为{one.whole}"


def _en(one: Parts) -> str:
    return f"“{_short(one.quote)}” where the parts make {sum(one.parts)} and the whole is {one.whole}"


def _short(quote: str) -> str:
    return quote if len(quote) <= 60 else f"{quote[:40]}……{quote[-16:]}"


CHECK = Check(RULE, judge)
