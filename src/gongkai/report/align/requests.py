"""Table 3 (收到和处理政府信息公开申请情况): rows by their labels, columns by their headings, whatever the layout."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.report import formats
from gongkai.report.align import labels, vocabularies
from gongkai.report.align.figures import Found
from gongkai.report.align.gaps import restore_blanks
from gongkai.report.align.placing import AddsUp, Placed, Position, filled_at, keeps_blanks, only_start, place
from gongkai.report.align.request_header import Header
from gongkai.report.align.rows import Row, Token
from gongkai.report.align.values import parse

_PENDING_MOST = 16
_TOP = frozenset({"new", "carried_in", "carried_out"})
_MIDDLE = frozenset({"granted", "partial", "handled", "other_outcome"})

Kind = tuple[str, int | None]


@dataclass(slots=True)
class Entry:
    """A row as found: its key (None: not a row of the form), its label's tokens, the values behind it."""

    key: str | None
    label: list[Token]
    values: list[Token] = field(default_factory=list)
    exact: bool = False
    kept: bool = True
    block: int = -1

    @property
    def empty(self) -> bool:
        """Whether no value stands behind the label."""
        return all(value.blank for value in self.values)

    @property
    def kind(self) -> Kind:
        """What rows of the same shape share: the depth of the label, and the column of its last cell."""
        depth = "top" if self.key in _TOP else "middle" if self.key in _MIDDLE else "leaf"
        return depth, self.label[-1].column if self.label else None


@dataclass(slots=True)
class _Walk:
    """The state of the walk over the rows."""

    found: Found
    header: Header = field(default_factory=Header)
    entries: list[Entry] = field(default_factory=list)
    pending: list[Token] = field(default_factory=list)
    unclaimed: list[Token] = field(default_factory=list)
    group: str = ""
    in_header: bool = True

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
    _settle(walk)
    return walk.found


def _take_row(walk: _Walk, row: Row) -> None:
    fresh = not row.flat
    for text, values in _pieces(row, walk.header.first_column(row)):
        before = len(walk.entries)
        for label in text:
            _take_label(walk, label, row)
        labelled = bool(text)
        if values:
            _take_values(walk, values, row, alone=fresh and not labelled)
        if len(walk.entries) > before:
            entry = walk.entries[-1]
            entry.exact, entry.kept, entry.block = row.exact, row.keeps_blanks, row.blocks[0] if row.blocks else -1
        fresh = False


def _pieces(row: Row, first_column: int | None) -> list[tuple[list[Token], list[Token]]]:
    """Return the row as label cells and the value cells behind them; a label behind values opens the next piece."""
    pieces: list[tuple[list[Token], list[Token]]] = [([], [])]
    last_figure = max((index for index, token in enumerate(row.tokens) if token.figure), default=-1)
    for index, token in enumerate(row.tokens):
        beyond = first_column is not None and token.column is not None and token.column >= first_column
        text, values = pieces[-1]
        between = index < last_figure and any(value.figure for value in values)
        if token.figure or token.blank or ((between or (beyond and text)) and not _is_label(token)):
            values.append(token)
        elif any(not value.blank for value in values):
            pieces.append(([token], []))
        else:
            values.clear()
            text.append(token)
    first_text, first_values = pieces[0]
    if not first_text and not row.flat and any(value.figure for value in first_values):
        while first_values and first_values[0].blank:
            first_values.pop(0)
    return pieces


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
        walk.found.note("split_label", label.place, label.text, cell=f"requests.{current.key}.natural_person")
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
    if walk.current is None or walk.pending or not text.endswith(")") or ")" in text[:-1]:
        return False
    printed = labels.plain("".join(token.text for token in walk.current.label))
    return text.startswith("(") or printed.count("(") > printed.count(")")


def _special(walk: _Walk, label: Token) -> bool:
    """Take the two labels that stand both in the header and among the rows: 其他 and 总计."""
    words, number = labels.bare(label.text), labels.number(label.text)
    if words in ("其他", "其它") and (number == "3" or walk.group == "other_outcome"):
        _open(walk, "other_outcome.rest", [label])
        if labels.core(label.text) != "其他":
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
    _open(walk, key, tokens)
    if joined:
        walk.found.note("split_label", tokens[0].place, text)
    if words not in rows.cores:
        _note_variant(walk, key, text, tokens[0])
    return True


def _like(walk: _Walk, label: Token) -> bool:
    """Take a label that is printed otherwise than in the form, or runs into its group's label."""
    rows = vocabularies.request_rows()
    if match := rows.match(label.text):
        _note_variant(walk, match.key, label.text, label)
        _open(walk, match.key, [label])
    elif group := vocabularies.request_groups().match(label.text):
        _open_group(walk, group.key, [label], joined=False)
    elif key := rows.inside(label.text):
        _open(walk, key, [label])
    else:
        return False
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
    walk.in_header = False
    if joined:
        walk.found.note("split_label", tokens[0].place, "".join(token.text for token in tokens))
        del walk.pending[-len(tokens) + 1 :]
    if not walk.pending:
        walk.entries.append(Entry(None, list(tokens)))


def _is_rest(entry: Entry, label: Token) -> bool:
    printed = "".join(token.text for token in entry.label)
    whole = vocabularies.request_rows()
    return labels.core(printed) not in whole.cores and whole.ending(label.text, str(entry.key))


def _take_values(walk: _Walk, values: list[Token], row: Row, *, alone: bool) -> None:
    if walk.pending:
        _from_pending(walk, values)
        return
    current = walk.current
    filled = any(value.figure for value in values)
    if current and current.key and current.empty and alone and filled:
        walk.found.note("pushed_value", values[0].place, cell=f"requests.{current.key}.natural_person")
        current.values = values
        walk.in_header = False
    elif current is None or walk.in_header or (alone and filled):
        if filled:
            walk.found.note("unlabelled_row", values[0].place, " ".join(value.text for value in values))
            walk.unclaimed.extend(values)
    elif not alone or not current.values:
        current.values.extend(values)


def _from_pending(walk: _Walk, values: list[Token]) -> None:
    """Open a row from pieces of a label: the beginning of one, or a row that the form does not have."""
    if all(value.blank for value in values):
        return
    tokens = list(walk.pending)
    text = "".join(token.text for token in tokens)
    key = vocabularies.request_rows().beginning(text)
    if key:
        _open(walk, key, tokens)
        walk.found.note("split_label", tokens[0].place, text, cell=f"requests.{key}.natural_person")
    else:
        walk.entries.append(Entry(None, tokens))
        walk.pending.clear()
        walk.found.note("extra_row", tokens[0].place, text)
    walk.entries[-1].values = list(values)


def _settle(walk: _Walk) -> None:
    """Turn the rows into cells."""
    found, entries = walk.found, [entry for entry in walk.entries if entry.key]
    if not entries:
        return
    for entry in walk.entries:
        if entry.key is None:
            walk.unclaimed.extend(value for value in entry.values if not value.blank)
    found.format = _format(entries)
    form = formats.load(found.format)
    columns, other = walk.header.columns([entry.values for entry in entries], found)
    starts, headed = _starts(entries, len(columns), walk.header)
    stripped = _strips_ends(entries, starts)
    kept = keeps_blanks((entry.values for entry in entries), len(columns))
    drops = any(0 < len(filled_at(entry.values)) < len(columns) for entry in entries)
    wanted = {row.key for row in form.request_rows}
    filled = {entry.key for entry in entries if not entry.empty}
    entries = [entry for entry in entries if not entry.empty or entry.key not in filled]
    for entry in entries:
        if entry.key in wanted:
            position = Position(
                starts.get(entry.kind), entry.exact, entry.kept or kept or entry.kind in headed, stripped and entry.kept
            )
            _settle_row(found, entry, (columns, other), position, drops=drops)
        elif not entry.empty:
            walk.unclaimed.extend(value for value in entry.values if not value.blank)
    found.surplus(walk.unclaimed)
    _note_shifted(found, entries)
    found.complete(form.cells("requests"), doubtful=any(token.figure for token in walk.unclaimed))


def _strips_ends(entries: list[Entry], starts: dict[Kind, int]) -> bool:
    """Return whether text keeps its empty fields (those of merged labels show) but for the ones at the end of a line."""
    return any(starts.values()) and not any(entry.exact or (entry.values and entry.values[-1].blank) for entry in entries)


def _note_shifted(found: Found, entries: list[Entry]) -> None:
    """Note a label that stands in another column than the other labels of its group."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.key and "." in entry.key and entry.label[-1].column is not None:
            groups.setdefault(entry.key.split(".")[0], []).append(entry)
    for group in groups.values():
        usual, count = Counter(entry.label[-1].column for entry in group).most_common(1)[0]
        for entry in group:
            if count > 1 and entry.label[-1].column != usual:
                label = entry.label[-1]
                found.note("shifted_label", label.place, label.text, cell=f"requests.{entry.key}.natural_person")


def _settle_row(
    found: Found, entry: Entry, orders: tuple[list[str], list[str]], position: Position, *, drops: bool
) -> None:
    columns, other_order = orders
    values = entry.values
    if not values and (entry.exact or found.claims(f"requests.{entry.key}.total")):
        return
    placed = place(values, len(columns), adds_up(columns), position)
    _check_short(placed, columns)
    if drops and not position.kept:
        _check_full(placed, columns)
    _doubt(placed, columns, other_order)
    names = [f"requests.{entry.key}.{column}" for column in columns]
    found.put(names, placed, ["count"] * len(columns), [None] * len(columns))


def _check_short(placed: Placed, columns: list[str]) -> None:
    """Distrust a short row of a true grid that does not add up: its cells may belong to other columns."""
    if "absent" in placed.missing and not adds_up(columns)([token.text if token else "" for token in placed.tokens]):
        placed.tokens = [None] * len(columns)
        placed.missing = ["unread"] * len(columns)


def _check_full(placed: Placed, columns: list[str]) -> None:
    """Distrust a full row that does not add up where other rows lost cells: one of its figures may be a page's number."""
    texts = [token.text if token else "" for token in placed.tokens]
    if all(texts) and not adds_up(columns)(texts):
        placed.raw = " ".join(texts)
        placed.tokens = [None] * len(columns)
        placed.missing = ["unread"] * len(columns)


def _doubt(placed: Placed, columns: list[str], other: list[str]) -> None:
    """Make unread what would be another figure if the columns stood in the other order that is as good."""
    printed = {column: token.text for column, token in zip(other, placed.tokens, strict=True) if token}
    for index, column in enumerate(columns):
        token = placed.tokens[index]
        if token and printed.get(column) != token.text:
            placed.raw = placed.raw or " ".join(token.text for token in placed.tokens if token)
            placed.tokens[index], placed.missing[index] = None, "unread"


def adds_up(columns: Sequence[str]) -> AddsUp:
    """Return the test whether a row's values balance: the kinds of applicants against 总计, blanks as nothing."""
    total = columns.index("total") if "total" in columns else None

    def balanced(values: Sequence[str]) -> bool:
        numbers = [parse(value).number or Decimal(0) for value in values]
        return total is None or sum(numbers) == 2 * numbers[total]

    return balanced


def _format(entries: list[Entry]) -> str:
    """Return the form that the rows show: three rows under （六）其他处理 are of 2021, one is of 2019."""
    keys = Counter(entry.key for entry in entries)
    return "2021" if any(key and key.startswith("other_outcome.") for key in keys) else "2019"


def _starts(entries: list[Entry], wanted: int, header: Header) -> tuple[dict[Kind, int], dict[Kind, int]]:
    """Return how many cells behind the label the first column stands, by kind of row.

    It is learnt from rows in which every column is filled, else from the header's columns; the second answer holds only
    those that the header shows.
    """
    seen: dict[Kind, Counter[int]] = {}
    for entry in entries:
        filled = filled_at(entry.values)
        if len(filled) == wanted and filled[-1] - filled[0] == wanted - 1:
            seen.setdefault(entry.kind, Counter())[filled[0]] += 1
    learnt = {kind: counts.most_common(1)[0][0] for kind, counts in seen.items() if len(counts) == 1}
    by_kind: dict[Kind, list[Entry]] = {}
    for entry in entries:
        by_kind.setdefault(entry.kind, []).append(entry)
    offsets = {
        kind: header.offset([(entry.values, entry.block if entry.exact else None) for entry in same])
        for kind, same in by_kind.items()
    }
    headed = {kind: offset for kind, offset in offsets.items() if offset is not None}
    covered = {kind: only_start([entry.values for entry in same], wanted) for kind, same in by_kind.items()}
    sole = {kind: start for kind, start in covered.items() if start is not None}
    return {**sole, **headed, **learnt}, headed
