"""Characters into the cells of the grids that the ruling lines of a page make."""

from collections.abc import Iterable, Sequence

from gongkai.report.readers.grid_lines import Lattice, lattices
from gongkai.report.readers.grid_table import Table, whole_figures
from gongkai.report.readers.pdf_page import Box, Char, Page
from gongkai.report.readers.pdf_words import FIGURE, cell_text, rows

ROWS, COLUMNS = 3, 2  # lines in a cell with figures, and such cells side by side: the row is several rows
LINE_POINTS = 8.0  # the least height of a line


def grids(page: Page, guests: Sequence[Char] = ()) -> tuple[list[Table], list[Char], list[int]]:
    """Return the ruled tables of a page, and the characters that stand in none of them.

    `guests` run in another direction, such as a label that is written upwards; those that no table takes are
    returned by position. A table full of guests is one that was drawn sideways and is left to them.
    """
    tables = _tables(lattices(page.across, page.down))
    held, free = _assign(tables, page.chars)
    visiting = _places(tables, guests)
    sound = [
        table
        for at, (table, cells) in enumerate(zip(tables, held, strict=True))
        if sum(place is not None and place[0] == at for place in visiting) <= sum(map(len, cells))
        and not _lacks_rows(table, cells)
    ]
    if len(sound) < len(tables):
        tables = sound
        held, free = _assign(tables, page.chars)
        visiting = _places(tables, guests)
    for char, place in zip(guests, visiting, strict=True):
        if place:
            held[place[0]][place[1]].append(char)
    found = [_table(page, lattice, cells) for lattice, cells in zip(tables, held, strict=True) if any(cells)]
    return found, free, [index for index, place in enumerate(visiting) if place is None]


def _tables(found: Sequence[Lattice]) -> list[Lattice]:
    """Return the grids that are tables: with more than one column, and no mere frame around another table."""
    several = [lattice for lattice in found if len(lattice.xs) > 2]
    return [one for one in several if not any(_holds(one.box, other.box) for other in several if other is not one)]


def _lacks_rows(lattice: Lattice, cells: list[list[Char]]) -> bool:
    """Tell whether the rules between rows are missing: all cells side by side that have figures have several lines."""
    if max(lattice.ys[at + 1] - lattice.ys[at] for at in range(len(lattice.ys) - 1)) < ROWS * LINE_POINTS:
        return False
    counts: dict[tuple[int, int], list[int]] = {}
    for span, inside in zip(lattice.spans, cells, strict=True):
        if lattice.ys[span.row + span.rows] - lattice.ys[span.row] < ROWS * LINE_POINTS:
            continue
        printed = [row.text for row in rows(inside)]
        if sum("\t" in text and bool(FIGURE.fullmatch(text.split("\t")[-1])) for text in printed) > 1:
            return True  # whole rows in one cell
        if any(map(FIGURE.fullmatch, printed)):
            counts.setdefault((span.row, span.rows), []).append(len(printed))
    return any(len(row) >= COLUMNS and min(row) >= ROWS for row in counts.values())


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]


def _places(tables: Sequence[Lattice], chars: Iterable[Char]) -> list[tuple[int, int] | None]:
    """Return for each character the table and the cell in which it stands."""
    return [_place(tables, (char.x0 + char.x1) / 2, char.middle) for char in chars]


def _place(tables: Sequence[Lattice], x: float, y: float) -> tuple[int, int] | None:
    for at, lattice in enumerate(tables):
        if (cell := lattice.at(x, y)) is not None:
            return at, cell
    return None


def _assign(tables: list[Lattice], chars: list[Char]) -> tuple[list[list[list[Char]]], list[Char]]:
    """Return the characters of every cell of every table, each by the middle of its line, and those outside."""
    held: list[list[list[Char]]] = [[[] for _ in lattice.spans] for lattice in tables]
    free = []
    for char in chars:
        x, y = (char.x0 + char.x1) / 2, char.middle
        for lattice, cells in zip(tables, held, strict=True):
            if (cell := lattice.at(x, y)) is not None:
                cells[cell].append(char)
                break
        else:
            free.append(char)
    return held, free


def _table(page: Page, lattice: Lattice, cells: list[list[Char]]) -> Table:
    texts = [cell_text(chars, lattice.span_box(span)) for span, chars in zip(lattice.spans, cells, strict=True)]
    return Table(page.number, lattice, whole_figures(lattice, texts), page.place)
