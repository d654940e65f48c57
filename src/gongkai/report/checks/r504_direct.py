"""GK504: from 2024 on, no suit without reconsideration where the only refusals had to go to reconsideration first.

A table cannot tell which decision a suit is about: it may be one of an earlier year. So this is raised only where every
outcome that could be sued over rests on Art. 14 to 16, and only as a question.
"""

from collections.abc import Iterator
from datetime import date

from gongkai.law.annual_report import REVIEW_FIRST_BASIS, REVIEW_FIRST_ROWS, review_first
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import figure, form_of, places, written
from gongkai.report.checks.verdicts import not_assessed
from gongkai.report.model import Report

RULE = Rule(
    id="GK504",
    alias="P-DIRECT",
    severity="warning",
    group="plausibility",
    title={
        "zh": "2024年起，依条例第十四条至第十六条不予公开的，应当先复议，不计入“未经复议直接起诉”。",
        "en": "From 2024, refusals under Art. 14 to 16 go to reconsideration first and do not count as direct suits.",
    },
    why={
        "zh": "对这类不予公开决定不服的，应当先申请行政复议；填在“未经复议直接起诉”可能是填错了组。",
        "en": "Such refusals must be reconsidered before a suit; a direct suit over one may stand in the wrong block.",
    },
    basis=REVIEW_FIRST_BASIS,
)
_SETTLED = frozenset({"granted", "handled"})
_ALSO = frozenset({"partial"})


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding where a direct suit has no outcome of this year that it could be about."""
    form = form_of(report, "requests")
    suits = report.value("remedies.litigation_direct.total")
    if not form or report.year is None or not suits or not _applies(report.year):
        return
    rows = [row.key for row in form.request_rows if row.outcome and row.key not in _SETTLED]
    figures = {row: figure(report, f"requests.{row}.total") for row in rows}
    if None in figures.values():
        yield not_assessed(RULE, zh="表三“总计”列有未能确认的数", en="the total column of table 3 has figures unread")
        return
    refused = [row for row in rows if figures[row]]
    if refused and all(row in REVIEW_FIRST_ROWS | _ALSO for row in refused) and set(refused) != _ALSO:
        cells = ["remedies.litigation_direct.total", *(f"requests.{row}.total" for row in refused)]
        yield RULE.finding(
            zh=f"表四有{written(suits)}件未经复议直接起诉，而表三不予公开的申请都属于应当先申请行政复议的情形，请核对。",
            en=(
                f"Table 4 has {written(suits)} direct suits, while every refusal "
                "of table 3 had to go to reconsideration "
                "first; please check."
            ),
            hint_zh="核对案由：先复议后起诉的填“复议后起诉”；针对以前年度决定或者其他行为的，无须改动。",
            hint_en=(
                "Check what the suits are about: suits after reconsideration have "
                "their own block; older decisions may stay."
            ),
            cells=cells,
            places=places(report, cells),
            count=1,
        )


def _applies(year: int) -> bool:
    return review_first("denied.internal_affairs", decided=date(year, 12, 31))


CHECK = Check(RULE, judge)
