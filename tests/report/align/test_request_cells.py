"""The rows of table 3 into cells: full, short and shifted rows, and what is not certain enough to be read."""

import pytest

from gongkai.report.align import requests
from gongkai.report.align.request_cells import adds_up
from tests.report.align.build import (
    COLUMNS,
    ZEROS,
    grid,
    notes,
    requests_rows,
    requests_text,
    rows_of,
    shown,
    surplus,
)

SIX = "6 0 0 0 0 0 6"


def read(*parts):
    """Return table 3 of these blocks."""
    return requests.read(rows_of(*parts))


@pytest.mark.parametrize(
    ("columns", "values", "balanced"),
    [
        (COLUMNS, "1 2 0 0 0 0 3", True),
        (COLUMNS, "1 2 0 0 0 0 4", False),
        (COLUMNS, "1 . . . . . 1", True),
        (COLUMNS, "/ / / / / / /", True),
        (COLUMNS, "甲 0 0 0 0 0 1", False),
        (("total", *COLUMNS[:-1]), "3 1 2 0 0 0 0", True),
    ],
)
def test_a_row_adds_up_where_the_kinds_of_applicants_make_the_total(columns, values, balanced) -> None:
    assert adds_up(columns)(["" if one == "." else one for one in values.split()]) is balanced


def test_a_label_that_stands_in_another_column_than_its_group_is_noted() -> None:
    row = f"\\t\\t8.属于行政查询事项\\t{chr(9).join(ZEROS.split())}".replace("\\t", "\t")
    shifted = row.replace("\t\t8.", "8.")
    found = read(requests_text().replace(row, shifted))
    assert notes(found) == ["shifted_label"]
    assert shown(found, "requests.denied.administrative_inquiry") == ZEROS


def test_a_group_of_labels_that_all_stand_apart_has_no_usual_column() -> None:
    rows = [
        "1.申请人无正当理由逾期不补正 | < | < | 0 | 0 | 0 | 0 | 0 | 0 | 0",
        " | 3.其他 | < | 0 | 0 | 0 | 0 | 0 | 0 | 0",
        "（七）总计 | < | < | 0 | 0 | 0 | 0 | 0 | 0 | 0",
    ]
    found = read(grid(*requests_rows()[:4], *rows))
    assert "shifted_label" not in notes(found)


def test_an_empty_label_that_repeats_a_filled_row_takes_nothing_away() -> None:
    found = read(requests_text(given={"carried_out": SIX}) + "\n四、结转下年度继续办理")
    assert shown(found, "requests.carried_out") == SIX


def test_an_empty_row_before_its_filled_twin_takes_nothing_away() -> None:
    rows = requests_rows(given={"carried_out": SIX})
    rows.insert(-1, "四、结转下年度继续办理 | < | < |  |  |  |  |  |  | ")
    assert shown(read(grid(*rows)), "requests.carried_out") == SIX


def test_a_row_of_a_grid_without_any_cell_behind_its_label_is_absent() -> None:
    rows = requests_rows()
    rows[-1] = "四、结转下年度继续办理"
    found = read(grid(*rows))
    assert shown(found, "requests.carried_out") == "a a a a a a a"


def test_a_row_of_text_without_anything_behind_its_label_is_blank() -> None:
    text = requests_text(given={"carried_out": ". . . . . . ."}).rstrip("\t")
    assert shown(read(text), "requests.carried_out") == "b b b b b b b"


@pytest.mark.parametrize(
    ("values", "states", "kinds"),
    [
        ("6 | 0 | 0 | 0 | 0 | 0", "u u u u u u u", ["missing_cells"]),
        ("0 | 0 | 0 | 0 | 0 | 0", "0 0 0 0 0 0 a", ["missing_cells"]),
    ],
)
def test_a_short_row_of_a_grid_is_read_only_where_it_adds_up(values, states, kinds) -> None:
    rows = requests_rows()
    rows[-1] = f"四、结转下年度继续办理 | < | < | {values}"
    found = read(grid(*rows))
    assert shown(found, "requests.carried_out") == states
    assert notes(found) == kinds


def a_cell_a_line(rows: list[str]) -> str:
    return "\n".join(c.strip() for row in rows for c in row.split("|") if c.strip() not in ("", "<", "^"))


def test_a_full_row_that_does_not_add_up_is_unread_where_other_rows_lost_cells() -> None:
    rows = requests_rows(given={"granted": "6 . . . . . 6", "partial": "1 0 0 0 0 0 2"})
    found = read(a_cell_a_line(rows))
    assert shown(found, "requests.granted") == shown(found, "requests.partial") == "u u u u u u u"
    assert shown(found, "requests.new") == ZEROS


def test_a_full_row_that_does_not_add_up_is_read_where_no_row_lost_cells() -> None:
    found = read(a_cell_a_line(requests_rows(given={"partial": "1 0 0 0 0 0 2"})))
    assert shown(found, "requests.partial") == "1 0 0 0 0 0 2"


def test_rows_that_lost_cells_are_unread_but_full_ones_are_read() -> None:
    rows = requests_rows(given={"granted": "6 . . . . . 6", "new": SIX})
    found = read(a_cell_a_line(rows))
    assert shown(found, "requests.granted") == "u u u u u u u"
    assert shown(found, "requests.new") == SIX


@pytest.mark.parametrize(
    ("row", "states", "left"),
    [
        ("6 0 0 0 0 0 6 0", SIX, ["0"]),
        ("0 0 0 0 0 0 0 0", ZEROS, ["0"]),
        ("1 1 2 0 0 0 0 4", "1 1 2 0 0 0 4", ["0"]),
        ("0 6 0 0 0 0 0 6", "u u 0 0 0 0 6", ["0"]),
        ("1 2 3 4 5 6 7 8", "u u u u u u u", ["8"]),
    ],
)
def test_a_surplus_value_makes_unread_what_it_makes_uncertain(row, states, left) -> None:
    found = read(requests_text(given={"handled": row}))
    assert shown(found, "requests.handled") == states
    assert surplus(found) == left


def test_values_of_rows_under_merged_labels_stand_where_full_rows_stand() -> None:
    """A tab-separated text that strips the tabs at the end of its lines has blanks there."""
    text = requests_text(given={"new": "6 0 0 0 0 . .", "granted": "6 . . . . . 6"})
    text = "\n".join(line.rstrip("\t") for line in text.split("\n"))
    found = read(text)
    assert shown(found, "requests.new") == "6 0 0 0 0 b b"
    assert shown(found, "requests.granted") == "6 b b b b b 6"


@pytest.mark.parametrize(("row", "states"), [(SIX, SIX), ("6 0 0 0 0 0 7", "u u u u u u u")])
def test_a_printed_row_that_does_not_add_up_is_unread_where_figures_without_a_label_follow(row, states) -> None:
    text = "\n".join(
        " ".join(c.strip() for c in one.split("|") if c.strip() not in ("<", "^"))
        for one in requests_rows(given={"carried_in": row})
    )
    found = read(text.replace("\n三、", "\n1 2\n三、", 1))
    assert shown(found, "requests.carried_in") == states
    assert surplus(found) == ["1", "2"]


@pytest.mark.parametrize(("row", "states"), [(". 6 . . . . 6", "b 6 b b b b 6"), (". 6 . . . . 5", "u u u u u u u")])
def test_a_row_of_text_that_only_the_headings_place_is_read_only_where_it_adds_up(row, states) -> None:
    blank = ". . . . . . ."
    found = read(requests_text(given={"new": row, "carried_in": blank, "carried_out": blank}))
    assert shown(found, "requests.new") == states
    assert shown(found, "requests.granted") == ZEROS
