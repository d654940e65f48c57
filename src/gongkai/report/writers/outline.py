"""A report as the run of parts that every writer sets: title, headings, paragraphs, tables, signature, date.

The tables stand in the sections that are theirs by title, else by number; no section is invented.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil
from typing import Literal

from gongkai.report.model import Report, Section, TableName
from gongkai.report.writers.statutory import Layout, layouts
from gongkai.typesetting.plain import plain

Kind = Literal["title", "heading", "subheading", "paragraph", "signature", "date"]
LINE, INDENT, SHORT = 27, 2, 4  # characters on a line, and before its first; lines that leave a page to table 3
NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(r"^\s*[（(]?[一二三四五六七八九十]+[)）]?\s*[、.．,，]?")
_SUBHEADING = re.compile(r"^[（(][一二三四五六七八九十]+[)）][^。；;]{1,30}[。.]?$")
# What a section is about, so that a table finds its place among home-made parts too. Remedies go first: a part on
# them may name the requests as well.
_SUBJECTS: dict[TableName, tuple[int, re.Pattern[str]]] = {
    "remedies": (4, re.compile("复议|诉讼")),
    "requests": (3, re.compile("申请")),
    "proactive": (2, re.compile("主动公开")),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A line of the report outside its tables."""

    kind: Kind
    text: str
    section: int | None = None


Part = Text | Layout


def parts(report: Report) -> Iterator[Part]:
    """Yield the report from its title to its date."""
    for line in title(report):
        yield Text("title", line)
    tables = layouts(report)
    homes = _homes(report, list(tables))
    yield from (layout for table, layout in tables.items() if homes[table] is None)
    for at, section in enumerate(report.sections):
        yield from _section(at, section)
        yield from (layout for table, layout in tables.items() if homes[table] == at)
    if report.signature and plain(report.signature):
        yield Text("signature", plain(report.signature))
    if report.signed:
        yield Text("date", chinese_date(report.signed))


def placed(report: Report) -> Iterator[tuple[Part, int]]:
    """Yield each part with the lines that go with a table to its page.

    Those are the lines of a short paragraph right above a table, told with both of them; 0 for every other part.
    """
    run = list(parts(report))
    lines = [_short(part) if isinstance(after, Layout) else 0 for part, after in pairwise(run)]
    for part, above, own in zip(run, [0, *lines], [*lines, 0], strict=True):
        yield part, above if isinstance(part, Layout) else own


def title(report: Report) -> list[str]:
    """Return the title's lines: as printed, else made of organ and year, else the name of the document."""
    if report.title and plain(report.title):
        return [plain(line) for line in report.title.splitlines() if plain(line)]
    year = f"{report.year}年" if report.year is not None else ""
    return [f"{plain(report.organ or '')}{year}政府信息公开工作年度报告"]


def chinese_date(day: date) -> str:
    """Return a date as official documents print it: 2022年1月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


def heading(section: Section) -> str:
    """Return a section's heading with its numeral, which is added where the title has none."""
    words = plain(section.title)
    if section.number is None or _NUMBERED.match(words) or not 1 <= section.number <= len(NUMERALS):
        return words
    return f"{NUMERALS[section.number - 1]}、{words}"


def _section(at: int, section: Section) -> Iterator[Text]:
    if heading(section):
        yield Text("heading", heading(section), at)
    for line in section.lines:
        words = plain(line.text)
        if words:
            yield Text("subheading" if _SUBHEADING.match(words) else "paragraph", words, at)


def _short(part: Part) -> int:
    """Return how many lines a paragraph takes; 0 where they are too many, or it is none."""
    if not isinstance(part, Text) or part.kind != "paragraph":
        return 0
    lines = ceil((len(part.text) + INDENT) / LINE)
    return lines if lines <= SHORT else 0


def _homes(report: Report, tables: list[TableName]) -> dict[TableName, int | None]:
    """Return the section in which each table stands: None before all of them, where there is none."""
    homes: dict[TableName, int | None] = {}
    taken: set[int] = set()
    for table, (number, subject) in _SUBJECTS.items():
        titled = [i for i, s in enumerate(report.sections) if subject.search(s.title) and i not in taken]
        numbered = [i for i, s in enumerate(report.sections) if s.number == number]
        found = next(iter(titled or numbered), None)
        homes[table] = found
        if found is not None:
            taken.add(found)
    last = len(report.sections) - 1 if report.sections else None
    return {table: last if homes[table] is None else homes[table] for table in tables}
