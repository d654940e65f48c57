"""GK301: the figures of a roll-up are the sums of its members' figures.

The members are those that were given, and the finding says how many. A member of another year, or one whose figure is
not certain, leaves the row unjudged: a sum with a gap in it proves nothing.
"""

from collections.abc import Iterator
from decimal import Decimal

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import Number, added, figure, form_of, places, written
from gongkai.report.checks.verdicts import Judged, Verdict, each, not_assessed
from gongkai.report.formats import Format
from gongkai.report.model import TABLES, Finding, Report

RULE = Rule(
    id="GK301",
    alias="ROLL-UP",
    severity="error",
    group="roll-up",
    title={
        "zh": "汇总报告的每个数等于所给各成员报告的数之和。",
        "en": "Every figure of a roll-up is the sum of its members' figures.",
    },
    why={
        "zh": "汇总数必须能逐级追溯；不等说明有成员漏报、重报，或者汇总时出错。",
        "en": "A roll-up must be traceable; a difference means a member missing or doubled, or a slip in the adding.",
    },
    basis=(Citation(REGULATION, "第五十条"),),
)


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield a finding for each row that is not the sum of the members'."""
    if not context.members:
        yield not_assessed(RULE, zh="没有给出成员报告", en="no members' reports were given")
        return
    others = [member for member in context.members if member.year != report.year]
    if others:
        zh = "、".join(f"{member.organ or member.source.path}（{member.year or '年度不明'}）" for member in others)
        en = f"{len(others)} members' reports are not for {report.year}"
        yield not_assessed(RULE, zh=f"成员报告与汇总报告年度不同：{zh}", en=en)
        return
    yield from each(
        RULE,
        _rows(report, context.members),
        zh="在汇总或者成员报告中没有可以确认的数",
        en="the roll-up or a member has no certain figure",
    )


def _rows(report: Report, members: tuple[Report, ...]) -> Iterator[Judged]:
    for table in TABLES:
        form = form_of(report, table)
        if form:
            rows: dict[str, list[str]] = {}
            for name in form.cells(table):
                rows.setdefault(name.rpartition(".")[0], []).append(name)
            for row, cells in rows.items():
                yield f"“{_label(form, cells[0])}”", row, _row(report, members, form, cells)


def _label(form: Format, cell: str) -> str:
    return form.label(cell).rpartition("/")[0]


def _row(report: Report, members: tuple[Report, ...], form: Format, cells: list[str]) -> Verdict:
    wrong: list[tuple[str, Number, Number]] = []
    judged = 0
    for name in cells:
        above = figure(report, name)
        below = [value for member in members if (value := figure(member, name)) is not None]
        if above is None or len(below) < len(members):
            continue
        judged += 1
        total = added(below)
        if not -_tolerance(report, form, name) <= above - total <= _tolerance(report, form, name):
            wrong.append((name, above, total))
    if wrong:
        return _finding(report, len(members), form, wrong)
    return True if judged == len(cells) else None


def _tolerance(report: Report, form: Format, name: str) -> Number:
    # Amounts may be rounded: half a unit of the last decimal printed above is no difference.
    if form.unit(name) != "10k CNY":
        return 0
    exponent = Decimal(report.value(name) or 0).as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else 0


def _finding(report: Report, members: int, form: Format, wrong: list[tuple[str, Number, Number]]) -> Finding:
    cells = [name for name, _, _ in wrong]
    zh = "，".join(
        f"{form.label(name).rpartition('/')[2]}汇总{written(a)}、成员合计{written(t)}" for name, a, t in wrong
    )
    en = ", ".join(f"{name} is {written(a)} against {written(t)}" for name, a, t in wrong)
    return RULE.finding(
        zh=f"“{_label(form, cells[0])}”：{zh}（{members}份成员报告）。",
        en=f"The roll-up differs from the sum of {members} members' reports: {en}.",
        hint_zh="核对成员名单是否齐全、是否包括本级机关，再核对各成员报送的数。",
        hint_en=(
            "Check that the list of members is complete and includes the level's own organ, then the members' figures."
        ),
        cells=cells,
        places=places(report, cells),
        count=1,
    )


CHECK = Check(RULE, judge)
