"""GK506: a table with several figures is not the same, figure by figure, as last year's.

Two years may both be zero; that twelve figures repeat themselves is a copy.
"""

from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.checks.sums import form_of, places
from gongkai.report.checks.years import last_year
from gongkai.report.model import Report, TableName

RULE = Rule(
    id="GK506",
    alias="P-SAME",
    severity="warning",
    group="plausibility",
    title={
        "zh": "表二、表三的数与上一年度不完全相同。",
        "en": "Tables 2 and 3 do not repeat last year's figures one by one.",
    },
    why={
        "zh": "多个非零数与上一年度逐一相同，多是沿用了上一年度的表格而没有更新。",
        "en": (
            "When several figures other than 0 repeat last year's, the table was mostly carried over and not updated."
        ),
    },
    basis=(Citation(REGULATION, "第五十条"),),
)
# A request counts in four cells at least (row, outcome, total; each with its own total), so table 3 asks for more.
FEWEST: dict[TableName, int] = {"proactive": 4, "requests": 12}
_NAMES: dict[TableName, str] = {"proactive": "表二", "requests": "表三"}


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield one finding for the tables that repeat last year's."""
    previous = last_year(RULE, report, context)
    if isinstance(previous, NotAssessed):
        yield previous
        return
    same = [table for table in FEWEST if _repeats(report, previous, table)]
    if same:
        cells = [name for table in same for name in report.cells if name.startswith(f"{table}.") and report.value(name)]
        yield RULE.finding(
            zh=f"{'、'.join(_NAMES[table] for table in same)}的数与上一年度的报告逐一相同。",
            en=f"The figures repeat last year's report one by one: {', '.join(same)}.",
            hint_zh="核对是否沿用了上一年度的表格；按本年度的台账重新填写。",
            hint_en="Check whether last year's table was carried over, and fill it in from this year's ledgers.",
            cells=cells,
            places=places(report, cells),
            count=len(same),
        )


def _repeats(report: Report, previous: Report, table: TableName) -> bool:
    form = form_of(report, table)
    if not form or report.tables.get(table) != previous.tables.get(table):
        return False
    names = form.cells(table)
    figures = [(report.value(name), previous.value(name)) for name in names]
    return all(here == before for here, before in figures) and sum(bool(here) for here, _ in figures) >= FEWEST[table]


CHECK = Check(RULE, judge)
