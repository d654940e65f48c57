"""Splitting a request into its matters (一事一申请): when it may be, and which steps each part has behind it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from gongkai.law.citation import FEE_MEASURES, FORMAT_2021, PRACTICE, Citation
from gongkai.law.procedure.state import State
from gongkai.law.procedure.steps import STAGES, Matter, Stage, Step, StepKind
from gongkai.law.refusal import Refusal

K = StepKind
_OF_CLARIFICATION = frozenset({K.CLARIFICATION_ASKED, K.LETTER_ARRIVED, K.CLARIFICATION_GIVEN})


class NotSplit(Refusal):
    """A request that may not be split now."""


def may_split(state: State, on: date) -> None:
    """Check that a request may be split on a day: each part is then a request of its own, and counted as one.

    :raises NotSplit: where it is not in hand, no request for disclosure, or the report of an earlier year has counted it.
    """
    if state.stage is not Stage.IN_HAND or state.matter is not Matter.DISCLOSURE:
        zh, en = STAGES[state.stage]
        raise NotSplit(
            f"只有“{STAGES[Stage.IN_HAND][0]}”的政府信息公开申请可以拆分，本件处于“{zh}”。",
            f"Only a request that is “{STAGES[Stage.IN_HAND][1]}” can be split; this one is “{en}”.",
            Citation(FEE_MEASURES),
            Citation(PRACTICE),
        )
    if state.received is not None and state.received.year != on.year:
        year = state.received.year
        raise NotSplit(
            f"申请于 {year} 年收到，已按一件计入该年度报告，不能再拆分。请在本件中一并答复，按主要处理结果计一件。",
            f"The report for {year} has counted it as one, so it cannot be split any more. Answer all of it in one reply.",
            Citation(FORMAT_2021),
        )


def behind_each_part(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps, of those that stand, which each part has behind it: the receipt and an answered clarification.

    A clarification was asked and given for the whole letter, and its period began anew for every part of it.
    """
    steps = list(steps)
    received = next(step for step in steps if step.kind is K.RECEIVED)
    given = next((at for at, step in enumerate(steps) if step.kind is K.CLARIFICATION_GIVEN), -1)
    asked = next((at for at, step in enumerate(steps) if step.kind is K.CLARIFICATION_ASKED), 0)
    about = [step for step in steps[asked : given + 1] if step.kind in _OF_CLARIFICATION and not step.ref]
    return (replace(received, matter=Matter.DISCLOSURE), *about)
