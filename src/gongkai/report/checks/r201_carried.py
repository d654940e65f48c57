"""GK201: what this year's report carries in is what last year's carried out, in every column of table 3.

The same requests are counted twice, once at each end of New Year's Eve. A reorganisation may explain a difference; the
explanation is then kept beside the report and silences the finding.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.checks.sums import EMPTY, figure, form_of, places, written
from gongkai.report.checks.verdicts import Judged, Verdict
from gongkai.report.checks.years import each_line, last_year
from gongkai.report.formats import Column
from gongkai.report.model import Report

RULE = Rule(
    id="GK201",
    alias="XY-CARRY",
    severity="error",
    group="years",
    title={
        "zh": "表三每一列：上年结转等于上一年度报告的结转下年度。",
        "en": "In every column of table 3, carried in equals what last year's report carried out.",
    },
    why={
        "zh": "两个数统计的是同一批跨年申请；不等说明有申请丢失或者重复统计，机构调整等原因应当书面说明。",
        "en": (
            "Both count the same requests; a difference means requests lost or "
            "doubled, unless a written explanation tells why."
        ),
    },
    basis=(Citation(REGULATION, "第五十条"), Citation(FORMAT_2021, "第三部分"), Citation(FORMAT_2019, "第三部分")),
)


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield a finding for each column that does not continue last year's."""
    previous = last_year(RULE, report, context)
    if isinstance(previous, NotAssessed):
        return iter((previous,))
    return each_line(RULE, _columns(report, previous))


def _columns(report: Report, previous: Report) -> Iterator[Judged]:
    form = form_of(report, "requests")
    if not form:
        yield "表三", "table 3", None
        return
    for column in form.request_columns:
        yield f"表三“{column.label}”列", column.key, _column(report, previous, column)


def _column(report: Report, previous: Report, column: Column) -> Verdict:
    cell = f"requests.carried_in.{column.key}"
    there = f"requests.carried_out.{column.key}"
    carried_in, carried_out = figure(report, cell), figure(previous, there)
    if carried_in is None or carried_out is None:
        return None
    if carried_in == carried_out:
        return True
    if report.cells[cell].state in EMPTY or previous.cells[there].state in EMPTY:
        return None
    gap = carried_in - carried_out
    return RULE.finding(
        zh=(
            f"表三“{column.label}”列：本年报告的上年结转为{written(carried_in)}，上一年度报告的结转下年度为"
            f"{written(carried_out)}，相差{written(gap if gap > 0 else -gap)}。"
        ),
        en=(
            f"Table 3, column {column.key}: {written(carried_in)} carried in, but last year's report carried out "
            f"{written(carried_out)}."
        ),
        hint_zh="核对跨年申请的台账；确有机构调整等原因的，把理由写进报告旁的 .gongkai.toml。",
        hint_en=(
            "Check the ledger of requests open on 31 December; write a good "
            "reason into the .gongkai.toml beside the report."
        ),
        cells=(cell,),
        places=places(report, (cell,)),
        count=1,
    )


CHECK = Check(RULE, judge)
