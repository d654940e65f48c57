"""Members added up: nothing that is not there is added, and every sum says who contributed what."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongkai.report import checks, formats
from gongkai.report.model import Cell, Report, Source
from gongkai.report.rollup import Member, Share, member, roll_up

CELLS = formats.load("2021").cells("requests")
NEW = "requests.new.total"
FEES = "proactive.fees.amount"

figures = some.dictionaries(some.sampled_from(CELLS), some.integers(0, 10_000), max_size=30)


def of(key: str, **cells: int) -> Member:
    """Return a member with some figures of table 3."""
    return Member(key, {"requests": "2021"}, {f"requests.{name.replace('__', '.')}": n for name, n in cells.items()})


@given(some.lists(figures, max_size=8))
def test_a_sum_is_that_of_what_the_members_contribute(several: list[dict[str, int]]) -> None:
    members = [Member(f"m{at}", {"requests": "2021"}, cells) for at, cells in enumerate(several)]
    found = roll_up(members, format_name="2021")
    for cell in CELLS:
        there = [cells[cell] for cells in several if cell in cells]
        assert found.cells.get(cell) == (sum(there) if there else None)
        assert [share.value for share in found.shares[cell]] == [cells.get(cell) for cells in several]
        assert len(found.gaps(cell)) == len(several) - len(there)


@given(some.lists(some.decimals(0, 10_000, places=4), min_size=1, max_size=12))
def test_amounts_are_added_exactly(amounts: list[Decimal]) -> None:
    members = [Member(f"m{at}", {"proactive": "2021"}, {FEES: amount}) for at, amount in enumerate(amounts)]
    assert roll_up(members, format_name="2021").cells[FEES] == sum(amounts)


def test_a_member_without_figures_is_missing_and_not_zero() -> None:
    found = roll_up([of("a", new__total=3), Member("b")], format_name="2021")
    assert found.cells[NEW] == 3
    assert found.missing == ("b",)
    assert found.shares[NEW] == (Share("a", 3),)


def test_a_table_in_another_format_is_not_addable() -> None:
    old = Member("b", {"requests": "2019", "remedies": "2021"}, {NEW: 5, "remedies.reconsideration.total": 2})
    found = roll_up([of("a", new__total=3), old], format_name="2021")
    assert found.cells[NEW] == 3
    assert found.unlike == {"requests": ("b",)}
    assert found.cells["remedies.reconsideration.total"] == 2


def test_a_cell_that_nobody_has_is_left_out_and_not_zero() -> None:
    found = roll_up([of("a", new__total=3)], format_name="2021")
    assert "requests.handled.total" not in found.cells
    assert found.gaps("requests.handled.total") == ("a",)


def test_what_an_organ_has_of_its_own_is_told_from_what_is_below_it() -> None:
    found = roll_up([of("own", new__total=3), of("b", new__total=4), of("c", new__total=5)], format_name="2021")
    assert found.of(["own"])[NEW] == 3
    assert found.of(["b", "c"])[NEW] == 9


def test_nobody_is_added_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        roll_up([of("a"), of("a")], format_name="2021")


def test_a_report_becomes_a_member_with_what_was_read_of_it() -> None:
    report = Report(Source("", "html", ""), organ="云亭区民政局", year=2025)
    report.tables["requests"] = "2021"
    report.cells = {
        NEW: Cell(NEW, 4, "read", "4"),
        "requests.handled.total": Cell("requests.handled.total", None, "blank"),
    }
    made = member("mzj", report)
    assert made == Member("mzj", {"requests": "2021"}, {NEW: 4})
    assert member("swj", None) == Member("swj")


def test_the_check_of_a_roll_up_agrees() -> None:
    cells = [dict.fromkeys(CELLS, at) for at in (1, 2)]
    found = roll_up([Member(str(at), {"requests": "2021"}, each) for at, each in enumerate(cells)], format_name="2021")
    reports = []
    for each in (*cells, found.cells):
        report = Report(Source("", "html", ""), year=2025)
        report.tables["requests"] = "2021"
        report.cells = {cell: Cell(cell, number, "read", str(number)) for cell, number in each.items()}
        reports.append(report)
    assert checks.check(reports[2], members=reports[:2], select=["GK301"]).findings == ()
