"""The draft of an annual report: table 3 from the cases, and everything else said to be not filled yet.

What it says about itself stands in brackets and calls itself a note on the draft, so that nobody takes it for the organ's word.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from gongkai.documents.day_words import chinese_date
from gongkai.report import checks, formats
from gongkai.report.checks import Result
from gongkai.report.model import TABLES, Cell, Finding, Line, ParagraphPlace, Report, Section, Source
from gongkai.report.tally import TABLE
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.queries import CarriedIn

_HERE = ParagraphPlace(1)
_HINTS = {
    "GK201": {
        "zh": "打开计入的办件核对；上年上报数以后的变化，在上年度报告的页面上说明原因。",
        "en": "Open the cases and compare; what changed of last year's figures is explained on the page of last year's report.",
    }
}
"""What to do about a finding in the office, where the hint of the check speaks of files beside a report."""
_EMPTY: Mapping[int, str] = {
    1: "本部分尚未填写。",
    2: "本部分的表格尚未填写，格内留空。",
    4: "本部分的表格尚未填写，格内留空。",
    5: "本部分尚未填写。",
    6: "本部分尚未填写。",
}


def draft(*, name: str, year: int, format_name: str, cells: Mapping[str, int], note: str) -> Report:
    """Return a report with these figures in table 3 and nothing else; `note` says where they come from."""
    form = formats.load(format_name)
    report = Report(Source(f"{name}{year}", "html", ""), organ=name, year=year)
    report.title = f"{name}{year}年政府信息公开工作年度报告\n（草稿）"
    report.tables = dict.fromkeys(TABLES, format_name)
    for table in TABLES:
        for cell in form.cells(table):
            number = cells.get(cell)
            report.cells[cell] = (
                Cell(cell, None, "blank") if number is None else Cell(cell, number, "read", str(number))
            )
    texts = {**_EMPTY, 3: note}
    report.sections = [
        Section(number, title, (Line(f"［草稿说明：{texts[number]}］", _HERE),), _HERE)
        for number, title in enumerate(form.sections, 1)
    ]
    return report


def told(*, today: date, frozen: date | None) -> str:
    """Return where the figures of table 3 come from, for the note on the draft."""
    if frozen is not None:
        return f"本部分的表格为{chinese_date(frozen)}确定的上报数，由系统依据办件登记统计。"
    return f"本部分的表格由系统依据办件登记统计，截至{chinese_date(today)}。"


def previous(organ: Organ, carried: CarriedIn | None) -> Report | None:
    """Return last year's report as far as it is known: table 3 as reported, or 四 alone."""
    if carried is None:
        return None
    year = carried.year - 1
    if carried.frozen is not None:
        kept = carried.frozen
        return draft(name=organ.name, year=year, format_name=kept.format, cells=kept.cells, note="")
    report = Report(Source(f"{organ.name}{year}", "html", ""), organ=organ.name, year=year)
    report.tables["requests"] = formats.for_year(year).name
    report.cells = {cell: Cell(cell, number, "read", str(number)) for cell, number in carried.cells.items()}
    return report


def findings(report: Report, *, before: Report | None = None, members: Iterable[Report] = ()) -> Result:
    """Return what `gongkai check` finds in a draft."""
    return checks.check(report, previous=before, members=members)


def parted(found: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that are about table 3, and the rest: about what is not filled yet."""
    narrative = {rule.id for rule in checks.rules() if rule.group == "narrative"}
    about, rest = list[Finding](), list[Finding]()
    for finding in found:
        figures = any(cell.startswith(f"{TABLE}.") for cell in finding.cells)
        (about if figures and finding.id not in narrative else rest).append(_told_here(finding))
    return about, rest


def _told_here(finding: Finding) -> Finding:
    return replace(finding, hint=_HINTS.get(finding.id, finding.hint))


def columns(format_name: str) -> list[tuple[str, str]]:
    """Return the columns of table 3 with the form's words."""
    return [(column.key, column.label) for column in formats.load(format_name).request_columns]
