"""Ruling lines into grids: what belongs together, where the rows and columns are, and which cells are merged.

Pure geometry, shared by PDF pages and scans. A drawn table is hundreds of fragments: a border a cell, a dot a dash,
two lines a millimetre apart. They are joined first; only then is there a table to speak of.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

Rule = tuple[float, float, float]  # where it lies, from where, to where


MOST_CROSSINGS = 4_000_000  # lines across times lines down: a page with more is a map or a plan, not a table


class Tolerance(NamedTuple):
    """Distances that count as nothing, in the unit of the lines."""

    same: float = 3.0  # two parallel lines as near as this are one
    gap: float = 4.0  # a hole as small as this in a line is a drawing artefact or the gap between dashes
    reach: float = 3.5  # a line that ends as near as this to another meets it
    least: float = 6.0  # a line shorter than this after joining is no rule


POINTS = Tolerance()


class Span(NamedTuple):
    """A cell of a grid: its corner and how many rows and columns it takes."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """The grid of a table: the edges of its columns and rows, its cells, and the cell that each field belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The outer box of the grid."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def span_box(self, span: Span) -> tuple[float, float, float, float]:
        """Return the box of a cell."""
        right, bottom = self.xs[span.column + span.columns], self.ys[span.row + span.rows]
        return (self.xs[span.column], self.ys[span.row], right, bottom)

    def at(self, x: float, y: float) -> int | None:
        """Return the number of the cell that holds a point, None outside of the grid."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1:
            return self.owner[row][column]
        return None


def lattices(across: Sequence[Rule], down: Sequence[Rule], tolerance: Tolerance = POINTS) -> list[Lattice]:
    """Return the grids that horizontal rules (y, x0, x1) and vertical ones (x, y0, y1) make, from top to bottom."""
    horizontal, vertical = join(across, tolerance), join(down, tolerance)
    if len(horizontal) * len(vertical) > MOST_CROSSINGS:
        return []
    found = [_lattice(h, v, tolerance) for h, v in _components(horizontal, vertical, tolerance.reach)]
    return sorted((lattice for lattice in found if lattice), key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def join(rules: Sequence[Rule], tolerance: Tolerance = POINTS) -> list[Rule]:
    """Return collinear rules joined to whole lines; what stays too short is left out."""
    joined: list[Rule] = []
    for lane in _lanes(sorted(rules), tolerance.same):
        at = sum(rule[0] for rule in lane) / len(lane)
        pieces = sorted((start, end) for _, start, end in lane)
        start, end = pieces[0]
        for first, last in pieces[1:]:
            if first - end > tolerance.gap:
                joined.append((at, start, end))
                start, end = first, last
            else:
                end = max(end, last)
        joined.append((at, start, end))
    return [rule for rule in joined if rule[2] - rule[1] >= tolerance.least]


def _lanes(rules: list[Rule], same: float) -> list[list[Rule]]:
    """Return sorted rules in lanes no wider than `same`, so that a row of close lines does not drift into one."""
    lanes: list[list[Rule]] = []
    for rule in rules:
        if lanes and rule[0] - lanes[-1][0][0] <= same:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    return lanes


def _components(horizontal: list[Rule], vertical: list[Rule], reach: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the lines in groups that hang together, each with lines of both kinds."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    places = [x for x, _, _ in vertical]  # sorted, as `join` gives them
    for i, (y, x0, x1) in enumerate(horizontal):
        for j in range(bisect_left(places, x0 - reach), bisect_right(places, x1 + reach)):
            if vertical[j][1] - reach <= y <= vertical[j][2] + reach:
                parent[root(i)] = root(len(horizontal) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate(horizontal + vertical):
        groups.setdefault(root(at), ([], []))[at >= len(horizontal)].append(rule)
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(horizontal: list[Rule], vertical: list[Rule], tolerance: Tolerance) -> Lattice | None:
    """Return the grid of a group of lines; sides that are left open are closed where the crossing lines end."""
    xs = _edges([x for x, _, _ in vertical], [end for _, *ends in horizontal for end in ends], tolerance)
    ys = _edges([y for y, _, _ in horizontal], [end for _, *ends in vertical for end in ends], tolerance)
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:  # a single box is a frame, not a table
        return None
    walls = [_cover(x, ys, vertical, tolerance) for x in xs]
    floors = [_cover(y, xs, horizontal, tolerance) for y in ys]
    spans, owner = _merge(walls, floors)
    return Lattice(tuple(xs), tuple(ys), tuple(spans), owner)


def _edges(lines: list[float], ends: list[float], tolerance: Tolerance) -> list[float]:
    """Return the places of parallel lines, and before and after them the ends of the crossing lines that stand out."""
    lanes = _lanes([(at, 0.0, 0.0) for at in sorted(lines)], tolerance.same)
    edges = [sum(rule[0] for rule in lane) / len(lane) for lane in lanes]
    if edges[0] - min(ends) > 2 * tolerance.reach:
        edges.insert(0, min(ends))
    if max(ends) - edges[-1] > 2 * tolerance.reach:
        edges.append(max(ends))
    return edges


def _cover(at: float, edges: list[float], rules: list[Rule], tolerance: Tolerance) -> list[bool]:
    """Return for each interval between crossing edges whether a line lies on it."""
    near = [(start, end) for place, start, end in rules if abs(place - at) <= tolerance.same]
    covered = []
    for low, high in zip(edges, edges[1:], strict=False):
        length = sum(max(0.0, min(high, end) - max(low, start)) for start, end in near)
        covered.append(length >= (high - low) / 2)
    return covered


def _merge(walls: list[list[bool]], floors: list[list[bool]]) -> tuple[list[Span], tuple[tuple[int, ...], ...]]:
    """Return the cells: rectangles of elementary cells with no line between them."""
    rows, columns = len(floors) - 1, len(walls) - 1
    owner = [[-1] * columns for _ in range(rows)]
    spans: list[Span] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            wide = 1
            while column + wide < columns and owner[row][column + wide] < 0 and not walls[column + wide][row]:
                wide += 1
            high = 1
            while row + high < rows and _goes_on(walls, floors, (row + high, column, wide)):
                high += 1
            for r in range(row, row + high):
                owner[r][column : column + wide] = [len(spans)] * wide
            spans.append(Span(row, column, high, wide))
    return spans, tuple(tuple(line) for line in owner)


def _goes_on(walls: list[list[bool]], floors: list[list[bool]], below: tuple[int, int, int]) -> bool:
    """Tell whether a cell goes on into the row below: no line above that row, none inside it."""
    row, column, wide = below
    inner = range(column + 1, column + wide)
    return not any(floors[row][column : column + wide]) and not any(walls[at][row] for at in inner)
