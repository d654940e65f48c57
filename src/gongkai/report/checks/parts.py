"""The six parts of the form found among a report's sections, by their titles and not by their numbers.

Numbers go wrong more often than titles do: a report with 1、2、3、4、五、六、七、八、 still has most of its parts.
"""

from dataclasses import dataclass

from gongkai.report import formats
from gongkai.report.align import labels
from gongkai.report.align.section_titles import known_title
from gongkai.report.model import Report, Section

TITLES = formats.load(formats.FORMATS[-1]).sections
NUMERALS = "一二三四五六七八九十"
EXTRA = 14
"""A title may have this many characters more than the form's, such as a leading 政府信息公开工作."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the part of the form (1 to 6) that it is; `exact` where it bears the form's title."""

    number: int | None
    exact: bool
    section: Section


def parts(report: Report) -> tuple[Part, ...]:
    """Return the sections in order, each with the part that it is."""
    return tuple(_part(section) for section in report.sections)


def _part(section: Section) -> Part:
    words = labels.core(section.title)
    for number, title in enumerate(TITLES, 1):
        wanted = labels.core(title)
        if wanted in words and len(words) <= len(wanted) + EXTRA:
            return Part(number, True, section)
    # The patterns of titles ask for a number before the title.
    return Part(known_title(f"一、{section.title}"), False, section)


def headings(report: Report) -> list[tuple[Section, str]]:
    """Return each section with its heading as it is printed, number and all."""
    # The reader gives a section the very place of its heading's line; comparing places would cost more than all else.
    wanted = {id(section.place) for section in report.sections}
    printed = {id(line.place): line.text.strip() for line in report.lines if id(line.place) in wanted}
    return [(section, _printed(section, printed.get(id(section.place)))) for section in report.sections]


def _printed(section: Section, line: str | None) -> str:
    if line is not None:
        return line
    numeral = NUMERALS[section.number - 1] if section.number and section.number <= len(NUMERALS) else ""
    return f"{numeral}、{section.title}" if numeral else section.title


def written_lines(section: Section) -> list[str]:
    """Return the lines of a section that belong to the report and say something."""
    return [line.text.strip() for line in section.lines if line.text.strip() and not line.furniture]
