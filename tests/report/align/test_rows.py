"""Whatever wrote a table, its rows come out as the cells that stand side by side, each at its place."""

import pytest

from gongkai.report.align.rows import rows, token
from gongkai.report.blocks import Grid, GridCell, Picture
from gongkai.report.model import Line, ParagraphPlace, TablePlace, TextPlace
from tests.report.align.build import grid, rows_of

PIPES = "甲 | 1 | 2 |\n" * 8
ALONE = "|\n5\n" * 8


def texts(found) -> list[str]:
    """Return rows as text: cells joined by bars, a dot for a blank."""
    return ["|".join(one.text or "." for one in row.tokens) for row in found]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        # Prose, headings and labels are one cell.
        ("全年公开信息12条。", "全年公开信息12条。"),
        ("一、总体情况", "一、总体情况"),
        ("规  章", "规  章"),
        ("12", "12"),
        ("2. 重复申请", "2. 重复申请"),
        # Tabs separate cells, empty ones too.
        ("规章\t0\t\t3", "规章|0|.|3"),
        ("\t\t规章\t0", ".|.|规章|0"),
        ("规章\t0\t", "规章|0|."),
        # A printed row: labels, then figures.
        ("规章 0 0 3", "规章|0|0|3"),
        ("其他对外管理服务事项 23 -1 81066", "其他对外管理服务事项|23|-1|81066"),
        ("行政许可 / — 无", "行政许可|/|—|无"),
        ("政府集中采购 52 4196.35万元", "政府集中采购|52|4196.35万元"),
        ("规章 １２ ? 0 6件", "规章|１２|? 0|6件"),
        ("规章 0 甲 3", "规章|0|甲|3"),
        ("规章 0 3 不详", "规章|0|3|不详"),
        ("规章0", "规章|0"),
        ("（七）总计18", "（七）总计|18"),
        ("0 1 0 0 1", "0|1|0|0|1"),
        # Labels that stand apart by two spaces or more.
        ("信息内容  本年制发件数  本年废止件数", "信息内容|本年制发件数|本年废止件数"),
        ("行政许可  行政处罚 0 1", "行政许可|行政处罚|0|1"),
        # Too long for a row.
        ("说明" * 61 + " 3", "说明" * 61 + " 3"),
        # Blanks alone are no row, whatever they are.
    ],
)
def test_a_line_is_cut_into_its_cells(line, row) -> None:
    assert texts(rows_of(line)) == [row]


def test_a_groups_label_printed_behind_the_figures_of_the_row_above_is_a_row_of_its_own() -> None:
    first, second = rows_of("8.属于行政查询事项 0 1（四）无法提供")
    assert texts([first, second]) == ["8.属于行政查询事项|0|1", "（四）无法提供"]
    assert (first.flat, second.flat) == (False, True)


@pytest.mark.parametrize("line", ["", "  ", "\u3000", "\t\t"])
def test_an_empty_line_is_no_row(line) -> None:
    assert rows_of(line) == []


def test_cells_know_their_place_in_the_line() -> None:
    assert [one.place for one in rows_of("甲\t 12\t3")[0].tokens] == [TextPlace(1, 1), TextPlace(1, 4), TextPlace(1, 7)]
    assert [one.place for one in rows_of("规章 10 3")[0].tokens] == [TextPlace(1, 1), TextPlace(1, 4), TextPlace(1, 7)]
    assert [one.place for one in rows_of("甲甲  乙乙")[0].tokens] == [TextPlace(1, 1), TextPlace(1, 5)]


def test_cells_of_a_line_that_is_no_text_share_its_place() -> None:
    (row,) = rows([Line("规章\t3", ParagraphPlace(4))])
    assert [one.place for one in row.tokens] == [ParagraphPlace(4)] * 2


def test_tabs_give_columns_and_keep_blanks() -> None:
    (row,) = rows_of("规章\t0\t\t3")
    assert [one.column for one in row.tokens] == [0, 1, 2, 3]
    assert (row.keeps_blanks, row.exact, row.flat) == (True, False, False)


def test_printed_rows_may_have_dropped_blanks_and_single_cells_are_flat() -> None:
    printed, single = rows_of("规章 0 0 3\n规章")
    assert (printed.packed, printed.flat, printed.keeps_blanks) == (True, False, False)
    assert (single.packed, single.flat, single.keeps_blanks) == (False, True, False)


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        ("- 4 -", True),
        ("—12—", True),
        ("第 3 页 共 8 页", True),
        ("3 / 8", True),
        ("Page 2", True),
        ("4", False),
        ("规章", False),
    ],
)
def test_page_numbers_are_furniture(text, furniture) -> None:
    (row,) = rows_of(text)
    assert row.furniture is furniture


def test_what_a_reader_calls_furniture_stays_so() -> None:
    found = rows([Line(text, TextPlace(1, 1), furniture=True) for text in ("首页", "甲\t乙")])
    assert [row.furniture for row in found] == [True, True]


@pytest.mark.parametrize(
    ("line", "cells", "flat"),
    [
        ("规章 | 0 | | 3 |", ["规章|0|.|3"], False),
        ("| 规章 | 0 | 3 |", ["规章|0|3"], False),
        (" | 规章 | 0", [".|规章|0"], False),
        ("| | 0 |", [".|0"], False),
        ("规章 |", ["规章"], True),
        ("规章 | |", ["规章", "."], True),
        ("| --- | :---: |", [], None),
        ("||", [".", "."], True),
        ("|", ["."], True),
    ],
)
def test_pipes_between_cells_are_cut(line, cells, flat) -> None:
    found = rows_of(PIPES + line)[8:]
    assert texts(found) == cells
    assert all(row.flat is flat and row.packed and not row.keeps_blanks for row in found)


def test_pipes_on_lines_of_their_own_stand_between_cells() -> None:
    found = rows_of(ALONE + "|\n|||\n规章")
    assert texts(found) == ["5"] * 8 + [".", ".", "规章"]


def test_a_few_pipes_are_no_table() -> None:
    assert texts(rows_of("首页 | 政务公开 | 年报")) == ["首页 | 政务公开 | 年报"]


def test_a_grid_gives_its_rows_with_their_columns() -> None:
    found = rows_of(grid("甲 | < | 乙", "^ | ^ | 3", exact=False))
    assert texts(found) == ["甲|乙", "3"]
    assert [(one.column, one.columns) for row in found for one in row.tokens] == [(0, 2), (2, 1), (2, 1)]
    assert [row.exact for row in found] == [False, False]
    assert found[0].keeps_blanks


def test_cells_of_a_grid_are_put_in_order() -> None:
    place = TablePlace(1, 1, 1)
    cells = [
        GridCell("丁", 1, 1, place),
        GridCell("乙", 0, 1, place),
        GridCell("甲", 0, 0, place),
        GridCell("丙", 1, 0, place),
    ]
    assert texts(rows([Grid(cells, place)])) == ["甲|乙", "丙|丁"]


def test_a_picture_is_no_row() -> None:
    assert rows([Picture(ParagraphPlace(1))]) == []


def test_empty_lines_before_a_cell_are_counted() -> None:
    assert [row.tokens[0].gap for row in rows_of("甲\n\n\n乙\n丙\n\n丁\t1")] == [0, 2, 0, 1]


def test_a_picture_ends_the_empty_lines() -> None:
    found = rows_of("甲\n\n", Picture(ParagraphPlace(1)), "乙")
    assert [row.tokens[0].gap for row in found] == [0, 0]


TAB_CELLS = "".join(f"\t甲{number}\n\t0\n\t\n\t3\n\n" for number in range(8))


def test_cells_on_lines_of_their_own_behind_a_tab_make_rows_between_empty_lines() -> None:
    found = rows_of(TAB_CELLS)
    assert texts(found) == [f"甲{number}|0|.|3" for number in range(8)]
    assert found[1].blocks == [5, 6, 7, 8]
    assert found[1].keeps_blanks


def test_such_cells_do_not_join_prose_grids_or_tables_above_them() -> None:
    found = rows_of("一、总体情况\n" + TAB_CELLS, grid("乙 | 4"), "\t丙\n\t5")
    assert texts(found)[:2] == ["一、总体情况", "甲0|0|.|3"]
    assert texts(found)[-2:] == ["乙|4", "丙|5"]


def test_a_line_of_tabs_inside_such_cells_stays_a_row() -> None:
    assert texts(rows_of(TAB_CELLS + "\t乙\t6"))[-1] == ".|乙|6"


@pytest.mark.parametrize(
    ("text", "figure", "blank"),
    [
        ("0", True, False),
        (" / ", True, False),
        ("无", True, False),
        ("", False, True),
        ("\u200b", False, True),
        ("总计", False, False),
        ("9" * 41, False, False),
    ],
)
def test_a_cell_is_a_figure_a_blank_or_words(text, figure, blank) -> None:
    one = token(text, TextPlace(1, 1))
    assert (one.figure, one.blank) == (figure, blank)


def test_a_row_of_text_that_shows_one_cell_is_that_cell() -> None:
    (one, two) = rows_of("规章\t\t\n规章\t\t3")
    assert one.alone is one.tokens[0]
    assert two.alone is None
