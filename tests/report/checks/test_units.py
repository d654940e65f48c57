"""GK601 and GK602: units and digits, from what the reader noted."""

import pytest

from gongkai.report.model import Note, TextPlace
from tests.report import factory
from tests.report.checks.asked import found, silent

FEES = "proactive.fees.amount"
HERE = TextPlace(9, 3)


@pytest.mark.parametrize("rule", ["GK601", "GK602"])
def test_plain_figures_pass(rule) -> None:
    assert silent(rule, factory.report())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("unit_in_cell", "“4.5万元”把单位写在了单元格里"),
        ("other_unit", "“4.5万元”的单位不是万元"),
        ("no_unit", "“4.5万元”没有印明单位"),
        ("decimals", "“4.5万元”的小数位数不符合表头的要求"),
    ],
)
def test_an_amount_in_another_shape_is_caught(kind, words) -> None:
    (one,) = found("GK601", factory.report(notes=(Note(kind, HERE, FEES, "4.5万元"),)))
    assert words in one.message["zh"]
    assert (one.cells, one.places, one.severity) == ((FEES,), (HERE,), "warning")


def test_a_note_without_the_text_shows_the_cell() -> None:
    (one,) = found("GK601", factory.report(cells={FEES: 24074}, notes=(Note("decimals", HERE, FEES),)))
    assert "“24074”" in one.message["zh"]
    (one,) = found("GK601", factory.report(notes=(Note("decimals", HERE),)))
    assert "“”" in one.message["zh"]


def test_odd_digits_are_a_note() -> None:
    notes = (
        Note("thousands", HERE, FEES, "1,234"),
        Note("classifier", HERE, FEES, "6件"),
        Note("classifier", HERE, FEES),
    )
    (one,) = found("GK602", factory.report(notes=notes))
    assert (one.severity, one.count, one.cells) == ("note", 3, (FEES,))
    assert one.message["zh"] == "表格里的数不是纯数字：千分位1处、带量词2处，如“1,234”、“6件”。"


def test_a_stray_mark_is_a_warning() -> None:
    (one,) = found("GK602", factory.report(notes=(Note("stray_mark"),)))
    assert one.severity == "warning" and one.message["zh"] == "表格里的数不是纯数字：夹带其他符号1处。"
