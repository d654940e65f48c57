"""The report as PDF, set in the manner of GB/T 9704."""

from pathlib import Path
from typing import Any

from gongkai.report.model import Report
from gongkai.report.writers import outline
from gongkai.report.writers.statutory import TYPE_SIZE, Box, Layout, figure_size
from gongkai.typesetting import pdf
from gongkai.typesetting.plain import plain

SOURCE = Path(__file__).with_name("report.typ")
TITLE = 21  # characters of 二号 on a line
ROW = 24.0  # points of a row of table 2 with one line


def render(report: Report, *, fangsong: Path | None = None) -> bytes:
    """Return the PDF, PDF/A-2a and PDF/UA-1 unless a character is in no font; `fangsong` is the organ's own 仿宋 file.

    :raises ValueError: where that file is no font.
    """
    given = {
        "title": "".join(outline.title(report)),
        "author": plain(report.organ or report.signature or ""),
        "parts": [_part(report, part, lines) for part, lines in outline.placed(report)],
    }
    return pdf.render(SOURCE, given, day=report.signed or report.published, fangsong=fangsong)


def _part(report: Report, part: outline.Part, lines: int) -> dict[str, Any]:
    if isinstance(part, outline.Text):
        text = _broken(report, part.text) if part.kind == "title" else part.text
        return {"kind": "kept" if lines else part.kind, "text": text}
    return {
        "kind": "table",
        "rows": [[_box(part, box) for box in boxes] for boxes in part.rows],
        "head": part.head,
        "widths": part.widths,
        "heights": _heights(part),
        "size": TYPE_SIZE[part.table],
        "figures": figure_size(part),
        "inset": 1.5 if part.table == "remedies" else 2.5,
        "pad": _pad(part, lines),
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


def _pad(layout: Layout, lines: int) -> float:
    """Return the points above and below the text of a cell: a row grows with its text, and none is cut off."""
    if layout.table == "proactive":
        return (ROW - TYPE_SIZE[layout.table]) / 2
    # Table 3 takes a page with its heading; to the lines between the two its rows give way.
    return 3.4 - 0.5 * lines if layout.table == "requests" else 2.5


def _heights(layout: Layout) -> list[float]:
    return [0.0] * (len(layout.rows) - 1) + [10.0 if layout.table == "remedies" else 0.0]
