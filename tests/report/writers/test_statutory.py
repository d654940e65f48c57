"""The statutory layout: the shapes of the form, what is left out, what is never repaired."""

from decimal import Decimal

import pytest

from gongkai.report import formats
from gongkai.report.model import TABLES, Cell
from gongkai.report.writers import figures, statutory
from gongkai.report.writers.statutory import Layout
from tests.report.writers.samples import mixed, sound, without

SHAPES = {
    ("2019", "proactive"): (18, 4),
    ("2019", "requests"): (26, 10),
    ("2019", "remedies"): (4, 15),
    ("2021", "proactive"): (14, 4),
    ("2021", "requests"): (28, 10),
    ("2021", "remedies"): (4, 15),
}


def shape(layout: Layout) -> tuple[int, int]:
    """Return rows and columns, after proof that the merged cells cover the grid without gap or overlap."""
    covered: set[tuple[int, int]] = set()
    for top, left, box in layout.placed():
        here = {(top + down, left + right) for down in range(box.rows) for right in range(box.columns)}
        assert not here & covered
        covered |= here
    rows, columns = 1 + max(row for row, _ in covered), 1 + max(column for _, column in covered)
    assert len(covered) == rows * columns
    assert (rows, columns) == (len(layout.rows), len(layout.widths))
    return rows, columns


@pytest.mark.parametrize(("form", "table"), SHAPES)
def test_a_table_has_the_shape_of_the_form_and_each_cell_once(form, table):
    layout = statutory.blank(formats.load(form), table)
    assert shape(layout) == SHAPES[form, table]
    assert [box.cell for _, _, box in layout.placed() if box.cell] == list(formats.load(form).cells(table))


def test_headings_are_merged_as_in_the_form():
    layout = statutory.blank(formats.load("2021"), "requests")
    spans = {box.text: (box.rows, box.columns) for _, _, box in layout.placed() if not box.cell}
    assert spans["申请人情况"] == (1, 7)
    assert spans["法人或其他组织"] == (1, 5)
    assert spans["自然人"] == spans["总计"] == (2, 1)
    assert spans["三、本年度办理结果"] == (22, 1)
    assert spans["（三）不予公开"] == (8, 1)
    assert spans["（七）总计"] == (1, 2)
    assert spans["四、结转下年度继续办理"] == (1, 3)
    assert layout.head == 3


def test_units_stand_in_the_headings():
    heads = {
        f: [b.text for _, _, b in statutory.blank(formats.load(f), "proactive").placed()] for f in ("2019", "2021")
    }
    assert "采购总金额（单位：万元，保留4位小数）" in heads["2019"]
    assert "本年收费金额（单位：万元）" in heads["2021"]


@pytest.mark.parametrize(
    ("gone", "table", "expected"),
    [
        (("requests.new.",), "requests", (27, 10)),
        (("requests.denied.",), "requests", (20, 10)),
        (tuple(f"proactive.{row}." for row in ("regulations", "normative_documents")), "proactive", (10, 4)),
        (("proactive.regulations.made", "proactive.normative_documents.made"), "proactive", (14, 4)),
        (("remedies.litigation",), "remedies", (3, 5)),
        (("remedies.reconsideration",), "remedies", (4, 10)),
        (("remedies.litigation_direct",), "remedies", (4, 10)),
    ],
)
def test_what_is_absent_is_left_out(gone, table, expected):
    assert shape(statutory.fill(without(sound(), *gone), table)) == expected


def test_an_absent_column_is_left_out_of_every_row():
    report = sound()
    for row in formats.load("2021").request_rows:
        without(report, f"requests.{row.key}.research")
    layout = statutory.fill(report, "requests")
    assert shape(layout) == (28, 9)
    assert "科研机构" not in [box.text for _, _, box in layout.placed()]


def test_without_any_kind_of_organisation_the_heading_has_two_rows():
    report = sound()
    for column in formats.load("2021").request_columns:
        if column.group:
            for row in formats.load("2021").request_rows:
                without(report, f"requests.{row.key}.{column.key}")
    layout = statutory.fill(report, "requests")
    assert shape(layout) == (27, 5)
    assert layout.head == 2


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_is_absent_is_not_written(table):
    assert statutory.fill(without(sound(), f"{table}."), table) is None
    assert table not in statutory.layouts(without(sound(), f"{table}."))


def test_a_single_absent_cell_is_not_written_as_a_blank():
    report = without(sound(), "requests.new.research")
    layout = statutory.fill(report, "requests")
    assert [box.text for _, _, box in layout.placed() if box.cell == "requests.new.research"] == [figures.UNREAD]


def test_each_table_is_written_in_its_own_format():
    report = mixed(1, name="2019")
    report.tables["proactive"], report.tables["remedies"] = "2021", None
    assert statutory.format_of(report, "proactive").name == "2021"
    assert statutory.format_of(report, "remedies").name == "2019"
    report.year = None
    assert statutory.format_of(report, "remedies").name == "2021"
    report.year = 2012
    assert statutory.format_of(report, "remedies").name == "2021"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("proactive.fees.amount", ("行政事业性收费", "本年收费金额")),
        ("requests.denied.state_secret.total", ("（三）不予公开/1.属于国家秘密", "总计")),
        ("remedies.litigation_direct.pending", ("行政诉讼/未经复议直接起诉", "尚未审结")),
    ],
)
def test_a_cell_is_named_by_its_row_and_its_column(cell, expected):
    assert statutory.headings(formats.load("2021"), cell) == expected


def test_a_heading_with_a_slash_stays_whole():
    assert statutory.headings(formats.load("2019"), "proactive.fees.change") == ("行政事业性收费", "本年增/减")


@pytest.mark.parametrize(
    ("cell", "decimals", "expected"),
    [
        (Cell("x", 0, "read"), 4, "0"),
        (Cell("x", 12, "read"), 0, "12"),
        (Cell("x", -3, "read"), 0, "-3"),
        (Cell("x", 12, "read"), 4, "12.0000"),
        (Cell("x", Decimal("4196.35"), "read"), 4, "4196.3500"),
        (Cell("x", Decimal("7.04870"), "read"), 0, "7.0487"),
        (Cell("x", Decimal("1E+3"), "read"), 0, "1000"),
        (Cell("x", Decimal("0.123456"), "read"), 4, "0.123456"),
        (Cell("x", None, "read"), 0, "？"),
        (Cell("x", None, "blank"), 0, ""),
        (Cell("x", None, "slash"), 0, "/"),
        (Cell("x", None, "dash"), 0, "-"),
        (Cell("x", None, "none"), 0, "无"),
        (Cell("x", None, "unread", "※"), 0, "※"),
        (Cell("x", None, "unread", "12"), 0, "？"),
        (Cell("x", None, "unread", "/"), 0, "？"),
        (Cell("x", None, "unread", " "), 0, "？"),
        (Cell("x", None, "unread", "1 0 0 3"), 0, "？"),
        (Cell("x", None, "unread", "字" * 40), 0, "？"),
        (Cell("x", None, "unread"), 0, "？"),
        (Cell("x", None, "absent"), 0, "？"),
        (None, 0, "？"),
    ],
)
def test_a_cell_prints_its_figure_or_the_sign_of_its_state(cell, decimals, expected):
    assert figures.printed(cell, decimals=decimals) == expected


def test_only_amounts_take_the_decimals_of_their_heading():
    form = formats.load("2019")
    assert statutory.decimals(form, "proactive.procurement.amount") == 4
    assert statutory.decimals(form, "proactive.procurement.items") == 0
    assert statutory.decimals(form, "requests.new.total") == 0
    assert statutory.decimals(formats.load("2021"), "proactive.fees.amount") == 0


def test_long_figures_are_set_smaller_until_they_fit():
    assert statutory.figure_size(statutory.fill(sound(value=7), "remedies")) == 10.5
    assert statutory.figure_size(statutory.fill(sound(value=123456), "remedies")) < 8
    assert statutory.figure_size(statutory.fill(sound(value=10**30), "remedies")) == 5.0
