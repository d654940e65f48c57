"""GK204: the disputes of each block are at least those that last year's report left pending.

A case pending on 31 December is concluded or still pending a year later; it cannot disappear.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.checks.sums import EMPTY, added, block_label, figure, form_of, places, written
from gongkai.report.checks.verdicts import Judged, Verdict
from gongkai.report.checks.years import each_line, last_year
from gongkai.report.model import Report

RULE = Rule(
    id="GK204",
    alias="T4-PEND",
    severity="warning",
    group="years",
    title={
        "zh": "表四每一组：本年审结与尚未审结之和不少于上一年度报告的尚未审结。",
        "en": "In every block of table 4, concluded plus pending are at least last year's pending.",
    },
    why={
        "zh": "上年未审结的案件，本年要么审结，要么仍未审结，不会消失。",
        "en": "A case pending last year is concluded or pending this year; it does not vanish.",
    },
    basis=(Citation(FORMAT_2021, "第四部分"), Citation(FORMAT_2019, "第四部分")),
)
_RESULTS = ("upheld", "corrected", "other", "pending")


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield a finding for each block that has fewer cases than last year left pending."""
    previous = last_year(RULE, report, context)
    if isinstance(previous, NotAssessed):
        return iter((previous,))
    return each_line(RULE, _blocks(report, previous))


def _blocks(report: Report, previous: Report) -> Iterator[Judged]:
    form = form_of(report, "remedies")
    if not form:
        yield "表四", "table 4", None
        return
    for block in form.remedy_blocks:
        label = block_label(form.name, block.key)
        yield f"表四“{label}”", block.key, _block(report, previous, block.key, label)


def _block(report: Report, previous: Report, block: str, label: str) -> Verdict:
    cells = [f"remedies.{block}.{result}" for result in _RESULTS]
    figures = [figure(report, name) for name in cells]
    known = [value for value in figures if value is not None]
    pending = figure(previous, cells[-1])
    if len(known) < len(figures) or pending is None:
        return None
    here = added(known)
    if here >= pending:
        return True
    if any(report.cells[name].state in EMPTY for name in cells):
        return None
    return RULE.finding(
        zh=(
            f"表四“{label}”：上一年度报告有{written(pending)}件尚未审结，本年审结和尚未审结合计只有{written(here)}件。"
        ),
        en=(
            f"Table 4, {block}: {written(pending)} pending last year, but only "
            f"{written(here)} concluded or pending this year."
        ),
        hint_zh="核对案件台账，上年未审结的案件应计入本年的结果或者尚未审结。",
        hint_en="Check the ledger of disputes; cases pending last year count in this year's results or as pending.",
        cells=cells,
        places=places(report, cells),
        count=1,
    )


CHECK = Check(RULE, judge)
