"""The rows of table 3 into cells: which column each value belongs to, and what is not certain enough to be read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.report import formats
from gongkai.report.align.figures import Found
from gongkai.report.align.placing import AddsUp, Placed, Position, filled_at, keeps_blanks, only_start, place
from gongkai.report.align.request_header import Header
from gongkai.report.align.rows import Token
from gongkai.report.align.values import parse

_TOP = frozenset({"new", "carried_in", "carried_out"})
_MIDDLE = frozenset({"granted", "partial", "handled", "other_outcome"})

# A label or two may stand in a sentence; more of them are a table.
_FEWEST_ROWS = 3

Kind = tuple[str, int | None]


@dataclass(slots=True)
class Entry:
    """A row as found: its key (None: not a row of the form), its label's tokens, the values behind it.

    `first` says that its label is the first of its row, no group's label stands before it; `doubtful` that figures
    without a label follow it.
    """

    key: str | None
    label: list[Token]
    values: list[Token] = field(default_factory=list)
    exact: bool = False
    kept: bool = True
    block: int = -1
    flat: bool = False
    first: bool = True
    doubtful: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value stands behind the label."""
        return all(value.blank for value in self.values)

    @property
    def kind(self) -> Kind:
        """What rows of the same shape share: the depth of the label, and the column of its last cell."""
        depth = "top" if self.key in _TOP else "middle" if self.key in _MIDDLE else "leaf"
        return depth, self.label[-1].column if self.label else None


@dataclass(frozen=True, slots=True)
class _Survey:
    """What the table as a whole tells about where its values stand.

    `columns` are the keys of the columns in their order, `other` an order that is as good; `starts` is how many cells
    behind the label the first column stands, by kind of row, `headed` the kinds for which the header shows it, `proved`
    those for which the rows do.
    """

    columns: list[str]
    other: list[str]
    starts: dict[Kind, int]
    headed: set[Kind]
    proved: set[Kind]
    kept: bool
    stripped: bool
    drops: bool

    def position(self, entry: Entry) -> Position:
        """Return what is known of where a row's values stand."""
        kept = entry.kept or self.kept or entry.kind in self.headed
        return Position(self.starts.get(entry.kind), entry.exact, kept, self.stripped and entry.kept)


def settle(found: Found, header: Header, walked: Sequence[Entry], unclaimed: list[Token]) -> None:
    """Put the cells of the rows into `found`; `unclaimed` are values that stand behind no label of the form."""
    entries = [entry for entry in walked if entry.key]
    if len({entry.key for entry in entries}) < _FEWEST_ROWS:
        return
    found.format = _format(entries)
    form = formats.load(found.format)
    survey = _survey(entries, header, found)
    wanted = {row.key for row in form.request_rows}
    _doubt_neighbours(walked, wanted)
    filled = {entry.key for entry in entries if not entry.empty}
    for entry in walked:
        if entry.key not in wanted:
            unclaimed.extend(value for value in entry.values if not value.blank)
        elif not entry.empty or entry.key not in filled:
            _settle_row(found, entry, survey)
    found.surplus(unclaimed)
    _note_shifted(found, entries)
    found.complete(form.cells("requests"), doubtful=bool(unclaimed))


def _doubt_neighbours(walked: Sequence[Entry], wanted: set[str]) -> None:
    """Doubt an empty row beside values that belong to no row of the form: they may be its own behind half a label."""
    for before, after in zip(walked, walked[1:], strict=False):
        for stranger, row in ((before, after), (after, before)):
            if stranger.key not in wanted and not stranger.empty and row.key in wanted and row.empty:
                row.doubtful = True


def _survey(entries: list[Entry], header: Header, found: Found) -> _Survey:
    columns, other = header.columns([entry.values for entry in entries], found)
    starts, headed, proved = _starts(entries, len(columns), header)
    return _Survey(
        columns,
        other,
        starts,
        headed,
        proved,
        kept=keeps_blanks(entry.values for entry in entries),
        stripped=_strips_ends(entries, starts),
        drops=any(0 < len(filled_at(entry.values)) < len(columns) for entry in entries),
    )


def _strips_ends(entries: list[Entry], starts: dict[Kind, int]) -> bool:
    """Return whether text keeps its empty fields (those of merged labels show) but for the ones at the end of a line."""
    return any(starts.values()) and not any(
        entry.exact or (entry.values and entry.values[-1].blank) for entry in entries
    )


def _note_shifted(found: Found, entries: list[Entry]) -> None:
    """Note a label that stands in another column than the other labels of its group."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.key and "." in entry.key and entry.first and entry.label[-1].column is not None:
            groups.setdefault(entry.key.split(".")[0], []).append(entry)
    for group in groups.values():
        usual, count = Counter(entry.label[-1].column for entry in group).most_common(1)[0]
        for entry in group:
            if count > 1 and entry.label[-1].column != usual:
                label = entry.label[-1]
                found.note("shifted_label", label.place, label.text, cell=f"requests.{entry.key}.natural_person")


def _settle_row(found: Found, entry: Entry, survey: _Survey) -> None:
    columns, values = survey.columns, entry.values
    names = [f"requests.{entry.key}.{column}" for column in columns]
    if entry.doubtful and entry.empty:
        found.put(names, Placed.unread(len(columns), values), ["count"] * len(columns), [None] * len(columns))
        return
    if not values and (entry.exact or found.claims(f"requests.{entry.key}.total")):
        return
    position = survey.position(entry)
    placed = place(values, len(columns), adds_up(columns), position)
    _check_short(placed, columns)
    if entry.doubtful or (survey.drops and not position.kept):
        _check_full(placed, columns, blanks=entry.doubtful)
    if not entry.exact and entry.kind in survey.headed - survey.proved:
        _check_headed(placed, columns)
    _doubt(placed, columns, survey.other)
    found.put(names, placed, ["count"] * len(columns), [None] * len(columns))


def _check_short(placed: Placed, columns: list[str]) -> None:
    """Distrust a short row of a true grid that does not add up: its cells may belong to other columns."""
    if "absent" in placed.missing and not adds_up(columns)([token.text if token else "" for token in placed.tokens]):
        placed.distrust()


def _check_headed(placed: Placed, columns: list[str]) -> None:
    """Distrust a row of text that only the header's columns place where it has a 总计 and does not add up to it."""
    texts = [token.text if token else "" for token in placed.tokens]
    if "" in texts and any(texts[:-1]) and texts[-1] and not adds_up(columns)(texts):
        placed.distrust()


def _check_full(placed: Placed, columns: list[str], *, blanks: bool) -> None:
    """Distrust a full row that does not add up where other rows lost cells: one of its figures may be a page's number.

    With `blanks`, distrust a row that shows any as well: its figures may be broken over lines that have no label.
    """
    texts = [token.text if token else "" for token in placed.tokens]
    if (all(texts) and not adds_up(columns)(texts)) or (blanks and "" in texts):
        placed.distrust()


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
    total = columns.index("total")

    def balanced(values: Sequence[str]) -> bool:
        numbers = [parse(value).number or Decimal(0) for value in values]
        return sum(numbers) == 2 * numbers[total]

    return balanced


def _format(entries: list[Entry]) -> str:
    """Return the form that the rows show: three rows under （六）其他处理 are of 2021, one is of 2019."""
    keys = Counter(entry.key for entry in entries)
    return "2021" if any(key and key.startswith("other_outcome.") for key in keys) else "2019"


def _starts(entries: list[Entry], wanted: int, header: Header) -> tuple[dict[Kind, int], set[Kind], set[Kind]]:
    """Return how many cells behind the label the first column stands, by kind of row.

    It is learnt from rows in which every column is filled, else from the header's columns. Return also the kinds for which
    the header shows it, and those for which the rows themselves prove it.
    """
    seen: dict[Kind, Counter[int]] = {}
    for entry in entries:
        filled = filled_at(entry.values)
        if len(filled) == wanted and filled[-1] - filled[0] == wanted - 1:
            seen.setdefault(entry.kind, Counter())[filled[0]] += 1
    learnt = {kind: counts.most_common(1)[0][0] for kind, counts in seen.items() if len(counts) == 1}
    by_kind: dict[Kind, list[Entry]] = {}
    for entry in entries:
        if entry.values:
            by_kind.setdefault(entry.kind, []).append(entry)
    offsets = {
        kind: header.offset([(entry.values, entry.block if entry.exact else None) for entry in same])
        for kind, same in by_kind.items()
    }
    headed = {kind: offset for kind, offset in offsets.items() if offset is not None}
    covered = {kind: only_start([entry.values for entry in same], wanted) for kind, same in by_kind.items()}
    sole = {kind: start for kind, start in covered.items() if start is not None}
    return (
        {**sole, **headed, **learnt},
        set(headed),
        {*learnt, *(kind for kind in sole if headed.get(kind) == sole[kind])},
    )
