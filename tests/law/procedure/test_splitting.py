"""Splitting a request: in hand, in the year of its receipt, with the clarification behind each part."""

from datetime import date

import pytest

from gongkai.law import procedure
from gongkai.law.deadlines import Channel
from gongkai.law.procedure import Matter, NotSplit, Step, StepKind

K = StepKind
RECEIVED = Step(K.RECEIVED, date(2025, 3, 3), channel=Channel.COUNTER, applicant="natural_person")


def state(*steps):
    return procedure.replay([RECEIVED, *steps], date(2026, 12, 31)).state


def test_a_request_in_hand_may_be_split_in_its_year():
    procedure.may_split(state(), date(2025, 12, 31))
    with pytest.raises(NotSplit, match="2025 年收到"):
        procedure.may_split(state(), date(2026, 1, 1))


@pytest.mark.parametrize(
    "step",
    [
        Step(K.CLARIFICATION_ASKED, date(2025, 3, 5)),
        Step(K.WITHDRAWN, date(2025, 3, 5)),
        Step(K.RECLASSIFIED, date(2025, 3, 5), matter=Matter.ENQUIRY),
    ],
)
def test_what_waits_has_ended_or_is_no_request_is_not_split(step):
    with pytest.raises(NotSplit):
        procedure.may_split(state(step), date(2025, 3, 6))


def test_each_part_has_the_receipt_and_the_clarification_behind_it():
    steps = [
        RECEIVED,
        Step(K.ORGAN_CONSULTED, date(2025, 3, 4), ref="1"),
        Step(K.ORGAN_ANSWERED, date(2025, 3, 5), ref="1"),
        Step(K.CLARIFICATION_ASKED, date(2025, 3, 5)),
        Step(K.LETTER_ARRIVED, date(2025, 3, 7)),
        Step(K.CLARIFICATION_GIVEN, date(2025, 3, 10)),
        Step(K.CO_MAKER_CONSULTED, date(2025, 3, 11), ref="2"),
    ]
    behind = procedure.behind_each_part(steps)
    assert [step.kind for step in behind] == [
        K.RECEIVED,
        K.CLARIFICATION_ASKED,
        K.LETTER_ARRIVED,
        K.CLARIFICATION_GIVEN,
    ]
    assert (
        procedure.replay(behind, date(2025, 3, 20)).due.date == procedure.replay(steps[:6], date(2025, 3, 20)).due.date
    )
    assert procedure.behind_each_part([RECEIVED]) == (RECEIVED,)
