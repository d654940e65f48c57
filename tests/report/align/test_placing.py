"""Values behind a label belong to columns only where the layout leaves no doubt."""

import pytest

from gongkai.report.align.placing import Position, filled_at, keeps_blanks, only_start, place
from gongkai.report.align.request_cells import adds_up
from gongkai.report.align.rows import token
from gongkai.report.model import TextPlace

BALANCED = adds_up(["natural_person", "commercial", "total"])
LOST, KEPT = Position(None, kept=False), Position(0)


def row(text: str):
    """Return the tokens of a row; a dot is a blank cell."""
    return [token("" if word == "." else word, TextPlace(1, at)) for at, word in enumerate(text.split(), 1)]


def shown(placed) -> str:
    """Return what the columns got: a value, a dot for a blank, or the first letter of the state of what is not there."""
    return " ".join(
        (cell.text or ".") if cell else state[0] for cell, state in zip(placed.tokens, placed.missing, strict=True)
    )


@pytest.mark.parametrize(
    ("values", "position", "columns"),
    [
        # As many as the columns, with blanks of merged labels around them.
        ("1 2 3", LOST, "1 2 3"),
        (". . 1 2 3 .", LOST, "1 2 3"),
        # Nothing at all.
        ("", KEPT, "b b b"),
        (". . .", KEPT, ". . ."),
        (". . . .", Position(1), ". . ."),
        (". . . .", LOST, ". . ."),
        (". .", LOST, ". . b"),
        # Too few, in a layout that keeps blanks where they are.
        ("1 . 1", KEPT, "1 . 1"),
        ("1 . 1", Position(None), "1 . 1"),
        (". 1 . 1", Position(1), "1 . 1"),
        # Too few, and nobody knows which are blank.
        ("1 . 1", LOST, "u u u"),
        ("1 1", LOST, "u u u"),
        ("1 1", Position(None), "u u u"),
        ("1 1", KEPT, "u u u"),
        ("5 1 . 1", Position(1), "1 . 1"),
        ("5 . . 1", Position(1), "u u u"),
        # A true grid that is short lacks the cells at its end; text that strips its ends has blanks there.
        ("1 1", Position(0, exact=True), "1 1 a"),
        ("1 1", Position(0, stripped=True), "1 1 b"),
    ],
)
def test_values_belong_to_columns_only_where_nothing_else_is_possible(values, position, columns) -> None:
    assert shown(place(row(values), 3, BALANCED, position)) == columns


@pytest.mark.parametrize(
    ("values", "columns", "surplus", "notes"),
    [
        ("6 0 6 0", "6 0 6", ["0"], ["surplus"]),
        ("0 6 0 6", "u u 6", ["0"], ["surplus"]),
        ("6 0 6 注", "6 0 6", ["注"], []),
        (" ".join(["0"] * 9), "0 0 0", ["0"] * 6, ["surplus"]),
    ],
)
def test_surplus_values_are_left_out_or_make_cells_unread(values, columns, surplus, notes) -> None:
    placed = place(row(values), 3, BALANCED, KEPT)
    assert (shown(placed), [one.text for one in placed.surplus], placed.notes) == (columns, surplus, notes)


def test_far_too_many_values_leave_every_column_unread() -> None:
    placed = place(row("0 " * 70), 3, BALANCED, KEPT)
    assert (shown(placed), placed.surplus, placed.notes) == ("u u u", [], ["surplus"])
    assert placed.raw.startswith("0 0 0")


@pytest.mark.parametrize(
    ("position", "notes"), [(Position(0, exact=True), ["missing_cells"]), (Position(0, stripped=True), [])]
)
def test_a_short_row_is_noted_where_cells_are_missing(position, notes) -> None:
    assert place(row("1 1"), 3, BALANCED, position).notes == notes


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (["1 2 3", "0 . ."], False),
        (["1 2 3", ". . 1"], True),
        (["1 . 1"], True),
        ([". . ."], False),
        ([], False),
    ],
)
def test_a_blank_before_a_figure_shows_that_blanks_are_kept(rows, kept) -> None:
    assert keeps_blanks(map(row, rows)) is kept


@pytest.mark.parametrize(
    ("rows", "start"),
    [
        ([". 1 2 3"], 1),
        ([". 1 . .", ". . . 3"], 1),
        (["1 . ."], 0),
        ([". . 3"], None),
        ([". 1 . ."], None),
        ([". . ."], None),
        ([], None),
    ],
)
def test_figures_tell_the_first_column_where_only_one_fits(rows, start) -> None:
    assert only_start([row(one) for one in rows], 3) == start


def test_filled_places_are_those_that_are_not_blank() -> None:
    assert filled_at(row(". 1 . 注")) == [1, 3]
