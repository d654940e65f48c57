"""What the articles say against a step, written a second time and from them alone, to hold the procedure against.

Which step may follow at which stage is the table's to say; here is what the table cannot: days, numbers, and what must
have happened before. The last day to reply is taken from the clock, which has an oracle of its own.
"""

from datetime import date

from gongkai.law import packs
from gongkai.law.deadlines import Channel, Consulted, ServedBy
from gongkai.law.procedure import Letter, Matter, Stage, State, Step, StepKind, due, terms

K = StepKind
CALENDAR = packs.published()
CONFIRMED = {Channel.ONLINE, Channel.FAX, Channel.ORDINARY_MAIL}
ANSWERS = {
    K.THIRD_PARTY_ANSWERED: Consulted.THIRD_PARTY,
    K.CO_MAKER_ANSWERED: Consulted.CO_MAKER,
    K.ORGAN_ANSWERED: Consulted.ORGAN,
}
SILENCES = {K.THIRD_PARTY_SILENT: Consulted.THIRD_PARTY, K.CO_MAKER_SILENT: Consulted.CO_MAKER}
CLOSINGS = {"clarification_overdue", "fee_overdue", "withdrawn", "merged"}
ENDINGS = {"applicant_ended", "other_closing"}
OTHERS = {
    Matter.RECTIFICATION: {"rectified", "rectification_refused", "rectification_passed_on"},
    Matter.ENQUIRY: {"enquiry_answered"},
}
GRANTS = {"disclosed", "disclosed_after_consulting", "disclosed_despite_objection", "partly_disclosed"}


def forbidden(state: State, step: Step) -> bool:
    """Return whether an article stands against a step that the table allows and that says what it must."""
    if state.last is not None and step.on < state.last:
        return True
    rule = _RULES.get(step.kind)
    if rule is not None and rule(state, step):
        return True
    notice = step.kind.endswith(("_asked", "_consulted", "_notified"))
    return notice and step.arrived is not None and step.arrived < step.on


def _past(step: Step, start: date | None, days: int) -> bool:
    return start is not None and step.on > CALENDAR.add(start, days)


def _late(state: State, step: Step) -> bool:
    limit = due(state, terms())
    return limit is not None and limit.date is not None and step.on > limit.date


def _letter(state: State, step: Step) -> Letter | None:
    return next((letter for letter in state.letters if letter.ref == step.ref), None)


def _answered(state: State, step: Step) -> bool:
    letter = _letter(state, step)
    if letter is None or letter.whom is not ANSWERS[step.kind] or letter.answered or letter.returned:
        return True
    return letter.arrived is not None and step.on < letter.arrived


def _silent(state: State, step: Step) -> bool:
    letter = _letter(state, step)
    if letter is None or letter.whom is not SILENCES[step.kind] or not letter.open:
        return True
    return not _past(step, letter.arrived, 15)


def _arrived(state: State, step: Step) -> bool:
    letter = _letter(state, step)
    sent, known = {
        Stage.CLARIFYING: (state.clarification_asked, state.clarification_notified),
        Stage.PAYING: (state.fee_sent, state.fee_notified),
        Stage.EXPLAINING: (state.reasons_asked, state.reasons_notified),
        Stage.CONSULTING: (letter.sent, letter.arrived) if letter and letter.open else (None, None),
    }[state.stage]
    day = step.arrived or step.on
    return sent is None or known is not None or day < sent or day > step.on


def _returned(state: State, step: Step) -> bool:
    letter = _letter(state, step)
    return letter is None or not letter.open or letter.arrived is not None


def _of_this_matter(state: State, reply: str) -> bool:
    if state.matter is not Matter.DISCLOSURE:
        return reply in OTHERS[state.matter]
    return reply not in CLOSINGS and not any(reply in codes for codes in OTHERS.values())


def _replied(state: State, step: Step) -> bool:
    if not _of_this_matter(state, step.reply) or step.reply in ENDINGS:
        return True
    if step.reply == "still_unclear":
        return state.clarified is None
    if step.reply == "excessive":
        return state.reasons_asked is None or state.stage is Stage.EXPLAINING
    waiting = [letter for letter in state.letters if letter.open and letter.whom is Consulted.THIRD_PARTY]
    return step.reply in GRANTS and bool(waiting)


def _later_year(state: State, step: Step) -> bool:
    return state.received is not None and state.received.year < step.on.year


_RULES = {
    K.SUBMITTED: lambda state, step: step.channel not in CONFIRMED,
    K.CLARIFICATION_ASKED: lambda state, step: bool(
        state.clarification_asked or state.fee_sent or _past(step, state.received, 7)
    ),
    K.CLARIFICATION_GIVEN: lambda state, step: bool(
        state.clarification_notified and step.on < state.clarification_notified
    ),
    K.CLARIFICATION_LAPSED: lambda state, step: (
        not _past(step, state.clarification_notified, state.clarification_days or 0)
    ),
    **dict.fromkeys(
        (K.THIRD_PARTY_CONSULTED, K.CO_MAKER_CONSULTED, K.ORGAN_CONSULTED),
        lambda state, step: _letter(state, step) is not None,
    ),
    **dict.fromkeys(ANSWERS, _answered),
    **dict.fromkeys(SILENCES, _silent),
    K.LETTER_ARRIVED: _arrived,
    K.LETTER_RETURNED: _returned,
    K.EXTENDED: lambda state, step: bool(
        state.extended or state.delayed or not 1 <= (step.days or 0) <= 20 or _late(state, step)
    ),
    K.REASONS_GIVEN: lambda state, step: state.reasons_asked is None,
    K.REASONS_LAPSED: lambda state, step: not _past(step, state.reasons_notified, 15),
    K.DELAYED: lambda state, step: bool(
        not state.reasons_heard
        or _late(state, step)
        or (limit := due(state, terms()).date)  # type: ignore[union-attr]
        and step.until
        and step.until <= limit
    ),
    K.FEE_NOTIFIED: lambda state, step: bool(state.fee_sent or step.on.year < 2021 or _late(state, step)),
    K.FEE_PAID: lambda state, step: bool(state.fee_notified and step.on < state.fee_notified),
    K.FEE_LAPSED: lambda state, step: not _past(step, state.fee_notified, 20),
    K.REPLIED: _replied,
    K.TERMINATED: lambda state, step: step.reply not in ENDINGS,
    K.RECLASSIFIED: lambda state, step: step.matter is state.matter or _later_year(state, step),
    K.MERGED: _later_year,
    K.CONVERTED: lambda state, step: state.converted is not None,
    K.ARCHIVED: lambda state, step: state.stage is Stage.REPLIED and state.by is ServedBy.HAND,
    K.UNDONE: lambda state, step: state.steps < 2 or (state.before or State()).stage is Stage.NEW,
}
