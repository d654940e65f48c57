"""Table 2 (主动公开政府信息情况): blocks by the items of Art. 20, each with its own columns and rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.report import formats
from gongkai.report.align import labels, vocabularies
from gongkai.report.align.figures import Found
from gongkai.report.align.gaps import restore_blanks
from gongkai.report.align.proactive_cells import Entry, settle
from gongkai.report.align.rows import Row, Token
from gongkai.report.align.units import printed_unit

ITEM = re.compile(r"^第?二十条(?:第?[一二]款)?,?第?\(?([一五六八九])\)?项")
CORNERS = frozenset({"信息内容", "内容", "项目", "类别"})
_OLD = re.compile("新制作|新公开|对外公开|上一年|上年|增/?减|采购|其他对外管理")
_NEW = re.compile("制发|废止|现行有效|收费金额|行政规范性文件")
_ROW_WORDS = ("其他对外", "行政规范", "规范性", "政府集中", "政府采购")
# The rest of a figure that was broken over two lines.
_PIECE = re.compile(r"[.．,，\d]*(?:[万亿]?元)?")


@dataclass(slots=True)
class _Walk:
    """The state of the walk over the rows. `header` holds the headings of the block so far, row by row."""

    found: Found
    header: list[list[Token]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    pending: list[Token] = field(default_factory=list)
    in_header: bool = True
    unclaimed: list[Token] = field(default_factory=list)
    unit: str | None = None

    @property
    def current(self) -> Entry | None:
        """The row that values belong to now."""
        return self.entries[-1] if self.entries else None


def read(rows: Sequence[Row], year_format: str) -> Found:
    """Return the cells of table 2 from its rows; `year_format` decides where the labels do not."""
    walk = _Walk(Found("proactive"))
    texts: list[str] = []
    for row in restore_blanks(rows):
        if not row.furniture:
            texts.extend(labels.plain(token.text) for token in row.tokens if not token.blank and not token.figure)
            _take_row(walk, row)
        walk.found.blocks.update(row.blocks)
    if any(entry.key for entry in walk.entries):
        settle(walk.found, _format(texts, year_format), walk.entries, walk.unclaimed, walk.unit)
    return walk.found


def is_heading(text: str) -> bool:
    """Return whether words stand above a column of table 2."""
    words = labels.core(text)
    known = _OLD.search(words) or _NEW.search(words) or words.startswith("本年") or "处理决定" in words
    return bool(known) and not words.startswith(_ROW_WORDS)


def _format(texts: Sequence[str], year_format: str) -> str:
    old, new = sum(bool(_OLD.search(text)) for text in texts), sum(bool(_NEW.search(text)) for text in texts)
    if old == new:
        return year_format
    return "2019" if old > new else "2021"


def _take_row(walk: _Walk, row: Row) -> None:
    labelled = False
    named = False
    walk.header.append([])
    last_figure = max((index for index, token in enumerate(row.tokens) if token.figure), default=-1)
    for index, token in enumerate(row.tokens):
        # Words behind a row's label stand in a figure's place, unless they are the next label of printed text.
        words = named and not row.flat and not vocabularies.proactive_rows().match(token.text)
        last = last_figure >= 0 and index == len(row.tokens) - 1
        if token.figure or token.blank or (words and (index < last_figure or last or not row.packed)):
            if labelled or row.flat or not token.blank:
                _take_value(walk, token, row, labelled=labelled)
            continue
        named = _take_label(walk, token, row) or _take_words(walk, token, row)
        labelled = True


def _take_label(walk: _Walk, label: Token, row: Row) -> bool:
    """Take a label; return whether it is a row's, so that what stands behind it are values."""
    text = labels.plain(label.text)
    walk.unit = walk.unit or printed_unit(text) if "单位" in text else walk.unit
    if ITEM.match(text) or labels.core(label.text) in CORNERS:
        _give_words(walk)
        walk.header, walk.in_header, walk.pending = [[]], True, []
        return False
    match = vocabularies.proactive_rows().match(label.text)
    if match is None and walk.pending:
        match = vocabularies.proactive_rows().match("".join(token.text for token in [*walk.pending, label]))
    if match and not (walk.in_header and is_heading(label.text)):
        _give_words(walk)
        _open(walk, match.key, label, row)
        if not match.exact:
            walk.found.note("label_variant", label.place, label.text, _row_label(match.key))
        return True
    if walk.in_header and (is_heading(label.text) or _in_header_row(walk, row)):
        # One heading a line is one row of headings; side by side, only what stands in one row belongs together.
        walk.header[0 if row.flat else -1].append(label)
        return False
    if _is_rest(walk, label):
        return True
    if walk.current and walk.current.values and not walk.in_header and _PIECE.fullmatch(text):
        walk.current.doubtful = True
    walk.pending.append(label)
    return False


def _is_rest(walk: _Walk, label: Token) -> bool:
    """Take the rest of the current row's label, where the row has no value yet."""
    current = walk.current
    if current is None or current.key is None or not current.empty or walk.pending or walk.in_header:
        return False
    if not vocabularies.proactive_rows().ending(label.text, current.key):
        return False
    walk.found.drop_note("label_variant", current.label.place)
    walk.found.note("split_label", label.place, label.text)
    current.values = []
    return True


def _give_words(walk: _Walk) -> None:
    """Give words between two labels to the row before them that has no value: they stand in a figure's place."""
    if walk.pending and walk.current and not walk.in_header and walk.current.empty:
        walk.current.values = [Token(word.text, word.place) for word in walk.pending]


def _take_words(walk: _Walk, label: Token, row: Row) -> bool:
    """Take a printed row that has words in its figures' place: 行政处罚 未统计."""
    head, _, words = label.text.partition(" ")
    match = vocabularies.proactive_rows().match(head) if words and label in walk.pending else None
    if match is None or not match.exact:
        return False
    _open(walk, match.key, label, row)
    walk.entries[-1].values.append(Token(words.strip(), label.place))
    return True


def _in_header_row(walk: _Walk, row: Row) -> bool:
    return not row.flat and any(walk.header) and not any(token.figure for token in row.tokens)


def _open(walk: _Walk, key: str | None, label: Token, row: Row) -> None:
    header = [list(heads) for heads in walk.header if heads]
    walk.entries.append(Entry(key, label, header, id(row), exact=row.exact, kept=row.keeps_blanks, flat=row.flat))
    walk.in_header = False
    walk.pending = []


def _take_value(walk: _Walk, token: Token, row: Row, *, labelled: bool) -> None:
    if walk.pending and not token.blank:
        _open_pending(walk, row)
    current = walk.current
    # A figure on its own behind a row that stands side by side is no part of it: a page's number, or a piece.
    alone = not labelled and current is not None and not current.flat and not current.empty and current.row != id(row)
    if current is None or walk.in_header or alone:
        if token.figure:
            walk.unclaimed.append(token)
            if current and alone:
                current.doubtful = True
        return
    if row.suspect:
        current.doubtful |= current.empty
        return
    if not labelled and not row.flat and token.figure and current.empty:
        if row.keeps_blanks:
            walk.found.note("pushed_value", token.place)
        current.values, current.row = [], id(row)
    current.values.append(token)


def _open_pending(walk: _Walk, row: Row) -> None:
    """Open a row from pieces of a label: the beginning of one, or a row that the form does not have."""
    label = walk.pending[-1]
    text = "".join(piece.text for piece in walk.pending)
    key = vocabularies.proactive_rows().beginning(text)
    _open(walk, key, label, row)
    if not key or row.keeps_blanks:
        walk.found.note("split_label" if key else "extra_row", label.place, text)


def _row_label(key: str) -> str:
    return next(
        row.label
        for name in formats.FORMATS
        for item in formats.load(name).items
        for row in item.rows
        if row.key == key
    )
