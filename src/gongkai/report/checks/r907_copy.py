"""GK907: the narrative is copied from last year's report.

Reports of one call are held against each other by `corpus`, with the same measure; see `gongkai.report.copying`.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2021, REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.copying import THRESHOLD, containment
from gongkai.report.model import Finding, Report

RULE = Rule(
    id="GK907",
    alias="W-COPY",
    severity="warning",
    group="words",
    title={
        "zh": "正文不照搬往年报告或其他机关的报告。",
        "en": "The narrative is not copied from last year's report or another organ's.",
    },
    why={
        "zh": "内容雷同、敷衍塞责的，主管部门可以依照条例第四十七条追究责任。",
        "en": "A copied report can be sanctioned under Article 47 of the Regulation.",
    },
    basis=(Citation(FORMAT_2021, "（四）明确责任"), Citation(REGULATION, "第四十七条")),
)


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield a finding where too much of the narrative stands in last year's report."""
    previous = context.previous
    if previous is None:
        yield _not_assessed(
            "没有提供上一年的报告，未能比对。", "Last year's report was not given, so nothing was compared."
        )
        return
    share = containment(report, previous)
    if share is None:
        yield _not_assessed("正文过短，未能比对。", "The narrative is too short to be compared.")
    elif share >= THRESHOLD:
        year = f"{previous.year}年" if previous.year else "上一年"
        yield finding(report, share, zh=f"{year}的报告", en=f"the report for {previous.year or 'last year'}")


def finding(report: Report, share: float, *, zh: str, en: str) -> Finding:
    """Return the finding that `share` of the report's narrative stands in another report, named in both languages."""
    percent = round(share * 100)
    place = next((section.place for section in report.sections if section.lines), None)
    return RULE.finding(
        zh=f"正文与{zh}雷同，相同的内容约占较短一篇的{percent}%。",
        en=f"The narrative copies {en}: what is the same makes up about {percent}% of the shorter one.",
        hint_zh="按本年度实际工作重写雷同的段落，尤其是数据、存在的问题和改进情况。",
        hint_en="Rewrite what is the same by this year's work, above all figures, problems and measures.",
        places=(place,),
        count=1,
    )


def _not_assessed(zh: str, en: str) -> NotAssessed:
    return NotAssessed(RULE.id, RULE.alias, {"zh": zh, "en": en})


CHECK = Check(RULE, judge)
