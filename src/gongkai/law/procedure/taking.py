"""Taking a step: whether it may follow, what it must say, whether its article allows it, and what the case is then."""

from collections.abc import Mapping
from typing import cast

from gongkai.law import deadlines, replies
from gongkai.law.deadlines import Channel, Consulted
from gongkai.law.deadlines.receipt import RULES
from gongkai.law.procedure import asking, consulting, ending, refusals
from gongkai.law.procedure.state import State
from gongkai.law.procedure.steps import STEPS, Stage, Step, StepKind
from gongkai.law.procedure.terms import Taking, Terms

K = StepKind


def take(state: State, step: Step, by: Terms) -> State:
    """Return the case after a step.

    :raises IllegalStep: where the step may not follow, lacks what it must say, or its article does not allow it.
    :raises Refusal: where it says a kind of reply or of applicant that does not exist, or lies before the law was in force.
    """
    rule = STEPS[step.kind]
    matter = step.matter if state.stage is Stage.NEW else state.matter
    if state.stage not in rule.sources or matter not in rule.matters:
        raise refusals.out_of_place(step, state.stage, matter)
    for field in rule.needs:
        if not getattr(step, field):
            raise refusals.lacking(step, field)
    if state.last is not None and step.on < state.last:
        raise refusals.too_early(step, state.last)
    if step.kind is K.UNDONE:
        return _undone(state, step)
    taken = _TAKING[step.kind](state, step, by) if step.kind in _TAKING else state
    return taken._replace(stage=rule.target or taken.stage, last=step.on, steps=state.steps + 1, before=state)


def _undone(state: State, step: Step) -> State:
    if state.before is None or state.before.stage is Stage.NEW:
        raise refusals.against(
            step,
            "收到申请的登记不能撤销；登记有误的，另行登记，再将本件并入",
            "the receipt itself cannot be undone; where it is wrong, register it anew and merge this case into that one",
        )
    # The day of the wrong entry no longer bounds what really happened.
    return state.before._replace(steps=state.steps + 1)


def _submitted(state: State, step: Step, by: Terms) -> State:
    channel = cast(Channel, step.channel)  # `take` has seen that it is there.
    if not RULES[channel].confirmed:
        raise refusals.against(
            step,
            f"“{RULES[channel].zh}”不需要双方确认，应当登记为“{STEPS[K.RECEIVED].zh}”",
            f"a request {RULES[channel].en} needs no confirmation; register it as “{STEPS[K.RECEIVED].en}”",
            *RULES[channel].basis,
        )
    return state._replace(matter=step.matter, channel=channel, applicant=_applicant(step))


def _received(state: State, step: Step, by: Terms) -> State:
    channel = cast(Channel, step.channel)  # `take` has seen that it is there.
    receipt = deadlines.receipt(step.on, channel=channel)
    matter = state.matter if state.stage is Stage.UNCONFIRMED else step.matter
    return state._replace(matter=matter, channel=channel, applicant=_applicant(step), received=receipt.day)


def _applicant(step: Step) -> str:
    replies.column(step.applicant)
    return step.applicant


_TAKING: Mapping[StepKind, Taking] = {
    K.SUBMITTED: _submitted,
    K.RECEIVED: _received,
    K.CLARIFICATION_ASKED: asking.clarification_asked,
    K.CLARIFICATION_GIVEN: asking.clarification_given,
    K.CLARIFICATION_LAPSED: asking.clarification_lapsed,
    K.THIRD_PARTY_CONSULTED: consulting.consulted(Consulted.THIRD_PARTY),
    K.THIRD_PARTY_ANSWERED: consulting.answered(Consulted.THIRD_PARTY),
    K.THIRD_PARTY_SILENT: consulting.silent(Consulted.THIRD_PARTY),
    K.CO_MAKER_CONSULTED: consulting.consulted(Consulted.CO_MAKER),
    K.CO_MAKER_ANSWERED: consulting.answered(Consulted.CO_MAKER),
    K.CO_MAKER_SILENT: consulting.silent(Consulted.CO_MAKER),
    K.ORGAN_CONSULTED: consulting.consulted(Consulted.ORGAN),
    K.ORGAN_ANSWERED: consulting.answered(Consulted.ORGAN),
    K.LETTER_ARRIVED: consulting.letter_arrived,
    K.LETTER_RETURNED: consulting.letter_returned,
    K.EXTENDED: asking.extended,
    K.REASONS_ASKED: asking.reasons_asked,
    K.REASONS_GIVEN: asking.reasons_given,
    K.REASONS_LAPSED: asking.reasons_lapsed,
    K.DELAYED: asking.delayed,
    K.FEE_NOTIFIED: asking.fee_notified,
    K.FEE_PAID: asking.fee_paid,
    K.FEE_LAPSED: asking.fee_lapsed,
    K.REPLIED: ending.replied,
    K.SERVED: ending.served,
    K.WITHDRAWN: ending.withdrawn,
    K.TERMINATED: ending.terminated,
    K.RECLASSIFIED: ending.reclassified,
    K.MERGED: ending.merged,
    K.CONVERTED: ending.converted,
    K.ARCHIVED: ending.archived,
}
