"""How a case ends: replied, withdrawn, terminated, merged; and what may come after a reply."""

from gongkai.law import replies
from gongkai.law.citation import REGULATION, Citation
from gongkai.law.deadlines import Consulted
from gongkai.law.procedure import refusals
from gongkai.law.procedure.state import State
from gongkai.law.procedure.steps import STEPS, Matter, Step, StepKind
from gongkai.law.procedure.terms import Terms, ended, same_year

K = StepKind
_ART_30 = Citation(REGULATION, "第三十条")
_ART_35 = Citation(REGULATION, "第三十五条")
_DISCLOSING = frozenset({"granted", "partial"})
_TERMINATING = frozenset({"applicant_ended", "other_closing"})
_BY_STEP = {
    "clarification_overdue": K.CLARIFICATION_LAPSED,
    "fee_overdue": K.FEE_LAPSED,
    "withdrawn": K.WITHDRAWN,
    "merged": K.MERGED,
}
_OF_MATTER = {
    Matter.RECTIFICATION: frozenset({"rectified", "rectification_refused", "rectification_passed_on"}),
    Matter.ENQUIRY: frozenset({"enquiry_answered"}),
}


def replied(state: State, step: Step, by: Terms) -> State:
    """Return the case replied to. What a kind needs of earlier steps must have happened (Art. 30, 32, 35)."""
    kind = _fitting(state, step)
    if step.reply == "still_unclear" and state.clarified is None:
        raise refusals.against(step, "尚未告知补正并收到补正", "no clarification was asked for and given", _ART_30)
    if step.reply == "excessive" and state.reasons_asked is None:
        raise refusals.against(step, "尚未要求申请人说明理由", "the applicant was not asked for reasons", _ART_35)
    if kind.rows.get("2021") in _DISCLOSING and any(
        each.open and each.whom is Consulted.THIRD_PARTY for each in state.letters
    ):
        raise refusals.against(
            step,
            "第三方尚未提出意见，其期限也未届满",
            "a third party has not answered and still may",
            Citation(REGULATION, "第三十二条"),
        )
    return ended(state, step, step.reply)._replace(by=step.by)


def _fitting(state: State, step: Step) -> replies.ReplyKind:
    kind = replies.kind(step.reply)
    if kind.code in _BY_STEP:
        own = STEPS[_BY_STEP[kind.code]]
        raise refusals.against(
            step, f"“{kind.zh}”应当登记为“{own.zh}”", f"“{kind.en}” is registered as “{own.en}”", *kind.ground
        )
    if kind.code not in _OF_MATTER.get(state.matter, ()) and (state.matter is not Matter.DISCLOSURE or not kind.rows):
        raise refusals.against(
            step, f"“{kind.zh}”不是这类办件的答复类型", f"“{kind.en}” is no reply to this matter", *kind.ground
        )
    if (kind.code in _TERMINATING) is (step.kind is K.REPLIED):
        own = STEPS[K.REPLIED if step.kind is K.TERMINATED else K.TERMINATED]
        raise refusals.against(
            step, f"“{kind.zh}”应当登记为“{own.zh}”", f"“{kind.en}” is registered as “{own.en}”", *kind.ground
        )
    return kind


def terminated(state: State, step: Step, by: Terms) -> State:
    """Return the case closed for another reason."""
    return ended(state, step, _fitting(state, step).code)


def served(state: State, step: Step, by: Terms) -> State:
    """Return the case with the service of the reply."""
    return state._replace(served=step.on)


def withdrawn(state: State, step: Step, by: Terms) -> State:
    """Return the case withdrawn by the applicant."""
    # What was never received is no request yet: it ends without a result and counts nowhere.
    counted = state.received is not None and state.matter is Matter.DISCLOSURE
    return ended(state, step, "withdrawn" if counted else "")


def reclassified(state: State, step: Step, by: Terms) -> State:
    """Return the case as one of another matter."""
    if step.matter is state.matter:
        raise refusals.against(step, "办件已是这一类", "it is of this kind already")
    same_year(state, step)
    return state._replace(matter=step.matter)


def merged(state: State, step: Step, by: Terms) -> State:
    """Return the case merged into another, where it is counted."""
    same_year(state, step)
    return ended(state, step, "merged")._replace(merged_into=step.ref)


def converted(state: State, step: Step, by: Terms) -> State:
    """Return the case with its answer turned into a publication. Art. 44."""
    if state.converted is not None:
        raise refusals.against(step, f"已于 {state.converted} 转为主动公开", "it was turned into a publication already")
    return state._replace(converted=step.on)
