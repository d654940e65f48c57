"""Table 4: three blocks of five figures, side by side or one below the other, read only where their order is certain."""

import pytest

from gongkai.report.align import remedies
from tests.report.align.build import REMEDIES, changed, grid, letter, notes, rows_of, surplus, tabbed

VALUES = "1 0 2 0 3 0 1 0 0 1 4 0 0 1 5"
HEADS = "结果维持 结果纠正 其他结果 尚未审结 总计"


def read(*parts):
    """Return table 4 of these blocks."""
    return remedies.read(rows_of(*parts), "2021")


def all_of(found) -> str:
    return " ".join(letter(cell) for cell in found.cells.values())


def row(values: str) -> str:
    return " | ".join("" if one == "." else one for one in values.split())


def a_cell_a_line(rows, between="\n"):
    return between.join(c.strip() for row in rows for c in row.split("|") if c.strip() not in ("", "<", "^"))


def blocks_below(values: str = VALUES) -> list[str]:
    """Return the table with its blocks one below the other, each with its own headings."""
    figures = values.split()
    return [
        line
        for number, block in enumerate(("行政复议", "未经复议直接起诉", "复议后起诉"))
        for line in (f"{block} | < | < | < | <", row(HEADS), row(" ".join(figures[number * 5 : number * 5 + 5])))
    ]


@pytest.mark.parametrize(
    "table",
    [
        grid(*REMEDIES),
        tabbed(REMEDIES),
        a_cell_a_line(REMEDIES),
        a_cell_a_line(REMEDIES, "\n\n"),
        a_cell_a_line(REMEDIES, "\n\n\n"),
        VALUES.join(tabbed(REMEDIES).rsplit("\t".join(VALUES.split()), 1)),
        grid(*blocks_below()),
        a_cell_a_line(blocks_below()),
        grid(
            *changed(
                REMEDIES,
                _0="行政复议 | < | < | < | < | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <",
                _1="",
                _2=row(" ".join([HEADS] * 3)),
            )
        ),
    ],
)
def test_every_layout_reads_alike(table) -> None:
    found = read(table)
    assert (found.format, all_of(found)) == ("2021", VALUES)
    assert (found.unplaced, found.notes) == ([], [])


def test_every_block_of_the_table_is_used_up() -> None:
    assert read("", tabbed(REMEDIES)).blocks == {1, 2, 3, 4}


def test_figures_without_any_heading_fill_the_table_where_they_are_fifteen() -> None:
    assert all_of(read(VALUES)) == VALUES


@pytest.mark.parametrize(
    "text", ["", "行政复议", "行政复议\t结果维持\n1\t0", "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉"]
)
def test_headings_or_figures_that_make_no_table_are_none(text) -> None:
    found = read(text)
    assert (found.format, found.blocks) == (None, set())
    assert {cell.state for cell in found.cells.values()} == {"absent"}


@pytest.mark.parametrize(
    ("values", "states"),
    [
        (". . . . . . . . . . . . . . .", "b b b b b b b b b b b b b b b"),
        ("/ / / / / - - - - - 无 无 无 无 无", "/ / / / / - - - - - 无 无 无 无 无"),
        ("1 . 2 . 3 . 1 . . 1 4 . . 1 5", "1 b 2 b 3 b 1 b b 1 4 b b 1 5"),
        ("1 0 2 0 3 0 1 0 0 1 4 0 甲 1 5", "1 0 2 0 3 0 1 0 0 1 4 0 u 1 5"),
        ("1 0 2 0 3 0 1 0 0 1 4 0 0 1 甲", "1 0 2 0 3 0 1 0 0 1 4 0 0 1 u"),
    ],
)
@pytest.mark.parametrize("lay_out", [lambda rows: grid(*rows), tabbed])
def test_blanks_marks_and_words_keep_their_column(lay_out, values, states) -> None:
    assert all_of(read(lay_out(changed(REMEDIES, _3=row(values))))) == states


def test_blanks_that_were_dropped_leave_the_table_unread() -> None:
    found = read(a_cell_a_line(changed(REMEDIES, _3=row("1 2 3 1 1 4 1 5"))))
    assert all_of(found) == " ".join(["u"] * 15)
    assert notes(found) == ["missing_cells"]


def test_an_empty_form_is_blank() -> None:
    found = read(a_cell_a_line(REMEDIES[:3]))
    assert all_of(found) == " ".join(["b"] * 15)


def test_a_short_row_of_a_grid_ends_in_absent_cells() -> None:
    found = read(grid(*changed(REMEDIES, _3=row("1 0 2 0 3 0 1 0 0 1"))))
    assert all_of(found) == "1 0 2 0 3 0 1 0 0 1 a a a a a"


@pytest.mark.parametrize(
    ("values", "states", "left"),
    [
        (VALUES + " 0", VALUES, ["0"]),
        ("0 " + VALUES, "u u u u" + VALUES[7:], ["0"]),
        ("1 1 0 0 0 1 " + "0 " * 10, "1 0 0 0 1 " + " ".join(["0"] * 10), ["1"]),
        ("0 1 0 0 0 1 " + "0 " * 10, "u u 0 0 1 " + " ".join(["0"] * 10), ["0"]),
    ],
)
def test_a_surplus_value_is_left_out_where_the_blocks_add_up(values, states, left) -> None:
    found = read(tabbed(changed(REMEDIES, _3=row(values))))
    assert (all_of(found), surplus(found), notes(found)) == (states, left, ["surplus"])


def test_values_go_by_the_headings_of_their_block_where_all_are_there() -> None:
    heads = "总计 结果维持 结果纠正 其他结果 尚未审结"
    rows = blocks_below("3 1 0 2 0 1 0 1 0 0 5 4 0 0 1")
    found = read(grid(*[row(heads) if one.startswith("结果维持") else one for one in rows]))
    assert all_of(found) == VALUES


@pytest.mark.parametrize("heads", [HEADS.replace("尚未审结", "结果维持"), HEADS.replace("结果维持", "维持")])
def test_headings_that_are_doubled_or_printed_otherwise_leave_the_forms_order(heads) -> None:
    rows = blocks_below()
    found = read(grid(*[row(heads) if one.startswith("结果维持") else one for one in rows]))
    assert all_of(found) == VALUES
    assert set(notes(found)) == ({"label_variant"} if heads.startswith("维持") else set())


def test_blocks_in_another_order_are_unread() -> None:
    rows = blocks_below()
    found = read(grid(*rows[3:6], *rows[:3], *rows[6:]))
    assert all_of(found) == " ".join(["u"] * 15)
    assert notes(found) == ["column_order"]
    assert found.cells["remedies.reconsideration.total"].raw == "0 1 0 0 1 1 0 2 0 3 4 0 0 1 5"


def test_an_empty_form_with_its_blocks_in_another_order_is_unread() -> None:
    rows = [one for one in blocks_below() if not one[0].isdigit()]
    found = read(grid(*rows[2:4], *rows[:2], *rows[4:]))
    assert all_of(found) == " ".join(["u"] * 15)
    assert found.cells["remedies.reconsideration.total"].raw is None


@pytest.mark.parametrize(
    ("label", "kinds"),
    [
        ("行政复议情况", []),
        ("行政诉讼未经复议直接起诉", []),
        ("未经复议直接起诉复议后起诉", []),
        ("全年共有多少件行政复议的说明", []),
        ("说明", []),
        ("复议后再起诉", ["label_variant"]),
    ],
)
def test_other_words_are_headings_only_where_little_else_is_said(label, kinds) -> None:
    rows = changed(REMEDIES, _1=REMEDIES[1].replace("复议后起诉", "复议后起诉" if label != "复议后再起诉" else label))
    found = read(
        grid(
            *(
                [f"{label} | " + " | ".join("<" * 14)]
                if label in ("说明", "全年共有多少件行政复议的说明", "行政复议情况")
                else []
            ),
            *rows,
        )
    )
    assert all_of(found) == VALUES
    assert notes(found) == kinds


@pytest.mark.parametrize("merged", ["行政诉讼未经复议直接起诉", "未经复议直接起诉复议后起诉"])
def test_headings_that_run_together_are_taken_apart(merged) -> None:
    found = read(
        f"行政复议\n{merged}\n复议后起诉\n"
        + "\n".join(" ".join([HEADS] * 3).split())
        + "\n"
        + "\n".join(VALUES.split())
    )
    assert all_of(found) == VALUES


def test_figures_below_each_other_are_one_row_with_the_words_between_them() -> None:
    text = (
        a_cell_a_line(REMEDIES[:3]) + "\n" + "\n".join(VALUES.split()[:7]) + "\n不详\n" + "\n".join(VALUES.split()[8:])
    )
    found = read(text)
    assert all_of(found) == "1 0 2 0 3 0 1 u 0 1 4 0 0 1 5"


def test_page_numbers_within_the_table_are_passed_over() -> None:
    text = a_cell_a_line(REMEDIES[:3]) + "\n- 5 -\n" + "\n".join(VALUES.split())
    assert all_of(read(text)) == VALUES


def test_words_instead_of_all_figures_are_a_row_too() -> None:
    found = read(grid(*changed(REMEDIES, _3=row(" ".join(["."] * 15)))))
    assert all_of(found) == " ".join(["b"] * 15)


def test_a_figure_above_the_headings_is_none_of_the_table() -> None:
    found = read("5\n" + a_cell_a_line(REMEDIES))
    assert (all_of(found), surplus(found), found.notes) == (VALUES, ["5"], [])


@pytest.mark.parametrize(("before", "states"), [(0, VALUES), (7, " ".join(["u"] * 15)), (15, VALUES)])
def test_a_page_number_between_empty_lines_makes_the_table_doubtful_where_it_cuts_the_figures(before, states) -> None:
    values = VALUES.split()
    text = "\n".join([a_cell_a_line(REMEDIES[:3]), *values[:before], "\n7\n", *values[before:]])
    found = read(text)
    assert (all_of(found), surplus(found)) == (states, [])
