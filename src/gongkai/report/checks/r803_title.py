"""GK803: the title names the organ in full, the year, and the document by its statutory name, 工作 included.

People find a report by its title; a subdistrict without its district has namesakes all over the country.
"""

import re
from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report import organs
from gongkai.report.align import labels
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.verdicts import not_assessed
from gongkai.report.model import Place, Report

RULE = Rule(
    id="GK803",
    alias="F-TITLE",
    severity="note",
    group="form",
    title={
        "zh": "标题写明机关全称、年度和“政府信息公开工作年度报告”。",
        "en": "The title names the organ in full, the year, and 政府信息公开工作年度报告.",
    },
    why={
        "zh": "标题不全，报告难以检索，也分不清是哪个机关的。",
        "en": "With an incomplete title, the report is hard to find and may be taken for a namesake's.",
    },
    basis=(Citation(REGULATION, "第四十九条"), Citation(REGULATION, "第五十条")),
)
_NAME = "政府信息公开工作年度报告"
_YEAR = re.compile(r"(?:20\d\d|二[〇○零]二?[〇○零一二三四五六七八九]{1,2})年?度?")
_NAMES = re.compile(r"(?:政府)?(?:信息|政务)公开.*$")


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all that the title lacks."""
    if not report.title:
        yield not_assessed(RULE, zh="没有找到标题", en="the title was not found")
        return
    title = labels.plain(report.title)
    faults = list(_faults(title, report.organ))
    if faults:
        yield RULE.finding(
            zh=f"标题“{report.title}”：{'；'.join(zh for zh, _ in faults)}。",
            en=f"The title “{report.title}” {' and '.join(en for _, en in faults)}.",
            hint_zh=f"写作“（机关全称）（年度）年{_NAME}”。",
            hint_en=f"Write it as organ in full, year, {_NAME}.",
            places=[_place(report)],
            count=1,
        )


def _faults(title: str, organ: str | None) -> Iterator[tuple[str, str]]:
    if _NAME not in title:
        kind = "少了“工作”二字" if "政府信息公开年度报告" in title else f"没有写明“{_NAME}”"
        yield kind, f"does not say {_NAME}"
    if not _YEAR.search(title):
        yield "没有年度", "has no year"
    named = _NAMES.sub("", _YEAR.sub("", title)).strip("关于的《》()[]【】:：-—· ")
    if not named:
        yield "没有机关名称", "does not name the organ"
    elif organs.lacks_place(named) or (organ and named in organ and organs.lacks_place(organ)):
        yield f"“{named}”没有写明所属的县（市、区）", f"does not say in which county or district {named} lies"


def _place(report: Report) -> Place | None:
    title = labels.plain(report.title or "")
    return next((line.place for line in report.lines if (text := labels.plain(line.text)) and text in title), None)


CHECK = Check(RULE, judge)
