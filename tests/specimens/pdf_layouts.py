"""The report as PDF by typst, ruled or not, over several pages with page numbers; and as a scan of such pages."""

import io
import random
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from tests.specimens.draft import Box, Draft, Table

MARKUP = re.compile(r"([\\#*_`$<>@\[\]~/\-=+\"'.])")


def pdf(draft: Draft, rng: random.Random) -> bytes:
    """Return the report as PDF."""
    return bytes(_compiler().compile(input=source(draft, rng).encode(), format="pdf"))


def png_pages(draft: Draft, rng: random.Random, dots: int = 150) -> list[bytes]:
    """Return the pages of the report as pictures."""
    pages = _compiler().compile(input=source(draft, rng).encode(), format="png", ppi=dots)
    return [bytes(page) for page in (pages if isinstance(pages, list) else [pages])]


def scan(draft: Draft, rng: random.Random) -> bytes:
    """Return a PDF whose pages are pictures in black and white, a little turned, as from a scanner."""
    from PIL import Image

    pages = []
    for data in png_pages(draft, rng, 200):
        page = Image.open(io.BytesIO(data)).convert("L")
        page = page.rotate(rng.uniform(-0.4, 0.4), fillcolor=255, resample=Image.Resampling.BICUBIC)
        pages.append(page.point(lambda level: 255 * (level > 150)).convert("1"))
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return out.getvalue()


@cache
def _compiler() -> object:
    import typst

    fonts = files("gongkai.fonts").joinpath("")
    return typst.Compiler(font_paths=[str(Path(str(fonts)))])


def source(draft: Draft, rng: random.Random) -> str:
    """Return the typst source of the report."""
    ruled = bool(draft.marks.setdefault("ruled", rng.random() < 0.7))
    size = rng.choice((9, 10, 10.5))
    numbering = rng.choice(('"- 1 -"', '"1"', "none"))
    head = (
        f'#set page(paper: "a4", margin: (x: 2.2cm, y: 2.4cm), numbering: {numbering})\n'
        f'#set text(font: "Noto Serif SC", size: {size}pt, lang: "zh")\n#set par(leading: 0.8em)\n'
    )
    pieces = [head, f"#align(center)[#text(size: 18pt)[{_lines(draft.title)}]]\n\n"]
    for part in draft.parts:
        if part.heading:
            pieces.append(f"#strong[{_plain(part.heading)}]\n\n")
        pieces += [f"#h(2em){_plain(text)}\n\n" for text in part.paragraphs]
        if part.table and part.table in draft.tables:
            pieces.append(_table(draft.tables[part.table], ruled, rng))
    if draft.closing():
        pieces.append(f"#align(right)[{_lines(chr(10).join(draft.closing()))}]\n")
    return "".join(pieces)


def _plain(text: str) -> str:
    return MARKUP.sub(r"\\\1", text)


def _lines(text: str) -> str:
    return " \\ ".join(_plain(line) for line in text.split("\n"))


def _columns(table: Table) -> str:
    if table.name == "requests":
        return "(3em, 4.5em, 1fr" + ", 3.2em" * (table.width - 3) + ")"
    return "(" + ", ".join(["1fr"] * table.width) + ",)"


def _table(table: Table, ruled: bool, rng: random.Random) -> str:
    stroke = "0.5pt" if ruled else "none"
    cells = [_cell(box, table) for box in sorted(table.boxes, key=lambda box: (box.row, box.column))]
    inset = rng.choice(("3pt", "4pt", "5pt"))
    kind = f"columns: {_columns(table)}, stroke: {stroke}, inset: {inset}, align: center + horizon"
    return f"#block(breakable: true)[#set text(size: 8.5pt)\n#table({kind},\n{''.join(cells)})]\n\n"


def _cell(box: Box, table: Table) -> str:
    columns = min(box.columns, table.width - box.column)
    text = " \\ ".join(_plain(line) for line in box.text.split("\n"))
    return f"table.cell(x: {box.column}, y: {box.row}, colspan: {columns}, rowspan: {box.rows})[{text}],\n"
