"""Write the specimens that the repository keeps: every layout, and every defect in every kind, with their truth.

    python -m tests.specimens.write_files

They are made from fixed seeds, so the same files come out again until a layout or a defect changes.
"""

import copy
import json
import random
from decimal import Decimal
from pathlib import Path

from tests.specimens import build, docx_layouts, html_layouts, pdf_layouts, text_layouts
from tests.specimens.build import DEFECTS, LAYOUTS, Specimen
from tests.specimens.defects import Defect
from tests.specimens.draft import Draft, draft
from tests.specimens.truth import Answer, Expected, draw

HERE = Path(__file__).parent / "files"
KINDS = (("html", html_layouts.html), ("docx", docx_layouts.docx), ("pdf", pdf_layouts.pdf))
SCANNED = ("sound", "blank_zeros", "marks", "surplus_columns", "wrong_totals", "split_label")


def main() -> None:
    """Write every file anew."""
    HERE.mkdir(exist_ok=True)
    for old in HERE.iterdir():
        old.unlink()
    for layout in LAYOUTS:
        if layout.kind == "text":
            specimen = build.make(layout, [], random.Random(f"layout {layout.name}"))
            _keep(f"layout-{layout.name}", specimen.data, specimen.expected, specimen, "txt")
    for defect in (Defect("sound", lambda report, rng: True), *DEFECTS):
        _write(defect)


def _write(defect: Defect) -> None:
    report, rng = _with(defect)
    name = f"defect-{defect.name}"
    texts = [layout for layout in LAYOUTS if layout.kind == "text" and build.fits(defect, layout)]
    if texts:
        text = copy.deepcopy(report)
        text_layouts.settle(text, drops_blanks=texts[0].drops_blanks)
        _keep(name, texts[0].render(text, rng), text.expected, text, "txt")
    for ending, render in KINDS:
        if not build.fits(defect, build.BY_NAME["l11" if ending == "html" else ending]):
            continue
        data = render(copy.deepcopy(report), random.Random(f"{name} {ending}"))
        _keep(name, data, report.expected, report, ending)
    if defect.name in SCANNED:
        _keep(f"scan-{defect.name}", pdf_layouts.scan(report, rng), report.expected, report, "pdf")


def _with(defect: Defect) -> tuple[Draft, random.Random]:
    """Return a report of middling size to which the defect could be done."""
    for attempt in range(99):
        rng = random.Random(f"{defect.name} {attempt}")
        report = draft(draw(rng, size="middle"), rng)
        for part in report.parts[:1]:
            part.paragraphs = part.paragraphs[:3]
        if defect.apply(report, rng):
            return report, rng
    raise AssertionError(defect.name)


def _keep(name: str, data: bytes, expected: dict[str, Expected], of: Draft | Specimen, ending: str) -> None:
    (HERE / f"{name}.{ending}").write_bytes(data)
    organ, year = (of.figures.organ, of.figures.year) if isinstance(of, Draft) else (of.organ, of.year)
    cells = {cell: _say(answer) for cell, answer in expected.items()}
    truth = {
        "organ": organ,
        "year": year,
        "title": of.title,
        "tables": of.forms if isinstance(of, Specimen) else build.forms_of(of),
        "cells": cells,
    }
    # A text may have lost what the other kinds show, so it has a truth of its own.
    beside = HERE / (f"{name}.{ending}.json" if ending == "txt" else f"{name}.json")
    beside.write_text(json.dumps(truth, ensure_ascii=False, indent=0) + "\n", "utf-8")


def _say(expected: Expected) -> str:
    """Return the answers as one text, the best one first: `5`, `blank`, `unread|5`."""
    others = sorted(map(_word, expected.also))
    return "|".join([_word(expected.ideal), *others])


def _word(answer: Answer) -> str:
    return str(answer.value) if answer.state == "read" else answer.state


def load(path: Path) -> Specimen:
    """Return a kept specimen with its truth."""
    beside = path.with_name(path.name + ".json") if path.suffix == ".txt" else path.with_suffix(".json")
    truth = json.loads(beside.read_text("utf-8"))
    kinds = {".txt": "text", ".html": "html", ".docx": "docx", ".pdf": "pdf"}
    return Specimen(
        name=path.name,
        layout=path.stem.removeprefix("layout-") if path.stem.startswith("layout-") else path.suffix[1:],
        kind="pdf_scan" if path.stem.startswith("scan-") else kinds[path.suffix],
        data=path.read_bytes(),
        expected={cell: _expected(text) for cell, text in truth["cells"].items()},
        forms=truth["tables"],
        organ=truth["organ"],
        year=truth["year"],
        title=truth["title"],
    )


def _expected(text: str) -> Expected:
    ideal, *others = map(_answer, text.split("|"))
    return Expected(ideal, frozenset(others))


def _answer(word: str) -> Answer:
    if word.isalpha():
        return Answer(word)
    return Answer("read", Decimal(word) if "." in word else int(word))


if __name__ == "__main__":
    main()
