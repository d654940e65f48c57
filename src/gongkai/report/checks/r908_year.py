"""GK908: another year's number where the report's own year is meant: in the statistical period, or where it names itself.

Other years are rightly named all over a report, so only these two places are judged.
"""

import re
from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.pages import Pages, pages

RULE = Rule(
    id="GK908",
    alias="W-YEAR",
    severity="warning",
    group="words",
    title={
        "zh": "统计期限和报告自称的年份是本报告的年份。",
        "en": "The statistical period and the year by which the report calls itself are its own.",
    },
    why={
        "zh": "年份写成别的年份，多半是照搬往年报告，读者也无法确定数据属于哪一年。",
        "en": "Another year mostly means that last year's report was copied, and leaves open whose figures these are.",
    },
    basis=(Citation(REGULATION, "第五十条"),),
)
_PERIOD = re.compile(
    r"(?:统计|数据|时限|期限|期间)[^。\n]{0,16}?(?P<from>20\d\d)\s*年\s*1\s*月\s*1\s*日[起始]?\s*(?:至|到|—+|-|～|~)\s*(?:(?P<to>20\d\d)\s*年\s*)?12\s*月\s*31\s*日"
)
_SELF = re.compile(
    r"(?:现将|现公布|现发布|现公开|现就|编制)(?P<own>[^。；\n《》]{0,40}?(?P<year>20\d\d)\s*年(?:度)?[^。；，,\n《》]{0,24}?(?:报告如下|年度报告|情况(?:报告|公布|公开)如下))"
)
_TITLES = re.compile(r"《[^《》]{0,80}》|〈[^〈〉]{0,80}〉|<[^<>\n]{0,80}>")


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with every place that names another year."""
    if report.year is None:
        return
    yield from finding(
        RULE,
        list(_strangers(pages(report), report.year)),
        zh=f"本报告为{report.year}年，文中却写作其他年份",
        en=f"This is the report for {report.year}, but it names another year",
        hint=(
            "改为本报告的年份，并核对该处的数据是否也是往年的。",
            "Put the report's own year, and check whether the figures there are old too.",
        ),
    )


def _strangers(text: Pages, year: int) -> Iterator[Hit]:
    for found, place in text.finds(_PERIOD):
        if int(found["from"]) != year or int(found["to"] or found["from"]) != year:
            yield Hit(found.group()[-28:], place)
    # Names of notices carry other years: they are blanked, so that offsets stay.
    blanked = _TITLES.sub(lambda title: "《" + "　" * (len(title.group()) - 2) + "》", text.text)
    for found in _SELF.finditer(blanked):
        if int(found["year"]) != year:
            yield Hit(found["own"][-36:], text.place(found.start()))


CHECK = Check(RULE, judge)
