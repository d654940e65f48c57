"""More values than columns: what all good ways of leaving one out agree on is read, the rest is not."""

import pytest

from gongkai.report.align.request_cells import adds_up
from gongkai.report.align.surplus import leave_out

BALANCED = adds_up(["natural_person", "commercial", "total"])


def never(_: object) -> bool:
    return False


@pytest.mark.parametrize(
    ("values", "wanted", "test", "chosen", "left"),
    [
        ("0 0 0 0", 3, BALANCED, "0 0 0", 1),
        ("6 0 6 0", 3, BALANCED, "6 0 6", 1),
        ("6 6 0 6", 3, BALANCED, "6 0 6", 1),
        ("0 6 0 6", 3, BALANCED, "? ? 6", 1),
        ("1 2 3 3", 3, BALANCED, "1 2 3", 1),
        ("1 2 4 9", 3, BALANCED, "? ? ?", 1),
        ("5 5 5 5", 3, never, "5 5 5", 1),
        ("7 8", 1, never, "?", 1),
        ("1 2 3 4 5", 3, BALANCED, "? ? ?", 2),
        ("1 2", 2, never, "1 2", 0),
    ],
)
def test_every_way_to_leave_the_surplus_out_is_weighed(values, wanted, test, chosen, left) -> None:
    texts = values.split()
    found, surplus = leave_out(texts, wanted, test)
    assert " ".join("?" if index is None else texts[index] for index in found) == chosen
    assert len(surplus) == left


def test_the_surplus_is_what_the_first_good_way_leaves_out() -> None:
    assert leave_out(["6", "0", "9", "6"], 3, BALANCED) == ([0, 1, 3], [2])


def test_too_many_ways_are_not_tried() -> None:
    assert leave_out(["0"] * 40, 20, never) is None
