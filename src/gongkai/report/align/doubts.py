"""Figures that no table claims: where they stand about in the text, nobody can say that a cell is blank or a row absent.

Converters that lose the order of columns print the labels first and the figures later; what looks like an empty form is not.
"""

from collections.abc import Callable, Mapping, Sequence

from gongkai.report import formats
from gongkai.report.align import labels, proactive, vocabularies
from gongkai.report.align.figures import Found
from gongkai.report.align.labels import Vocabulary
from gongkai.report.align.rows import Row
from gongkai.report.model import Cell, TableName

MOST_STRAY = 5
# So many labels of a table are the table, even where its figures cannot be put behind them.
_ENOUGH_LABELS = 3
_LABELS: dict[TableName, Callable[[], Vocabulary]] = {
    "proactive": vocabularies.proactive_rows,
    "requests": vocabularies.request_rows,
    "remedies": vocabularies.remedy_labels,
}


def distrust(
    tables: Sequence[Found], rows: Sequence[Row], regions: Mapping[TableName, Sequence[Row]], by_year: str
) -> None:
    """Make unread every cell that is only taken for blank or absent, where figures stand that nobody claims."""
    claimed = {cell.place for found in tables for cell in found.cells.values() if cell.raw}
    claimed |= {surplus.place for found in tables for surplus in found.unplaced}
    stray = sum(
        token.figure and token.place not in claimed
        for row in rows
        if not row.exact and not row.furniture and all(token.figure or token.blank for token in row.tokens)
        for token in row.tokens
    )
    if stray < MOST_STRAY and not _lost_repeats(rows):
        return
    for found in tables:
        if found.format is None and _labels_seen(found.table, regions[found.table]) >= _ENOUGH_LABELS:
            found.format = by_year
            found.cells = {name: Cell(name, None, "unread") for name in formats.load(by_year).cells(found.table)}
        elif found.format is not None:
            for name, cell in found.cells.items():
                if cell.state in ("blank", "absent") and cell.place is None:
                    found.cells[name] = Cell(name, None, "unread")


def _labels_seen(table: TableName, rows: Sequence[Row]) -> int:
    known = _LABELS[table]()
    return sum(bool(known.match(token.text)) for row in rows for token in row.tokens if not token.figure)


def _lost_repeats(rows: Sequence[Row]) -> bool:
    """Return whether a converter dropped repeated lines: table 2 has a heading for each item, which then stands once."""
    texts = [token.text for row in rows if row.flat for token in row.tokens]
    items = sum(bool(proactive.ITEM.match(labels.plain(text))) for text in texts if len(text) < 30)
    return items >= 3 and sum(text == "信息内容" for text in texts) == 1
