"""A statutory table in Word, written as XML: python-docx takes a tenth of a second over the 280 cells of table 3."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from gongkai.report.writers.statutory import TYPE_SIZE, Box, Layout, figure_size
from gongkai.typesetting.word import TEXT_WIDTH, append, opening

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

ROW_HEIGHT = {"proactive": 480, "requests": 330, "remedies": 440}
GIVES_WAY = 12


def table(document: "WordDocument", layout: Layout, lines: int = 0) -> None:
    """Append a statutory table: merged cells, repeating heading rows, no row split, on one page where it fits.

    `lines` are those between it and its heading, to which the rows of table 3 give way.
    """
    total = sum(layout.widths)
    widths = [TEXT_WIDTH * width // total for width in layout.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    height = ROW_HEIGHT[layout.table] - (GIVES_WAY * lines if layout.table == "requests" else 0)
    sizes = _Sizes(widths, height, round(TYPE_SIZE[layout.table] * 2), round(figure_size(layout) * 2))
    placed = layout.placed()
    rows = "".join(
        _row(layout, [p for p in placed if p[0] <= at < p[0] + p[2].rows], at, sizes) for at in range(len(layout.rows))
    )
    caption = f'<w:tblCaption w:val="{escape(layout.caption)}"/>'
    append(document, f"{opening(sum(widths))}{caption}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>")


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The widths of a table's columns, the height of its rows, and the sizes of its type in half points, as Word counts them."""

    widths: Sequence[int]
    height: int
    labels: int
    figures: int


def _row(layout: Layout, here: Sequence[tuple[int, int, Box]], line: int, sizes: "_Sizes") -> str:
    # A cell merged downwards stands in each row that it covers: first with its text, then as its empty continuation.
    cells = "".join(
        _cell(
            box,
            (sum(sizes.widths[at : at + box.columns]), sizes.figures if box.cell else sizes.labels),
            first=top == line,
            left=layout.table == "requests" and box.scope == "row",
            last=line == len(layout.rows) - 1,
        )
        for top, at, box in sorted(here, key=lambda placed: placed[1])
    )
    repeat = "<w:tblHeader/>" if line < layout.head else ""
    height = f'<w:trHeight w:val="{sizes.height}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeat}</w:trPr>{cells}</w:tr>"


def _cell(box: Box, sizes: tuple[int, int], *, first: bool, left: bool, last: bool) -> str:
    width, points = sizes
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    merge = ('<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>") if box.rows > 1 else ""
    size = f'<w:sz w:val="{points}"/><w:szCs w:val="{points}"/>'
    run = (
        f'<w:r><w:rPr>{size}</w:rPr><w:t xml:space="preserve">{escape(box.text)}</w:t></w:r>'
        if first and box.text
        else ""
    )
    style = (
        f'<w:pPr><w:pStyle w:val="TableText"/>{"" if last else "<w:keepNext/>"}'
        f'<w:jc w:val="{"left" if left else "center"}"/><w:rPr>{size}</w:rPr></w:pPr>'
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p>{style}{run}</w:p></w:tc>"
    )
