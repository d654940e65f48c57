"""What became of one file of a check: the report with its findings, or why it could not be read.

Writers, the command line and the corpus hand these to one another, one a file, so that a folder can be streamed.
"""

from dataclasses import dataclass, replace
from typing import Any

from gongkai.report.checks.rule import NotAssessed
from gongkai.report.model import Finding, Report, Section, place_from_json, place_json


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file could not be read: a stable word for scripts, and the sentence in Chinese and in English."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with its report and findings, or with `error` instead; `silenced` holds findings with their reasons."""

    path: str
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
    silenced: tuple[tuple[Finding, str], ...] = ()
    error: Refusal | None = None

    def count(self, severity: str) -> int:
        """Return the number of findings of that severity, silenced ones left out."""
        return sum(finding.severity == severity for finding in self.findings)


def line_places(report: Report) -> list[list[Any]]:
    """Return where each line of each section stands, which the JSON of a report leaves out, for `with_line_places`."""
    return [[place_json(line.place) for line in section.lines] for section in report.sections]


def with_line_places(report: Report, places: list[list[Any]]) -> Report:
    """Return the report with its lines where they stood, so that a page can mark the line that a finding is about."""
    report.sections = [_placed(section, here) for section, here in zip(report.sections, places, strict=True)]
    return report


def _placed(section: Section, places: list[Any]) -> Section:
    # An empty line is lost in the text of a section, and then nobody can say which line stood where.
    if len(section.lines) != len(places):
        return section
    known = zip(section.lines, map(place_from_json, places), strict=True)
    return replace(section, lines=tuple(replace(line, place=place or line.place) for line, place in known))
