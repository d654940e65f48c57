"""A page into its blocks from top to bottom: tables, pictures, and the rows of text between them."""

from collections.abc import Sequence

from gongkai.report.blocks import Picture
from gongkai.report.model import PagePlace
from gongkai.report.readers.grid_table import Table
from gongkai.report.readers.pdf_columns import columns
from gongkai.report.readers.pdf_fields import filled
from gongkai.report.readers.pdf_flow import Item, Sheet
from gongkai.report.readers.pdf_grid import grids
from gongkai.report.readers.pdf_page import Box, Char, Page
from gongkai.report.readers.pdf_words import rows

FEW = 15  # characters: a page with no more than this over a picture is a scan with a page number
GARBLED = 0.3  # of the characters of a page that stand for nothing: more than this cannot be read
WIDE, HIGH = 0.4, 0.04  # of the page: a picture smaller than this is a seal or an ornament, no table


def sheet(sides: Sequence[Page]) -> Sheet:
    """Return what stands on a page, which is given once for each direction of its text."""
    main, *others = sides
    visitors = [(side, char) for side in others for char in side.chars]
    tables, free, left = grids(main, [_seen(side, char, main.turn) for side, char in visitors])
    found = Sheet(main.number, main.width, main.height, _items(main, tables, free, pictures(main)))
    for side in others:
        chars = [visitors[at][1] for at in left if visitors[at][0] is side]
        if chars:
            side.chars = chars
            tables, free, _ = grids(side)
            found.items += _items(side, tables, free, [])
    return found


def is_scan(sides: Sequence[Page]) -> bool:
    """Tell whether a page is a picture with no text to speak of."""
    main = sides[0]
    area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in main.images)
    return area > main.width * main.height / 2 and sum(len(side.chars) for side in sides) <= FEW


def is_garbled(sides: Sequence[Page]) -> bool:
    """Tell whether so much of a page's text stands for nothing that only its picture can be read."""
    return sides[0].strays > GARBLED * sum(len(side.chars) for side in sides)


def pictures(page: Page) -> list[Box]:
    """Return the boxes of the pictures that may hold a table: large, and with no text over them."""
    found: list[Box] = []
    for box in sorted(page.images, key=lambda box: (box[1], box[0])):
        last = found[-1] if found else None
        if last and abs(last[0] - box[0]) < 5 and abs(last[2] - box[2]) < 5 and box[1] - last[3] < 5:
            # Scanners cut a picture into strips.
            found[-1] = (min(last[0], box[0]), last[1], max(last[2], box[2]), max(last[3], box[3]))
        else:
            found.append(box)
    return [box for box in found if _is_large(page, box) and _text_over(page, box) <= FEW]


def _is_large(page: Page, box: Box) -> bool:
    return box[2] - box[0] > WIDE * page.width and box[3] - box[1] > HIGH * page.height


def _text_over(page: Page, box: Box) -> int:
    return sum(box[0] < (char.x0 + char.x1) / 2 < box[2] and box[1] < char.middle < box[3] for char in page.chars)


def _items(page: Page, tables: list[Table], free: list[Char], boxes: list[Box]) -> list[Item]:
    """Return everything on a page in the order of its upper edges."""
    loose, printed = columns(page, rows(free))
    items: list[tuple[float, Item]] = [(row.box[1], (row, page.place(row.box))) for row in filled(printed)]
    items += [(table.lattice.ys[0], table) for table in tables]
    items += loose
    items += [(box[1], Picture(PagePlace(page.number, page.place(box)))) for box in boxes]
    return [item for _, item in sorted(items, key=lambda item: item[0])]


def _seen(side: Page, char: Char, turn: int) -> Char:
    """Return a character as it stands on the page when the page is turned in another direction."""
    x0, top, x1, bottom = side.seen_at((char.x0, char.top, char.x1, char.bottom), turn)
    return Char(x0, top, x1, bottom, (top + bottom) / 2, bottom, char.text, char.spaced)
