"""Every worked example of the tables beside this file: what is given, and what must come out.

A table holds entries with name, given, expect and source. A day is written as a day; `{ estimate, not_before, missing }` is
a provisional one; "after ..." is a period that does not run yet.
"""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai.law import deadlines as clock
from gongkai.law import packs
from gongkai.law.citation import REGULATION, Citation
from gongkai.law.deadlines import Clarification, Clock, Consultation, Consulted, Deadline, Fee, ServedBy
from gongkai.law.options import Choice, Conventions, conventions
from gongkai.law.refusal import Refusal
from gongkai.law.workdays import Calendar

TABLES = sorted(Path(__file__).parent.glob("*.toml"))
EXAMPLES = [
    pytest.param(example, id=f"{path.stem}: {example['name']}")
    for path in TABLES
    for example in tomllib.loads(path.read_text("utf-8"))["examples"]
]
Given = dict[str, Any]


@pytest.mark.parametrize("example", EXAMPLES)
def test_worked_example(example: dict[str, Any]) -> None:
    assert example["source"]
    if refused := example["expect"].get("refused"):
        with pytest.raises(Refusal) as refusal:
            clock.reply(request(example["given"])) if "received" in example["given"] else other(example["given"])
        assert [type(refusal.value).__name__, *(citation.article for citation in refusal.value.basis)] == refused
        return
    assert {key: COMPUTED[key](example["given"]) for key in example["expect"]} == example["expect"]


def test_no_two_examples_share_a_name() -> None:
    names = [example.id for example in EXAMPLES]
    assert len(names) == len(set(names))


def chosen(given: Given) -> Conventions:
    """Return the conventions of an example."""
    return conventions(date(2026, 1, 1), [Choice(name, value) for name, value in given.get("options", {}).items()])


@cache
def calendar_of(year: int) -> Calendar:
    """Return the calendar as it stood before the notice for the year after."""
    return packs.calendar([pack for pack in packs.shipped() if pack.year <= year])


def calendar(given: Given) -> Calendar:
    """Return the calendar of an example: the shipped one, or that of an earlier year."""
    return calendar_of(given["calendar_of"]) if "calendar_of" in given else packs.published()


def receipt(given: Given) -> clock.Receipt:
    """Return the receipt of an example."""
    channel = clock.Channel(given.get("channel", "counter"))
    return clock.receipt(given["received"], channel=channel, confirmed=given.get("confirmed"))


def received(given: Given) -> date:
    """Return the day of receipt."""
    return receipt(given).day


def letters(given: Given) -> tuple[Consultation, ...]:
    """Return the letters that ask for an opinion."""
    return tuple(
        Consultation(**(letter | {"whom": Consulted(letter.get("whom", "third_party"))}))
        for letter in given.get("consultations", [])
    )


def request(given: Given) -> Clock:
    """Return the request of an example."""
    return Clock(
        received(given),
        Clarification(**given["clarification"]) if "clarification" in given else None,
        letters(given),
        given.get("extended", 0),
        Fee(**given["fee"]) if "fee" in given else None,
        given.get("delayed"),
        chosen(given),
    )


def shown(deadline: Deadline) -> object:
    """Return a deadline as the tables write it."""
    if deadline.date is None:
        return f"after {deadline.after}"
    if not deadline.provisional:
        assert (deadline.not_before, deadline.missing) == (deadline.date, ())
        return deadline.date
    return {"estimate": deadline.date, "not_before": deadline.not_before, "missing": list(deadline.missing)}


def left_out(given: Given) -> int:
    """Return how many working days did not count because somebody else was waited for."""
    return sum(day.why in ("consulting", "paying") for day in clock.reply(request(given)).days)


def publication(given: Given) -> Deadline:
    """Return the last day to publish, by the limit of the item where it has its own."""
    own = {"workdays": given["limit"], "basis": (Citation(REGULATION, "第二十六条"),)} if "limit" in given else {}
    return clock.publication(given["formed"], calendar=calendar(given), **own)


def litigation(given: Given) -> Deadline:
    """Return the last day to sue."""
    if "silent_since" in given:
        return clock.litigation_over_silence(given["silent_since"], conventions=chosen(given), calendar=calendar(given))
    return clock.litigation(
        given["served"],
        review_first=given.get("review_first", False),
        review_served=given.get("review_served"),
        told=given.get("told", True),
        conventions=chosen(given),
        calendar=calendar(given),
    )


def reconsideration(given: Given) -> Deadline:
    """Return the last day to apply for reconsideration."""
    return clock.reconsideration(
        given["served"], told=given.get("told", True), conventions=chosen(given), calendar=calendar(given)
    )


def other(given: Given) -> object:
    """Return a deadline that is not one of a request, whichever is given."""
    if "formed" in given:
        return publication(given)
    if "copy_received" in given:
        return clock.review_answer(given["copy_received"], simplified=given.get("simplified", False))
    if "accepted" in given:
        return review_decision(given)
    return litigation(given) if "review_served" in given else reconsideration(given)


def review_decision(given: Given) -> Deadline:
    """Return the last day of the review body."""
    return clock.review_decision(
        given["accepted"],
        simplified=given.get("simplified", False),
        extended=given.get("prolonged", False),
        conventions=chosen(given),
        calendar=calendar(given),
    )


def dated(compute: Callable[[Given], Deadline]) -> Callable[[Given], object]:
    """Return a computation whose result is written as the tables write a day."""
    return lambda given: shown(compute(given))


COMPUTED: Mapping[str, Callable[[Given], object]] = {
    "received_on": received,
    "evidence": lambda given: list(receipt(given).evidence),
    "receipt_notes": lambda given: [note.code for note in receipt(given).notes],
    "left_out": left_out,
    "notes": lambda given: [note.code for note in clock.reply(request(given), calendar=calendar(given)).notes],
    "reply": dated(lambda given: clock.reply(request(given), calendar=calendar(given))),
    "reply_original": dated(
        lambda given: clock.reply_original(received(given), conventions=chosen(given), calendar=calendar(given))
    ),
    "reply_latest": dated(lambda given: clock.reply_latest(request(given), calendar=calendar(given))),
    "clarification_notice": dated(
        lambda given: clock.clarification_notice(received(given), conventions=chosen(given), calendar=calendar(given))
    ),
    "clarification": dated(
        lambda given: clock.clarification(
            Clarification(**given["clarification"]), conventions=chosen(given), calendar=calendar(given)
        )
    ),
    "opinions": lambda given: [
        shown(clock.opinion(letter, conventions=chosen(given), calendar=calendar(given))) for letter in letters(given)
    ],
    "fee_payment": dated(lambda given: clock.fee_payment(given["fee"]["notified"], calendar=calendar(given))),
    "reasons": dated(lambda given: clock.reasons(given["asked"], conventions=chosen(given), calendar=calendar(given))),
    "publication": dated(publication),
    "reconsideration": dated(reconsideration),
    "article": lambda given: str(reconsideration(given).basis[0]),
    "litigation": dated(litigation),
    "litigation_days": lambda given: litigation(given).facts["days"],
    "review_answer": dated(
        lambda given: clock.review_answer(
            given["copy_received"], simplified=given.get("simplified", False), calendar=calendar(given)
        )
    ),
    "review_decision": dated(review_decision),
    "court_answer": dated(
        lambda given: clock.court_answer(given["sued"], conventions=chosen(given), calendar=calendar(given))
    ),
    "court_appeal": dated(
        lambda given: clock.court_appeal(
            given["judged"], ruling=given.get("ruling", False), conventions=chosen(given), calendar=calendar(given)
        )
    ),
    "in_time": lambda given: {True: "yes", False: "no", None: "nobody can say yet"}[
        clock.on_time(
            clock.reply(request(given), calendar=calendar(given)),
            dispatched=given["replied"],
            by=ServedBy(given["by"]),
        ).in_time
    ],
}


def test_silence_under_the_convention_of_review_first_waits_on_its_own_item() -> None:
    found = clock.litigation_over_silence(date(2025, 3, 3), review_first=True)
    assert found.date is None
    assert found.after == "reconsideration"
    assert found.basis[0].article == "第二十三条第一款第三项"
