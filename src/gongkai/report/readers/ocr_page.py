"""A page that is a picture into the rows and tables of a sheet, as a page with text would give them."""

import ctypes
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import cv2
import numpy as np
import pypdfium2.raw as pdfium

from gongkai.report.blocks import Grid
from gongkai.report.model import PagePlace
from gongkai.report.readers import isolation, limits, ocr_engine, ocr_lines
from gongkai.report.readers.errors import Unreadable
from gongkai.report.readers.grid_lines import Lattice
from gongkai.report.readers.grid_table import Box, Table
from gongkai.report.readers.ocr_cells import DOUBT, Piece, Straight, certain, divided, has_ink, in_lines, pieces, texts
from gongkai.report.readers.ocr_engine import Pixels, Words
from gongkai.report.readers.pdf_columns import columns
from gongkai.report.readers.pdf_fields import filled as filled_fields
from gongkai.report.readers.pdf_flow import Item, Sheet
from gongkai.report.readers.pdf_page import Page
from gongkai.report.readers.pdf_words import Row, Word

DPI = 200
SMALL, SIZE, LARGE = 1100, 1700, 2000  # pixels of the shorter side: smaller and larger pictures are resized
LEGIBLE = 0.7  # mean certainty of text that is held the right way up
LINE_POINTS = 13.0  # the usual height of a box around a line of text, from which the size of the page is judged
LONGEST = 6000  # pixels of the longer side of a rendered page
SAMPLE = 12


class Raster(NamedTuple):
    """The picture of a page and how many of its pixels make a point of the page."""

    pixels: Pixels
    scale: float


@dataclass(slots=True)
class Clock:
    """The time that reading a file has taken."""

    started: float = field(default_factory=time.monotonic)

    def next_page(self) -> None:
        """Give the next page its time.

        :raises Unreadable: where the file has used up its own.
        """
        if time.monotonic() - self.started > limits.OCR_SECONDS:
            raise Unreadable(
                "timeout",
                f"文字识别超过 {limits.OCR_SECONDS:g} 秒的时限，已经中止；请提供不是扫描件的文件，或者拆分后再试。",
                f"Recognising the text took longer than the limit of {limits.OCR_SECONDS:g} seconds and was ended; "
                "hand in a file that is no scan, or split it.",
            )
        isolation.allow(limits.OCR_PAGE_SECONDS)
        ocr_engine.start()
        isolation.allow(limits.OCR_PAGE_SECONDS)


def rendered(handle: Any, number: int) -> Raster:
    """Return the picture of a PDF page as displayed."""
    page = pdfium.FPDF_LoadPage(handle, number - 1)
    try:
        wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = min(DPI / 72, LONGEST / max(wide, high, 1.0))
        width, height = max(1, round(wide * scale)), max(1, round(high * scale))
        bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        buffer = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        pdfium.FPDFBitmap_Destroy(bitmap)
    finally:
        pdfium.FPDF_ClosePage(page)
    pixels = np.frombuffer(buffer, np.uint8).reshape(height, stride // 4, 4)[:, :width, :3]
    return Raster(np.ascontiguousarray(pixels), scale)


def sheet_of(raster: Raster, number: int, clock: Clock) -> Sheet:
    """Return what stands on a page that is a picture.

    :raises Unreadable: timeout.
    """
    clock.next_page()
    raster = _resized(raster)
    straight, found = _upright(raster.pixels)
    unit = _unit(found, straight)
    tables, bare = ocr_lines.grids(ocr_lines.grey(straight), unit)
    read = _recognised(straight, pieces(found, tables))
    undivided = [
        divided(lattice, [words for words in read if words[0].table == at]) for at, lattice in enumerate(tables)
    ]
    if undivided != tables:
        tables = undivided
        read = _recognised(straight, pieces(found, tables))
    page = Straight(straight, bare, unit)
    sheet = Sheet(number, straight.shape[1] / raster.scale, straight.shape[0] / raster.scale)
    filled = texts(page, tables, read)
    items: list[tuple[float, Item]] = [
        (lattice.ys[0] / raster.scale, Table(number, _scaled(lattice, raster.scale), cells, _as_it_is))
        for lattice, cells in zip(tables, filled, strict=True)
    ]
    loose, printed = columns(_blank(sheet), _rows(certain(page, read), raster.scale))
    items += [(row.box[1], (row, row.box)) for row in _doubted(filled_fields(printed), page, raster.scale)]
    items += [(top, _doubted_grid(grid, page, raster.scale)) for top, grid in loose]
    sheet.items = [item for _, item in sorted(items, key=lambda item: item[0])]
    return sheet


def _recognised(straight: Pixels, cut: list[Piece]) -> list[tuple[Piece, Words]]:
    words = ocr_engine.recognise([ocr_engine.crop(straight, piece.box, 1) for piece in cut])
    return list(zip(cut, words, strict=True))


def _doubted(printed: list[Row], page: Straight, scale: float) -> list[Row]:
    """Return rows with a mark of doubt where a field seems empty but has ink in it."""
    return [
        replace(row, words=tuple(w._replace(text=_doubt(w.text, w.box, (page, scale))) for w in row.words))
        for row in printed
    ]


def _doubted_grid(grid: Grid, page: Straight, scale: float) -> Grid:
    cells = [
        replace(cell, text=_doubt(cell.text, cell.place.box, (page, scale)))
        for cell in grid.cells
        if isinstance(cell.place, PagePlace)
    ]
    return replace(grid, cells=cells)


def _doubt(text: str, box: Box, where: tuple[Straight, float]) -> str:
    page, scale = where
    if text:
        return text
    x0, y0, x1, y1 = (edge * scale for edge in box)
    return DOUBT if has_ink(page, (x0 - 4 * page.unit, y0, x1 + 4 * page.unit, y1)) else ""


def _blank(sheet: Sheet) -> Page:
    """Return a page of the same size, for what is asked of its geometry."""
    return Page(sheet.number, sheet.width, sheet.height, (0.0, 0.0, sheet.width, sheet.height), 0, 0)


def _resized(raster: Raster) -> Raster:
    """Return a picture in the size in which text is recognised best and in time: that of a page at 200 dpi or so."""
    short = min(raster.pixels.shape[:2])
    if SMALL <= short <= LARGE:
        return raster
    factor = min(2.0, SIZE / short)
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    pixels = cv2.resize(raster.pixels, None, fx=factor, fy=factor, interpolation=way)
    return Raster(np.asarray(pixels, np.uint8), raster.scale * factor)


def _upright(pixels: Pixels) -> tuple[Pixels, list[Box]]:
    """Return the picture laid straight and the right way up, with the boxes of its text."""
    angle = ocr_lines.skew(ocr_lines.grey(pixels))
    straight = ocr_lines.turned(pixels, angle) if abs(angle) >= ocr_lines.LEAST_ANGLE else pixels
    found = ocr_engine.boxes(straight)
    tall = sum(box[3] - box[1] > 2 * (box[2] - box[0]) for box in found)
    upright = tall <= sum(box[2] - box[0] > 2 * (box[3] - box[1]) for box in found)  # a lone digit is neither
    if upright and _legible(straight, found):
        return straight, found
    turns = (cv2.ROTATE_180,) if upright else (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE)
    for turn in turns:
        other = np.asarray(cv2.rotate(straight, turn), np.uint8)
        seen = ocr_engine.boxes(other)
        if _legible(other, seen):
            return other, seen
    return straight, found


def _legible(pixels: Pixels, found: Sequence[Box]) -> bool:
    longest = sorted(found, key=lambda box: box[0] - box[2])[:SAMPLE]
    words = ocr_engine.recognise([ocr_engine.crop(pixels, box, 1) for box in longest])
    return bool(sum(one.score for one in words) >= LEGIBLE * len(words))


def _unit(found: Sequence[Box], pixels: Pixels) -> float:
    """Return how many pixels a point has, judged by the height of the text, since pictures seldom tell."""
    heights = sorted(min(box[3] - box[1], box[2] - box[0]) for box in found)
    if len(heights) < 5:
        return float(max(pixels.shape[:2])) / 842
    return max(1.0, float(heights[len(heights) // 2]) / LINE_POINTS)


def _scaled(lattice: Lattice, scale: float) -> Lattice:
    xs, ys = (tuple(edge / scale for edge in edges) for edges in (lattice.xs, lattice.ys))
    return Lattice(xs, ys, lattice.spans, lattice.owner)


def _as_it_is(box: Box) -> Box:
    return box


def _rows(read: Sequence[tuple[Piece, Words]], scale: float) -> list[Row]:
    """Return the text outside of tables as printed lines, in points."""
    rows = []
    for line in in_lines([(piece.box, words) for piece, words in read]):
        parts = tuple(
            Word(x0 / scale, y0 / scale, x1 / scale, y1 / scale, words.text) for (x0, y0, x1, y1), words in line
        )
        box = (
            parts[0].x0,
            min(part.top for part in parts),
            max(part.x1 for part in parts),
            max(part.bottom for part in parts),
        )
        rows.append(Row(parts, box, box[3] - (box[3] - box[1]) / 5))
    return rows
