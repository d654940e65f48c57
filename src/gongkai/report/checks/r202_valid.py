"""GK202: documents in force are last year's in force, plus those made, less those repealed (form of 2021).

Customary, not printed: a reorganisation or a clean-up can break it, so this is a warning that asks for a reason.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2021, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.checks.sums import form_of, places, written
from gongkai.report.checks.verdicts import Verdict
from gongkai.report.checks.years import each_line, last_year
from gongkai.report.model import Report

RULE = Rule(
    id="GK202",
    alias="T2-VALID",
    severity="warning",
    group="years",
    title={
        "zh": "现行有效件数等于上一年度现行有效件数加本年制发件数减本年废止件数。",
        "en": "Documents in force equal last year's in force plus those made less those repealed.",
    },
    why={
        "zh": "文件不会无故增减；不等多因口径变化、清理未计入废止或者填错，需要说明。",
        "en": (
            "Documents do not appear or vanish; a difference comes from "
            "changed scope, an uncounted clean-up or an error."
        ),
    },
    basis=(Citation(FORMAT_2021, "第二部分"),),
)
_ROWS = (("regulations", "规章"), ("normative_documents", "行政规范性文件"))


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield a finding for each kind of document whose number does not continue last year's."""
    form = form_of(report, "proactive")
    if form and form.name != "2021":
        return
    previous = last_year(RULE, report, context)
    if isinstance(previous, NotAssessed):
        yield previous
    else:
        yield from each_line(
            RULE, ((f"表二“{label}”", row, _row(report, previous, row, label)) for row, label in _ROWS)
        )


def _row(report: Report, previous: Report, row: str, label: str) -> Verdict:
    cells = tuple(f"proactive.{row}.{key}" for key in ("made", "repealed", "in_force"))
    made, repealed, in_force = (report.value(name) for name in cells)
    before = previous.value(cells[2])
    if made is None or repealed is None or in_force is None or before is None:
        return None
    expected = before + made - repealed
    return in_force == expected or RULE.finding(
        zh=(
            f"表二“{label}”：上一年度现行有效{written(before)}件＋本年制发{written(made)}件－本年废止{written(repealed)}件"
            f"＝{written(expected)}件，报告的现行有效件数为{written(in_force)}件。"
        ),
        en=(
            f"Table 2, {row}: {written(before)} in force last year + "
            f"{written(made)} made - {written(repealed)} repealed "
            f"= {written(expected)}, but the report says {written(in_force)}."
        ),
        hint_zh="核对文件台账；因清理、机构调整等变动的，在报告中说明。",
        hint_en=(
            "Check the ledger of documents; where a clean-up or a reorganisation is the reason, say so in the report."
        ),
        cells=cells,
        places=places(report, cells),
        count=1,
    )


CHECK = Check(RULE, judge)
