"""GK105: no count is negative, and under the form of 2019 last year's items plus this year's change are not below 0.

Only 本年增/减 may be negative; a list of 2 items cannot lose 3.
"""

from collections.abc import Iterable, Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import EMPTY, figure, form_of, places, written
from gongkai.report.checks.verdicts import Judged, Verdict, each
from gongkai.report.formats import Format
from gongkai.report.model import TABLES, Report

RULE = Rule(
    id="GK105",
    alias="T2-ITEMS",
    severity="error",
    group="proactive",
    title={
        "zh": "除“本年增/减”外没有负数；2019年格式的上一年项目数量与本年增/减之和不小于0。",
        "en": (
            "No figure but the year's change is negative; under the form of 2019, "
            "last year's items plus the change are at least 0."
        ),
    },
    why={
        "zh": "件数、金额不会是负数，事项也不能减到0以下；出现负数，说明填错了数或者填错了格。",
        "en": (
            "Counts and amounts are never negative and a list cannot shrink "
            "below nothing; a figure or its cell is wrong."
        ),
    },
    basis=(Citation(REGULATION, "第五十条"), Citation(FORMAT_2021), Citation(FORMAT_2019)),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding for each row with a negative figure or a negative number of items."""
    for table in TABLES:
        form = form_of(report, table)
        if form:
            yield from _negative(report, form, form.cells(table))
    form = form_of(report, "proactive")
    if form:
        yield from each(RULE, _items(report, form), zh="有未能确认的数或者缺失的单元格", en="cells unread or missing")


def _negative(report: Report, form: Format, names: Iterable[str]) -> Iterator[Outcome]:
    rows: dict[str, list[str]] = {}
    for name in names:
        value = report.value(name)
        if value is not None and value < 0 and form.unit(name) != "signed count":
            rows.setdefault(name.rpartition(".")[0], []).append(name)
    for cells in rows.values():
        zh = "、".join(f"“{form.label(name)}”为{written(report.value(name) or 0)}" for name in cells)
        en = ", ".join(f"{name} is {written(report.value(name) or 0)}" for name in cells)
        yield RULE.finding(
            zh=f"出现了负数：{zh}。",
            en=f"A figure is negative: {en}.",
            hint_zh="核对这一行的数；除“本年增/减”外都不应为负数。",
            hint_en="Check this row; only 本年增/减 may be negative.",
            cells=cells,
            places=places(report, cells),
            count=1,
        )


def _items(report: Report, form: Format) -> Iterator[Judged]:
    for change in form.cells("proactive"):
        row, _, column = change.rpartition(".")
        if column == "change":
            label = form.label(change).split("/")[1]
            yield f"表二“{label}”", row, _row(report, label, f"{row}.items_last_year", change)


def _row(report: Report, label: str, last_year: str, change: str) -> Verdict:
    before, moved = figure(report, last_year), figure(report, change)
    if before is None or moved is None:
        return None
    if before < 0 or before + moved >= 0:
        return True
    if report.cells[last_year].state in EMPTY:
        return None
    left, right, remaining = written(before), written(moved), written(before + moved)
    return RULE.finding(
        zh=f"表二“{label}”：上一年项目数量{left}，本年增/减{right}，相加为{remaining}，小于0。",
        en=(
            f"Table 2, {change.split('.')[1]}: {left} items last year and a "
            f"change of {right} make {remaining}, below 0."
        ),
        hint_zh="核对上一年项目数量和本年增/减；本年增/减填增减的数，不填现有的数。",
        hint_en="Check both figures; 本年增/减 is the change over the year, not the number that remains.",
        cells=(last_year, change),
        places=places(report, (last_year, change)),
        count=1,
    )


CHECK = Check(RULE, judge)
