"""GK501: neither all nor none granted."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

GRANTED, PARTIAL, DENIED = (f"requests.{row}.total" for row in ("granted", "partial", "denied.internal_affairs"))


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {GRANTED: 4},
        {DENIED: 4},
        {GRANTED: 4, DENIED: 2},
        {PARTIAL: 1, DENIED: 6},
        {GRANTED: 6, DENIED: "blank", PARTIAL: 1},
    ],
)
def test_few_or_mixed_outcomes_pass(cells) -> None:
    assert silent("GK501", factory.report(cells=cells))


def test_all_granted_is_caught_even_under_a_wrong_total() -> None:
    (one,) = found("GK501", factory.report(cells={GRANTED: 61, "requests.handled.total": 0}))
    assert one.message["zh"] == "表三：61件申请全部予以公开。"
    assert one.cells == (GRANTED,)


def test_none_granted_is_caught() -> None:
    (one,) = found("GK501", factory.report(cells={DENIED: 6}))
    assert one.message["zh"] == "表三：6件申请没有一件予以公开或者部分公开。"


def test_outcomes_unread_and_tables_missing_are_not_judged() -> None:
    assert not_assessed("GK501", factory.report(cells={DENIED: "unread"}))
    assert not_assessed("GK501", factory.report(tables=dict.fromkeys(("proactive", "requests", "remedies"))))
