"""Where figures stand that nobody claims, no cell is said to be blank or absent."""

import pytest

from gongkai.report.align.doubts import distrust
from gongkai.report.align.figures import Found
from gongkai.report.model import TABLES, Cell, TextPlace, Unplaced
from tests.report.align.build import grid, rows_of

FOUR, FIVE = "1\n2\n3\n4", "1\n2\n3\n4\n5"
NOWHERE = {name: [] for name in TABLES}
REPEATS = "第二十条第（一）项\n第二十条第（五）项\n第二十条第（六）项\n"


def tables() -> tuple[Found, Found]:
    """Return a table that was found, with one cell of each kind, and one that was not."""
    found, lost = Found("requests", "2021"), Found("remedies")
    for name, state, place in (
        ("blank", "blank", None),
        ("absent", "absent", None),
        ("shown", "blank", TextPlace(9, 1)),
        ("slash", "slash", TextPlace(9, 2)),
    ):
        found.cells[name] = Cell(name, None, state, "", place)
    lost.cells["absent"] = Cell("absent", None, "absent")
    return found, lost


@pytest.mark.parametrize(
    ("parts", "doubted"),
    [
        ([FOUR], False),
        ([FIVE], True),
        (["1 2 3 4 5"], True),
        (["1\t\t2\t3\t4\t5"], True),
        (["规章 1 2 3 4 5"], False),
        ([grid("1 | 2 | 3 | 4 | 5")], False),
        (["- 1 -\n- 2 -\n- 3 -\n- 4 -\n- 5 -"], False),
        ([REPEATS + "信息内容"], True),
        ([REPEATS + "信息内容\n信息内容"], False),
        (["第二十条第（一）项\n信息内容"], False),
    ],
)
def test_five_figures_of_nobody_or_lost_repeats_make_unread_what_was_only_taken_for_empty(parts, doubted) -> None:
    found, lost = tables()
    distrust((found, lost), rows_of(*parts), NOWHERE, "2021")
    state = "unread" if doubted else None
    assert {name: cell.state for name, cell in found.cells.items()} == {
        "blank": state or "blank",
        "absent": state or "absent",
        "shown": "blank",
        "slash": "slash",
    }
    assert lost.cells["absent"].state == "absent"


def test_figures_that_cells_or_surplus_claim_are_not_in_doubt() -> None:
    found, lost = tables()
    found.cells["claimed"] = Cell("claimed", 1, "read", "1", TextPlace(1, 1))
    lost.unplaced.append(Unplaced("2", TextPlace(2, 1), "remedies"))
    distrust((found, lost), rows_of("1\n2\n3\n4\n5\n6"), NOWHERE, "2021")
    assert found.cells["blank"].state == "blank"


@pytest.mark.parametrize(
    ("labels", "format"),
    [("行政复议\n结果维持\n尚未审结", "2021"), ("行政复议\n结果维持\n5", None), ("行政复议\n结果维持\n说明", None)],
)
def test_a_table_whose_labels_are_there_is_unread_and_not_absent(labels, format) -> None:
    found, lost = tables()
    distrust((found, lost), rows_of(FIVE), {**NOWHERE, "remedies": rows_of(labels)}, "2021")
    assert lost.format == format
    assert {cell.state for cell in lost.cells.values()} == ({"unread"} if format else {"absent"})
    assert len(lost.cells) == (15 if format else 1)
