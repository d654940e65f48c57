"""Tables without ruling lines: rows of figures that stand below each other, with the labels to their left.

Only table 3 is worth that trouble: many rows of many figures, with labels of several lines beside them. Where columns or
labels are not certain the rows are left as they are printed. Figures are never moved: what is on one line stays in one row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.report.blocks import Grid, GridCell
from gongkai.report.model import PagePlace
from gongkai.report.readers.grid_lines import join
from gongkai.report.readers.pdf_labels import Dealt, Fragment, dealt
from gongkai.report.readers.pdf_page import Box, Page
from gongkai.report.readers.pdf_words import FIGURE, Row, Word, box_of, is_wide

LEAST_ROWS, LEAST_COLUMNS = 3, 4
EDGE = 0.04  # of the page height: what stands nearer to its edge is what browsers print around a page
APART = 90.0  # points: rows of figures further apart than this are not of one table
ABOVE, BELOW = 12, 4  # rows that a header, or the end of a label, has at most
OVERHANG = 1.5  # points by which a heading reaches over a column that it spans
WHOLE = 7  # columns of figures of table 3: where all are there, none was taken for another
LABELS = 3  # columns before the figures: two for what spans rows, one for the row's own label
_NUMBERED = re.compile(r"\d{1,2}[.．、]")
_GROUP = re.compile(r"[（(][一二三四五六七][）)]|三、")
_SECTION = re.compile(r"[一二三四五六][、.．].+(?:情况|事项)")


class Band(NamedTuple):
    """A column: from where to where its figures reach."""

    x0: float
    x1: float


class _Line(NamedTuple):
    """A row in the making: how high it stands, and its cells as column, number of columns, text and box."""

    y: float
    cells: list[tuple[int, int, str, Box]]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a table has its columns: `inner` is where the rows' own labels begin."""

    bands: tuple[Band, ...]
    inner: float  # left of it stand labels that span several rows

    def of(self, word: Word) -> int | None:
        """Return the number of the band below whose middle a word stands, None for a label."""
        if word.middle < self.bands[0].x0 - 3:
            return None
        return min(range(len(self.bands)), key=lambda at: abs(self.bands[at].x0 + self.bands[at].x1 - 2 * word.middle))

    def spanned(self, word: Word) -> list[int]:
        """Return the columns over which a word reaches; two columns meet half way between their middles."""
        middles = [(band.x0 + band.x1) / 2 for band in self.bands]
        meets = [(one + other) / 2 for one, other in zip(middles, middles[1:], strict=False)]
        edges = [2 * middles[0] - meets[0], *meets, 2 * middles[-1] - meets[-1]]
        return [
            at
            for at, (left, right) in enumerate(zip(edges, edges[1:], strict=False))
            if min(word.x1, right) - max(word.x0, left) > OVERHANG
        ]


def columns(page: Page, printed: list[Row]) -> tuple[list[tuple[float, Grid]], list[Row]]:
    """Return the tables among the printed rows with their upper edges, and the rows that belong to none."""
    tables: list[tuple[float, Grid]] = []
    rest: list[Row] = []
    done = 0
    for start, end in _regions(page, printed):
        rows = printed[max(start, done) : end]
        grid = _table(page, rows)
        rest += printed[done : max(start, done)] + ([] if grid else rows)
        tables += [(rows[0].box[1], grid)] if grid else []
        done = end
    return tables, rest + printed[done:]


def figures(row: Row) -> list[Word]:
    """Return the figures on a line."""
    return [word for word in row.words if FIGURE.fullmatch(word.text)]


def _regions(page: Page, printed: list[Row]) -> list[tuple[int, int]]:
    """Return where tables begin and end: runs of rows of many figures, with the header above and the last label below."""
    runs: list[list[int]] = []
    for at, row in enumerate(printed):
        if len(figures(row)) < LEAST_COLUMNS:
            continue
        if runs and _is_one(page, printed[runs[-1][-1] : at + 1]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [_reach(page, printed, run) for run in runs if len(run) >= LEAST_ROWS]


def _is_one(page: Page, rows: Sequence[Row]) -> bool:
    return rows[-1].base - rows[0].base < APART and not any(_is_prose(page, row) for row in rows[1:-1])


def _is_prose(page: Page, row: Row) -> bool:
    """Tell whether a row is text and not part of a table: a long line, or the heading of a section."""
    long = row.box[2] - row.box[0] > page.width / 2 and "\t" not in row.text
    return long or bool(_SECTION.fullmatch(row.text))


def _reach(page: Page, printed: list[Row], run: list[int]) -> tuple[int, int]:
    start, end = run[0], run[-1] + 1
    while start > max(0, run[0] - ABOVE) and _goes_with(page, printed[start - 1], printed[start]):
        start -= 1
    while end < min(len(printed), run[-1] + 1 + BELOW) and _goes_with(page, printed[end], printed[end - 1]):
        end += 1
    return start, end


def _goes_with(page: Page, row: Row, neighbour: Row) -> bool:
    """Tell whether a row is near enough to belong to its neighbour's table, and no text nor at the edge of the page."""
    if row.box[3] < EDGE * page.height or row.box[1] > (1 - EDGE) * page.height:
        return False
    return not _is_prose(page, row) and abs(row.base - neighbour.base) < 2.5 * max(row.height, neighbour.height)


def _table(page: Page, rows: Sequence[Row]) -> Grid | None:
    """Return the table that rows make, None where columns or labels are not certain."""
    bands = _bands([figures(row) for row in rows if len(figures(row)) >= LEAST_COLUMNS])
    if bands is None:
        return None
    frame = _Frame(bands, _inner(rows, bands[0].x0))
    first = next(at for at, row in enumerate(rows) if any(frame.of(word) is not None for word in figures(row)))
    titled = [at for at, row in enumerate(rows[:first]) if any(frame.of(word) is not None for word in row.words)]
    head, rest = rows[: titled[-1] + 1] if titled else [], rows[titled[-1] + 1 if titled else 0 :]
    body = [row for row in rest if any(frame.of(word) is not None for word in row.words)]
    labels = [(row, words) for row in rest if (words := _label_words(row, frame))]
    fragments = [Fragment(_level(words), _joined(words), box_of(words)) for _, words in labels]
    rules = [y for y, x0, x1 in join(page.across) if x0 < bands[0].x0 and x1 > bands[-1].x0]
    found = dealt([_level(row.words) for row in body], fragments, rules)
    if found is None:
        return None
    lines = [*_heads(head, frame), *_body(body, found, frame), *_groups(rest, frame)]
    return _grid(page, sorted(lines, key=lambda line: line.y), exact=len(bands) == WHOLE)


def _bands(lines: Sequence[Sequence[Word]]) -> tuple[Band, ...] | None:
    """Return the columns in which figures stand, None where two figures of a line would share one."""
    bands: list[Band] = []
    for word in sorted((word for line in lines for word in line), key=lambda word: word.x0):
        if bands and word.x0 < bands[-1].x1:
            bands[-1] = Band(bands[-1].x0, max(bands[-1].x1, word.x1))
        else:
            bands.append(Band(word.x0, word.x1))
    shared = any(sum(band.x0 <= word.middle <= band.x1 for word in line) > 1 for line in lines for band in bands)
    return None if shared or len(bands) < LEAST_COLUMNS else tuple(bands)


def _inner(rows: Sequence[Row], edge: float) -> float:
    """Return where the labels of single rows begin, to the right of those that span several rows."""
    starts = [word.x0 for row in rows for word in row.words if word.x0 < edge and _NUMBERED.match(word.text)]
    return min(starts, default=float("-inf"))


def _label_words(row: Row, frame: _Frame) -> list[Word]:
    """Return the words of a row that belong to the label of a single row of the table."""
    return [word for word in row.words if frame.of(word) is None and word.x1 > frame.inner + 5]


def _level(words: Sequence[Word]) -> float:
    return (min(word.top for word in words) + max(word.bottom for word in words)) / 2


def _joined(words: Iterable[Word]) -> str:
    """Return words, also of several lines, as one text."""
    text = ""
    for word in words:
        text += " " if text and not (is_wide(text[-1]) or is_wide(word.text[0])) else ""
        text += word.text
    return text


def _heads(rows: Sequence[Row], frame: _Frame) -> list[_Line]:
    """Return the header: what spans columns as it stands, and one row in which each column has its whole heading."""
    lines: list[_Line] = []
    corner = [word for row in rows for word in row.words if frame.of(word) is None]
    if corner:
        lines.append(_Line(rows[0].box[1], [(0, LABELS, _joined(corner), box_of(corner))]))
    single: dict[int, list[Word]] = {}
    for word in (word for row in rows for word in row.words):
        over, at = frame.spanned(word), frame.of(word)
        if at is not None and len(over) > 1:
            lines.append(_Line(_level([word]), [(LABELS + over[0], len(over), word.text, word.box)]))
        elif at is not None:
            single.setdefault(at, []).append(word)
    if single:
        cells = [(LABELS + at, 1, _joined(words), box_of(words)) for at, words in sorted(single.items())]
        lines.append(_Line(rows[-1].box[3], cells))
    return lines


def _body(rows: Sequence[Row], found: Dealt, frame: _Frame) -> list[_Line]:
    """Return the rows of figures with their labels, and the labels that have none."""
    lines = []
    for row, label in zip(rows, found[0], strict=True):
        cells = []
        if label:
            boxes = [fragment.box for fragment in label]
            cells.append((LABELS - 1, 1, "".join(fragment.text for fragment in label), _around(boxes)))
        for at, band in enumerate(frame.bands):
            words = [word for word in row.words if frame.of(word) == at]
            box = box_of(words) if words else (band.x0, row.box[1], band.x1, row.box[3])
            cells.append((LABELS + at, 1, _joined(words), box))
        lines.append(_Line(_level(row.words), cells))
    lines += [_Line(fragment.y, [(LABELS - 1, 1, fragment.text, fragment.box)]) for fragment in found[1]]
    return lines


def _groups(rows: Sequence[Row], frame: _Frame) -> list[_Line]:
    """Return the labels that span several rows, each level with its middle."""
    words = [word for row in rows for word in row.words if word.x1 <= frame.inner + 5]
    stacks: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.top):
        below = next((stack for stack in stacks if _is_below(stack[-1], word)), None)
        if below is None:
            stacks.append([word])
        else:
            below.append(word)
    left = min((stack[0].x0 for stack in stacks), default=0.0)
    lines = []
    for stack in stacks:
        box = box_of(stack)
        column = 0 if box[0] < left + 10 and len(stacks) > 1 else 1
        lines.append(_Line((box[1] + box[3]) / 2 - 0.01, [(column, 1, _joined(stack), box)]))
    return lines


def _is_below(word: Word, other: Word) -> bool:
    """Tell whether a word goes on with the one above it, in a label that is written in a narrow column."""
    height = word.bottom - word.top
    over = min(word.x1, other.x1) - max(word.x0, other.x0)
    return over > 0 and other.top - word.bottom < 0.8 * height and not _GROUP.match(other.text)


def _around(boxes: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return (min(left), min(top), max(right), max(bottom))


def _grid(page: Page, lines: Sequence[_Line], *, exact: bool) -> Grid:
    cells = [
        GridCell(text, row, column, PagePlace(page.number, page.place(box)), 1, count)
        for row, line in enumerate(lines)
        for column, count, text, box in line.cells
    ]
    whole = _around([box for line in lines for _, _, _, box in line.cells])
    return Grid(cells, PagePlace(page.number, page.place(whole)), exact)
