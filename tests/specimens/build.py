"""Specimens by the thousand: a report, a layout, some defects, and what must come out of it.

The same seed gives the same specimens. Layouts and defects are taken in turn, so that a small sample has all of them.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from gongkai.report import formats
from gongkai.report.model import TABLES, TableName
from tests.specimens import around, docx_layouts, html_layouts, pdf_layouts, pdf_text, pipes, text_layouts, xlsx_layouts
from tests.specimens.defects import STRUCTURAL, Defect
from tests.specimens.draft import Draft, draft
from tests.specimens.figures import FIGURES
from tests.specimens.traditional import to_traditional
from tests.specimens.truth import Expected, draw
from tests.specimens.wording import WORDING

DEFECTS = (*STRUCTURAL, *FIGURES, *WORDING)
Render = Callable[[Draft, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Layout:
    """A way of writing a report down: its kind by the contract, the file's ending, and whether blank cells are lost."""

    name: str
    kind: str
    ending: str
    render: Render
    drops_blanks: bool = False


@dataclass(slots=True)
class Specimen:
    """A file with known truth."""

    name: str
    layout: str
    kind: str
    data: bytes
    expected: dict[str, Expected]
    forms: dict[TableName, str | None]
    defects: list[str] = field(default_factory=list)
    organ: str = ""
    year: int = 0
    title: str = ""
    told: around.Told | None = None


def _text(write: text_layouts.Writer, **options: object) -> Render:
    def render(report: Draft, rng: random.Random) -> bytes:
        lines = text_layouts.lines_of(report, write, rng, **options)  # type: ignore[arg-type]
        return ("\n".join(lines) + "\n").encode("utf-8")

    return render


def _headings_only(report: Draft, rng: random.Random) -> bytes:
    text_layouts.lose_tables(report)
    return _text(text_layouts.l3)(report, rng)


def _labels_only(report: Draft, rng: random.Random) -> bytes:
    text_layouts.lose_figures(report)
    write = rng.choice((text_layouts.l3, pipes.l6, text_layouts.l2, text_layouts.l3_dense, text_layouts.l1))
    text_layouts.settle(report, drops_blanks=True)
    return _text(write)(report, rng)


def _traditional(report: Draft, rng: random.Random) -> bytes:
    way = rng.choice(("l1", "l3", "l6"))
    write = {"l1": text_layouts.l1, "l3": text_layouts.l3, "l6": pipes.l6}[way]
    text_layouts.settle(report, drops_blanks=way != "l1")
    data = _text(write)(report, rng).decode()
    return to_traditional(data, rng).encode(rng.choice(("utf-8", "utf-8", "utf-16")))


LAYOUTS = (
    Layout("l1", "text", "txt", _text(text_layouts.l1)),
    Layout("l2", "text", "txt", _text(text_layouts.l2, gap=False)),
    Layout("l3", "text", "txt", _text(text_layouts.l3, indent="  "), True),
    Layout("l3_dense", "text", "txt", _text(text_layouts.l3_dense, gap=False), True),
    Layout("l4", "text", "txt", _text(text_layouts.l4), True),
    Layout("l5", "text", "txt", _text(pipes.l5, gap=False), True),
    Layout("l5_kept", "text", "txt", _text(pipes.l5_kept, gap=False)),
    Layout("l6", "text", "txt", _text(pipes.l6, gap=False), True),
    Layout("l6_kept", "text", "txt", _text(pipes.l6_kept)),
    Layout("l7", "text", "txt", _text(pipes.l7, gap=False), True),
    Layout("l8", "text", "txt", _text(pipes.l8, gap=False), True),
    Layout("l9", "text", "txt", _text(text_layouts.l9, gap=False), True),
    Layout("l10", "text", "txt", _text(pdf_text.l10, gap=False), True),
    Layout("l11", "html", "html", html_layouts.html),
    Layout("l12", "text", "txt", _headings_only),
    Layout("l13", "text", "txt", _labels_only),
    Layout("l14", "text", "txt", _traditional),
    Layout("docx", "docx", "docx", docx_layouts.docx),
    Layout("xlsx", "xlsx", "xlsx", xlsx_layouts.xlsx),
    Layout("pdf", "pdf", "pdf", pdf_layouts.pdf),
    Layout("scan", "pdf_scan", "pdf", pdf_layouts.scan),
)
BY_NAME = {layout.name: layout for layout in LAYOUTS}


def fits(defect: Defect, layout: Layout) -> bool:
    """Return whether a defect can show in a layout, with a truth that can be told."""
    if layout.name == "l12":
        return defect.name in ("sections", "leftovers", "surroundings", "disagreement")
    if layout.name == "l13":
        return defect.name in ("sections", "leftovers", "surroundings", "half_width", "repeated_header", "split_group")
    if layout.name == "l14":
        return not defect.only and defect.name not in ("label_variants", "shifted_row", "numbered_otherwise")
    return (not defect.only or layout.name in defect.only) and layout.name not in defect.unless


def forms_of(report: Draft) -> dict[TableName, str | None]:
    """Return the form of each table. Table 4 is the same in both and takes that of table 3, else 2, else the year's."""
    forms: dict[TableName, str | None] = {n: report.figures.form[n] if n in report.tables else None for n in TABLES}
    if forms["remedies"]:
        forms["remedies"] = forms["requests"] or forms["proactive"] or formats.for_year(report.figures.year).name
    return forms


def make(
    layout: Layout, defects: list[Defect], rng: random.Random, number: int = 0, *, dressed: bool = False
) -> Specimen:
    """Return a specimen of a layout with the defects that can be done to it."""
    mixed = None
    if rng.random() < 0.15:
        mixed = {name: rng.choice(("2019", "2021")) for name in TABLES}
        mixed["remedies"] = mixed["requests"]
    report = draft(draw(rng, mixed), rng)
    for defect in defects:
        if fits(defect, layout) and defect.apply(report, rng):
            report.defects.append(defect.name)
    if layout.drops_blanks:
        text_layouts.settle(report, drops_blanks=True)
    if dressed:
        around.dress(report, random.Random(rng.random()), kind=layout.kind)
    data = layout.render(report, rng)
    figures = report.figures
    forms = forms_of(report)
    return Specimen(
        name=f"{layout.name}-{'+'.join(report.defects) or 'sound'}-{number}.{layout.ending}",
        layout=layout.name,
        kind=layout.kind,
        data=data,
        expected=report.expected,
        forms=forms,
        defects=report.defects,
        organ=figures.organ,
        year=figures.year,
        title=report.title,
        told=around.told(report, kind=layout.kind),
    )


SHAPES = {defect.name for defect in (*STRUCTURAL, *FIGURES)} | {"extra_rows"}
AMOUNTS = {"unit_in_cell", "yuan_in_cell", "yuan_in_header", "no_unit"}
AMOUNTS |= {"full_width", "stray_marks", "thousands", "classifiers", "marks"}


def _clash(first: Defect, second: Defect) -> bool:
    """Return whether two defects must not meet: their truths were told one at a time."""
    pair = {first.name, second.name}
    return pair <= AMOUNTS or pair <= SHAPES


def specimens(
    count: int, seed: int, wanted: tuple[str, ...] = ("text", "html"), *, dressed: bool = False, sound: bool = False
) -> Iterator[Specimen]:
    """Yield specimens of the kinds and layouts wanted, every layout and every defect in turn."""
    rng = random.Random(seed)
    chosen = [layout for layout in LAYOUTS if layout.kind in wanted or layout.name in wanted]
    for number in range(count):
        layout = chosen[number % len(chosen)]
        fitting = [defect for defect in DEFECTS if fits(defect, layout)]
        turn = number // len(chosen)
        defects = [] if turn % (len(fitting) + 1) == 0 else [fitting[turn % (len(fitting) + 1) - 1]]
        while rng.random() < 0.35:
            other = rng.choice(fitting)
            if all(other is not d and not _clash(other, d) for d in defects):
                defects.append(other)
        order = [defect for defect in DEFECTS if defect in defects]
        yield make(layout, [] if sound else order, rng, number, dressed=dressed)
