"""Table 3 in all its layouts: rows by their labels, values by their place, and doubt where there is any."""

import pytest

from gongkai.report.align import requests
from tests.report.align.build import (
    ZEROS,
    blocks_of,
    grid,
    notes,
    requests_rows,
    requests_text,
    rows_of,
    shown,
    surplus,
)

SIX = "6 0 0 0 0 0 6"
FILLED = {"new": SIX, "denied.internal_affairs": "4 0 0 0 0 0 4", "granted": "2 0 0 0 0 0 2", "handled": SIX}


def read(*parts):
    """Return table 3 of these blocks."""
    return requests.read(rows_of(*parts))


def piped(rows: list[str]) -> str:
    return "\n".join(
        "".join(f"{c.strip()} | " if c.strip() not in "<^" else "| " for c in row.split("|")) for row in rows
    )


def a_cell_a_line(rows: list[str], between: str = "\n") -> str:
    return between.join(c.strip() for row in rows for c in row.split("|") if c.strip() not in ("<", "^"))


def printed(rows: list[str]) -> str:
    return "\n".join(" ".join(c.strip() for c in row.split("|") if c.strip() not in ("<", "^")) for row in rows)


@pytest.mark.parametrize("name", ["2019", "2021"])
@pytest.mark.parametrize(
    "lay_out",
    [
        lambda rows: grid(*rows),
        lambda rows: grid(*rows, exact=False),
        lambda rows: "\n".join("\t".join(c.strip().strip("<^") for c in row.split("|")) for row in rows),
        piped,
        a_cell_a_line,
        lambda rows: a_cell_a_line(rows, "\n\n"),
        lambda rows: a_cell_a_line(rows, "\n\n\n"),
        printed,
    ],
)
def test_every_layout_of_a_table_reads_alike(name, lay_out) -> None:
    found = read(lay_out(requests_rows(name, FILLED)))
    assert found.format == name
    assert shown(found, "requests.new") == shown(found, "requests.handled") == SIX
    assert shown(found, "requests.granted") == "2 0 0 0 0 0 2"
    assert shown(found, "requests.denied.internal_affairs") == "4 0 0 0 0 0 4"
    assert shown(found, "requests.carried_out") == ZEROS
    assert {cell.state for cell in found.cells.values()} == {"read"}
    assert found.unplaced == []
    # In printed text a group's label runs into its row's, which is no label of the form as it stands.
    assert set(notes(found)) <= ({"label_variant"} if lay_out is printed else set())


def test_every_block_of_the_table_is_used_up() -> None:
    blocks = blocks_of("", requests_text())
    assert read(blocks).blocks == set(range(1, len(blocks)))


@pytest.mark.parametrize(
    ("row", "states"),
    [
        (". . . . . . .", "b b b b b b b"),
        ("/ / / / / / /", "/ / / / / / /"),
        ("6 . . . . . 6", "6 b b b b b 6"),
        (". . . . . . 6", "b b b b b b 6"),
        ("6 - 无 / . 甲 6", "6 - 无 / b u 6"),
        ("6 0 0 0 0 0 .", "6 0 0 0 0 0 b"),
    ],
)
@pytest.mark.parametrize(
    "table", [lambda given: grid(*requests_rows(given=given)), lambda given: requests_text(given=given)]
)
def test_blanks_marks_and_words_keep_their_column(table, row, states) -> None:
    found = read(table({"new": row}))
    assert shown(found, "requests.new") == states
    assert shown(found, "requests.granted") == ZEROS


@pytest.mark.parametrize(
    ("row", "states"),
    [("6 . . . . . 6", "u u u u u u u"), (". . . . . . .", "b b b b b b b"), ("6 0 0 0 0 0 6", SIX)],
)
def test_a_cell_a_line_that_drops_its_blanks_leaves_the_row_unread(row, states) -> None:
    rows = requests_rows(given={"granted": row})
    text = "\n".join(c.strip() for one in rows for c in one.split("|") if c.strip() not in ("", "<", "^"))
    found = read(text)
    assert shown(found, "requests.granted") == states
    assert shown(found, "requests.new") == ZEROS


def test_a_surplus_value_is_left_out_where_the_row_adds_up() -> None:
    text = requests_text(given={"handled": SIX + " 0"})
    found = read(text)
    assert shown(found, "requests.handled") == SIX
    assert (surplus(found), notes(found)) == (["0"], ["surplus"])


@pytest.mark.parametrize(
    ("printed", "key", "kinds"),
    [
        ("1.国家秘密的属于", None, ["extra_row"]),
        ("1属于国家秘密", "denied.state_secret", []),
        ("1.属于国家秘密（涉密信息）", "denied.state_secret", ["label_variant"]),
        ("1.属于国家秘秘密", "denied.state_secret", ["label_variant"]),
        ("不予公开之1.属于国家秘密", "denied.state_secret", []),
        ("（三）不予公开1.属于国家秘密", "denied.state_secret", []),
    ],
)
def test_a_label_printed_otherwise_is_recognised_or_its_row_is_extra(printed, key, kinds) -> None:
    text = requests_text(given={"denied.state_secret": "1 0 0 0 0 0 1"}).replace("1.属于国家秘密", printed)
    found = read(text)
    assert shown(found, "requests.denied.state_secret") == ("1 0 0 0 0 0 1" if key else "u u u u u u u")
    assert surplus(found) == ([] if key else ["1", "0", "0", "0", "0", "0", "1"])
    assert notes(found) == kinds


@pytest.mark.parametrize(
    ("written", "found_as", "kinds"),
    [
        ("3.其他", "other_outcome.rest", []),
        ("其他", "other_outcome.rest", []),
        ("3.其它", "other_outcome.rest", ["label_variant"]),
        ("3.其他（请注明）", "other_outcome.rest", ["label_variant"]),
    ],
)
def test_the_row_named_other_is_told_from_the_column(written, found_as, kinds) -> None:
    text = requests_text(given={"other_outcome.rest": "1 0 0 0 0 0 1"}).replace("3.其他", written)
    found = read(text)
    assert shown(found, f"requests.{found_as}") == "1 0 0 0 0 0 1"
    assert notes(found) == kinds


@pytest.mark.parametrize(
    ("written", "kinds"),
    [("（七）总计", []), ("总计", []), ("（七）合计", ["label_variant"]), ("（七）总计（全年）", ["label_variant"])],
)
def test_the_row_of_totals_is_told_from_the_column(written, kinds) -> None:
    found = read(requests_text(given={"handled": SIX}).replace("（七）总计", written))
    assert shown(found, "requests.handled") == SIX
    assert notes(found) == kinds


def test_one_row_of_other_outcomes_is_the_form_of_2019_whatever_else_is_new() -> None:
    rows = [row for row in requests_rows("2021") if "逾期" not in row and "3.其他" not in row]
    rows.insert(-2, f"^ | （六）其他处理 | < | {' | '.join(['2', '0', '0', '0', '0', '0', '2'])}")
    found = read(grid(*rows))
    assert found.format == "2019"
    assert shown(found, "requests.other_outcome") == "2 0 0 0 0 0 2"


def test_a_row_that_is_not_there_is_absent() -> None:
    found = read(grid(*[row for row in requests_rows() if "重复申请" not in row]))
    assert shown(found, "requests.not_processed.repeated") == "a a a a a a a"


def test_a_row_without_its_label_is_nobodys_and_the_row_that_lacks_is_unread() -> None:
    text = requests_text(given={"not_processed.repeated": "1 0 0 0 0 0 1"}).replace("2.重复申请", "")
    found = read(text)
    assert shown(found, "requests.not_processed.repeated") == "u u u u u u u"
    assert notes(found) == ["unlabelled_row"]
    assert surplus(found) == ["1", "0", "0", "0", "0", "0", "1"]


def test_values_above_the_first_label_are_nobodys() -> None:
    found = read("5 6 7 8 9 1 2\n" + requests_text())
    assert surplus(found) == ["5", "6", "7", "8", "9", "1", "2"]
    assert notes(found) == ["unlabelled_row"]


@pytest.mark.parametrize("blanks", ["", "\t" * 8])
def test_values_pushed_to_the_next_line_belong_to_the_empty_row_above(blanks) -> None:
    text = requests_text(given={"granted": SIX})
    text = text.replace("（一）予以公开\t\t6", f"（一）予以公开{blanks}\n\t6")
    found = read(text)
    assert shown(found, "requests.granted") == SIX
    assert notes(found) == ["pushed_value"]


def test_a_label_cut_by_a_page_is_put_together_over_the_repeated_header() -> None:
    head, *_ = requests_text().split("一、本年新收")
    values = "\t2\t0\t0\t0\t0\t0\t2"
    text = requests_text(given={"unavailable.still_unclear": "2 0 0 0 0 0 2"}).replace(
        "3.补正后申请内容仍不明确" + values, f"3.补正后申请内{values}\n{head}\t\t容仍不明确"
    )
    found = read(text)
    assert shown(found, "requests.unavailable.still_unclear") == "2 0 0 0 0 0 2"
    assert found.unplaced == []
    assert "split_label" in notes(found)


@pytest.mark.parametrize(
    "pieces",
    [
        ("1.申请人无正当理由逾期不补正、", "行政机关不再处理其政府信息公开申请"),
        ("1.申请人无正当", "理由逾期不补正、行政机关不再", "处理其政府信息公开申请"),
    ],
)
def test_a_label_in_pieces_on_their_own_lines_is_put_together(pieces) -> None:
    text = a_cell_a_line(requests_rows(given={"other_outcome.not_clarified": SIX})).replace(
        "".join(pieces), "\n".join(pieces)
    )
    found = read(text)
    assert shown(found, "requests.other_outcome.not_clarified") == SIX
    assert {cell.state for cell in found.cells.values()} == {"read"}
    assert "split_label" not in notes(found)


def test_a_label_in_pieces_in_a_grid_is_noted() -> None:
    rows = requests_rows(given={"not_processed.reissue": SIX})
    at = next(i for i, row in enumerate(rows) if "重新出具" in row)
    rows[at : at + 1] = [
        "^ | ^ | 5.要求行政机关确认或 |  |  |  |  |  |  | ",
        f"^ | ^ | 重新出具已获取信息 | {' | '.join(SIX.split())}",
    ]
    found = read(grid(*rows))
    assert shown(found, "requests.not_processed.reissue") == SIX
    assert notes(found) == ["split_label"]


def test_a_groups_label_in_pieces_opens_the_group() -> None:
    text = requests_text().replace("（四）无法提供\t", "（四）无\n\t法提供\t")
    found = read(text)
    assert shown(found, "requests.unavailable.not_held") == ZEROS
    assert {cell.state for cell in found.cells.values()} == {"read"}


def test_a_label_that_wraps_one_character_a_line_is_put_together() -> None:
    text = a_cell_a_line(requests_rows()).replace("三、本年度办理结果", "\n".join("三、本年度办理结果"))
    found = read(text)
    assert {cell.state for cell in found.cells.values()} == {"read"}
    assert shown(found, "requests.granted") == ZEROS


@pytest.mark.parametrize(
    "note",
    ["（区分处理的，只计这一情形，", "不计其他情形）"],
)
def test_a_note_in_brackets_behind_a_label_is_no_label(note) -> None:
    text = a_cell_a_line(requests_rows(given={"partial": SIX})).replace(
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（二）部分公开\n（区分处理的，只计这一情形，不计其他情形）"
        if note[0] == "（"
        else "（二）部分公开（区分处理的，只计这一情形，\n不计其他情形）",
    )
    found = read(text)
    assert shown(found, "requests.partial") == SIX
    assert {cell.state for cell in found.cells.values()} == {"read"}


def test_the_caption_of_the_next_table_is_no_row() -> None:
    found = read(requests_text() + "\n表 4")
    assert (found.unplaced, found.notes) == ([], [])


def test_a_row_that_the_form_does_not_have_is_surplus() -> None:
    text = requests_text().replace(
        "四、结转下年度", f"其中涉外申请\t\t\t{chr(9).join(['1', '0', '0', '0', '0', '0', '1'])}\n四、结转下年度"
    )
    found = read(text)
    assert surplus(found) == ["1", "0", "0", "0", "0", "0", "1"]
    assert notes(found) == ["extra_row"]
    assert {cell.state for cell in found.cells.values()} == {"read"}


def test_two_rows_side_by_side_are_two_rows() -> None:
    text = requests_text(given={"new": SIX}).replace("\n二、上年结转", "\t二、上年结转")
    found = read(text)
    assert shown(found, "requests.new") == SIX
    assert shown(found, "requests.carried_in") == ZEROS


def test_a_row_printed_twice_with_other_figures_is_unread() -> None:
    rows = requests_rows()
    rows.append(f"四、结转下年度继续办理 | < | < | {' | '.join(['1', '0', '0', '0', '0', '0', '1'])}")
    found = read(grid(*rows))
    assert shown(found, "requests.carried_out") == "u 0 0 0 0 0 u"


def test_fewer_than_three_rows_are_no_table() -> None:
    found = read("一、本年新收政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n二、上年结转政府信息公开申请数量\t0")
    assert (found.format, found.cells) == (None, {})


def test_page_numbers_within_a_table_are_passed_over() -> None:
    text = a_cell_a_line(requests_rows(given={"granted": SIX})).replace("（二）部分公开", "- 4 -\n（二）部分公开")
    found = read(text)
    assert shown(found, "requests.granted") == SIX
    assert found.notes == []


def test_the_single_value_of_a_row_of_lost_cells_is_unread() -> None:
    text = "\n".join(
        f"{label} | 0 | ||||||||"
        for label in (
            "一、本年新收政府信息公开申请数量",
            "二、上年结转政府信息公开申请数量",
            "（一）予以公开",
            "1.属于国家秘密",
            "2.重复申请",
            "（六）其他处理",
            "（七）总计",
            "四、结转下年度继续办理",
        )
    )
    found = read(text)
    assert shown(found, "requests.new") == "u u u u u u u"


def test_a_row_of_blanks_behind_a_full_row_adds_nothing() -> None:
    rows = requests_rows(given={"new": SIX})
    rows.insert(4, " | ".join([""] * 10))
    found = read(grid(*rows))
    assert shown(found, "requests.new") == SIX
    assert {cell.state for cell in found.cells.values()} == {"read"}


def test_a_groups_label_that_is_printed_otherwise_still_opens_its_group() -> None:
    found = read(requests_text().replace("（五）不予处理", "（五）不予处理的"))
    assert {cell.state for cell in found.cells.values()} == {"read"}
    assert found.notes == []


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("3.其他", "（六）其他处理3.其他"),
        ("2.重复申请", "本单位受理的2.重复申请"),
    ],
)
def test_a_row_whose_label_has_other_words_before_it_is_still_that_row(printed, label) -> None:
    key = "other_outcome.rest" if "其他" in label else "not_processed.repeated"
    found = read(requests_text(given={key: SIX}).replace(printed, label))
    assert shown(found, f"requests.{key}") == SIX
    assert (found.unplaced, found.notes) == ([], [])


def test_a_page_number_between_empty_lines_above_the_first_row_is_passed_over() -> None:
    head, body = a_cell_a_line(requests_rows(given={"new": SIX})).split("一、本年新收")
    found = read(f"{head}\n12\n\n一、本年新收{body}")
    assert shown(found, "requests.new") == SIX
    assert {cell.state for cell in found.cells.values()} == {"read"}
    assert (found.unplaced, found.notes) == ([], [])


@pytest.mark.parametrize(
    ("row", "states"), [(SIX, SIX), (". . . . . . .", "u u u u u u u"), ("6 0 0 . 0 0 6", "u u u u u u u")]
)
def test_a_page_number_between_empty_lines_is_no_value_and_makes_only_an_empty_row_doubtful(row, states) -> None:
    rows = requests_rows(given={"granted": row})
    text = "\n".join(c.strip() for one in rows for c in one.split("|") if c.strip() not in ("", "<", "^"))
    found = read(text.replace("（二）部分公开", "\n7\n\n（二）部分公开"))
    assert shown(found, "requests.granted") == states
    assert shown(found, "requests.partial") == ZEROS
    assert found.unplaced == []


def test_figures_that_print_on_the_line_below_their_label_are_its_row() -> None:
    text = printed(requests_rows(given={"granted": SIX})).replace("（一）予以公开 6", "（一）予以公开\n6")
    found = read(text)
    assert shown(found, "requests.granted") == SIX
    assert {cell.state for cell in found.cells.values()} == {"read"}
    assert found.unplaced == []
