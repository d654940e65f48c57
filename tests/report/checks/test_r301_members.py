"""GK301: a roll-up is the sum of its members."""

from decimal import Decimal

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

NEW, FEES = "requests.new.total", "proactive.fees.amount"


def _members(*cells):
    return [factory.report(cells=one) for one in cells]


def test_a_roll_up_of_its_members_passes() -> None:
    assert silent("GK301", factory.report(cells={NEW: 5}), members=_members({NEW: 2}, {NEW: 3}))


@pytest.mark.parametrize("amount", [Decimal("12.35"), Decimal("12.346"), 12])
def test_amounts_rounded_in_the_roll_up_pass(amount) -> None:
    members = _members({FEES: Decimal("10.0456")}, {FEES: Decimal("2.3")})
    assert silent("GK301", factory.report(cells={FEES: amount}), members=members)


def test_an_amount_beyond_rounding_is_caught() -> None:
    members = _members({FEES: Decimal("10.0456")}, {FEES: Decimal("2.3")})
    assert found("GK301", factory.report(cells={FEES: Decimal("12.36")}), members=members)


def test_a_row_that_is_not_the_sum_is_one_finding_with_the_scope() -> None:
    cells = {NEW: 6, "requests.new.natural_person": 6}
    (one,) = found("GK301", factory.report(cells=cells), members=_members({NEW: 2}, {NEW: 3}))
    assert one.severity == "error"
    assert one.message["zh"] == (
        "“一、本年新收政府信息公开申请数量”：自然人汇总6、成员合计0，总计汇总6、成员合计5（2份成员报告）。"
    )


def test_a_row_with_a_member_unread_is_not_judged() -> None:
    report = factory.report(cells={NEW: 6})
    members = _members({NEW: "unread"}, {NEW: 3})
    assert not found("GK301", report, members=members)
    (one,) = not_assessed("GK301", report, members=members)
    assert "“一、本年新收政府信息公开申请数量”" in one.reason["zh"]


def test_members_of_another_year_are_not_added() -> None:
    (one,) = not_assessed("GK301", factory.report(), members=[factory.report(year=2020), factory.report(year=2021)])
    assert f"{factory.ORGAN}（2020）" in one.reason["zh"]


def test_without_members_nothing_is_judged() -> None:
    assert not_assessed("GK301", factory.report())


def test_a_table_that_the_roll_up_lacks_is_left_alone() -> None:
    report = factory.report(tables={"proactive": "2021", "requests": None, "remedies": "2021"}, cells={NEW: 5})
    assert silent("GK301", report, members=_members({}))
