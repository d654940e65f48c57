"""Blank cells in printed rows without ruling lines: where a heading has nothing below it, an empty field is put.

A row that has fewer words than its header looks the same whichever column is blank. On the page it does not.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gongkai.report import formats
from gongkai.report.readers.pdf_words import FIGURE, Row, Word

HEADS = 4  # rows above a row of figures in which its headings stand
BROAD = 10  # headings side by side: a row of table 4
SHORT = 4  # characters: longer headings span columns
PITCH = 2.6  # of the height: rows further apart than this do not belong together


def filled(rows: Sequence[Row]) -> list[Row]:
    """Return printed rows with an empty word in each column where a row of a table has nothing."""
    found: list[Row] = []
    header: Row | None = None
    for at, row in enumerate(rows):
        if at and row.base - rows[at - 1].base > PITCH * max(row.height, rows[at - 1].height):
            header = None
        broad = _broad(rows[max(0, at - HEADS) : at], row)
        if broad:
            found.append(_in_columns(row, broad))
            continue
        if _is_header(row):
            header = row
        elif len(row.words) == 1 and header and not _below(row.words[0], header.words):
            header = None
        apart = header is None or row is header or (len(row.words) == 1 and row.text not in _row_labels())
        found.append(row if apart or header is None else _in_columns(row, header.words))
    return found


@cache
def _row_labels() -> frozenset[str]:
    """Return the labels of rows of table 2: alone on a line they are rows without any figure, and other words are not."""
    items = [item for name in formats.FORMATS for item in formats.load(name).items]
    return frozenset(label for item in items for row in item.rows for label in (row.label, *row.variants))


def _is_header(row: Row) -> bool:
    """Tell whether a row is one of headings: several words that are no figures."""
    return row.text.count("\t") > 0 and not any(FIGURE.fullmatch(word.text) for word in row.words)


def _broad(above: Sequence[Row], row: Row) -> list[Word]:
    """Return the headings over a row of nothing but figures, none where they are not many and short."""
    if not all(FIGURE.fullmatch(word.text) for word in row.words):
        return []
    heads = sorted((list(one.words) for one in above), key=len)
    if not heads or len(heads[-1]) < BROAD:
        return []
    columns = heads.pop()
    for word in (word for one in heads for word in one if len(word.text) <= SHORT):
        if not any(word.x0 < column.x1 and column.x0 < word.x1 for column in columns):
            columns.append(word)
    return sorted(columns, key=lambda word: word.x0)


def _below(word: Word, heads: Sequence[Word]) -> list[int]:
    """Return the headings that stand over a word."""
    return [at for at, head in enumerate(heads) if word.x0 < head.x1 and head.x0 < word.x1]


def _in_columns(row: Row, heads: Sequence[Word]) -> Row:
    """Return a row with an empty word below each heading that has none; as it is where that is not certain."""
    places = [_below(word, heads) for word in row.words]
    if len(row.words) >= len(heads) or any(len(place) != 1 for place in places):
        return row
    words = {place[0]: word for place, word in zip(places, row.words, strict=True)}
    if len(words) < len(row.words):
        return row
    return replace(row, words=tuple(words.get(at) or _nothing(row, head) for at, head in enumerate(heads)))


def _nothing(row: Row, head: Word) -> Word:
    return Word(head.x0, row.box[1], head.x1, row.box[3], "")
