"""GK106: documents in force are at least those made less those repealed; the total disclosed at least this year's.

Holds within one report, with no need of last year's: what was in force before cannot be less than nothing.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import Number, places, written
from gongkai.report.model import Report

RULE = Rule(
    id="GK106",
    alias="T2-FORCE",
    severity="warning",
    group="proactive",
    title={
        "zh": "现行有效件数不少于本年制发件数减去废止件数；对外公开总数量不少于本年新公开数量。",
        "en": (
            "Documents in force are at least those made less those repealed; "
            "the total disclosed is at least this year's."
        ),
    },
    why={
        "zh": "本年制发而未废止的文件都应计入现行有效件数；少于这个数，说明有一格填错或者统计口径不一。",
        "en": (
            "What was made this year and not repealed is in force; a smaller figure means a wrong cell or mixed scopes."
        ),
    },
    basis=(Citation(FORMAT_2021, "第二部分"), Citation(FORMAT_2019, "第二部分")),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding for each row of documents that contradicts itself."""
    for row, label in (("regulations", "规章"), ("normative_documents", "规范性文件")):
        made, repealed, in_force = (report.value(f"proactive.{row}.{key}") for key in ("made", "repealed", "in_force"))
        if made is not None and repealed is not None and in_force is not None and in_force < made - repealed:
            yield _force(report, row, label, (made, repealed, in_force))
        new, total = report.value(f"proactive.{row}.disclosed"), report.value(f"proactive.{row}.disclosed_total")
        if new is not None and total is not None and total < new:
            yield _disclosed(report, row, label, (new, total))


def _force(report: Report, row: str, label: str, figures: tuple[Number, Number, Number]) -> Outcome:
    made, repealed, in_force = (written(figure) for figure in figures)
    cells = [f"proactive.{row}.{key}" for key in ("made", "repealed", "in_force")]
    return RULE.finding(
        zh=f"表二“{label}”：本年制发{made}件、废止{repealed}件，现行有效却只有{in_force}件。",
        en=f"Table 2, {row}: {made} made and {repealed} repealed this year, yet only {in_force} in force.",
        hint_zh="现行有效件数填截至12月31日仍然有效的全部文件，不限于本年制发的。",
        hint_en="现行有效件数 counts every document in force on 31 December, whenever it was made.",
        cells=cells,
        places=places(report, cells),
        count=1,
    )


def _disclosed(report: Report, row: str, label: str, figures: tuple[Number, Number]) -> Outcome:
    new, total = (written(figure) for figure in figures)
    cells = [f"proactive.{row}.{key}" for key in ("disclosed", "disclosed_total")]
    return RULE.finding(
        zh=f"表二“{label}”：本年新公开{new}件，对外公开总数量却只有{total}件。",
        en=f"Table 2, {row}: {new} disclosed this year, yet only {total} disclosed in all.",
        hint_zh="对外公开总数量包括历年公开、仍在公开的文件。",
        hint_en="对外公开总数量 includes what was disclosed in earlier years and still is.",
        cells=cells,
        places=places(report, cells),
        count=1,
    )


CHECK = Check(RULE, judge)
