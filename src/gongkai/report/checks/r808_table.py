"""GK808: the three tables are there.

Where they are pictures or were lost on the way, GK705 says so, and this is silent.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks.observed import notes
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import TABLES, Report

RULE = Rule(
    id="GK808",
    alias="F-TABLE",
    severity="warning",
    group="form",
    title={
        "zh": "报告有主动公开、申请办理、复议诉讼三张表。",
        "en": "The report has its three tables.",
    },
    why={
        "zh": "三张表是报告的法定内容，没有表格等于没有报告这部分情况。",
        "en": "The three tables are what the law asks for; without one, that part is not reported.",
    },
    basis=(Citation(REGULATION, "第五十条"), Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_NAMES = {"proactive": "表二（主动公开）", "requests": "表三（申请办理）", "remedies": "表四（复议诉讼）"}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all tables that are missing."""
    missing = [name for name in TABLES if report.tables.get(name) is None]
    told = notes(report, ("pictures", "tables_lost")) or any(finding.id == "GK705" for finding in report.findings)
    if missing and not told:
        yield RULE.finding(
            zh=f"没有找到{'、'.join(_NAMES[name] for name in missing)}。",
            en=f"Tables not found: {', '.join(missing)}.",
            hint_zh="按格式补上表格，没有情况的填0。",
            hint_en="Add the tables of the form, with 0 where there is nothing to count.",
            count=len(missing),
        )


CHECK = Check(RULE, judge)
