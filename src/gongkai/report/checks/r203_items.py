"""GK203: 上一年项目数量 is last year's 上一年项目数量 plus last year's 本年增/减 (form of 2019).

The column asks for the state at the end of last year, which last year's report gives.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.checks.sums import form_of, places, written
from gongkai.report.checks.verdicts import Judged, Verdict
from gongkai.report.checks.years import each_line, last_year
from gongkai.report.formats import Format
from gongkai.report.model import Report

RULE = Rule(
    id="GK203",
    alias="T2-PREV",
    severity="warning",
    group="years",
    title={
        "zh": "2019年格式：上一年项目数量等于上一年度报告的上一年项目数量与本年增/减之和。",
        "en": "Form of 2019: last year's items equal last year's report's items plus its change.",
    },
    why={
        "zh": "两年的项目数量应当衔接；不衔接多因口径变化或者填错。",
        "en": "The two years should join; where they do not, the scope changed or a figure is wrong.",
    },
    basis=(Citation(FORMAT_2019, "第二部分"),),
)


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield a finding for each row of items that does not continue last year's."""
    form = form_of(report, "proactive")
    if not form or form.name != "2019":
        return
    previous = last_year(RULE, report, context)
    if isinstance(previous, NotAssessed):
        yield previous
    else:
        yield from each_line(RULE, _rows(report, previous, form))


def _rows(report: Report, previous: Report, form: Format) -> Iterator[Judged]:
    for name in form.cells("proactive"):
        if name.endswith(".items_last_year"):
            row, label = name.split(".")[1], form.label(name).split("/")[1]
            yield f"表二“{label}”", row, _row(report, previous, row, label)


def _row(report: Report, previous: Report, row: str, label: str) -> Verdict:
    cell = f"proactive.{row}.items_last_year"
    here = report.value(cell)
    before, change = previous.value(cell), previous.value(f"proactive.{row}.change")
    if here is None or before is None or change is None:
        return None
    expected = before + change
    return here == expected or RULE.finding(
        zh=(
            f"表二“{label}”：上一年度报告的上一年项目数量{written(before)}，本年增/减{written(change)}，"
            f"相加为{written(expected)}，本年报告的上一年项目数量为{written(here)}。"
        ),
        en=(
            f"Table 2, {row}: last year's report has {written(before)} items and "
            f"a change of {written(change)}, which make "
            f"{written(expected)}, but this report says {written(here)} last year."
        ),
        hint_zh="核对事项清单；因清单调整变动的，在报告中说明。",
        hint_en="Check the list of items; where the list was revised, say so in the report.",
        cells=(cell,),
        places=places(report, (cell,)),
        count=1,
    )


CHECK = Check(RULE, judge)
