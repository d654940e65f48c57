"""Letters that ask for an opinion, and when letters arrive (Art. 32 to 34)."""

from datetime import date

from gongkai.law import deadlines
from gongkai.law.deadlines import Consultation, Consulted
from gongkai.law.procedure import refusals
from gongkai.law.procedure.state import Letter, State
from gongkai.law.procedure.steps import Stage, Step
from gongkai.law.procedure.terms import Taking, Terms, after, arrival


def consulted(whom: Consulted) -> Taking:
    """Return how a letter is sent to those consulted."""

    def consulted(state: State, step: Step, by: Terms) -> State:
        if any(letter.ref == step.ref for letter in state.letters):
            raise refusals.against(step, f"编号“{step.ref}”已用于另一份征求意见书", "the reference is used already")
        return state._replace(letters=(*state.letters, Letter(step.ref, whom, step.on, arrival(step))))

    return consulted


def answered(whom: Consulted) -> Taking:
    """Return how the answer of those consulted is taken."""

    def answered(state: State, step: Step, by: Terms) -> State:
        letter = _letter(state, step, whom)
        if letter.arrived is not None and step.on < letter.arrived:
            raise refusals.too_early(step, letter.arrived)
        return _heard(state, letter, letter._replace(answered=step.on))

    return answered


def silent(whom: Consulted) -> Taking:
    """Return how silence is taken after the last day. Art. 32: 由行政机关决定; Art. 34: 视为同意公开."""

    def silent(state: State, step: Step, by: Terms) -> State:
        letter = _letter(state, step, whom)
        if letter.arrived is None:
            raise refusals.against(step, "征求意见书到达对方的日期尚未登记", "the letter is not known to have arrived")
        limit = deadlines.opinion(Consultation(letter.sent, letter.arrived, whom=whom), calendar=by.calendar)
        after(step, limit, "对方提出意见的期限尚未届满", "the period to give an opinion has not ended")
        return _heard(state, letter, letter._replace(silent=True))

    return silent


def _letter(state: State, step: Step, whom: Consulted | None) -> Letter:
    for letter in state.letters:
        if letter.ref == step.ref and letter.open and whom in (None, letter.whom):
            return letter
    raise refusals.against(
        step, f"没有编号为“{step.ref}”且等待答复的征求意见书", "no such letter is waiting for an answer"
    )


def _heard(state: State, old: Letter, new: Letter) -> State:
    letters = tuple(new if letter is old else letter for letter in state.letters)
    waiting = any(letter.open for letter in letters)
    return state._replace(letters=letters, stage=Stage.CONSULTING if waiting else Stage.IN_HAND)


def letter_arrived(state: State, step: Step, by: Terms) -> State:
    """Return the case with the day on which the last notice, or the letter of that reference, reached its reader."""
    if state.stage is Stage.CONSULTING:
        letter = _letter(state, step, None)
        _arrives_once(step, letter.arrived)
        return _heard(state, letter, letter._replace(arrived=step.on))
    if state.stage is Stage.CLARIFYING:
        _arrives_once(step, state.clarification_notified)
        return state._replace(clarification_notified=step.on)
    if state.stage is Stage.PAYING:
        _arrives_once(step, state.fee_notified)
        return state._replace(fee_notified=step.on)
    _arrives_once(step, state.reasons_notified)
    return state._replace(reasons_notified=step.on)


def _arrives_once(step: Step, known: date | None) -> None:
    if known is not None:
        raise refusals.against(step, f"到达日期已登记为 {known}", f"it arrived on {known} already")
