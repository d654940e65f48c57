"""The columns of table 3: their order is the header's where it is certain, and the sums decide where it is not."""

from dataclasses import replace

import pytest

from gongkai.report.align import requests
from gongkai.report.align.request_header import Header
from gongkai.report.align.rows import Row, token
from gongkai.report.blocks import Grid
from gongkai.report.model import PagePlace, TextPlace
from tests.report.align.build import ZEROS, grid, notes, requests_rows, requests_text, rows_of, shown

SIX = "6 0 0 0 0 0 6"
TOTAL_FIRST = (
    "（本列数据的勾稽关系）| < | < | 申请人情况 | < | < | < | < | < | <",
    "^ | ^ | ^ | 总计 | 自然人 | 法人或其他组织 | < | < | < | <",
    "^ | ^ | ^ | ^ | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他",
)


def read(*parts):
    """Return table 3 of these blocks."""
    return requests.read(rows_of(*parts))


def total_first(given: str) -> list[str]:
    """Return table 3 with 总计 as its first column; `given` are the values of row 一 in that order."""
    return [*TOTAL_FIRST, *requests_rows(given={"new": given})[3:]]


@pytest.mark.parametrize("head", ["社会组织", "公益组织", "社会公益性组织"])
def test_a_column_printed_otherwise_is_recognised_and_noted(head) -> None:
    found = read(grid(*[row.replace("社会公益组织", head) for row in requests_rows(given={"new": "0 0 0 5 0 0 5"})]))
    assert shown(found, "requests.new") == "0 0 0 5 0 0 5"
    assert notes(found) == ["label_variant"]


@pytest.mark.parametrize(
    ("given", "states"),
    [
        # 总计 first adds up: the figures stand as the header says.
        ("7 5 2 0 0 0 0", "5 2 0 0 0 0 7"),
        # They add up only in the form's order: the header was moved, not the figures.
        ("5 2 0 0 0 0 7", "5 2 0 0 0 0 7"),
        # Both add up: nobody can tell the equal from the unequal.
        ("0 0 0 0 0 0 0", ZEROS),
        ("6 6 0 0 0 0 0", "6 0 0 0 0 0 6"),
        # Neither adds up.
        ("6 1 1 1 1 1 9", "u 1 1 1 1 u u"),
    ],
)
def test_the_sums_decide_where_the_header_has_the_total_first(given, states) -> None:
    found = read(grid(*total_first(given)))
    assert shown(found, "requests.new") == states
    assert notes(found)[0] == "column_order"


def test_columns_in_another_order_are_read_by_their_headings() -> None:
    rows = requests_rows(given={"new": "1 2 3 4 5 6 21"})
    rows[2] = "^ | ^ | ^ | ^ | 科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他 | ^"
    found = read(grid(*rows))
    assert shown(found, "requests.new") == "1 3 2 4 5 6 21"
    assert notes(found) == ["column_order"]


def test_a_header_written_flat_with_the_total_before_the_organisations_is_the_forms() -> None:
    """Three rows of headings, written one cell a line, name 总计 before the kinds of organisations."""
    text = "\n".join(
        c.strip() for row in requests_rows(given={"new": SIX}) for c in row.split("|") if c.strip() not in "<^"
    )
    assert text.index("总计") < text.index("商业企业")
    found = read(text)
    assert (shown(found, "requests.new"), found.notes) == (SIX, [])


def test_a_flat_header_with_the_total_before_everything_leaves_it_to_the_sums() -> None:
    rows = ["勾稽关系", "申请人情况", "总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    body = [
        "\n".join(c.strip() for c in row.split("|") if c.strip() not in "<^")
        for row in requests_rows(given={"new": "7 5 2 0 0 0 0"})[3:]
    ]
    found = read("\n".join([*rows, *body]))
    assert shown(found, "requests.new") == "5 2 0 0 0 0 7"


def test_without_a_header_the_columns_are_the_forms() -> None:
    found = read("\n".join(requests_text(given={"new": SIX}).split("\n")[3:]))
    assert shown(found, "requests.new") == SIX


def test_without_a_header_what_would_differ_with_the_total_first_is_unread_where_only_that_adds_up() -> None:
    found = read("\n".join(requests_text(given={"new": "7 5 2 0 0 0 0"}).split("\n")[3:]))
    assert shown(found, "requests.new") == "u u u 0 0 0 u"


@pytest.mark.parametrize(
    ("drop", "states"),
    [("法律服务机构", "6 0 0 0 a 0 6"), ("科研机构", "6 0 a 0 0 0 6")],
)
def test_a_column_that_the_table_lacks_is_absent(drop, states) -> None:
    body = [
        " | ".join([*row.split(" | ")[:-7], *row.split(" | ")[-6:]]) for row in requests_rows(given={"new": SIX})[3:]
    ]
    kinds = [kind for kind in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他") if kind != drop]
    head = [
        "（本列数据的勾稽关系）| < | < | 申请人情况 | < | < | < | < | <",
        "^ | ^ | ^ | 自然人 | 法人或其他组织 | < | < | < | 总计",
        "^ | ^ | ^ | ^ | " + " | ".join(kinds) + " | ^",
    ]
    body[0] = "一、本年新收政府信息公开申请数量 | < | < | 6 | 0 | 0 | 0 | 0 | 6"
    found = read(grid(*head, *body))
    assert shown(found, "requests.new") == states


def test_a_header_that_lost_a_heading_over_full_rows_is_the_forms() -> None:
    found = read(requests_text(given={"new": SIX}).replace("法律服务机构", ""))
    assert shown(found, "requests.new") == SIX


def test_a_header_of_columns_without_a_total_leaves_the_sums_out() -> None:
    header = Header()
    for word in ("自然人", "商业企业"):
        header.take(token(word, TextPlace(1, 1)), Row([], [0], flat=True))
    found = read("")
    assert header.columns([], found)[0][-1] == "total"
    assert header.first is None


@pytest.mark.parametrize("word", ["勾稽关系", "申请人情况", "法人或其他组织", "全年说明"])
def test_what_is_no_column_leaves_the_header_alone(word) -> None:
    header = Header()
    header.take(token(word, TextPlace(1, 1)), Row([], [0]))
    assert header.order == []


def test_a_second_page_of_the_table_may_count_its_own_columns() -> None:
    rows = requests_rows(given={"new": SIX, "carried_out": "1 . . . . . 1"})
    tail = [" | ".join(["四、结转下年度继续办理", "1", "", "", "", "", "", "1"])]
    found = read(grid(*rows[:-1]), grid(*tail, table=2))
    assert shown(found, "requests.new") == SIX
    assert shown(found, "requests.carried_out") == "1 b b b b b 1"


def test_a_figure_outside_the_headings_columns_makes_the_header_no_guide() -> None:
    rows = requests_rows(given={"new": "6 . . . . . 6"})
    rows[3] = "一、本年新收政府信息公开申请数量 | < | 6 |  |  |  |  |  |  | 6"
    assert shown(read(grid(*rows)), "requests.new") == "u u u u u u u"


def test_a_heading_cut_over_two_lines_of_text_leaves_unread_what_it_may_have_moved() -> None:
    """The second half stands in a line of its own, shifted: its column may be the form's, or the last."""
    text = requests_text(given={"new": "1 2 3 4 5 6 21", "carried_in": SIX})
    text = text.replace("社会公益组织", "社会", 1).replace("\n一、本年新收", "\n\t\t\t公益组织\n一、本年新收", 1)
    found = read(text)
    assert shown(found, "requests.new") == "1 2 3 u u u 21"
    assert shown(found, "requests.carried_in") == SIX
    assert "column_order" in notes(found)


@pytest.mark.parametrize(
    ("given", "states"),
    [("5 7 2 0 0 0 0", "5 2 0 0 0 0 7"), ("5 2 0 0 0 0 7", "5 2 0 0 0 0 7"), ("7 5 2 0 0 0 0", "7 u u 0 0 0 u")],
)
def test_the_sums_decide_where_the_header_has_the_total_in_between(given, states) -> None:
    head = (
        TOTAL_FIRST[0],
        "^ | ^ | ^ | 自然人 | 总计 | 法人或其他组织 | < | < | < | <",
        TOTAL_FIRST[2],
    )
    found = read(grid(*head, *requests_rows(given={"new": given})[3:]))
    assert shown(found, "requests.new") == states
    assert notes(found)[0] == "column_order"


def drawn(table: Grid) -> Grid:
    """Return a table as a page shows it: its columns are inferred."""
    cells = [replace(cell, place=PagePlace(1, (0.0, 0.0, 1.0, 1.0))) for cell in table.cells]
    return Grid(cells, PagePlace(1, (0.0, 0.0, 1.0, 1.0)), table.exact)


def test_columns_in_another_order_on_a_page_prove_nothing() -> None:
    rows = requests_rows(given={"new": "1 2 3 4 5 6 21", "carried_in": "6 0 0 0 0 0 6"})
    rows[2] = "^ | ^ | ^ | ^ | 科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他 | ^"
    found = read(drawn(grid(*rows)))
    assert shown(found, "requests.new") == "1 u u 4 5 6 21"
    assert shown(found, "requests.carried_in") == SIX


def test_a_heading_that_a_page_lacks_is_no_column_that_is_missing() -> None:
    rows = requests_rows(given={"new": "1 2 3 4 5 6 21"})
    rows[2] = rows[2].replace("法律服务机构", "")
    found = read(drawn(grid(*rows)))
    assert shown(found, "requests.new") == "1 2 3 4 5 6 21"
    assert notes(found) == []


def test_the_total_first_on_a_page_is_left_to_the_sums() -> None:
    found = read(drawn(grid(*total_first("7 5 2 0 0 0 0"))))
    assert shown(found, "requests.new") == "5 2 0 0 0 0 7"
