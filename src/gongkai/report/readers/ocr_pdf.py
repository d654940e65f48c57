"""The pages and pictures of a PDF that only OCR can read, put in place among what was read without."""

from collections.abc import Set
from dataclasses import replace
from typing import Any

from gongkai.report.blocks import Picture
from gongkai.report.model import PagePlace
from gongkai.report.readers.grid_lines import Lattice
from gongkai.report.readers.grid_table import Table
from gongkai.report.readers.ocr_engine import crop
from gongkai.report.readers.ocr_page import Clock, Raster, rendered, sheet_of
from gongkai.report.readers.pdf_flow import Item, Sheet
from gongkai.report.readers.pdf_words import Row, Word


def recognise(handle: Any, sheets: list[Sheet], wanted: Set[int]) -> set[int]:
    """Replace the pictures on the wanted pages by what stands in them, and return the pages on which there was something.

    :raises Unreadable: timeout.
    """
    clock = Clock()
    found: set[int] = set()
    for sheet in sheets:
        if sheet.number not in wanted:
            continue
        raster = rendered(handle, sheet.number)
        items: list[Item] = []
        for item in sheet.items:
            here = item.place if isinstance(item, Picture) else None
            read = _read(raster, here, clock) if isinstance(here, PagePlace) else []
            if read:
                found.add(sheet.number)
            items += read or [item]
        sheet.items = items
    return found


def _read(raster: Raster, place: PagePlace, clock: Clock) -> list[Item]:
    """Return what stands in a part of a page."""
    left, top, _, _ = place.box
    x0, y0, x1, y1 = (edge * raster.scale for edge in place.box)
    part = crop(raster.pixels, (x0, y0, x1, y1))
    if min(part.shape[:2]) < 2:
        return []
    inside = sheet_of(Raster(part, raster.scale), place.page, clock)
    return [_moved(item, max(0.0, left), max(0.0, top)) for item in inside.items]


def _moved(item: Item, x: float, y: float) -> Item:
    """Return an item of a picture where it stands on the page."""
    if isinstance(item, Table):
        lattice = item.lattice
        xs, ys = tuple(edge + x for edge in lattice.xs), tuple(edge + y for edge in lattice.ys)
        return replace(item, lattice=Lattice(xs, ys, lattice.spans, lattice.owner))
    if isinstance(item, tuple):
        row = item[0]
        words = tuple(Word(w.x0 + x, w.top + y, w.x1 + x, w.bottom + y, w.text) for w in row.words)
        box = (row.box[0] + x, row.box[1] + y, row.box[2] + x, row.box[3] + y)
        return Row(words, box, row.base + y), box
    return item
