"""Table 3 (收到和处理政府信息公开申请情况): rows by their labels, columns by their headings, whatever the layout."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.report import formats
from gongkai.report.align import labels, vocabularies
from gongkai.report.align.figures import Found
from gongkai.report.align.gaps import restore_blanks
from gongkai.report.align.request_cells import Entry, settle
from gongkai.report.align.request_header import Header
from gongkai.report.align.rows import Row, Token

_PENDING_MOST = 16
# The last row of 2021's group, which printed text may have behind its group's label.
_LAST_OF_GROUP = re.compile(r"其他处理3[.、]?其[他它]$")
# 表 4 above the next table: its number is no figure of this one.
_CAPTIONS = frozenset({"表", "附表"})


@dataclass(slots=True)
class _Walk:
    """The state of the walk over the rows.

    `prints` says that the row is printed text, where labels wrap as they like, `orphan` that the row before it had
    values and no label.
    """

    found: Found
    header: Header = field(default_factory=Header)
    entries: list[Entry] = field(default_factory=list)
    pending: list[Token] = field(default_factory=list)
    unclaimed: list[Token] = field(default_factory=list)
    group: str = ""
    in_header: bool = True
    prints: bool = False
    orphan: bool = False

    @property
    def current(self) -> Entry | None:
        """The row that values belong to now."""
        return self.entries[-1] if self.entries else None


def read(rows: Sequence[Row]) -> Found:
    """Return the cells of table 3 from the rows between its first and its last label."""
    walk = _Walk(Found("requests"))
    for row in restore_blanks(rows):
        if not row.furniture:
            _take_row(walk, row)
        walk.found.blocks.update(row.blocks)
    settle(walk.found, walk.header, walk.entries, walk.unclaimed)
    return walk.found


def _take_row(walk: _Walk, row: Row) -> None:
    fresh = not row.flat
    walk.prints = row.flat or row.packed
    orphan, walk.orphan = walk.orphan, False
    for text, values in _pieces(row, _first_column(walk, row)):
        before = len(walk.entries)
        for label in text:
            _take_label(walk, label, row)
        labelled = bool(text)
        if values:
            _take_values(walk, values, row, alone=fresh and not labelled)
        if len(walk.entries) > before:
            entry = walk.entries[-1]
            entry.exact, entry.kept, entry.block = row.exact, row.keeps_blanks, row.blocks[0] if row.blocks else -1
            entry.first, entry.flat = len(text) == 1, row.flat
            entry.doubtful |= orphan
        fresh = False


def _first_column(walk: _Walk, row: Row) -> int | None:
    """Return the column from which a true grid holds values: its header's, else that of the row above."""
    above = walk.current
    if above and above.values and row.exact and above.block == row.blocks[0]:
        return walk.header.first_column(row) or above.values[0].column
    return walk.header.first_column(row)


def _pieces(row: Row, first_column: int | None) -> list[tuple[list[Token], list[Token]]]:
    """Return the row as label cells and the value cells behind them; a label behind values opens the next piece."""
    pieces: list[tuple[list[Token], list[Token]]] = [([], [])]
    last_figure = max((index for index, token in enumerate(row.tokens) if token.figure), default=-1)
    for index, token in enumerate(row.tokens):
        text, values = pieces[-1]
        filled = any(not value.blank for value in values)
        inside = filled and index < last_figure
        if token.figure or token.blank or _stands_for_value(row, token, text, first_column, inside=inside):
            values.append(token)
        elif filled:
            pieces.append(([token], []))
        else:
            values.clear()
            text.append(token)
    first_text, first_values = pieces[0]
    if not first_text and not row.flat and any(value.figure for value in first_values):
        while first_values and first_values[0].blank:
            first_values.pop(0)
    return pieces


def _stands_for_value(row: Row, token: Token, text: list[Token], first_column: int | None, *, inside: bool) -> bool:
    """Return whether words stand where a figure should: under a heading, between figures, or behind a row's label."""
    if row.flat or _is_label(token):
        return False
    under = first_column is not None and token.column is not None and token.column >= first_column
    if not text:
        return under
    known = vocabularies.request_rows().cores
    last = token is row.tokens[-1] and any(before.figure for before in row.tokens)
    return under or inside or last or (not row.packed and any(labels.core(label.text) in known for label in text))


def _is_label(token: Token) -> bool:
    return bool(vocabularies.request_header().match(token.text) or vocabularies.request_rows().match(token.text))


def _take_label(walk: _Walk, label: Token, row: Row) -> None:
    if _is_header(walk, label):
        walk.in_header = True
        walk.header.take(label, row)
        walk.pending.clear()
        return
    if _special(walk, label) or _known(walk, [label]) or _is_note(walk, label):
        return
    for count in range(1, min(len(walk.pending), _PENDING_MOST) + 1):
        if _known(walk, [*walk.pending[-count:], label], joined=True):
            return
    current = walk.current
    if current and current.key and not walk.pending and _is_rest(current, label):
        _note_split(walk, label, label.text, current.key)
        walk.found.drop_note("label_variant", current.label[0].place)
        current.label.append(label)
        walk.in_header = False
        return
    if not _like(walk, label):
        walk.pending.append(label)


def _is_header(walk: _Walk, label: Token) -> bool:
    match = vocabularies.request_header().match(label.text)
    if not match:
        return False
    if match.key in ("other", "total"):
        return walk.in_header and not labels.number(label.text)
    return match.exact or match.key in ("corner", "organisations") or len(labels.core(label.text)) <= 8


def _is_note(walk: _Walk, label: Token) -> bool:
    """Return whether this is a bracketed note behind a row's label, or the rest of one."""
    text = labels.plain(label.text)
    numbering = not labels.core(text) or labels.core(text) in "一二三四五六七八九十"
    if walk.current is None or walk.pending or numbering or not text.endswith(")") or ")" in text[:-1]:
        return False
    printed = labels.plain("".join(token.text for token in walk.current.label))
    return text.startswith("(") or printed.count("(") > printed.count(")")


def _special(walk: _Walk, label: Token) -> bool:
    """Take the two labels that stand both in the header and among the rows: 其他 and 总计."""
    words, number = labels.bare(label.text), labels.number(label.text)
    if _LAST_OF_GROUP.search(labels.plain(label.text)):
        words, number = "其他", "3"
    if words in ("其他", "其它") and (number == "3" or walk.group == "other_outcome"):
        _open(walk, "other_outcome.rest", [label])
        if labels.core(label.text) not in ("其他", "其他处理3其他"):
            walk.found.note("label_variant", label.place, label.text, "3.其他")
        return True
    if words in ("总计", "合计") and (number == "七" or not walk.in_header):
        _open(walk, "handled", [label])
        if labels.core(label.text) != "总计":
            walk.found.note("label_variant", label.place, label.text, "（七）总计")
        return True
    return False


def _known(walk: _Walk, tokens: list[Token], *, joined: bool = False) -> bool:
    text = "".join(token.text for token in tokens)
    words = labels.core(text)
    rows, groups = vocabularies.request_rows(), vocabularies.request_groups()
    if words in groups.cores or words in groups.variants:
        _open_group(walk, groups.cores.get(words) or groups.variants[words], tokens, joined=joined)
        return True
    key = rows.cores.get(words) or rows.variants.get(words)
    if key is None:
        return False
    if joined:
        _note_split(walk, tokens[0], text, key)
    _open(walk, key, tokens)
    if words not in rows.cores:
        _note_variant(walk, key, text, tokens[0])
    return True


def _like(walk: _Walk, label: Token) -> bool:
    """Take a label that is printed otherwise than in the form, or runs into its group's label."""
    rows = vocabularies.request_rows()
    if vocabularies.begins_with_group(label.text) and (key := rows.inside(label.text)):
        _open(walk, key, [label])
    elif match := rows.match(label.text):
        _note_variant(walk, match.key, label.text, label)
        _open(walk, match.key, [label])
    elif group := vocabularies.request_groups().match(label.text):
        _open_group(walk, group.key, [label], joined=False)
    elif key := rows.inside(label.text):
        _open(walk, key, [label])
    else:
        return _take_headings(walk, label)
    return True


def _take_headings(walk: _Walk, label: Token) -> bool:
    """Take headings that a printed line has side by side with single spaces between them."""
    parts = label.text.split()
    header = vocabularies.request_header()
    if len(parts) < 2 or not all(header.match(part) for part in parts):
        return False
    walk.in_header = True
    walk.pending.clear()
    for part in parts:
        walk.header.take(Token(part, label.place), Row([], []))
    return True


def _note_variant(walk: _Walk, key: str, text: str, label: Token) -> None:
    expected = next(row.label for name in formats.FORMATS for row in formats.load(name).request_rows if row.key == key)
    walk.found.note("label_variant", label.place, text, expected)


def _open(walk: _Walk, key: str, tokens: list[Token]) -> None:
    walk.entries.append(Entry(key, list(tokens)))
    walk.in_header = False
    walk.pending.clear()
    walk.group = key.split(".")[0] if "." in key or key == "other_outcome" else ""


def _open_group(walk: _Walk, key: str, tokens: list[Token], *, joined: bool) -> None:
    """Take a group's label: values right behind it belong to no row, but the beginning of a row's label stays open."""
    walk.group = key
    if joined:
        _note_split(walk, tokens[0], "".join(token.text for token in tokens), None)
        del walk.pending[-len(tokens) + 1 :]
    walk.in_header = False
    if not walk.pending:
        walk.entries.append(Entry(None, list(tokens)))


def _note_split(walk: _Walk, label: Token, text: str, key: str | None) -> None:
    """Note a label in pieces, unless it is only wrapped as printed text is."""
    if (walk.in_header and walk.entries) or not walk.prints:
        walk.found.note("split_label", label.place, text, cell=f"requests.{key}.natural_person" if key else None)


def _is_rest(entry: Entry, label: Token) -> bool:
    printed = "".join(token.text for token in entry.label)
    whole = vocabularies.request_rows()
    if labels.core(printed) in whole.cores:
        return False
    return any(whole.ending(text, str(entry.key)) for text in (label.text, labels.without_note(label.text)))


def _take_values(walk: _Walk, values: list[Token], row: Row, *, alone: bool) -> None:
    if walk.pending:
        _from_pending(walk, values)
        return
    current = walk.current
    filled = any(not value.blank for value in values)
    if row.suspect or (filled and row.flat and current and current.key and not current.flat):
        _distrust_lone(walk, values, row)
    elif current and current.key and current.empty and alone and filled:
        if not walk.prints:
            walk.found.note("pushed_value", values[0].place, cell=f"requests.{current.key}.natural_person")
        current.values = values
        walk.in_header = False
    elif current is None or walk.in_header or (alone and filled):
        _leave_unclaimed(walk, values if filled else [])
    elif not alone or not current.values:
        current.values.extend(values)


def _distrust_lone(walk: _Walk, values: list[Token], row: Row) -> None:
    """Keep a figure on a line of its own out of a row that stands side by side: a page's number, or a piece of a figure."""
    if walk.current:
        walk.current.doubtful |= walk.current.empty
    if not row.suspect:
        _leave_unclaimed(walk, values)


def _leave_unclaimed(walk: _Walk, values: list[Token]) -> None:
    """Record values without a label: they may be lines of the figures that are broken in the row before or behind."""
    if not values:
        return
    walk.found.note("unlabelled_row", values[0].place, " ".join(value.text for value in values))
    walk.unclaimed.extend(values)
    walk.orphan = True
    if walk.current and (walk.prints or any(value.blank for value in walk.current.values)):
        walk.current.doubtful = True


def _from_pending(walk: _Walk, values: list[Token]) -> None:
    """Open a row from pieces of a label: the beginning of one, or a row that the form does not have."""
    if all(value.blank for value in values):
        return
    tokens = list(walk.pending)
    text = "".join(token.text for token in tokens)
    rows = vocabularies.request_rows()
    key = rows.beginning(text) or rows.beginning(labels.without_note(text))
    if labels.core(text) in _CAPTIONS:
        walk.pending.clear()
        return
    walk.in_header = walk.in_header and key is None and len(text) < labels.SHORTEST_FRAGMENT
    if key:
        _note_split(walk, tokens[0], text, key)
        _open(walk, key, tokens)
    else:
        walk.entries.append(Entry(None, tokens))
        walk.pending.clear()
        walk.found.note("extra_row", tokens[0].place, text)
    walk.entries[-1].values = list(values)
