"""A page of a PDF as characters, ruling segments and pictures, upright and in points from the top left.

This is the only module that talks to PDFium. It calls the C functions directly and in bulk, since an object for every
character and path would cost more than all the rest of reading. PDFium is not safe with threads: callers hold `LOCK`.
"""

import ctypes
import math
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from gongkai.report.readers.encoding import fold

LOCK = threading.Lock()
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

THIN = 3.0  # points: a filled rectangle no thicker than this is a rule, not an area
THICK = 6.0  # points: a stroke wider than this paints an area
WHITE = 250  # of 255: paler than this is not seen on paper
DEPTH = 8  # form XObjects within form XObjects; deeper ones are not followed
CENTRE = 0.28  # of a character's height: how far above its baseline the middle of a line lies
LEAST, MOST = 2.0, 4.0  # points: but no less, as some fonts give 一 and - flat boxes, and no more
STRAIGHT = math.radians(8)  # text at another angle than a quarter turn, by more than this, is a watermark


class Char(NamedTuple):
    """A character: its box, the middle of its line, its baseline, and whether white space stood before it."""

    x0: float
    top: float
    x1: float
    bottom: float
    middle: float
    base: float
    text: str
    spaced: bool


@dataclass(slots=True)
class Page:
    """A page as seen when text that runs in one direction is held upright.

    `turn` is that direction in quarter turns; `shown` is the one in which the page is displayed, to which places refer.
    """

    number: int
    width: float
    height: float
    bounds: Box
    turn: int
    shown: int
    chars: list[Char] = field(default_factory=list)
    across: list[tuple[float, float, float]] = field(default_factory=list)  # horizontal rules: y, x0, x1
    down: list[tuple[float, float, float]] = field(default_factory=list)  # vertical rules: x, y0, y1
    images: list[Box] = field(default_factory=list)
    strays: int = 0  # characters that stand for nothing: private use, replacement, letters of no Chinese text
    folded: str = ""  # compatibility forms, such as radicals, that were read as the characters they look like
    hidden: bool = False  # the text is an invisible layer over a picture

    def place(self, box: Box) -> Box:
        """Return a box in points from the top left of the page as displayed."""
        return self.seen_at(box, self.shown)

    def seen_at(self, box: Box, turn: int) -> Box:
        """Return a box in points from the top left of the page turned in another direction."""
        if self.turn == turn:
            return box
        return _moved(_frame(self.bounds, turn), _moved(_inverse(_frame(self.bounds, self.turn)), box))


class Source(NamedTuple):
    """A page of the file as PDFium holds it open."""

    page: Any
    text: Any
    number: int
    bounds: Box
    shown: int


def sides(source: Source) -> list[Page]:
    """Return the page once for each direction in which text runs on it, the direction of most of the text first."""
    by_turn, strays, folded = _characters(source)
    turns = sorted(by_turn, key=lambda turn: (-len(by_turn[turn]), turn != source.shown)) or [source.shown]
    pages = []
    for turn in turns:
        frame = _frame(source.bounds, turn)
        x0, y0, x1, y1 = _moved(frame, source.bounds)
        page = Page(source.number, x1 - x0, y1 - y0, source.bounds, turn, source.shown, by_turn.get(turn, []))
        _draw(page, source.page, frame)
        pages.append(page)
    pages[0].strays, pages[0].folded = strays, folded
    pages[0].hidden = _is_hidden(source, pages[0])
    return pages


def bounds_of(page: Any) -> Box:
    """Return the visible box of a page in its own coordinates."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    return (rect.left, min(rect.top, rect.bottom), rect.right, max(rect.top, rect.bottom))


def _frame(bounds: Box, turn: int) -> Matrix:
    """Return the matrix from the page's own coordinates to points from the top left after `turn` quarter turns."""
    x0, y0, x1, y1 = bounds
    return (
        (1.0, 0.0, 0.0, -1.0, -x0, y1),
        (0.0, 1.0, 1.0, 0.0, -y0, -x0),
        (-1.0, 0.0, 0.0, 1.0, x1, -y0),
        (0.0, -1.0, -1.0, 0.0, y1, x1),
    )[turn]


def _inverse(m: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    det = a * d - b * c
    return (d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that applies `m` first and then `n`."""
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + o)


def _moved(m: Matrix, box: Box) -> Box:
    a, b, c, d, e, f = m
    x0, y0, x1, y1 = box
    left, right = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e))
    top, bottom = sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
    return (left, top, right, bottom)


def _codes(text: Any) -> list[int]:
    count = pdfium.FPDFText_CountChars(text)
    if count <= 0:
        return []
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, buffer)
    if written == count + 1 and not any(0xD800 <= code < 0xE000 or not code for code in buffer[:count]):
        return list(buffer[:count])
    # The bulk call leaves characters out, so that its positions are not those of the boxes.
    return [pdfium.FPDFText_GetUnicode(text, at) for at in range(count)]


def _meaning(code: int) -> str:
    """Return the character to read for a code: "" for none, " " for white space, U+FFFD for what stands for nothing."""
    if code in (0x02, 0xFFFE, 0x2010, 0x2011):  # PDFium writes the first two for a hyphen at the end of a line
        return "-"
    if code < 0x21 or code in (0x7F, 0xA0, 0x3000) or 0x2000 <= code <= 0x200A:
        return " "
    if code in (0xAD, 0xFEFF) or 0x200B <= code <= 0x200F or code > 0x10FFFF:
        return ""
    char = chr(code)
    return "\ufffd" if char == "\ufffd" or unicodedata.category(char) in ("Cn", "Co", "Cs", "Cc") else fold(char)


class _Meanings(dict[int, str]):
    """What each code on a page means, found out once."""

    def __missing__(self, code: int) -> str:
        self[code] = _meaning(code)
        return self[code]


def _characters(source: Source) -> tuple[dict[int, list[Char]], int, str]:
    """Return the characters by the direction they run in, how many stand for nothing, and those that were folded."""
    text, strays = source.text, 0
    found: defaultdict[int, list[Char]] = defaultdict(list)
    frames = [_frame(source.bounds, turn) for turn in range(4)]
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    loose, origin = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    meanings = _Meanings()
    spaced = False
    for at, code in enumerate(_codes(text)):
        char = meanings[code]
        if not char or char == " ":
            spaced = spaced or char == " "
            continue
        loose(text, at, rect)
        origin(text, at, x, y)
        box, base = (rect.left, rect.bottom, rect.right, rect.top), (x.value, y.value)
        turn = 0 if -0.5 < base[0] - box[0] < 0.5 and box[1] < base[1] else _turn(text, at)
        if turn is None:
            continue
        if char == "\ufffd" or 0xC0 <= code < 0x370:
            strays += 1
        found[turn].append(_char(frames[turn], box, base, (char, spaced)))
        spaced = False
    folded = "".join(sorted(chr(c) for c, char in meanings.items() if char not in ("", " ", "-", "\ufffd", chr(c))))
    return found, strays, folded


def _char(frame: Matrix, box: Box, base: tuple[float, float], what: tuple[str, bool]) -> Char:
    a, b, c, d, e, f = frame
    x0, y0, x1, y1 = box
    left, right = a * x0 + c * y0 + e, a * x1 + c * y1 + e
    top, bottom = b * x0 + d * y0 + f, b * x1 + d * y1 + f
    if left > right:
        left, right = right, left
    if top > bottom:
        top, bottom = bottom, top
    line = b * base[0] + d * base[1] + f
    above = CENTRE * (bottom - top)
    middle = line - (above if LEAST < above < MOST else LEAST if above <= LEAST else MOST)
    return Char(left, top, right, bottom, middle, line, *what)


def _turn(text: Any, at: int) -> int | None:
    angle = -pdfium.FPDFText_GetCharAngle(text, at)  # PDFium counts clockwise
    turn = round(angle / (math.pi / 2))
    return turn % 4 if abs(angle - turn * math.pi / 2) < STRAIGHT else None


def _objects(page: Any) -> Iterator[tuple[Any, int, Matrix]]:
    """Yield every object of a page with its kind and the matrix of the forms it stands in."""
    get, kind_of = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        shape = get(page, at)
        kind = kind_of(shape)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(shape, IDENTITY, DEPTH)
        else:
            yield shape, kind, IDENTITY


def _form_objects(form: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form, m)
    matrix = _times((m.a, m.b, m.c, m.d, m.e, m.f), outer)
    for at in range(pdfium.FPDFFormObj_CountObjects(form) if depth else 0):
        shape = pdfium.FPDFFormObj_GetObject(form, at)
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _form_objects(shape, matrix, depth - 1)
        else:
            yield shape, kind, matrix


def _draw(page: Page, handle: Any, frame: Matrix) -> None:
    """Put the rules and pictures of a page where they belong."""
    edges = [ctypes.c_float() for _ in range(4)]
    for shape, kind, form in _objects(handle):
        drawn = kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
        if not (drawn and pdfium.FPDFPageObj_GetBounds(shape, *edges)):
            continue
        matrix = frame if form is IDENTITY else _times(form, frame)
        box = _moved(matrix, (edges[0].value, edges[1].value, edges[2].value, edges[3].value))
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            page.images.append(box)
        else:
            _rule(page, shape, box, matrix)


def _rule(page: Page, shape: Any, box: Box, matrix: Matrix) -> None:
    """Add the rules that a path draws."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, fill, stroke)
    if not (fill.value or stroke.value) or not _is_seen(shape, bool(stroke.value)):
        return
    x0, y0, x1, y1 = box
    if x1 - x0 <= THIN or y1 - y0 <= THIN:
        _bar(page, box)
    elif stroke.value:
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(shape, width)
        if width.value * math.hypot(matrix[0], matrix[1]) <= THICK:
            _strokes(page, shape, matrix)


def _bar(page: Page, box: Box) -> None:
    """Add a thin box as a rule; a dot counts both ways, since dots in a row make a line."""
    x0, y0, x1, y1 = box
    if y1 - y0 <= THIN:
        page.across.append(((y0 + y1) / 2, x0, x1))
    if x1 - x0 <= THIN:
        page.down.append(((x0 + x1) / 2, y0, y1))


def _is_seen(shape: Any, stroked: bool) -> bool:
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    colour = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    return not colour(shape, r, g, b, a) or (a.value > 0 and min(r.value, g.value, b.value) < WHITE)


def _strokes(page: Page, shape: Any, matrix: Matrix) -> None:
    """Add the straight pieces of a stroked path."""
    m = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shape, m)
    a, b, c, d, e, f = _times((m.a, m.b, m.c, m.d, m.e, m.f), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for at in range(pdfium.FPDFPath_CountSegments(shape)):
        piece = pdfium.FPDFPath_GetPathSegment(shape, at)
        pdfium.FPDFPathSegment_GetPoint(piece, x, y)
        there = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(piece)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            _line(page, here, there)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = there
        here = there
        if pdfium.FPDFPathSegment_GetClose(piece):
            _line(page, here, start)
            here = start


def _line(page: Page, one: tuple[float, float], other: tuple[float, float]) -> None:
    x0, x1 = sorted((one[0], other[0]))
    y0, y1 = sorted((one[1], other[1]))
    if y1 - y0 <= 1.0 and x1 > x0:
        page.across.append(((y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= 1.0:
        page.down.append(((x0 + x1) / 2, y0, y1))


def _is_hidden(source: Source, page: Page) -> bool:
    """Tell whether the text is a layer that is not drawn, laid over a picture of the whole page."""
    area = page.width * page.height
    if not page.chars or sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in page.images) < area / 2:
        return False
    count = pdfium.FPDFText_CountChars(source.text)
    modes = [
        pdfium.FPDFTextObj_GetTextRenderMode(shape)
        for at in range(0, count, max(1, count // 20))
        if (shape := pdfium.FPDFText_GetTextObject(source.text, at))
    ]
    return bool(modes) and modes.count(pdfium.FPDF_TEXTRENDERMODE_INVISIBLE) * 2 > len(modes)
