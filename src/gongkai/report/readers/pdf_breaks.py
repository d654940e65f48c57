"""Tables that go over a page break: one set of columns for all parts, and rows that the break cut in two made whole.

A row is cut where its label needs two lines and only one had room. What is printed then is half a label with the
figures and half a label without, or the other way round. Only that is joined, and it is noted.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gongkai.report import formats
from gongkai.report.model import Note
from gongkai.report.readers.grid_table import Table, joined
from gongkai.report.readers.pdf_flow import Furniture, Sheet

_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[)）.．、]")
_FIGURE = re.compile(r"[-−－+]?[\d０-９][\d０-９,，.]*|[/／—–-]|无")
_HEADER_ROWS = 4  # no header of the form has more


def continued(sheets: Sequence[Sheet], furniture: Furniture) -> list[Note]:
    """Join the parts of tables over page breaks, in place, and return what is to be noted."""
    notes = []
    head: Table | None = None
    for before, after in zip(sheets, sheets[1:], strict=False):
        last = _outermost(before, furniture, last=True)
        first = _outermost(after, furniture, last=False)
        if last is None or first is None:
            head = None
            continue
        one, other = joined(last[1], first[1])
        if not (one.edges and other.edges):
            head = None
            continue
        one, other, note = _whole(one, other, head or one)
        before.items[last[0]], after.items[first[0]] = one, other
        head = head or one
        notes += note
    return notes


def _outermost(sheet: Sheet, furniture: Furniture, *, last: bool) -> tuple[int, Table] | None:
    """Return the table at the end (or the beginning) of a page with its position, None where there is none."""
    places = [at for at in range(len(sheet.items)) if (sheet.number, at) not in furniture]
    if not places:
        return None
    at = places[-1] if last else places[0]
    item = sheet.items[at]
    return (at, item) if isinstance(item, Table) else None


def _whole(one: Table, other: Table, head: Table) -> tuple[Table, Table, list[Note]]:
    """Return two parts of a table with the row between them whole."""
    upper = _row(one, max(span.row + span.rows for span in one.lattice.spans) - 1)
    lower = _row(other, _repeated_rows(head, other))
    pairs = [(upper[column], lower[column]) for column in sorted(upper.keys() & lower.keys())]
    texts = [(one.texts[a] or "", other.texts[b] or "") for a, b in pairs]
    alone = [one.texts[upper[c]] or "" for c in upper.keys() - lower.keys()]
    below = [lower[c] for c in lower.keys() - upper.keys()]
    if any(map(_FIGURE.fullmatch, alone)) or any(other.texts[at] for at in below) or not _is_cut(texts):
        return one, other, []
    over, under = list(one.texts), list(other.texts)
    moved: dict[int, tuple[int, Table]] = dict(one.moved)
    for at in below:
        under[at] = None
    for (a, b), (text, rest) in zip(pairs, texts, strict=True):
        over[a], under[b] = text + rest, None
        if rest and not text:
            moved[a] = (b, other)
    detail = next(over[a] or "" for (a, _), (text, rest) in zip(pairs, texts, strict=True) if text or rest)
    place = other.cell_place(pairs[0][1])
    return (
        replace(one, texts=over, moved=moved),
        replace(other, texts=under),
        [Note("split_label", place, detail=detail)],
    )


def _row(table: Table, row: int) -> dict[int, int]:
    """Return the cells that stand in one row alone, by the edge at which they begin."""
    return {
        table.column(span.column): at
        for at, span in enumerate(table.lattice.spans)
        if span.row == row and span.rows == 1 and table.texts[at] is not None
    }


def _repeated_rows(head: Table, other: Table) -> int:
    """Return how many rows of the header stand again at the top of the later part."""
    count = 0
    while count < _HEADER_ROWS and (again := _words(other, count)) and again == _words(head, count):
        count += 1
    return count


def _words(table: Table, row: int) -> list[str]:
    cells = zip(table.lattice.spans, table.texts, strict=True)
    return [text for span, text in cells if span.row == row and text]


def _is_cut(texts: Sequence[tuple[str, str]]) -> bool:
    """Tell whether two rows are the halves of one: one has no figures, and the second label is none by itself."""
    labels = [rest for _, rest in texts if rest and not _FIGURE.fullmatch(rest)]
    if any(_NUMBERED.match(label) or label in _labels() for label in labels):
        return False
    for text, rest in texts:
        if text and rest and (_FIGURE.fullmatch(text) or _FIGURE.fullmatch(rest)):
            return False
    upper = [bool(_FIGURE.fullmatch(text)) for text, _ in texts]
    lower = [bool(_FIGURE.fullmatch(rest)) for _, rest in texts]
    if any(lower):
        return not any(upper) and bool(texts[0][0])
    return bool(labels) and all(text for text, rest in texts if rest)


@cache
def _labels() -> frozenset[str]:
    """Return every label that the forms print."""
    found: set[str] = set()
    for form in map(formats.load, formats.FORMATS):
        rows = [*form.request_rows, *form.remedy_blocks, *(row for item in form.items for row in item.rows)]
        heads = [*form.request_columns, *form.remedy_columns, *(c for item in form.items for c in item.columns)]
        found |= {label for row in rows for label in (row.label, *row.variants)}
        found |= {label for head in heads for label in (head.label, *head.variants)}
        found |= {item.label for item in form.items} | set(form.request_groups.values())
        found |= {form.corner, form.applicants, form.outcomes, form.litigation, form.requests_corner}
    return frozenset(found)
