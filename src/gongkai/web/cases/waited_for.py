"""The periods that a case waits in: for what it waits, how the last day is computed, and the step that may follow silence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from gongkai.law import deadlines
from gongkai.law.deadlines import Clarification, Consultation, Consulted, Deadline, Kind
from gongkai.law.options import Conventions
from gongkai.law.procedure import Stage, State, StepKind
from gongkai.law.workdays import Calendar

SILENT = {Consulted.THIRD_PARTY: StepKind.THIRD_PARTY_SILENT, Consulted.CO_MAKER: StepKind.CO_MAKER_SILENT}
"""The step by which the silence of whoever was asked is registered; of no other organ it says anything."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A period that runs for somebody outside; `ref` names the letter, `lapsed` is None where its end has no consequence."""

    kind: Kind
    last_day: Callable[[Calendar], Deadline]
    lapsed: StepKind | None
    ref: str = ""


def waited_for(state: State, conventions: Conventions) -> Iterator[Waiting]:
    """Yield the periods that run for somebody outside, of a case that stands like this."""
    if state.stage is Stage.CLARIFYING and (notified := state.clarification_notified):
        asked = Clarification(notified, days=state.clarification_days)
        yield Waiting(
            Kind.CLARIFICATION,
            lambda calendar: deadlines.clarification(asked, conventions=conventions, calendar=calendar),
            StepKind.CLARIFICATION_LAPSED,
        )
    if state.stage is Stage.EXPLAINING and (told := state.reasons_notified):
        yield Waiting(
            Kind.REASONS,
            lambda calendar: deadlines.reasons(told, conventions=conventions, calendar=calendar),
            StepKind.REASONS_LAPSED,
        )
    if state.stage is Stage.PAYING and (charged := state.fee_notified):
        yield Waiting(
            Kind.FEE_PAYMENT,
            lambda calendar: deadlines.fee_payment(charged, calendar=calendar),
            StepKind.FEE_LAPSED,
        )
    for letter in state.letters if state.stage is Stage.CONSULTING else ():
        if letter.open and letter.arrived:
            sent = Consultation(letter.sent, letter.arrived, whom=letter.whom)
            yield Waiting(Kind.CONSULTATION, partial(_opinion, sent), SILENT.get(letter.whom), letter.ref)


def _opinion(sent: Consultation, calendar: Calendar) -> Deadline:
    return deadlines.opinion(sent, calendar=calendar)
