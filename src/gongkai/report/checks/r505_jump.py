"""GK505: no figure is ten times last year's, or a tenth of it.

Most such jumps are real. Some are yuan printed as 万元, a total put into a row, or a scope that changed without a word.
"""

from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.checks.sums import Number, form_of, places, written
from gongkai.report.checks.years import last_year
from gongkai.report.model import Report

RULE = Rule(
    id="GK505",
    alias="P-JUMP",
    severity="note",
    group="plausibility",
    title={
        "zh": "与上一年度相比没有十倍以上的增减。",
        "en": "No figure is ten times last year's, or a tenth of it.",
    },
    why={
        "zh": "大幅增减可能是单位、口径或者填写的位置变了；确有其事的，读者也需要一句说明。",
        "en": (
            "A large jump may be a changed unit, scope or cell; where it is real, a reader wants a sentence about it."
        ),
    },
    basis=(Citation(REGULATION, "第五十条"),),
)
TIMES = 10
LARGE = 100
"""The larger of the two figures is at least this: small counts jump every year."""


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield one finding for all figures that jump."""
    previous = last_year(RULE, report, context)
    if isinstance(previous, NotAssessed):
        yield previous
        return
    jumps = [
        (name, before, here)
        for name in _names(report)
        if (here := report.value(name)) is not None
        and (before := previous.value(name)) is not None
        and _jumps(before, here)
    ]
    if jumps:
        yield _finding(report, jumps)


def _names(report: Report) -> list[str]:
    form = form_of(report, "proactive")
    names = [name for name in form.cells("proactive") if form.unit(name) != "signed count"] if form else []
    return [*names, "requests.new.total", "requests.handled.total"]


def _jumps(before: Number, here: Number) -> bool:
    small, large = sorted((before, here))
    return small > 0 and large >= LARGE and large >= TIMES * small


def _finding(report: Report, jumps: list[tuple[str, Number, Number]]) -> Outcome:
    form = form_of(report, "proactive") or form_of(report, "requests")
    cells = [name for name, _, _ in jumps]
    zh = "；".join(
        f"“{form.label(name) if form else name}”上一年{written(before)}、本年{written(here)}"
        for name, before, here in jumps
    )
    en = "; ".join(f"{name} was {written(before)} and is {written(here)}" for name, before, here in jumps)
    return RULE.finding(
        zh=f"与上一年度相差十倍以上：{zh}。",
        en=f"Ten times apart from last year: {en}.",
        hint_zh="核对单位、统计口径和填写的位置；确有其事的，在正文中说明原因。",
        hint_en="Check unit, scope and cell; where the jump is real, tell the reason in the text.",
        cells=cells,
        places=places(report, cells),
        count=len(cells),
    )


CHECK = Check(RULE, judge)
