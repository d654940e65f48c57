"""Blank, slash, dash, 无, 0 and what is no figure are told apart, and nothing is repaired."""

from decimal import Decimal

import pytest

from gongkai.report.align.values import interpret, parse


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        ("", "blank"),
        (" ", "blank"),
        ("\u00a0\u3000\t", "blank"),
        ("\u200b\ufeff", "blank"),
        ("/", "slash"),
        ("／", "slash"),
        ("\\", "slash"),
        ("//", "slash"),
        (" / ", "slash"),
        ("-", "dash"),
        ("—", "dash"),
        ("——", "dash"),
        ("－", "dash"),
        ("–", "dash"),
        ("----", "dash"),
        (r"\-", "dash"),
        ("无", "none"),
        ("無", "none"),
        ("0", "read"),
        ("O", "unread"),
        ("I8", "unread"),
        ("六", "unread"),
        ("约5", "unread"),
        ("1 2", "unread"),
        ("1..5", "unread"),
        ("1,23", "unread"),
        ("12,3456", "unread"),
        ("5%", "unread"),
        ("6-7", "unread"),
        ("-----", "unread"),
    ],
)
def test_a_cell_has_the_state_of_what_is_printed(raw, state) -> None:
    assert parse(raw).state == state


@pytest.mark.parametrize(
    ("raw", "value", "oddities"),
    [
        ("6", 6, ()),
        ("006", 6, ()),
        ("-2", -2, ()),
        ("−2", -2, ()),
        ("－2", -2, ()),
        ("+3", 3, ()),
        (r"\-2", -2, ()),
        ("0", 0, ()),
        ("\u00a07\u00a0", 7, ()),
        ("１２", 12, ("fullwidth_digits",)),
        ("1,234", 1234, ("thousands",)),
        ("1，234，567", 1234567, ("thousands",)),
        ("6件", 6, ("classifier",)),
        ("6 宗", 6, ("classifier",)),
        ("6條", 6, ("classifier",)),
        ("?0", 0, ("stray_mark",)),
        ("？ 0", 0, ("stray_mark",)),
        ("\ufffd3", 3, ("stray_mark",)),
        ("[bookmark: _GoBack]0", 0, ()),
        ("5.0", 5, ()),
        ("？１,234件", 1234, ("stray_mark", "fullwidth_digits", "thousands", "classifier")),
    ],
)
def test_a_count_is_read_with_what_is_odd_about_it(raw, value, oddities) -> None:
    reading = interpret(raw, "count")
    assert (reading.value, reading.state, reading.oddities) == (value, "read", oddities)
    assert type(reading.value) is int


@pytest.mark.parametrize("raw", ["1.5", "6万元", "70487元", "3万"])
def test_what_is_no_count_is_unread_where_a_count_belongs(raw) -> None:
    reading = interpret(raw, "count")
    assert (reading.value, reading.state) == (None, "unread")
    assert "unread_value" in reading.oddities


@pytest.mark.parametrize(
    ("raw", "header", "value", "oddities"),
    [
        ("4196.35", "万元", Decimal("4196.35"), ()),
        ("4196.3500", "万元", Decimal("4196.35"), ()),
        ("4196.35万元", None, Decimal("4196.35"), ("unit_in_cell",)),
        ("4196.35万", None, Decimal("4196.35"), ("unit_in_cell",)),
        ("70487元", None, Decimal("7.0487"), ("unit_in_cell", "other_unit")),
        ("70487元", "万元", Decimal("7.0487"), ("unit_in_cell", "other_unit")),
        ("70487", "元", Decimal("7.0487"), ("other_unit",)),
        ("3千元", None, Decimal("0.3"), ("unit_in_cell", "other_unit")),
        ("2亿元", None, 20000, ("unit_in_cell", "other_unit")),
        ("24074", "万元", 24074, ()),
        ("100.00", "万元", 100, ()),
        ("5.2", None, Decimal("5.2"), ("no_unit",)),
        ("0", None, 0, ()),
        ("0.00", None, 0, ()),
        ("0元", None, 0, ("unit_in_cell", "other_unit")),
        ("１.５", "万元", Decimal("1.5"), ("fullwidth_digits",)),
        ("1,234.5", "万元", Decimal("1234.5"), ("thousands",)),
    ],
)
def test_an_amount_comes_out_in_ten_thousands_of_yuan(raw, header, value, oddities) -> None:
    reading = interpret(raw, "10k CNY", header)
    assert (reading.value, reading.state, reading.oddities) == (value, "read", oddities)
    assert type(reading.value) is type(value)
    assert not isinstance(value, Decimal) or str(reading.value) == str(value)


@pytest.mark.parametrize("raw", ["", "/", "-", "无", "甲"])
def test_a_cell_that_is_not_read_has_no_value(raw) -> None:
    for unit in ("count", "signed count", "10k CNY"):
        assert interpret(raw, unit).value is None


@pytest.mark.parametrize("unit", ["?", "美元"])
def test_an_amount_under_a_heading_of_an_unknown_unit_is_unread(unit) -> None:
    reading = interpret("24.5", "10k CNY", unit)
    assert (reading.value, reading.state, reading.oddities) == (None, "unread", ("unread_value",))
    assert interpret("24.5万元", "10k CNY", unit).value == Decimal("24.5")
