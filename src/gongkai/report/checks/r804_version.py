"""GK804: each table has the form of the report's year: that of 2019 for 2019 and 2020, that of 2021 from then on.

Old tables live on in templates for years. Table 4 is the same in both forms and tells nothing.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report import formats
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.verdicts import not_assessed
from gongkai.report.model import Place, Report, TableName

RULE = Rule(
    id="GK804",
    alias="F-VER",
    severity="warning",
    group="form",
    title={
        "zh": "表格使用报告年度应当使用的格式。",
        "en": "The tables have the form of the report's year.",
    },
    why={
        "zh": "新旧格式统计的项目不同，用错格式的数无法与其他机关汇总、比较。",
        "en": "The two forms count different things; figures in the wrong one cannot be added or compared.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_TABLES: tuple[tuple[TableName, str], ...] = (("proactive", "表二"), ("requests", "表三"))


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all tables in the wrong form."""
    found = [(table, zh, name) for table, zh in _TABLES if (name := report.tables.get(table))]
    if report.year is None or report.year < formats.load(formats.FORMATS[0]).first_year:
        yield not_assessed(RULE, zh="没有确定报告年度，或者早于2019年", en="the year is not known, or before 2019")
    elif not found:
        yield not_assessed(RULE, zh="没有找到表二和表三", en="tables 2 and 3 were not found")
    else:
        form = formats.for_year(report.year)
        wrong = [(table, zh, name) for table, zh, name in found if name != form.name]
        if wrong:
            used = formats.load(wrong[0][2]).instrument
            yield RULE.finding(
                zh=(
                    f"{report.year}年的报告应当使用{form.instrument}的格式，"
                    f"{'、'.join(zh for _, zh, _ in wrong)}用的是{used}的格式。"
                ),
                en=(
                    f"The report for {report.year} must use the form of {form.instrument}, but "
                    f"{', '.join(table for table, _, _ in wrong)} have that of {used}."
                ),
                hint_zh=f"换用{form.instrument}的表格，按其项目重新统计。",
                hint_en=f"Use the tables of {form.instrument} and count by their rows.",
                places=[_first(report, table) for table, _, _ in wrong],
                count=len(wrong),
            )


def _first(report: Report, table: TableName) -> Place | None:
    return next(
        (cell.place for name, cell in report.cells.items() if name.startswith(f"{table}.") and cell.place), None
    )


CHECK = Check(RULE, judge)
