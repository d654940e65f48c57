"""Letters that ask for an opinion, and when letters arrive (Art. 32 to 34)."""

from collections.abc import Callable
from datetime import date

from gongkai.law import deadlines
from gongkai.law.deadlines import Consultation, Consulted
from gongkai.law.procedure import refusals
from gongkai.law.procedure.state import Letter, State
from gongkai.law.procedure.steps import Stage, Step
from gongkai.law.procedure.terms import Taking, Terms, after, answering, arrival


def consulted(whom: Consulted) -> Taking:
    """Return how a letter is sent to those consulted."""

    def consulted(state: State, step: Step, by: Terms) -> State:
        if any(letter.ref == step.ref for letter in state.letters):
            raise refusals.against(step, f"编号“{step.ref}”已用于另一份征求意见书", "the reference is used already")
        return state._replace(letters=(*state.letters, Letter(step.ref, whom, step.on, arrival(step))))

    return consulted


def answered(whom: Consulted) -> Taking:
    """Return how the answer of those consulted is taken. One that comes after silence goes on file and moves nothing."""

    def answered(state: State, step: Step, by: Terms) -> State:
        letter = _letter(state, step, lambda each: each.whom is whom and (each.open or each.unheard))
        answering(step, letter.arrived)
        return _heard(state, letter, letter._replace(answered=step.on))

    return answered


def silent(whom: Consulted) -> Taking:
    """Return how silence is taken after the last day. Art. 32: 由行政机关决定; Art. 34: 视为同意公开."""

    def silent(state: State, step: Step, by: Terms) -> State:
        letter = _letter(state, step, lambda each: each.whom is whom and each.open)
        if letter.arrived is None:
            raise refusals.against(step, "征求意见书到达对方的日期尚未登记", "the letter is not known to have arrived")
        limit = deadlines.opinion(Consultation(letter.sent, letter.arrived, whom=whom), calendar=by.calendar)
        after(step, limit, "对方提出意见的期限尚未届满", "the period to give an opinion has not ended")
        return _heard(state, letter, letter._replace(silent=True))

    return silent


def letter_returned(state: State, step: Step, by: Terms) -> State:
    """Return the case with a letter that came back undelivered: nobody is waited for any longer."""
    letter = _letter(state, step, lambda each: each.open)
    _not_yet(step, letter.arrived)
    return _heard(state, letter, letter._replace(returned=step.on))


def letter_arrived(state: State, step: Step, by: Terms) -> State:
    """Return the case with the day on which the last notice, or the letter of that reference, reached its reader."""
    if state.stage is Stage.CONSULTING:
        letter = _letter(state, step, lambda each: each.open)
        return _heard(state, letter, letter._replace(arrived=_arrived(step, letter.sent, letter.arrived)))
    if state.stage is Stage.CLARIFYING:
        day = _arrived(step, state.clarification_asked, state.clarification_notified)
        return state._replace(clarification_notified=day)
    if state.stage is Stage.PAYING:
        return state._replace(fee_notified=_arrived(step, state.fee_sent, state.fee_notified))
    return state._replace(reasons_notified=_arrived(step, state.reasons_asked, state.reasons_notified))


def _letter(state: State, step: Step, fits: Callable[[Letter], bool]) -> Letter:
    for letter in state.letters:
        if letter.ref == step.ref and fits(letter):
            return letter
    raise refusals.against(
        step, f"没有编号为“{step.ref}”且等待答复的征求意见书", "no such letter is waiting for an answer"
    )


def _heard(state: State, old: Letter, new: Letter) -> State:
    letters = tuple(new if letter is old else letter for letter in state.letters)
    if state.stage is Stage.CONSULTING and not any(letter.open for letter in letters):
        return state._replace(letters=letters, stage=Stage.IN_HAND)
    return state._replace(letters=letters)


def _arrived(step: Step, sent: date | None, known: date | None) -> date:
    # The proof of arrival comes back later than the letter arrived, so the step may say an earlier day than its own.
    _not_yet(step, known)
    day = step.arrived or step.on
    if sent is None or not sent <= day <= step.on:
        raise refusals.against(
            step,
            f"到达日期 {day} 应当在发出之日 {sent} 与登记之日 {step.on} 之间",
            f"the arrival on {day} lies before the sending on {sent} or after the registration on {step.on}",
        )
    return day


def _not_yet(step: Step, known: date | None) -> None:
    if known is not None:
        raise refusals.against(step, f"到达日期已登记为 {known}", f"it arrived on {known} already")
