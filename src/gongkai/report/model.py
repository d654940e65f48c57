"""What a report is once it has been read: cells with states and places, sections, surplus values, findings.

Names and JSON keys are bound by the contract of the command line; `as_json` and `from_json` are the only way in and out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

State = Literal["read", "blank", "slash", "dash", "none", "unread", "absent"]
Severity = Literal["error", "warning", "note"]
TableName = Literal["proactive", "requests", "remedies"]
TABLES: tuple[TableName, ...] = ("proactive", "requests", "remedies")
# More places of one finding are no help to anybody; its count still says how many there are.
SHOWN_PLACES = 1000


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A place in plain text, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A place on a page: page from 1, box (x0, y0, x1, y1) in points from the top left."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A cell of an HTML, DOCX or XLSX table, all counted from 1 in document order; `cell` counts the cells that are written."""

    table: int
    row: int
    cell: int


@dataclass(frozen=True, slots=True)
class ParagraphPlace:
    """A paragraph outside tables of an HTML, DOCX or XLSX document, counted from 1."""

    paragraph: int


Place = TextPlace | PagePlace | TablePlace | ParagraphPlace


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its place.

    `heading` is the level the document itself gives it (HTML h1 = 1, Word styles), 0 where it gives none.
    `furniture` is set by a reader that knows the line belongs to the page around the report.
    """

    text: str
    place: Place
    heading: int = 0
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of the report. `value` is None unless `state` is "read"; amounts are in 万元."""

    name: str
    value: int | Decimal | None
    state: State
    raw: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A value in a table that no cell of the form claims."""

    raw: str
    place: Place | None
    table: TableName


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report. `number` is 1 to 6 by its Chinese numeral, None where it has none."""

    number: int | None
    title: str
    lines: tuple[Line, ...] = ()
    place: Place | None = None

    @property
    def text(self) -> str:
        """The lines joined; table text is not part of it."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file the page links to. `url` is None where only its name is printed."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, or worth knowing, with what to do about it and where it says so."""

    id: str
    alias: str
    severity: Severity
    message: dict[str, str]
    hint: dict[str, str]
    basis: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """Where the report came from. `kind` is one of text html docx doc xlsx pdf pdf_scan image."""

    path: str
    kind: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Note:
    """An observation made while reading, turned into findings by the checks of reading.

    `kind` is one of `NOTE_KINDS`; `detail` is what is printed, `expected` what the form prints.
    """

    kind: str
    place: Place | None = None
    cell: str | None = None
    detail: str = ""
    expected: str = ""


NOTE_KINDS = frozenset(
    {
        "unit_in_cell",  # 4196.35万元
        "other_unit",  # 70487元: converted
        "no_unit",  # an amount, not zero, with no unit in cell or header
        "decimals",  # the header demands decimals that the amount lacks
        "fullwidth_digits",  # １２
        "thousands",  # 1,234
        "classifier",  # 6件
        "stray_mark",  # ?0
        "split_label",  # a label cut by a page break
        "shifted_label",  # a label in another column than its neighbours'
        "pushed_value",  # values on the line after their label
        "surplus",  # more values than columns
        "missing_cells",  # fewer values than columns
        "unlabelled_row",  # a row of values whose label is missing
        "extra_row",  # a row the form does not have
        "column_order",  # the header names the columns in another order
        "label_variant",  # the printed label differs from the form's
        "unread_value",  # something is there that is no figure
        "pictures",  # the tables are pictures
        "tables_lost",  # the headings are there, the tables are not
        "encoding_guessed",
        "compatibility_forms",  # Kangxi radicals and the like, folded
        "replacement_characters",
        "traditional",  # traditional characters
        "ocr",  # read by OCR
        "tracked_changes",
        "hidden_text",
    }
)


@dataclass(slots=True)
class Report:
    """A report as read. `notes` and `lines` (the whole document in order) do not go into JSON."""

    source: Source
    organ: str | None = None
    year: int | None = None
    title: str | None = None
    published: date | None = None
    signed: date | None = None
    signature: str | None = None
    attachments: list[Attachment] = field(default_factory=list)
    tables: dict[TableName, str | None] = field(default_factory=lambda: dict.fromkeys(TABLES))
    cells: dict[str, Cell] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def value(self, name: str) -> int | Decimal | None:
        """Return the value of a cell, None where it was not read or the format has no such cell."""
        cell = self.cells.get(name)
        return cell.value if cell else None

    def narrative(self) -> Iterator[tuple[Section, Line]]:
        """Yield every line of every section with its section, tables left out."""
        for section in self.sections:
            for line in section.lines:
                yield section, line

    def as_json(self) -> dict[str, Any]:
        """Return the object of `gongkai read`."""
        return {
            "source": {"path": self.source.path, "kind": self.source.kind, "sha256": self.source.sha256},
            "organ": self.organ,
            "year": self.year,
            "title": self.title,
            "published": _iso(self.published),
            "signed": _iso(self.signed),
            "signature": self.signature,
            "attachments": [{"name": a.name, "url": a.url} for a in self.attachments],
            "tables": {name: {"format": self.tables.get(name)} for name in TABLES},
            "cells": {name: _cell_json(cell) for name, cell in self.cells.items()},
            "unplaced": [{"raw": u.raw, "place": place_json(u.place), "table": u.table} for u in self.unplaced],
            "sections": [
                {"number": s.number, "title": s.title, "text": s.text, "place": place_json(s.place)}
                for s in self.sections
            ],
            "findings": [finding_json(f) for f in self.findings],
        }


def place_json(place: Place | None) -> dict[str, Any] | None:
    """Return a place as its JSON object."""
    match place:
        case TextPlace(line, column):
            return {"line": line, "column": column}
        case PagePlace(page, box):
            return {"page": page, "box": [round(edge, 2) for edge in box]}
        case TablePlace(table, row, cell):
            return {"table": table, "row": row, "cell": cell}
        case ParagraphPlace(paragraph):
            return {"paragraph": paragraph}
        case _:
            return None


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as its JSON object."""
    return {
        "id": finding.id,
        "alias": finding.alias,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "basis": list(finding.basis),
        "cells": list(finding.cells),
        "places": [place_json(place) for place in finding.places[:SHOWN_PLACES]],
        "count": finding.count,
    }


def from_json(data: dict[str, Any]) -> Report:
    """Return the report of a `gongkai read` object.

    :raises ValueError: where the object lacks what the contract demands, or has in it what cannot be.
    """
    from gongkai.report import wellformed  # it needs the forms, and the forms need this module

    try:
        source = data["source"]
        report = Report(
            source=Source(source["path"], source["kind"], source["sha256"]),
            organ=data["organ"],
            year=data["year"],
            title=data["title"],
            published=_date(data["published"]),
            signed=_date(data["signed"]),
            signature=data["signature"],
            attachments=[Attachment(a["name"], a["url"]) for a in data["attachments"]],
            tables={name: data["tables"][name]["format"] for name in TABLES},
            cells={name: _cell(name, cell) for name, cell in data["cells"].items()},
            unplaced=[Unplaced(u["raw"], _place(u["place"]), u["table"]) for u in data["unplaced"]],
            sections=[_section(s) for s in data["sections"]],
            findings=[_finding(f) for f in data["findings"]],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is not the JSON of a report: {error!r}") from error
    wellformed.demand(report)
    return report


def _cell_json(cell: Cell) -> dict[str, Any]:
    return {"value": number_json(cell.value), "state": cell.state, "raw": cell.raw, "place": place_json(cell.place)}


def number_json(value: int | Decimal | None) -> int | float | None:
    """Return a figure as JSON writes it: integers whole, amounts without trailing zeros."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def place_from_json(data: dict[str, Any] | None) -> Place | None:
    """Return the place of its JSON object."""
    return _place(data)


def _place(data: dict[str, Any] | None) -> Place | None:
    if data is None:
        return None
    if "line" in data:
        return TextPlace(data["line"], data["column"])
    if "page" in data:
        x0, y0, x1, y1 = data["box"]
        return PagePlace(data["page"], (x0, y0, x1, y1))
    if "table" in data:
        return TablePlace(data["table"], data["row"], data["cell"])
    return ParagraphPlace(data["paragraph"])


def _cell(name: str, data: dict[str, Any]) -> Cell:
    value = data["value"]
    number = Decimal(str(value)) if isinstance(value, float) else value
    return Cell(name, number, data["state"], data["raw"], _place(data["place"]))


def _section(data: dict[str, Any]) -> Section:
    place = _place(data["place"])
    here = place or ParagraphPlace(1)
    texts: Iterable[str] = data["text"].split("\n") if data["text"] else ()
    return Section(data["number"], data["title"], tuple(Line(text, here) for text in texts), place)


def _finding(data: dict[str, Any]) -> Finding:
    places = tuple(place for item in data["places"] if (place := _place(item)))
    return Finding(
        data["id"],
        data["alias"],
        data["severity"],
        data["message"],
        data["hint"],
        tuple(data["basis"]),
        tuple(data["cells"]),
        places,
        data["count"],
    )
