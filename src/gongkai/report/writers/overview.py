"""The overview of many reports, organ by rule: how many findings each has, for a page and for a workbook.

Only numbers are kept of each report, so that ten thousand of them fit in memory.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.report.checked import Checked
from gongkai.report.writers import words
from gongkai.report.writers.html import safe
from gongkai.report.writers.words import Lang, word

if TYPE_CHECKING:
    from openpyxl import Workbook


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the overview. `rules` gives for each rule how many findings there are and the number of the first."""

    anchor: str
    organ: str
    year: int | None
    path: str
    severities: tuple[int, int, int]
    rules: dict[str, tuple[int, int]]
    refused: dict[Lang, str] | None = None


@dataclass(slots=True)
class Overview:
    """Lines of reports, added one by one and shown in the order of the organs' names."""

    lines: list[Line] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)

    def add(self, checked: Checked, anchor: str) -> None:
        """Record a report's numbers; `anchor` is where its findings stand."""
        report = checked.report
        rules: dict[str, tuple[int, int]] = {}
        for number, finding in enumerate(checked.findings, 1):
            count, first = rules.get(finding.id, (0, number))
            rules[finding.id] = (count + 1, first)
            self.aliases[finding.id] = finding.alias
        errors, warnings, notes = (checked.count(severity) for severity in words.SEVERITIES)
        refused: dict[Lang, str] | None = {"zh": checked.error.zh, "en": checked.error.en} if checked.error else None
        organ = (report.organ if report else None) or ""
        year = report.year if report else None
        self.lines.append(Line(anchor, organ, year, checked.path, (errors, warnings, notes), rules, refused))

    def rules(self) -> list[str]:
        """Return the ids of the rules that found anything, in order."""
        return sorted(self.aliases)

    def ordered(self) -> list[Line]:
        """Return the lines by organ and year; files without an organ come last, by their path."""
        return sorted(self.lines, key=lambda line: (not line.organ, line.organ, line.year or 0, line.path))

    def totals(self) -> Counter[str]:
        """Return how many findings there are of each rule and of each severity."""
        totals: Counter[str] = Counter()
        for line in self.lines:
            totals.update({rule: count for rule, (count, _) in line.rules.items()})
            totals.update(dict(zip(words.SEVERITIES, line.severities, strict=True)))
        return totals


def section(overview: Overview, lang: Lang) -> Iterator[str]:
    """Yield the overview as a table of a page, every number a link to its finding."""
    rules, totals = overview.rules(), overview.totals()
    yield f'<section id="overview">\n<h2>{word("overview", lang)}</h2>'
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{word("overview", lang)}"><table class="matrix">'
    heads = "".join(
        f'<th scope="col"><a href="#rule-{safe(r)}">{safe(r)}<br>{safe(overview.aliases[r])}</a></th>' for r in rules
    )
    severities = "".join(f'<th scope="col">{word(severity, lang)}</th>' for severity in words.SEVERITIES)
    names = "".join(f'<th scope="col">{word(name, lang)}</th>' for name in ("organ", "year"))
    yield f"<thead><tr>{names}{severities}{heads}</tr>"
    sums = "".join(f"<td>{totals[name]}</td>" for name in (*words.SEVERITIES, *rules))
    total = f"{word('total', lang)} · {len(overview.lines)} {word('reports', lang)}"
    yield f'<tr class="sum"><th scope="row" colspan="2">{total}</th>{sums}</tr></thead>\n<tbody>'
    for line in overview.ordered():
        yield _row(line, rules, lang)
    yield "</tbody></table></div>\n</section>"


def _row(line: Line, rules: list[str], lang: Lang) -> str:
    name = safe(line.organ or line.path)
    head = f'<th scope="row"><a href="#{line.anchor}">{name}</a></th><td>{"" if line.year is None else line.year}</td>'
    if line.refused is not None:
        said = f'<span class="badge error">{word("refused", lang)}</span> {safe(line.refused[lang])}'
        return f'<tr>{head}<td class="said" colspan="{3 + len(rules)}">{said}</td></tr>'
    severities = "".join(f"<td>{number or ''}</td>" for number in line.severities)
    cells = "".join(
        f'<td><a href="#{line.anchor}-{line.rules[rule][1]}">{line.rules[rule][0]}</a></td>'
        if rule in line.rules
        else "<td></td>"
        for rule in rules
    )
    return f"<tr>{head}{severities}{cells}</tr>"


def workbook(overview: Overview, lang: Lang = "zh") -> "Workbook":
    """Return the overview as a workbook: organ by rule with totals, and a second sheet of what could not be read."""
    from openpyxl import Workbook

    from gongkai.report.writers.xlsx import put

    rules, totals = overview.rules(), overview.totals()
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = word("overview", lang)
    heads = [word("organ", lang), word("year", lang), word("source", lang)]
    names = [
        *(word(severity, lang) for severity in words.SEVERITIES),
        *(f"{rule} {overview.aliases[rule]}" for rule in rules),
    ]
    for column, text in enumerate([*heads, *names], 1):
        put(sheet, 1, column, text)
    put(sheet, 2, 1, word("total", lang))
    for column, rule in enumerate((*words.SEVERITIES, *rules), 4):
        put(sheet, 2, column, totals[rule])
    read = [line for line in overview.ordered() if line.refused is None]
    for row, line in enumerate(read, 3):
        found = [line.rules[rule][0] if rule in line.rules else None for rule in rules]
        for column, value in enumerate((line.organ, line.year, line.path, *line.severities, *found), 1):
            put(sheet, row, column, value)
    sheet.freeze_panes = "D3"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["C"].width = 36, 36
    _refusals(book, overview, lang)
    return book


def _refusals(book: "Workbook", overview: Overview, lang: Lang) -> None:
    from gongkai.report.writers.xlsx import put

    refused = [line for line in overview.ordered() if line.refused is not None]
    if not refused:
        return
    sheet = book.create_sheet(word("refused", lang))
    for row, line in enumerate(refused, 1):
        put(sheet, row, 1, line.path)
        put(sheet, row, 2, (line.refused or {})[lang])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 36, 80
