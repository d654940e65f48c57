"""A table with the texts of its cells, still with its geometry.

A table that goes over a page break is two of these. Its header may not show all columns, so both parts get the columns
of the whole.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.report.blocks import Grid, GridCell
from gongkai.report.model import PagePlace
from gongkai.report.readers.grid_lines import Lattice

Box = tuple[float, float, float, float]
BREAK = "\n"  # in the text of a cell: a figure goes on in the next line, if the rest of its row allows that
PADDING = 13.0  # points: the usual inner margins of a cell, left and right together, and a little more
NEAR = 3.0  # points: edges of columns on two pages that are as near as this are the same

_ONE = re.compile(r"[-\d,.]+")
_SEVERAL = re.compile(r"[-\d,.]+(?: [-\d,.]+)+")


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page. `place` turns a box in the frame of the lattice into one on the page as displayed.

    `edges` are the columns of the whole table of which this is a part. A text of None is a cell that is left out, since
    it became part of another one; `moved` tells of cells whose text stands in a cell of the next part.
    """

    page: int
    lattice: Lattice
    texts: Sequence[str | None]
    place: Callable[[Box], Box]
    exact: bool = True
    edges: tuple[float, ...] = ()
    moved: Mapping[int, "tuple[int, Table]"] = field(default_factory=dict)

    def column(self, edge: int) -> int:
        """Return the column of the whole table that begins at an edge of this part."""
        return _nearest(self.edges or self.lattice.xs, self.lattice.xs[edge])

    def cell_place(self, at: int) -> PagePlace:
        """Return the place of a cell."""
        return PagePlace(self.page, self.place(self.lattice.span_box(self.lattice.spans[at])))

    def grid(self) -> Grid:
        """Return the table as a block."""
        cells = []
        for at, (span, text) in enumerate(zip(self.lattice.spans, self.texts, strict=True)):
            if text is None:
                continue
            first, last = self.column(span.column), self.column(span.column + span.columns)
            index, table = self.moved.get(at, (at, self))
            cells.append(GridCell(text, span.row, first, table.cell_place(index), span.rows, last - first))
        return Grid(cells, PagePlace(self.page, self.place(self.lattice.box)), self.exact)


def joined(one: Table, other: Table) -> tuple[Table, Table]:
    """Return two parts of a table with the columns of the whole, unchanged where they do not fit together."""
    upper, lower = one.edges or one.lattice.xs, other.lattice.xs
    if one.exact and other.exact:
        for all_, some in ((upper, lower), (lower, upper)):
            if abs(all_[0] - some[0]) < NEAR and abs(all_[-1] - some[-1]) < NEAR and _has(all_, some):
                return replace(one, edges=all_), replace(other, edges=all_)
    return one, other


def _has(edges: Sequence[float], some: Sequence[float]) -> bool:
    return all(abs(edges[_nearest(edges, x)] - x) < NEAR for x in some)


def _nearest(edges: Sequence[float], x: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - x))


def whole_figures(lattice: Lattice, texts: Sequence[str]) -> list[str]:
    """Return the texts of cells with the figures that go on in the next line made whole, where that is certain.

    It is where another cell of the row has its figure in a single line: were the rules between two rows missing, all
    cells would have several lines.
    """
    rows = [(span.row, span.rows) for span in lattice.spans]
    whole = list(texts)
    for at, text in enumerate(texts):
        if BREAK in text:
            row = [other for place, other in zip(rows, texts, strict=True) if place == rows[at]]
            alone = any(map(_ONE.fullmatch, row)) and not any(map(_SEVERAL.fullmatch, row))
            whole[at] = text.replace(BREAK, "" if alone else " ")
    return whole
