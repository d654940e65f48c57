"""Where text has one cell a line, a blank cell shows only by the empty lines around it."""

import pytest

from gongkai.report.align.gaps import restore_blanks
from tests.report.align.build import rows_of


def restored(text: str) -> str:
    """Return the cells of a text, a dot for a blank, brackets around what may be a page's number."""
    return " ".join(
        f"[{row.tokens[0].text}]" if row.suspect else "|".join(one.text or "." for one in row.tokens)
        for row in restore_blanks(rows_of(text))
    )


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("甲\n\n1\n\n2\n\n3", "甲 1 2 3"),
        # Two empty lines more than usual are a blank cell, four are two.
        ("甲\n\n1\n\n2\n\n\n\n3", "甲 1 2 . 3"),
        ("甲\n\n1\n\n2\n\n\n\n\n\n3", "甲 1 2 . . 3"),
        # One empty line more is nothing that a cell would leave.
        ("甲\n\n1\n\n2\n\n\n3", "甲 1 2 3"),
        ("甲\n\n\n1\n\n\n2\n\n\n\n\n\n3\n\n\n4", "甲 1 2 . 3 4"),
        # Rows side by side have no blanks between lines.
        ("甲\n\n1\n\n2\n\n\n\n乙\t3", "甲 1 2 乙|3"),
        ("甲\n\n乙", "甲 乙"),
        ("", ""),
    ],
)
def test_a_blank_cell_is_put_back_where_empty_lines_show_it(text, cells) -> None:
    assert restored(text) == cells


def test_a_blank_that_was_put_back_stands_where_the_next_cell_stands() -> None:
    blank, three = restore_blanks(rows_of("甲\n\n1\n\n2\n\n\n\n3"))[-2:]
    assert (blank.tokens[0].blank, blank.tokens[0].place) == (True, three.tokens[0].place)
    assert (blank.blocks, three.tokens[0].gap) == ([], 1)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("甲\n1\n2\n3\n\n4\n\n乙\n5", "甲 1 2 3 [4] 乙 5"),
        ("甲\n1\n2\n3\n\n4", "甲 1 2 3 [4]"),
        ("甲\n1\n2\n3\n\n4\n乙", "甲 1 2 3 4 乙"),
        ("甲\n1\n2\n3\n\n1234\n\n乙", "甲 1 2 3 1234 乙"),
        ("甲\n1\n2\n\n-1\n\n乙", "甲 1 2 -1 乙"),
    ],
)
def test_a_lone_number_between_empty_lines_is_a_page_where_cells_have_none(text, cells) -> None:
    assert restored(text) == cells
