"""Two reports side by side: what differs cell by cell, what only one of them has, and how alike their texts are.

Cells are matched by name, so reports in two forms are compared where the forms count the same thing; what only one form
asks for is told as such and never taken for a zero.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongkai.report import formats
from gongkai.report.model import TABLES, Cell, Report, TableName, number_json

GRAM = 4
"""Texts are compared by runs of this many Chinese characters: shorter ones are words that every report has."""
_CHINESE = re.compile(r"[^\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that differs. `difference` is b less a, None where one of the two is no figure."""

    label: str
    a: Cell
    b: Cell

    @property
    def name(self) -> str:
        """The name of the cell."""
        return self.a.name

    @property
    def difference(self) -> int | Decimal | None:
        """The value of b less that of a."""
        if self.a.value is None or self.b.value is None:
            return None
        return self.b.value - self.a.value


@dataclass(frozen=True, slots=True)
class Likeness:
    """A section found in both reports: `alike` is the share of its runs of characters that both have, from 0 to 1."""

    number: int
    title: str
    alike: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two reports have in common and what not. `only_a` and `only_b` name the cells that one form alone has."""

    a: Report
    b: Report
    same: int
    differences: tuple[Difference, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    sections: tuple[Likeness, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the object of `gongkai compare`."""
        return {
            "a": _head(self.a),
            "b": _head(self.b),
            "same": self.same,
            "differences": [
                {
                    "cell": one.name,
                    "label": one.label,
                    "a": {"value": number_json(one.a.value), "state": one.a.state},
                    "b": {"value": number_json(one.b.value), "state": one.b.state},
                    "difference": number_json(one.difference),
                }
                for one in self.differences
            ],
            "only_a": list(self.only_a),
            "only_b": list(self.only_b),
            "sections": [{"number": one.number, "title": one.title, "alike": one.alike} for one in self.sections],
        }


def compare(a: Report, b: Report) -> Comparison:
    """Return what differs between two reports, in the order of the form."""
    same = 0
    differences = []
    for name, label in _labelled(a):
        here, there = a.cells[name], b.cells.get(name)
        if there is None:
            continue
        if (here.state, here.value) == (there.state, there.value):
            same += 1
        else:
            differences.append(Difference(label, here, there))
    return Comparison(
        a,
        b,
        same,
        tuple(differences),
        tuple(name for name in a.cells if name not in b.cells),
        tuple(name for name in b.cells if name not in a.cells),
        tuple(_sections(a, b)),
    )


def _labelled(report: Report) -> Iterator[tuple[str, str]]:
    labels: dict[str, str] = {}
    for table in TABLES:
        for name, label in _labels(report, table):
            labels.setdefault(name, label)
    return ((name, labels.get(name, name)) for name in report.cells)


def _labels(report: Report, table: TableName) -> Iterator[tuple[str, str]]:
    # A table that was not found lists the cells of its year's form; either form has the label of what both have.
    for format in dict.fromkeys([report.tables.get(table) or formats.FORMATS[-1], *formats.FORMATS[::-1]]):
        form = formats.load(format)
        yield from ((name, form.label(name)) for name in form.cells(table) if name in report.cells)


def _sections(a: Report, b: Report) -> Iterator[Likeness]:
    others = {section.number: section for section in b.sections if section.number}
    for section in a.sections:
        number = section.number
        if number and number in others:
            yield Likeness(number, section.title, alike(section.text, others[number].text))


def alike(one: str, other: str) -> float:
    """Return the share of runs of Chinese characters that two texts have in common, from 0 to 1 for equal texts."""
    a, b = _grams(one), _grams(other)
    if not a or not b:
        return 1.0 if a == b and _CHINESE.sub("", one) == _CHINESE.sub("", other) else 0.0
    return round(2 * len(a & b) / (len(a) + len(b)), 3)


def _grams(text: str) -> set[str]:
    plain = _CHINESE.sub("", text)
    return {plain[start : start + GRAM] for start in range(len(plain) - GRAM + 1)}


def _head(report: Report) -> dict[str, Any]:
    return {
        "path": report.source.path,
        "organ": report.organ,
        "year": report.year,
        "tables": {table: report.tables.get(table) for table in TABLES},
    }
