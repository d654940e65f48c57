"""Labels of several lines beside figures: which lines belong to which row.

A label stands level with its figures: its middle does, or its first line. Of all ways to deal the lines out in order, the
one that leaves the least difference is taken, and only if little is left.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.report.readers.pdf_page import Box

MOST_LINES = 7
ALONE = 5.0  # points of difference that a line without figures costs: the label of a blank row
UNLABELLED = 9.0  # and a row without a label
GOOD = 2.5  # points: the mean difference up to which the result is trusted
FAR = 1e6
PITCH = 1.9  # of the height of a line: lines further apart than this are not of one label
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八\d][)）.．、]")  # a label of the form begins so, and never goes on so


class Fragment(NamedTuple):
    """A line of a label: how high it stands, its text and its box."""

    y: float
    text: str
    box: Box


Dealt = tuple[list[list[Fragment]], list[Fragment]]  # the lines of each row, and those of none


def dealt(rows: Sequence[float], lines: Sequence[Fragment], rules: Sequence[float] = ()) -> Dealt | None:
    """Return lines of labels dealt out to rows of figures, None where that is not certain; no label crosses a rule."""
    ways = [_deal(rows, lines, (rules, level)) for level in (0.5, 0.0)]
    cost, dealt_out = min(ways, key=lambda way: way[0])
    return dealt_out if cost <= GOOD * max(1, len(rows)) else None


def _deal(rows: Sequence[float], lines: Sequence[Fragment], how: tuple[Sequence[float], float]) -> tuple[float, Dealt]:
    """Return the cheapest way and its cost; `how` holds the rules and where a label is level: 0.5 its middle, 0 its top."""
    best: list[list[tuple[float, int]]] = [[(FAR, 0)] * (len(lines) + 1) for _ in range(len(rows) + 1)]
    best[0][0] = (0.0, 0)  # cost so far; how many lines the last step took, -1 for a line left alone
    for row in range(len(rows) + 1):
        for line in range(len(lines) + 1):
            cost = best[row][line][0]
            if line < len(lines):
                _better(best, (row, line + 1), (cost + ALONE, -1))
            if row < len(rows):
                _better(best, (row + 1, line), (cost + UNLABELLED, 0))
                for count in range(1, min(MOST_LINES, len(lines) - line) + 1):
                    part = lines[line : line + count]
                    _better(best, (row + 1, line + count), (cost + _difference(rows[row], part, how), count))
    return best[-1][-1][0], _traced(best, lines)


def _better(best: list[list[tuple[float, int]]], at: tuple[int, int], way: tuple[float, int]) -> None:
    if way[0] < best[at[0]][at[1]][0]:
        best[at[0]][at[1]] = way


def _difference(row: float, part: Sequence[Fragment], how: tuple[Sequence[float], float]) -> float:
    rules, level = how
    top, bottom = min(part[0].y, row), max(part[-1].y, row)
    if any(top < rule < bottom for rule in rules):
        return FAR
    gaps = [b.y - a.y for a, b in zip(part, part[1:], strict=False)]
    if any(_NUMBERED.match(line.text) for line in part[1:]) or max(gaps, default=0.0) > PITCH * _height(part):
        return FAR
    uneven = max(gaps) - min(gaps) if gaps else 0.0
    return abs(part[0].y + (part[-1].y - part[0].y) * level - row) + uneven / 2


def _height(part: Sequence[Fragment]) -> float:
    return max(line.box[3] - line.box[1] for line in part)


def _traced(best: list[list[tuple[float, int]]], lines: Sequence[Fragment]) -> Dealt:
    row, line = len(best) - 1, len(lines)
    labels: list[list[Fragment]] = [[] for _ in range(row)]
    alone: list[Fragment] = []
    while row or line:
        count = best[row][line][1]
        if count < 0:
            line -= 1
            alone.append(lines[line])
        else:
            row, line = row - 1, line - count
            labels[row] = list(lines[line : line + count])
    return labels, alone[::-1]
