"""GK501: of five requests or more, neither all nor none were granted.

Both happen, and both are rare enough to look twice: all granted is what proactive items counted as requests look like,
none granted is what a reader of the report wants to see explained.
"""

from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import Number, added, figure, form_of, places, written
from gongkai.report.checks.verdicts import not_assessed
from gongkai.report.model import Report

RULE = Rule(
    id="GK501",
    alias="P-100",
    severity="warning",
    group="plausibility",
    title={
        "zh": "办理结果达到5件的，不是全部公开，也不是一件都没有公开。",
        "en": "Of five outcomes or more, neither all nor none were granted.",
    },
    why={
        "zh": "全部公开可能是把主动公开或者咨询当作申请统计；一件都没有公开应当在正文中说明原因。",
        "en": (
            "All granted may be proactive items or inquiries counted as "
            "requests; none granted calls for an explanation."
        ),
    },
    basis=(Citation(REGULATION, "第三十六条"), Citation(REGULATION, "第五十条")),
)
FEWEST = 5


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding where all or none of the requests were granted."""
    form = form_of(report, "requests")
    if not form:
        yield not_assessed(RULE, zh="没有找到表三", en="table 3 was not found")
        return
    rows = [row.key for row in form.request_rows if row.outcome and row.key != "handled"]
    figures = {row: figure(report, f"requests.{row}.total") for row in rows}
    known = [value for value in figures.values() if value is not None]
    if len(known) < len(rows):
        yield not_assessed(RULE, zh="表三“总计”列有未能确认的数", en="the total column of table 3 has figures unread")
        return
    total, granted, partial = added(known), figures["granted"] or 0, figures["partial"] or 0
    if total >= FEWEST and granted == total:
        yield _finding(
            report, rows, f"{written(total)}件申请全部予以公开", f"all {written(total)} requests were granted"
        )
    elif total >= FEWEST and not granted + partial:
        yield _finding(
            report,
            rows,
            f"{written(total)}件申请没有一件予以公开或者部分公开",
            f"of {written(total)} requests none was granted, not even in part",
        )


def _finding(report: Report, rows: list[str], zh: str, en: str) -> Outcome:
    cells = [name for row in rows if _counts(report.value(name := f"requests.{row}.total"))]
    return RULE.finding(
        zh=f"表三：{zh}。",
        en=f"Table 3: {en}.",
        hint_zh="对照申请台账核实；确实如此的，在正文中说明申请的内容和办理情况。",
        hint_en=(
            "Check against the ledger of requests; where it is so, tell in the "
            "text what was asked and how it was handled."
        ),
        cells=cells,
        places=places(report, cells),
        count=1,
    )


def _counts(value: Number | None) -> bool:
    return bool(value)


CHECK = Check(RULE, judge)
