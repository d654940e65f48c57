"""The column headings of table 3: which columns there are, in which order, and from which grid column they start."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.report import formats
from gongkai.report.align import vocabularies
from gongkai.report.align.figures import Found
from gongkai.report.align.rows import Row, Token
from gongkai.report.align.values import parse
from gongkai.report.model import PagePlace

_STANDARD = tuple(column.key for column in formats.load("2021").request_columns)
_LABELS = {column.key: column for column in formats.load("2021").request_columns}


@dataclass(slots=True)
class Header:
    """The headings met so far. `columns_at` are grid columns of the true grid that is block number `block`.

    `drawn` says that they come from a page, where columns are inferred: an order other than the form's proves nothing.
    """

    order: list[str] = field(default_factory=list)
    columns_at: dict[str, int] = field(default_factory=dict)
    shown_at: dict[str, int] = field(default_factory=dict)
    variants: dict[str, Token] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    block: int = -1
    drawn: bool = False

    @property
    def first(self) -> int | None:
        """The grid column of the first kind of applicant, None where the grid does not tell."""
        return min(self.columns_at.values()) if len(self.columns_at) == len(_STANDARD) else None

    def first_column(self, row: Row) -> int | None:
        """Return `first` where the row belongs to the grid with this header: another page's grid counts its own columns."""
        return self.first if row.exact and row.blocks and row.blocks[0] == self.block else None

    def take(self, label: Token, row: Row) -> None:
        """Record a heading."""
        match = vocabularies.request_header().match(label.text)
        if match is None or match.key not in _LABELS:
            return
        self.drawn |= isinstance(label.place, PagePlace)
        if match.key not in self.order:
            self.order.append(match.key)
            if not match.exact:
                self.variants[match.key] = label
            if label.column is not None:
                self.shown_at[match.key] = label.column
            self.rows[match.key] = id(row)
        if row.exact and label.column is not None and self.block in (-1, row.blocks[0]):
            self.block = row.blocks[0]
            self.columns_at.setdefault(match.key, label.column)

    def columns(self, rows: Sequence[Sequence[Token]], found: Found) -> tuple[list[str], list[str]]:
        """Return the keys of the columns as values stand, and the order that is as good, mostly the same."""
        for key, label in self.variants.items():
            found.note("label_variant", label.place, label.text, _LABELS[key].label)
        order = self._printed()
        if order == list(_STANDARD):
            return order, order
        if len(order) < len(_STANDARD):
            fewer = self._fewer(order, rows)
            return fewer, self._total_first(fewer, rows)
        return self._other_order(order, rows, found)

    def offset(self, rows: Sequence[tuple[Sequence[Token], int | None]]) -> int | None:
        """Return how many cells behind the label the first heading's column stands in rows of one kind.

        A row comes with the block of its true grid, None for text; None is returned where any row has a figure outside
        the headings' columns, as headings in text may stand shifted.
        """
        offsets: set[int] = set()
        for values, block in rows:
            at = (
                self.columns_at if block is not None and block == self.block else self.shown_at if block is None else {}
            )
            if len(set(at.values())) != len(_STANDARD):
                return None
            first, last = min(at.values()), max(at.values())
            columns = [value.column for value in values]
            if first not in columns or any(
                not value.blank and (value.column is None or not first <= value.column <= last) for value in values
            ):
                return None
            offsets.add(columns.index(first))
        return offsets.pop() if len(offsets) == 1 else None

    def _printed(self) -> list[str]:
        """Return the order that the header shows, by its columns where it has them."""
        at = self.columns_at if len(self.columns_at) == len(_STANDARD) else self.shown_at
        if len(set(at.values())) == len(_STANDARD):
            return sorted(at, key=lambda key: at[key])
        # A header of three rows, written one cell a line, names 总计 before the kinds of organisations.
        flat = [key for key in self.order if key != "total"]
        if "total" not in self.order:
            return flat
        first = "natural_person" in flat and self.order.index("total") < self.order.index("natural_person")
        return ["total", *flat] if first else [*flat, "total"]

    def _fewer(self, order: list[str], rows: Sequence[Sequence[Token]]) -> list[str]:
        """A column is missing only where the rows have as many values, or cells, as the header has headings."""
        if "total" not in order or "natural_person" not in order:
            return list(_STANDARD)
        if self.drawn:
            return list(_STANDARD)
        if len(set(self.columns_at.values())) == len(order) and {len(row) for row in rows if row} == {len(order)}:
            return sorted(order, key=lambda key: self.columns_at[key])
        filled = {sum(not value.blank for value in row) for row in rows} - {0}
        return order if filled == {len(order)} else list(_STANDARD)

    def _total_first(self, order: list[str], rows: Sequence[Sequence[Token]]) -> list[str]:
        """Return the order with 总计 first where only it adds up: then a header that cannot be read had it first."""
        first = ["total", *(key for key in order if key != "total")]
        return first if _balanced(first, rows) > _balanced(order, rows) else order

    def _other_order(
        self, order: list[str], rows: Sequence[Sequence[Token]], found: Found
    ) -> tuple[list[str], list[str]]:
        """Let the sums decide between the header's order and the form's where the header moves 总计 only."""
        found.note("column_order", None, "、".join(_LABELS[key].label for key in order))
        proved = not self._is_cut() and not self.drawn
        if order[-1] == "total":
            return (order, order) if proved else (list(_STANDARD), order)
        form = [*(key for key in order if key != "total"), "total"] if proved else list(_STANDARD)
        order = order if proved else ["total", *form[:-1]]
        printed, standard = _balanced(order, rows), _balanced(form, rows)
        if printed == standard:
            # A converter that wrote the header flat, or a form that has 总计 first: nobody can tell.
            return form, order
        better = order if printed > standard else form
        return better, better

    def _is_cut(self) -> bool:
        """Return whether text shows the kinds of organisations in several rows of headings: then one was cut in two."""
        kinds = {self.rows[key] for key in self.order if key not in ("natural_person", "total")}
        return bool(self.shown_at) and not self.columns_at and len(kinds) > 1


def _balanced(order: list[str], rows: Sequence[Sequence[Token]]) -> int:
    total = order.index("total")
    count = 0
    for row in rows:
        numbers = [parse(value.text).number or Decimal(0) for value in row if not value.blank]
        count += len(numbers) == len(order) and sum(numbers) == 2 * numbers[total]
    return count
