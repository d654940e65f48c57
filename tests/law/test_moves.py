"""A new calendar shows which deadlines it moves and which it settles."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from gongkai.law import packs
from gongkai.law.moves import moves
from gongkai.law.provisional import Settled, settle
from gongkai.law.workdays import Calendar

BEFORE = packs.calendar([pack for pack in packs.shipped() if pack.year <= 2025])
AFTER = packs.published()


def due(received: date, number: int) -> Callable[[Calendar], Settled]:
    return partial(settle, lambda calendar: calendar.add(received, number))


CASES: list[tuple[str, Mapping[str, Callable[[Calendar], Settled]]]] = [
    ("1号", {"clarification_notice": due(date(2025, 12, 1), 7), "reply": due(date(2025, 12, 2), 20)}),
    ("2号", {"reply": due(date(2025, 12, 26), 20)}),
    ("3号", {"reply": due(date(2025, 11, 3), 20)}),
]


def test_the_deadlines_that_move_or_are_settled_are_told_and_no_others() -> None:
    found = [
        (move.number, move.kind, move.before.date, move.after.date, move.moved, move.settled)
        for move in moves(CASES, before=BEFORE, after=AFTER)
    ]
    assert found == [
        ("1号", "reply", date(2025, 12, 30), date(2025, 12, 30), False, True),
        # The estimate took 2 January, a Friday, for worked, and the Sunday of the 4th for free: the notice swaps them.
        ("2号", "reply", date(2026, 1, 26), date(2026, 1, 26), False, True),
    ]


def test_a_date_that_changes_has_moved() -> None:
    cases = [("2号", {"reply": due(date(2026, 1, 26), 20)})]
    (move,) = moves(cases, before=BEFORE, after=AFTER)
    assert move.moved and move.settled
    assert (move.before.date, move.after.date) == (date(2026, 2, 27), date(2026, 2, 28))


def test_a_notice_that_rules_anew_moves_a_settled_date() -> None:
    prolonged = packs.shipped()[1]
    days = [day for day in prolonged.days if day.notice == "2020-1"]
    days.append(packs.PackDay(date(2020, 2, 1), False, "春节", "2020-1"))
    first = replace(prolonged, notices=prolonged.notices[:1], days=tuple(days))
    cases = [("4号", {"reply": due(date(2020, 1, 13), 20)})]
    (move,) = moves(cases, before=packs.extended([first]), after=AFTER)
    assert move.moved and not move.settled
    assert (move.before.date, move.after.date) == (date(2020, 2, 13), date(2020, 2, 17))


def test_taking_a_pack_away_tells_what_is_an_estimate_again() -> None:
    (move,) = moves(CASES[:1], before=AFTER, after=BEFORE)
    assert move.after.provisional and not move.settled and not move.moved
