"""Which finding belongs to which cell and which line of a report, by number, so that a page can link them both ways."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.report.model import Finding, PagePlace, Place, Report, TextPlace


@dataclass(slots=True)
class Marks:
    """The findings of a report, numbered from 1, by cell and by line.

    A line is counted by its section and its place in it, both from 0; -1 is the section's heading.
    """

    findings: tuple[Finding, ...]
    prefix: str
    cells: dict[str, list[int]] = field(default_factory=dict)
    lines: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def finding(self, number: int) -> str:
        """Return the anchor of a finding."""
        return f"{self.prefix}-{number}"

    def cell(self, name: str) -> str:
        """Return the anchor of a cell."""
        return f"{self.prefix}-{name}"

    def line(self, section: int, line: int) -> str:
        """Return the anchor of a line."""
        return f"{self.prefix}-s{section + 1}-{line + 1}"

    def severity(self, numbers: list[int]) -> str:
        """Return the gravest severity among findings."""
        severities = {self.findings[number - 1].severity for number in numbers}
        return next(name for name in ("error", "warning", "note") if name in severities)


def mark(report: Report, findings: tuple[Finding, ...], *, prefix: str) -> Marks:
    """Return the marks of a report; `prefix` begins its anchors."""
    marks = Marks(findings, prefix)
    spots = list(_spots(report))
    exact: dict[object, list[tuple[int, int]]] = {}
    for where, spot in spots:
        exact.setdefault(_key(where), []).append(spot)
    for number, finding in enumerate(findings, 1):
        for cell in finding.cells:
            _add(marks.cells.setdefault(cell, []), number)
        for place in finding.places:
            for spot in _found(place, exact, spots):
                _add(marks.lines.setdefault(spot, []), number)
    return marks


def _add(numbers: list[int], number: int) -> None:
    if number not in numbers:
        numbers.append(number)


def _spots(report: Report) -> Iterator[tuple[Place, tuple[int, int]]]:
    for at, section in enumerate(report.sections):
        if section.place is not None:
            yield section.place, (at, -1)
        for line_at, line in enumerate(section.lines):
            # A report that comes from JSON gives all lines the place of their heading, which says nothing.
            if line.place != section.place:
                yield line.place, (at, line_at)


def _key(place: Place) -> object:
    return ("line", place.line) if isinstance(place, TextPlace) else place


def _found(
    place: Place, exact: dict[object, list[tuple[int, int]]], spots: list[tuple[Place, tuple[int, int]]]
) -> list[tuple[int, int]]:
    if isinstance(place, PagePlace):
        return [spot for where, spot in spots if isinstance(where, PagePlace) and _overlap(where, place)]
    return exact.get(_key(place), [])


def _overlap(one: PagePlace, other: PagePlace) -> bool:
    if one.page != other.page:
        return False
    middle = (other.box[1] + other.box[3]) / 2
    return one.box[1] <= middle <= one.box[3] and one.box[0] <= other.box[2] and other.box[0] <= one.box[2]
