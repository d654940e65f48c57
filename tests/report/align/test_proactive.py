"""Table 2 in both forms: blocks by their items, columns by their headings, amounts by their unit."""

import pytest

from gongkai.report.align import proactive
from tests.report.align.build import (
    PROACTIVE_2019,
    PROACTIVE_2021,
    changed,
    grid,
    notes,
    rows_of,
    shown,
    surplus,
    tabbed,
)

BOTH = {"2019": PROACTIVE_2019, "2021": PROACTIVE_2021}


def read(*parts, year="2021"):
    """Return table 2 of these blocks."""
    return proactive.read(rows_of(*parts), year)


def cell(found, name):
    return found.cells[f"proactive.{name}"]


def a_cell_a_line(rows, between="\n"):
    return between.join(c.strip() for row in rows for c in row.split("|") if c.strip() not in ("", "<", "^"))


def piped(rows):
    return "\n".join(row.replace("<", "") + " |" for row in rows)


def printed(rows):
    return "\n".join(" ".join(c.strip() for c in row.split("|") if c.strip() not in ("<", "^")) for row in rows)


LAYOUTS = [
    grid,
    lambda *rows: tabbed(rows),
    lambda *rows: a_cell_a_line(rows),
    lambda *rows: a_cell_a_line(rows, "\n\n"),
    lambda *rows: piped(rows),
    lambda *rows: printed(rows),
]


@pytest.mark.parametrize("lay_out", LAYOUTS)
def test_every_layout_of_the_new_form_reads_alike(lay_out) -> None:
    found = read(lay_out(*PROACTIVE_2021), year="2019")
    assert found.format == "2021"
    assert [one.value for one in found.cells.values()] == [0, 0, 0, 3, 1, 52, 124, 26, 5, pytest.approx(24.5)]
    assert (found.unplaced, found.notes) == ([], [])


@pytest.mark.parametrize("lay_out", LAYOUTS)
def test_every_layout_of_the_old_form_reads_alike(lay_out) -> None:
    found = read(lay_out(*PROACTIVE_2019))
    assert found.format == "2019"
    assert shown(found, "proactive.licensing") == "20 -2 124"
    assert shown(found, "proactive.fees") == "3 -1"
    assert shown(found, "proactive.procurement") == "6 4196.35"
    assert {one.state for one in found.cells.values()} == {"read"}
    assert (found.unplaced, notes(found)) == ([], ["unit_in_cell"])


def test_every_block_of_the_table_is_used_up() -> None:
    assert read("", tabbed(PROACTIVE_2021)).blocks == set(range(1, 15))


def test_no_row_of_the_form_is_no_table() -> None:
    found = read("第二十条第（一）项\n信息内容\t本年制发件数")
    assert (found.format, found.cells) == (None, {})


@pytest.mark.parametrize("year", ["2019", "2021"])
def test_the_year_decides_where_the_labels_do_not(year) -> None:
    assert read("规章\t1\t2\t3", year=year).format == year


@pytest.mark.parametrize(
    ("row", "states"),
    [
        ("行政规范性文件 |  |  | ", "b b b"),
        ("行政规范性文件 | / | - | 无", "/ - 无"),
        ("行政规范性文件 | 3 |  | 52", "3 b 52"),
        ("行政规范性文件 |  |  | 52", "b b 52"),
        ("行政规范性文件 | 3 | 不详 | 52", "3 u 52"),
        ("行政规范性文件 | 3 | 1 | 不详", "3 1 u"),
        ("行政规范性文件 | 不详 |  | ", "u b b"),
    ],
)
@pytest.mark.parametrize("lay_out", [grid, lambda *rows: tabbed(rows)])
def test_blanks_marks_and_words_keep_their_column(lay_out, row, states) -> None:
    found = read(lay_out(*changed(PROACTIVE_2021, _3=row)))
    assert shown(found, "proactive.normative_documents") == states
    assert shown(found, "proactive.regulations") == "0 0 0"


def test_blanks_that_were_dropped_leave_the_row_unread() -> None:
    found = read(a_cell_a_line(changed(PROACTIVE_2021, _3="行政规范性文件 | 3 | 52")))
    assert shown(found, "proactive.normative_documents") == "u u u"


def test_a_value_too_many_in_a_row_of_unequal_values_is_unread() -> None:
    found = read(tabbed(changed(PROACTIVE_2021, _3="行政规范性文件 | 3 | 1 | 52 | 9")))
    assert shown(found, "proactive.normative_documents") == "u u u"
    assert notes(found) == ["surplus"]


def test_a_zero_too_many_in_a_row_of_zeros_is_left_out() -> None:
    found = read(tabbed(changed(PROACTIVE_2021, _2="规章 | 0 | 0 | 0 | 0")))
    assert (shown(found, "proactive.regulations"), surplus(found)) == ("0 0 0", ["0"])


@pytest.mark.parametrize(
    ("heads", "values", "states"),
    [
        ("现行有效件数 | 本年制发件数 | 本年废止件数", "52 | 3 | 1", "3 1 52"),
        ("本年制发件数 | 现行有效件数", "3 | 52", "3 a 52"),
        ("本年制发件数 | 现行有效件数", "3 | 1 | 52", "3 1 52"),
        ("本年制发件数 | 本年制发件数 | 现行有效件数", "3 | 1 | 52", "3 1 52"),
    ],
)
def test_columns_are_those_of_the_headings_above_where_values_fit(heads, values, states) -> None:
    found = read(grid(*changed(PROACTIVE_2021, _1=f"信息内容 | {heads}", _2="", _3=f"行政规范性文件 | {values}")))
    assert shown(found, "proactive.normative_documents") == states


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        ("本年制发件数", []),
        ("本年制发数", ["label_variant"]),
        ("本年制", ["label_variant"]),
        ("本年制发件数（件）", []),
    ],
)
def test_a_heading_cut_or_printed_otherwise_is_noted(head, kinds) -> None:
    found = read(grid(*[row.replace("本年制发件数", head) for row in PROACTIVE_2021]))
    assert shown(found, "proactive.normative_documents") == "3 1 52"
    assert sorted(set(notes(found))) == kinds


def test_a_heading_that_is_none_is_passed_over() -> None:
    rows = changed(PROACTIVE_2021, _1="信息内容 | 本年制发件数 | 说明 | 本年废止件数 | 现行有效件数")
    found = read(grid(*changed(rows, _3="行政规范性文件 | 3 | 1 | 52")))
    assert shown(found, "proactive.normative_documents") == "3 1 52"


@pytest.mark.parametrize(
    ("head", "raw", "value", "kinds"),
    [
        ("本年收费金额（单位：万元）", "24.5", 24.5, []),
        ("本年收费金额（单位：万元，保留4位小数）", "24.5000", 24.5, []),
        ("本年收费金额（单位：万元，保留4位小数）", "24.5", 24.5, ["decimals"]),
        ("本年收费金额（单位：万元，保留4位小数）", "24", 24, ["decimals"]),
        ("本年收费金额（单位：万元，保留4位小数）", "24.5000万元", 24.5, ["unit_in_cell"]),
        ("本年收费金额（单位：万元，保留4位小数）", "0", 0, []),
        ("本年收费金额（元）", "245000", 24.5, ["other_unit"]),
        ("本年收费金额", "245000元", 24.5, ["other_unit", "unit_in_cell"]),
        ("本年收费金额", "24.5", 24.5, ["no_unit"]),
        ("本年收费金额", "0", 0, []),
        ("金额", "0", 0, []),
    ],
)
def test_an_amount_is_read_by_the_unit_that_is_printed(head, raw, value, kinds) -> None:
    found = read(
        grid(*changed(PROACTIVE_2021, _12=f"信息内容 | {head} | < | <", _13=f"行政事业性收费 | {raw} | < | <"))
    )
    assert cell(found, "fees.amount").value == pytest.approx(value)
    assert sorted(notes(found)) == kinds


@pytest.mark.parametrize(
    ("label", "kinds"),
    [("规范性文件", []), ("行政规范性文件", []), ("规范性文件（含党内）", ["label_variant"]), ("行政事业型收费", [])],
)
def test_a_row_printed_otherwise_is_recognised(label, kinds) -> None:
    if label == "行政事业型收费":
        found = read(tabbed(changed(PROACTIVE_2021, _13=f"{label} | 24.5")))
        assert (float(cell(found, "fees.amount").value), notes(found)) == (24.5, ["label_variant"])
    else:
        found = read(tabbed(changed(PROACTIVE_2021, _3=f"{label} | 3 | 1 | 52")))
        assert (shown(found, "proactive.normative_documents"), notes(found)) == ("3 1 52", kinds)


def test_a_row_that_the_form_does_not_have_is_surplus() -> None:
    found = read(tabbed([*PROACTIVE_2021[:7], "行政检查 | 77", *PROACTIVE_2021[7:]]))
    assert (surplus(found), notes(found)) == (["77"], ["extra_row"])
    assert cell(found, "licensing.decisions").value == 124


def test_a_row_of_the_other_form_is_surplus_where_it_has_values() -> None:
    found = read(tabbed([*PROACTIVE_2021, "政府集中采购 | 6 | 10", "其他对外管理服务事项 |  | "]))
    assert found.format == "2021"
    assert (surplus(found), notes(found)) == (["6", "10"], ["extra_row"])


def test_a_row_that_is_not_there_is_absent() -> None:
    found = read(grid(*changed(PROACTIVE_2021, _2="")))
    assert shown(found, "proactive.regulations") == "a a a"


def test_values_above_the_first_row_make_missing_rows_doubtful() -> None:
    found = read("第二十条第（一）项\n信息内容\n7\n规章\n1\n2\n3")
    assert surplus(found) == ["7"]
    assert shown(found, "proactive.regulations") == "1 2 3"
    assert shown(found, "proactive.licensing") == "u"


def test_values_pushed_to_the_next_line_belong_to_the_empty_row_above() -> None:
    rows = changed(PROACTIVE_2021, _3="行政规范性文件 |  |  | ")
    found = read(grid(*rows[:4], " | 3 | 1 | 52", *rows[4:]))
    assert shown(found, "proactive.normative_documents") == "3 1 52"
    assert notes(found) == ["pushed_value"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("行政规范\n性文件", []),
        ("行政\n规范性文件", []),
    ],
)
def test_a_label_in_pieces_is_put_together(text, kinds) -> None:
    found = read(a_cell_a_line(PROACTIVE_2021).replace("行政规范性文件", text))
    assert shown(found, "proactive.normative_documents") == "3 1 52"
    assert notes(found) == kinds


def test_the_beginning_of_a_label_is_its_row() -> None:
    found = read(grid(*changed(PROACTIVE_2021, _13="行政事业 | 24.5 | < | <")))
    assert float(cell(found, "fees.amount").value) == 24.5
    assert notes(found) == ["split_label"]


def test_page_numbers_within_the_table_are_passed_over() -> None:
    found = read(a_cell_a_line(PROACTIVE_2021).replace("行政处罚", "- 2 -\n行政处罚"))
    assert [one.state for one in found.cells.values()] == ["read"] * 10
    assert found.notes == []


def test_an_amount_is_noted_only_once_where_two_forms_of_a_unit_are_printed() -> None:
    found = read(
        grid(
            *changed(
                PROACTIVE_2021, _11="第二十条第（八）项（单位：元） | < | < | <", _12="信息内容 | 本年收费金额 | < | <"
            )
        )
    )
    assert float(cell(found, "fees.amount").value) == 0.00245


def test_text_that_strips_its_ends_has_blanks_there() -> None:
    rows = changed(PROACTIVE_2019, _6="行政许可 |  | -2 | 124", _8="", _7="其他对外管理服务事项 | 7 |  | ")
    text = "\n".join(line.rstrip("\t") for line in tabbed(rows).split("\n"))
    found = read(text)
    assert shown(found, "proactive.licensing") == "b -2 124"
    assert shown(found, "proactive.other_services") == "7 b b"


def test_the_beginning_of_a_label_in_text_is_its_row_and_no_oddity() -> None:
    found = read(a_cell_a_line(changed(PROACTIVE_2021, _13="行政事业 | 24.5")))
    assert (float(cell(found, "fees.amount").value), found.notes) == (24.5, [])


@pytest.mark.parametrize("row", ["行政处罚\n未统计", "行政处罚 未统计"])
def test_words_in_a_figures_place_in_text_are_unread(row) -> None:
    found = read(a_cell_a_line(PROACTIVE_2021).replace("行政处罚\n26", row))
    assert shown(found, "proactive.penalties") == "u"
    assert shown(found, "proactive.coercive_measures") == "5"


def test_words_behind_a_label_that_is_none_of_the_form_are_no_row() -> None:
    found = read(a_cell_a_line(PROACTIVE_2021).replace("行政处罚\n26", "行政处罚\n26\n行政检查 未统计"))
    assert shown(found, "proactive.penalties") == "26"


@pytest.mark.parametrize("order", [1, -1])
def test_an_empty_row_beside_its_filled_twin_takes_nothing_away(order) -> None:
    rows = list(PROACTIVE_2021)
    rows[2:3] = ["规章 |  |  | ", "规章 | 1 | 2 | 3"][::order]
    found = read(grid(*rows))
    assert shown(found, "proactive.regulations") == "1 2 3"
    assert found.notes == []


def test_an_amount_under_a_unit_that_is_not_known_is_unread() -> None:
    found = read(grid(*changed(PROACTIVE_2021, _12="信息内容 | 本年收费金额（单位：美元） | < | <")))
    assert (cell(found, "fees.amount").value, cell(found, "fees.amount").raw) == (None, "24.5")
    assert shown(found, "proactive.fees") == "u"
    assert notes(found)[-1] == "unread_value"


@pytest.mark.parametrize(("values", "states"), [("26\n", "26"), ("", "u")])
def test_a_page_number_between_empty_lines_is_no_value_and_makes_only_an_empty_row_doubtful(values, states) -> None:
    found = read(a_cell_a_line(PROACTIVE_2021).replace("行政处罚\n26\n", f"行政处罚\n{values}\n7\n\n"))
    assert shown(found, "proactive.penalties") == states
    assert shown(found, "proactive.coercive_measures") == "5"
    assert found.unplaced == []


def test_figures_that_print_on_the_line_below_their_label_are_its_row() -> None:
    found = read(printed(PROACTIVE_2021).replace("性文件 3", "性文件\n3"))
    assert shown(found, "proactive.normative_documents") == "3 1 52"
    assert {one.state for one in found.cells.values()} == {"read"}
    assert found.unplaced == []
