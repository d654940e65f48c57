"""Blocks into rows of tokens: whatever wrote the table, a row is what stands side by side.

Grids give their rows as they are. Lines of text are cut at tabs and pipes, and before the run of figures at their end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.report.align import vocabularies
from gongkai.report.align.values import parse
from gongkai.report.blocks import Block, Grid, GridCell
from gongkai.report.model import Line, Place, TextPlace

PAGE_NUMBER = re.compile(
    r"[-—–－_~·•]+\s*\d{1,4}\s*[-—–－_~·•]+|第\s*\d{1,4}\s*页.{0,12}|\d{1,3}\s*/\s*\d{1,3}|page\s*\d+.{0,10}",
    re.IGNORECASE,
)
_FIGURE = (
    r"(?:[?？\ufffd]?\s?[-+−－＋]?[\d０-９][\d０-９,，.．]*(?:[万萬亿億千]?元|[万萬]|[件宗条份起项次个例條項個])?"
    r"|/|／|[-—–－―]{1,2}|无|無)"
)
# A row as a printer sees it: a label, a figure, and from there on figures or what stands in a figure's place.
_LABELLED_ROW = re.compile(rf"^.*?\S\s+(?P<figures>{_FIGURE}(?:\s+\S{{1,6}}(?=\s))*?(?:\s+{_FIGURE})*)\s*$")
# A group's label that a converter printed behind the figures of the row above it.
_GROUP_BEHIND = re.compile(rf"^(?P<row>.*\s{_FIGURE})\s*(?P<group>[（(][一二三四五六七][）)].*)$")
# A printed row with words in the place of some figures, the last one's too.
_MIXED_ROW = re.compile(rf"^.*?\S\s+(?P<figures>{_FIGURE}(?:\s+\S{{1,6}})+)\s*$")
# A label and figures with nothing between them: which columns the digits belong to, only a single column can tell.
_GLUED_ROW = re.compile(r"^(?P<label>.*[\u4e00-\u9fff)）”\"])(?P<figures>\d[\d,.]*)\s*$")
_FIGURES = re.compile(rf"^\s*(?P<figures>{_FIGURE}(?:\s+{_FIGURE})*)\s*$")
_LONE_FIGURE = re.compile(r"^\s*[\d,.]+\s*$")
_BLANK = re.compile(r"\s")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad \t\u3000\u00a0"
_WORDS = re.compile(r"\S+(?: \S+)*")
_LONGEST_ROW = 120
_LONGEST_FIGURE = 40
_NO_FIGURE = frozenset({"blank", "unread"})
_RULE = re.compile(r":?-{2,}:?")


@dataclass(slots=True)
class Token:
    """A cell of a row. `column` is its grid column where the source knows it, `gap` the empty lines before it."""

    text: str
    place: Place
    column: int | None = None
    columns: int = 1
    figure: bool = False
    blank: bool = False
    gap: int = 0


@dataclass(slots=True)
class Row:
    """Cells side by side. `blocks` are the indexes of the blocks it came from.

    `flat` says that the source writes one cell a line, `packed` that blank cells may have been dropped or moved,
    `suspect` that it is a lone number between empty lines: a page's, most likely.
    """

    tokens: list[Token]
    blocks: list[int]
    exact: bool = False
    flat: bool = False
    furniture: bool = False
    packed: bool = False
    suspect: bool = False

    @property
    def keeps_blanks(self) -> bool:
        """Whether blank cells stand where they are in the table: pipes pad at the end, printed and flat text drop them."""
        return not self.flat and not self.packed

    @property
    def alone(self) -> Token | None:
        """The one cell of a row of text that shows nothing else, None where there are several, or a true grid."""
        shown = [token for token in self.tokens if not token.blank]
        return shown[0] if len(shown) == 1 and not self.exact else None


def rows(blocks: Sequence[Block]) -> list[Row]:
    """Return the rows of all blocks in order; a line of prose is a row of one token, an empty line is no row."""
    lines = [block for block in blocks if isinstance(block, Line)]
    tab_cells = _writes_tab_cells(lines)
    pipes = _pipes(lines)
    found: list[Row] = []
    gap = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            found.extend(_grid_rows(block, index))
        elif isinstance(block, Line):
            cell = tab_cells and block.text.startswith("\t")
            if not block.text.strip() and not cell:
                gap += 1
                continue
            if cell and "\t" not in block.text.strip():
                _tab_cell(found, block, index, gap)
            else:
                found.extend(_with_gap(_line_rows(block, index, pipes), gap))
        gap = 0
    return found


def token(text: str, place: Place, column: int | None = None, columns: int = 1) -> Token:
    """Return a token with its text trimmed and what it is."""
    trimmed = text.strip().strip(_INVISIBLE)
    state = parse(trimmed).state if len(trimmed) <= _LONGEST_FIGURE else "unread"
    return Token(trimmed, place, column, columns, figure=state not in _NO_FIGURE, blank=state == "blank")


def _with_gap(found: Iterator[Row], gap: int) -> Iterator[Row]:
    for row in found:
        row.tokens[0].gap = gap
        yield row
        gap = 0


def _tab_cell(found: list[Row], line: Line, index: int, gap: int) -> None:
    """Add a cell that a converter wrote on a line of its own behind a tab: rows are apart by an empty line."""
    cell = token(line.text, line.place)
    if found and gap == 0 and found[-1].blocks[-1] == index - 1 and not found[-1].flat and not found[-1].exact:
        found[-1].tokens.append(cell)
        found[-1].blocks.append(index)
    else:
        found.append(Row([cell], [index]))


def _grid_rows(grid: Grid, index: int) -> Iterator[Row]:
    by_row: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    for number in sorted(by_row):
        cells = sorted(by_row[number], key=lambda cell: cell.column)
        tokens = [token(cell.text, cell.place, cell.column, cell.columns) for cell in cells]
        yield Row(tokens, [index], exact=grid.exact)


def _pipes(lines: Sequence[Line]) -> str:
    """Return how a text uses pipes: "" not at all, "alone" on lines of their own between cells, "cells" beside cells."""
    if sum("|" in line.text for line in lines) < 8:
        return ""
    alone = sum(bool(_LONE_FIGURE.match(line.text)) for line in lines)
    beside = sum("|" in line.text and bool(line.text.replace("|", "").strip()) for line in lines)
    return "alone" if alone > beside or not beside else "cells"


def _line_rows(line: Line, index: int, pipes: str) -> Iterator[Row]:
    text = line.text
    if "\t" not in text.strip() and PAGE_NUMBER.fullmatch(text.strip()):
        yield Row([token(text, line.place)], [index], flat=True, furniture=True)
    elif pipes and "|" in text:
        yield from _pipe_rows(line, index, pipes == "alone")
    elif "\t" in text.lstrip(" \u3000\u00a0").removeprefix("\t"):
        yield Row(_numbered(_cut(line, "\t")), [index], furniture=line.furniture)
    elif behind := _GROUP_BEHIND.match(text):
        for part in ("row", "group"):
            here = " " * behind.start(part) + behind[part]
            yield _printed_row(Line(here, line.place), index, line.furniture)
    else:
        yield _printed_row(line, index, line.furniture)


def _printed_row(line: Line, index: int, furniture: bool) -> Row:
    tokens = _split_figures(line)
    one = len(tokens) == 1
    return Row(tokens, [index], flat=one, packed=not one, furniture=furniture)


def _cut(line: Line, separator: str) -> list[Token]:
    tokens, start = [], 0
    for piece in line.text.split(separator):
        tokens.append(token(piece, _shift(line, start + len(piece) - len(piece.lstrip()))))
        start += len(piece) + len(separator)
    return tokens


def _numbered(cells: list[Token]) -> list[Token]:
    for column, cell in enumerate(cells):
        cell.column = column
    return cells


def _shift(line: Line, offset: int) -> Place:
    place = line.place
    return TextPlace(place.line, offset + 1) if isinstance(place, TextPlace) else place


def _pipe_rows(line: Line, index: int, alone: bool) -> Iterator[Row]:
    """Cut a line at its pipes; `alone` says that the text writes pipes on lines of their own between cells."""
    if not line.text.replace("|", "").strip():
        blanks = line.text.count("|") - alone
        for _ in range(blanks):
            yield Row([token("", line.place)], [index], flat=True, packed=True)
        return
    cells = _cut(line, "|")
    # A space before the first pipe is a blank first cell, a pipe at the very start a frame.
    if line.text.startswith("|") and cells[0].blank:
        cells = cells[1:]
    if line.text.rstrip().endswith("|") and cells and cells[-1].blank:
        cells = cells[:-1]
    if cells and all(_RULE.fullmatch(cell.text) for cell in cells):
        return
    filled = sum(not cell.blank for cell in cells)
    if filled > 1 or (filled and cells[0].blank):
        yield Row(_numbered(cells), [index], packed=True)
        return
    for cell in cells:
        yield Row([cell], [index], flat=True, packed=True)


def _split_figures(line: Line) -> list[Token]:
    """Cut a printed row into its labels and the figures behind them: 其他对外管理服务事项 23 -1 81066."""
    text = line.text
    match = _FIGURES.match(text)
    printed = len(text) <= _LONGEST_ROW or len(_BLANK.sub("", text)) <= _LONGEST_ROW
    if not match and printed:
        match = _LABELLED_ROW.match(text) or _mixed(text) or _glued(text)
    if match and text.strip() == match["figures"] and not _BLANK.search(match["figures"]):
        match = None
    if not match:
        return _split_labels(line, text) if printed else [token(text, line.place)]
    start = match.start("figures")
    figures = [
        token(piece.group(), _shift(line, start + piece.start()))
        for piece in re.finditer(r"[?？\ufffd]\s?\S+|\S+", match["figures"])
    ]
    return [*_split_labels(line, text[:start]), *figures]


def _mixed(text: str) -> re.Match[str] | None:
    """Return a label with at least three pieces behind it of which most are figures; prose with a number is no such row."""
    match = _MIXED_ROW.match(text)
    pieces = match["figures"].split() if match else []
    figures = sum(parse(piece).state not in _NO_FIGURE for piece in pieces)
    return match if len(pieces) >= 3 and figures * 2 > len(pieces) else None


def _glued(text: str) -> re.Match[str] | None:
    """Return a label of the forms with digits glued behind it; 约20 is no such thing."""
    match = _GLUED_ROW.match(text)
    return match if match and vocabularies.is_row(match["label"]) else None


def _split_labels(line: Line, text: str) -> list[Token]:
    """Cut words that stand apart by two spaces or more; a word spread over its cell (规  章) stays one."""
    pieces = list(_WORDS.finditer(text))
    if not pieces:
        return []
    if len(pieces) == 1 or any(len(piece.group()) < 2 for piece in pieces):
        return [token(text, line.place)]
    return [token(piece.group(), _shift(line, piece.start())) for piece in pieces]


def _writes_tab_cells(lines: Sequence[Line]) -> bool:
    """Return whether a converter wrote one cell a line behind a tab, rows apart by an empty line."""
    single = sum(line.text.startswith("\t") and "\t" not in line.text.strip() for line in lines)
    others = sum("\t" in line.text.strip() for line in lines)
    return single >= 20 and single > others
