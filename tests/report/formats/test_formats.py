"""The statutory forms: every cell by its name, its unit and the form's words."""

from collections import Counter

import pytest

from gongkai.report import formats
from gongkai.report.model import TABLES


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("2019", {"proactive": 22, "requests": 161, "remedies": 15}),
        ("2021", {"proactive": 10, "requests": 175, "remedies": 15}),
    ],
)
def test_each_table_has_as_many_cells_as_the_form(name, counts) -> None:
    form = formats.load(name)
    assert {table: len(form.cells(table)) for table in TABLES} == counts
    assert all(len(set(form.cells(table))) == len(form.cells(table)) for table in TABLES)


@pytest.mark.parametrize(
    ("year", "name"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021"), (2030, "2021")]
)
def test_the_year_decides_the_form(year, name) -> None:
    assert formats.for_year(year).name == name


def test_a_year_before_the_first_form_is_refused() -> None:
    with pytest.raises(ValueError, match="2018"):
        formats.for_year(2018)


def test_a_form_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        formats.load("2010")


@pytest.mark.parametrize(
    ("name", "cell", "unit"),
    [
        ("2019", "proactive.licensing.change", "signed count"),
        ("2019", "proactive.procurement.amount", "10k CNY"),
        ("2021", "proactive.fees.amount", "10k CNY"),
        ("2021", "requests.new.total", "count"),
        ("2021", "remedies.reconsideration.upheld", "count"),
    ],
)
def test_a_cell_has_a_unit(name, cell, unit) -> None:
    assert formats.load(name).unit(cell) == unit


@pytest.mark.parametrize(
    ("name", "cell", "label"),
    [
        ("2021", "proactive.regulations.made", "第二十条第（一）项/规章/本年制发件数"),
        ("2021", "requests.new.total", "一、本年新收政府信息公开申请数量/总计"),
        ("2021", "requests.denied.state_secret.other", "三、本年度办理结果/（三）不予公开/1.属于国家秘密/其他"),
        ("2021", "remedies.reconsideration.upheld", "行政复议/结果维持"),
        ("2021", "remedies.litigation_direct.total", "行政诉讼/未经复议直接起诉/总计"),
    ],
)
def test_a_cell_has_the_words_of_the_form(name, cell, label) -> None:
    assert formats.load(name).label(cell) == label


@pytest.mark.parametrize("ask", ["unit", "label"])
def test_a_cell_of_another_form_is_unknown(ask) -> None:
    with pytest.raises(KeyError):
        getattr(formats.load("2021"), ask)("proactive.procurement.amount")


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_identity_is_made_of_rows_and_columns_of_its_table(name) -> None:
    form = formats.load(name)
    assert {identity.check for identity in form.identities} == {"T3-ID", "T3-SUM", "T3-ROW", "T4-SUM"}
    for identity in form.identities:
        parts = {cell.split(".", 1)[1] for cell in form.cells(identity.table)}
        rows, columns = {part.rpartition(".")[0] for part in parts}, {part.rpartition(".")[2] for part in parts}
        assert {*identity.left, *identity.right} <= (rows if identity.along == "rows" else columns)
        assert Counter([*identity.left, *identity.right]).most_common(1)[0][1] == 1


def test_the_outcomes_of_an_identity_are_all_the_rows_under_the_third_heading() -> None:
    for name in formats.FORMATS:
        form = formats.load(name)
        (sums,) = [identity for identity in form.identities if identity.check == "T3-SUM"]
        assert {*sums.left, *sums.right} == {row.key for row in form.request_rows if row.outcome}


def test_a_table_that_no_form_has_is_refused() -> None:
    with pytest.raises(AssertionError):
        formats.load("2021").cells("fees")
