"""Blank cells that only their empty lines show, where text has one cell a line and one empty line between two cells."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.report.align.rows import Row, Token

_PAGE = re.compile(r"\d{1,3}")


def restore_blanks(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with a blank cell put back wherever the empty lines between two cells are one cell too many."""
    gaps = Counter(row.tokens[0].gap for row in rows if row.flat and row.tokens[0].figure)
    if not gaps:
        return list(rows)
    base, _ = gaps.most_common(1)[0]
    if base < 1:
        return _with_suspects(rows)
    return [piece for row in rows for piece in _restored(row, base)]


def _with_suspects(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, lone whole numbers between empty lines marked where cells have no empty line between them."""
    kept = []
    for index, row in enumerate(rows):
        after = rows[index + 1].tokens[0].gap if index + 1 < len(rows) else 1
        alone = row.flat and row.tokens[0].gap and after and _PAGE.fullmatch(row.tokens[0].text)
        kept.append(replace(row, suspect=True) if alone else row)
    return kept


def _restored(row: Row, base: int) -> Iterator[Row]:
    first = row.tokens[0]
    if row.flat and first.gap > base:
        blanks, rest = divmod(first.gap - base, base + 1)
        if not rest:
            for _ in range(blanks):
                yield Row([Token("", first.place, blank=True)], [], flat=True)
            row = replace(row, tokens=[replace(first, gap=base), *row.tokens[1:]])
    yield row
