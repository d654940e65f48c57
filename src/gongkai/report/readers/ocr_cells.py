"""What stands in the cells of a table on a scan. No figure is taken on one reading alone.

A figure is read twice, from two different crops, and counts only where both agree; a cell with ink in it is never blank.
What stays in doubt gets a question mark, which no figure has, so that it is reported as unread.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import cv2
import numpy as np

from gongkai.report.readers.grid_lines import Lattice, Span
from gongkai.report.readers.grid_table import BREAK, PADDING, Box, whole_figures
from gongkai.report.readers.ocr_engine import NOTHING, Pixels, Words, crop, framed, recognise

SURE = 0.6  # a figure that is less sure than this is doubtful even where two readings agree
DOUBT = "?"
LEANING, UPRIGHT = 0.24, 0.14  # how far a stroke leans for its height: / and 1
FLAT, DASH = 2.0, 2.5  # a dash is so many times wider than high, and so many points wide at least
INSET = 1.2  # points next to the edge of a cell that are not looked at: remains of its lines
MARK = 12  # pixels: less ink than this has no direction
LINE_GAP, LINE_HIGH = 1.5, 4.0  # points: between two lines of figures in a cell, and the least height of one
_DIGITS = str.maketrans({"O": "0", "o": "0", "〇": "0", "○": "0", "。": "0", "l": "1", "I": "1", "|": "1"})
_STROKES = str.maketrans(dict.fromkeys("一—–―−ー_", "-"))
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMBERED = re.compile(r"\d[.．、，,]?[\u4e00-\u9fff]|[（(][一二三四五六七][）)]")
_FIGURE = re.compile(r"[-+]?[\d,.]+%?|[-/]")


class Straight(NamedTuple):
    """A page laid straight: its picture, its ink without ruling lines, and how many pixels a point has."""

    pixels: Pixels
    ink: Pixels
    unit: float


class Piece(NamedTuple):
    """A box of text, or the part of one that lies in a cell; `table` is None outside of tables."""

    box: Box
    table: int | None = None
    cell: int = -1


@dataclass(slots=True)
class _Content:
    """A cell: its box, what was read in it first, and a box around each line of its ink."""

    box: Box
    pieces: list[tuple[Box, Words]] = field(default_factory=list)
    ink: list[Box] = field(default_factory=list)


def pieces(found: Sequence[Box], tables: Sequence[Lattice]) -> list[Piece]:
    """Return boxes of text cut at the borders of cells, since the detector joins what stands close together."""
    cut: list[Piece] = []
    for box in found:
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        at = next((n for n, lattice in enumerate(tables) if _inside(middle, lattice.box)), None)
        cut += [Piece(box)] if at is None else _cut(box, at, tables[at])
    return cut


def _inside(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _cut(box: Box, table: int, lattice: Lattice) -> list[Piece]:
    height, width = box[3] - box[1], box[2] - box[0]
    parts = []
    for cell, span in enumerate(lattice.spans):
        edges = lattice.span_box(span)
        part = (max(box[0], edges[0]), max(box[1], edges[1]), min(box[2], edges[2]), min(box[3], edges[3]))
        if part[2] - part[0] > min(width, height) / 3 and part[3] - part[1] > min(width, height) / 3:
            parts.append(Piece(part, table, cell))
    return parts or [Piece(box)]


def divided(lattice: Lattice, read: Sequence[tuple[Piece, Words]]) -> Lattice:
    """Return a grid with the cells divided that hold the numbered labels of several rows: a line was not seen there."""
    numbered: dict[int, int] = {}
    for piece, words in read:
        numbered[piece.cell] = numbered.get(piece.cell, 0) + bool(_NUMBERED.match(words.text))
    spans: list[Span] = []
    for cell, span in enumerate(lattice.spans):
        if span.rows > 1 and numbered.get(cell, 0) > 1:
            spans += [Span(span.row + at, span.column, 1, span.columns) for at in range(span.rows)]
        else:
            spans.append(span)
    if len(spans) == len(lattice.spans):
        return lattice
    owner = [list(row) for row in lattice.owner]
    for cell, span in enumerate(spans):
        for row in range(span.row, span.row + span.rows):
            owner[row][span.column : span.column + span.columns] = [cell] * span.columns
    return Lattice(lattice.xs, lattice.ys, tuple(spans), tuple(map(tuple, owner)))


def texts(page: Straight, tables: Sequence[Lattice], read: Sequence[tuple[Piece, Words]]) -> list[list[str]]:
    """Return the text of every cell of every table."""
    contents = [[_Content(lattice.span_box(span)) for span in lattice.spans] for lattice in tables]
    for piece, words in read:
        if piece.table is not None and words.text:
            contents[piece.table][piece.cell].pieces.append((piece.box, words))
    flat = [content for cells in contents for content in cells]
    for content in flat:
        content.ink = _ink(page, content.box) or [box for box, _ in content.pieces]
    found = iter(_certain(page, flat))
    return [whole_figures(lattice, [next(found) for _ in lattice.spans]) for lattice in tables]


def certain(page: Straight, read: Sequence[tuple[Piece, Words]]) -> list[tuple[Piece, Words]]:
    """Return what stands outside of tables, figures read again as in the cells of one."""
    loose = [(piece, words) for piece, words in read if piece.table is None and words.text]
    contents = [_Content(_wider(piece.box, INSET * page.unit), [(piece.box, words)]) for piece, words in loose]
    for content in contents:
        content.ink = _ink(page, content.box) or [content.box]
    return [(piece, Words(text, 1.0)) for (piece, _), text in zip(loose, _certain(page, contents), strict=True)]


def has_ink(page: Straight, box: Box) -> bool:
    """Tell whether anything but specks stands in a box."""
    return bool(_ink(page, box))


def _wider(box: Box, by: float) -> Box:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def _certain(page: Straight, contents: Sequence[_Content]) -> list[str]:
    """Return what stands in cells: for figures what two readings agree on."""
    first = [_joined(content.pieces, (content.box, page.unit)) for content in contents]
    doubtful = [at for at, content in enumerate(contents) if content.ink and _needs_second(first[at])]
    again = _read_again(page, [contents[at] for at in doubtful], [first[at] for at in doubtful])
    found = [words.text for words in first]
    for at, text in zip(doubtful, again, strict=True):
        found[at] = text
    return found


def _needs_second(words: Words) -> bool:
    """Tell whether a cell is to be read again: it may be a figure, or something is there that was not seen at first."""
    han = len(_HAN.findall(words.text))
    figure = any(map(str.isdigit, words.text)) and han < 4 and len(words.text) < 20
    return not words.text or words.score < SURE or len(words.text) < 3 or figure


def _read_again(page: Straight, cells: Sequence[_Content], first: Sequence[Words]) -> list[str]:
    """Return what at least two readings of cells agree on, each reading from another crop."""
    second = _again(page, cells, _close)
    differ = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if not _agree(one, other)]
    third = dict(zip(differ, _again(page, [cells[at] for at in differ], _wide), strict=True))
    found = []
    for at, content in enumerate(cells):
        text = _decided([first[at], second[at], third.get(at, NOTHING)])
        if len(content.ink) == 1 and (text.endswith(DOUBT) or text in ("1", "/")):
            text = _stroke(page, content, text)
        found.append(text)
    return found


def _again(page: Straight, cells: Sequence[_Content], cropped: Callable[[Straight, Box], Pixels]) -> list[Words]:
    """Return what stands in cells, each line of ink read by itself."""
    crops = [cropped(page, line) for content in cells for line in content.ink]
    words = iter(recognise(crops))
    read = []
    for content in cells:
        lines = [(line, next(words)) for line in content.ink]
        kept = [(line, one) for line, one in lines if one.text]
        read.append(_joined(kept, (content.box, page.unit)) if len(kept) == len(lines) else NOTHING)
    return read


def _stroke(page: Straight, content: _Content, text: str) -> str:
    """Return 1, / or - for a single stroke by its shape, where the recognition sees too little; else the mark of doubt."""
    ink = content.ink[0]
    part = page.ink[int(ink[1]) : int(ink[3]), int(ink[0]) : int(ink[2])]
    high, wide = part.shape
    ys, xs = np.nonzero(part)
    if len(ys) >= MARK and wide >= FLAT * high:
        middle = (content.box[1] + content.box[3] - ink[1] - ink[3]) / 2
        solid = len(ys) > 0.6 * high * wide and wide >= DASH * page.unit
        return "-" if solid and abs(middle) < 0.25 * (content.box[3] - content.box[1]) else DOUBT
    if text.rstrip(DOUBT) not in ("1", "/"):
        return text
    lean = -float(np.polyfit(ys, xs, 1)[0]) if len(ys) >= MARK else 0.0
    if lean > LEANING and wide < 1.3 * high:
        return "/"  # also where one reading saw a 1 and another a stroke
    return "1" if text == "1" and -LEANING < lean < UPRIGHT and len(ys) >= MARK else DOUBT


def _close(page: Straight, ink: Box) -> Pixels:
    """Return the ink with little around it."""
    return crop(page.pixels, ink, 0.25 * (ink[3] - ink[1]) + 1)


def _wide(page: Straight, ink: Box) -> Pixels:
    """Return the ink enlarged, without the lines around it, on white."""
    seen = crop(page.pixels, ink, 2)
    large = np.asarray(cv2.resize(seen, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8)
    return framed(large, max(4, large.shape[0] // 3))


def normal(text: str) -> str:
    """Return a figure as it is compared: half width, without white space, look-alikes of digits and strokes as such."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split(" "))
    figure = plain.translate(_STROKES).translate(_DIGITS)
    return figure if _FIGURE.fullmatch(figure) else plain


def _agree(one: Words, other: Words) -> bool:
    return bool(one.text) and normal(one.text).split() == normal(other.text).split()


def _decided(readings: Sequence[Words]) -> str:
    """Return what two readings agree on, else the best of them with a mark of doubt."""
    for at, one in enumerate(readings):
        for other in readings[at + 1 :]:
            if _agree(one, other):
                return normal(one.text) + ("" if max(one.score, other.score) >= SURE else DOUBT)
    best = max(readings, key=lambda words: words.score)
    if len(_HAN.findall(best.text)) > 1 and best.score >= SURE:
        return best.text  # a label, which is held against the form's
    return (normal(best.text) if best.score >= SURE else "") + DOUBT


def _joined(found: Sequence[tuple[Box, Words]], cell: tuple[Box, float]) -> Words:
    """Return the pieces of a cell in reading order as one text; `cell` is its box and the pixels of a point."""
    text = ""
    before: list[tuple[Box, Words]] = []
    for line in in_lines(found):
        for at, (_, words) in enumerate(line):
            if text and text[-1].isascii() and words.text[0].isascii():
                text += BREAK if at == 0 and _may_run_on(before, cell) else " "
            text += words.text
        before = line
    return Words(text, min((words.score for _, words in found), default=0.0))


def _may_run_on(line: Sequence[tuple[Box, Words]], cell: tuple[Box, float]) -> bool:
    """Tell whether a figure may go on below a line: there is no room for one more digit beside it."""
    text = "".join(words.text for _, words in line)
    left, right = line[0][0][0], line[-1][0][2]
    (x0, _, x1, _), unit = cell
    return text.isdigit() and (x1 - x0) - (right - left) < (right - left) / len(text) + PADDING * unit


def in_lines(found: Sequence[tuple[Box, Words]]) -> list[list[tuple[Box, Words]]]:
    """Return boxes of text in lines from top to bottom, each from left to right."""
    lines: list[list[tuple[Box, Words]]] = []
    for item in sorted(found, key=lambda item: item[0][1] + item[0][3]):
        box = item[0]
        last = lines[-1][-1][0] if lines else None
        if last and (box[1] + box[3]) / 2 < last[3] - (last[3] - last[1]) / 4:
            lines[-1].append(item)
        else:
            lines.append([item])
    return [sorted(line, key=lambda item: item[0][0]) for line in lines]


def _ink(page: Straight, box: Box) -> list[Box]:
    """Return the boxes around the lines of ink in a cell, none where there are but specks."""
    inset = INSET * page.unit
    x0, y0 = max(0, round(box[0] + inset)), max(0, round(box[1] + inset))
    part = np.ascontiguousarray(page.ink[y0 : round(box[3] - inset), x0 : round(box[2] - inset)])
    if min(part.shape) < 3:
        return []
    _, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    marks = stats[1:][stats[1:, cv2.CC_STAT_AREA] >= page.unit]
    if not len(marks) or np.maximum(marks[:, 2], marks[:, 3]).max() < 1.5 * page.unit:
        return []
    lines: list[list[int]] = []
    for left, top, width, height, _ in sorted(marks.tolist(), key=lambda mark: mark[1]):
        last = lines[-1] if lines else None
        if last and (top - last[3] < LINE_GAP * page.unit or last[3] - last[1] < LINE_HIGH * page.unit):
            last[:] = [min(last[0], left), last[1], max(last[2], left + width), max(last[3], top + height)]
        else:
            lines.append([left, top, left + width, top + height])
    return [(float(x0 + a), float(y0 + b), float(x0 + c), float(y0 + d)) for a, b, c, d in lines]
