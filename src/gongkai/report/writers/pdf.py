"""The report as PDF, set by typst in the manner of GB/T 9704 with the fonts that ship with the package.

One compiler is kept for as long as the process lives: loading the fonts costs more than setting a report. The same
report gives the same bytes, since no clock is read.
"""

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gongkai import fonts
from gongkai.report.model import Report
from gongkai.report.writers import outline
from gongkai.report.writers.figures import plain
from gongkai.report.writers.statutory import TYPE_SIZE, Box, Layout, figure_size

if TYPE_CHECKING:
    from typst import Compiler, Fonts

FANGSONG = ("FandolFang R", "FandolFang")  # used where the machine has it
TITLE = 21  # characters of 二号 on a line
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def render(report: Report, *, fangsong: Path | None = None) -> bytes:
    """Return the PDF, PDF/A-2a and PDF/UA-1 unless a character is in no font; `fangsong` is the organ's own 仿宋 file.

    :raises ValueError: where that file is no font.
    """
    import typst

    compiler, families, body = _compiler(fangsong)
    given = {
        "title": "".join(outline.title(report)),
        "author": plain(report.organ or report.signature or ""),
        "fonts": _families(families, body),
        "parts": [_part(report, part) for part in outline.parts(report)],
    }
    inputs, day = {"report": json.dumps(given, ensure_ascii=False)}, _timestamp(report)
    try:
        made = compiler.compile(sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"], timestamp=day)
    except typst.TypstError:
        # The archive form forbids a character that no font can show; the words matter more than the form.
        made = compiler.compile(sys_inputs=inputs, timestamp=day)
    return cast("bytes", made)  # only pictures come as a list


@lru_cache(maxsize=4)
def _compiler(fangsong: Path | None) -> "tuple[Compiler, frozenset[str], str | None]":
    import typst

    shipped = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[fonts.folder()])
    body = _family_of(fangsong) if fangsong else None
    if fangsong:
        shipped = typst.Fonts(
            include_system_fonts=True, include_embedded_fonts=False, font_paths=[fonts.folder(), fangsong.parent]
        )
    source = Path(__file__).with_name("report.typ")
    return typst.Compiler(source, root=source.parent, font_paths=shipped), frozenset(shipped.families()), body


def _family_of(file: Path) -> str:
    import typst

    found: Fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[file.parent])
    for font in found.fonts():
        if font.path and Path(font.path).resolve() == file.resolve():
            return font.family
    raise ValueError(
        f"“{file.name}”不是可用的字体文件（TTF、OTF 或 TTC）。 {file.name} is no usable font file (TTF, OTF or TTC)."
    )


def _families(known: frozenset[str], body: str | None) -> dict[str, Any]:
    fangsong = [body] if body else [name for name in FANGSONG if name in known][:1]
    # Each chain ends in the Song that ships: a rare character of a town's name falls through to it.
    return {
        "song": [fonts.SONG],
        "hei": [fonts.HEI, fonts.SONG],
        "kai": [name for name in ("FandolKai R", "FandolKai") if name in known][:1] + fangsong + [fonts.SONG],
        "body": [*fangsong, fonts.SONG],
    }


def _timestamp(report: Report) -> datetime:
    day = report.signed or report.published
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day and day.year > 1970 else _EPOCH


def _part(report: Report, part: outline.Part) -> dict[str, Any]:
    if isinstance(part, outline.Text):
        return {"kind": part.kind, "text": _broken(report, part.text) if part.kind == "title" else part.text}
    return {
        "kind": "table",
        "rows": [[_box(part, box) for box in boxes] for boxes in part.rows],
        "head": part.head,
        "widths": part.widths,
        "heights": _heights(part),
        "size": TYPE_SIZE[part.table],
        "figures": figure_size(part),
        "inset": 1.5 if part.table == "remedies" else 2.5,
        "pad": 3.4 if part.table == "requests" else 2.5,
    }


def _broken(report: Report, title: str) -> str:
    """Return a title that is too long for a line with the break after the organ's name, where a reader expects it."""
    organ = report.organ or ""
    return (
        f"{organ}\n{title.removeprefix(organ)}" if len(title) > TITLE and title.startswith(organ) and organ else title
    )


def _box(layout: Layout, box: Box) -> dict[str, Any]:
    left = layout.table == "requests" and box.scope == "row"
    return {"text": box.text, "rows": box.rows, "columns": box.columns, "left": left, "figure": box.cell is not None}


def _heights(layout: Layout) -> list[float]:
    tallest = {"proactive": 8.5, "requests": 0.0, "remedies": 0.0}[layout.table]
    heights = [tallest] * len(layout.rows)
    if layout.table == "remedies":
        heights[-1] = 10.0
    return heights
