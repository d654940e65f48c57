"""GK503: an organ without the power to make rules reports none in the row 规章.

Only departments of the State Council and the governments of provinces, cities divided into districts and autonomous
prefectures make rules. The organ's name tells the towns, counties and their departments; of others nothing is said.
"""

from collections.abc import Iterator

from gongkai.law.citation import LEGISLATION_LAW, Citation
from gongkai.report import organs
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import places, written
from gongkai.report.checks.verdicts import not_assessed
from gongkai.report.model import Report

RULE = Rule(
    id="GK503",
    alias="P-RULES",
    severity="warning",
    group="plausibility",
    title={
        "zh": "没有规章制定权的机关，规章一行为0。",
        "en": "An organ without the power to make rules reports none.",
    },
    why={
        "zh": "县级以下机关没有规章制定权；填了数多是把规范性文件或者制度填在规章一行。",
        "en": (
            "Organs of counties and below make no rules; a figure here is mostly normative documents in the wrong row."
        ),
    },
    basis=(Citation(LEGISLATION_LAW, "第九十一条"), Citation(LEGISLATION_LAW, "第九十三条")),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding where an organ reports rules that it cannot make."""
    cells = [name for name in report.cells if name.startswith("proactive.regulations.") and report.value(name)]
    if not cells:
        return
    if not report.organ:
        yield not_assessed(RULE, zh="没有找到机关名称", en="the organ's name was not found")
    elif organs.cannot_make_rules(report.organ):
        figures = "、".join(written(report.value(name) or 0) for name in cells)
        yield RULE.finding(
            zh=f"“{report.organ}”没有规章制定权，表二“规章”一行却填了{figures}。",
            en=f"{report.organ} has no power to make rules, yet the row 规章 says {figures}.",
            hint_zh="把规范性文件填在“规范性文件”一行，规章一行填0。",
            hint_en="Put normative documents in their own row and 0 in the row 规章.",
            cells=cells,
            places=places(report, cells),
            count=1,
        )
    else:
        yield not_assessed(
            RULE,
            zh=f"从名称“{report.organ}”看不出是否有规章制定权",
            en=f"the name {report.organ} does not tell whether the organ makes rules",
        )


CHECK = Check(RULE, judge)
