"""How a case ends: replied, withdrawn, terminated, merged; and what may come after a reply."""

from gongkai.law import replies
from gongkai.law.citation import REGULATION, SERVICE_2016, Citation
from gongkai.law.deadlines import Consulted, ServedBy
from gongkai.law.procedure import refusals
from gongkai.law.procedure.state import State
from gongkai.law.procedure.steps import STEPS, Matter, Stage, Step, StepKind
from gongkai.law.procedure.terms import Terms, ended, same_year

K = StepKind
_ART_30 = Citation(REGULATION, "第三十条")
_ART_32 = Citation(REGULATION, "第三十二条")
_ART_35 = Citation(REGULATION, "第三十五条")
_DISCLOSING = frozenset({"disclosed", "disclosed_after_consulting", "disclosed_despite_objection", "partly_disclosed"})
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
    _fitting(state, step)
    if step.reply == "still_unclear" and state.clarified is None:
        raise refusals.against(step, "尚未告知补正并收到补正", "no clarification was asked for and given", _ART_30)
    if step.reply == "excessive" and state.reasons_asked is None:
        raise refusals.against(step, "尚未要求申请人说明理由", "the applicant was not asked for reasons", _ART_35)
    if step.reply == "excessive" and state.stage is Stage.EXPLAINING:
        raise refusals.against(
            step,
            "尚未登记申请人的理由说明，也未登记其逾期未说明",
            "neither reasons nor silence are registered",
            _ART_35,
        )
    if step.reply in _DISCLOSING and any(each.open and each.whom is Consulted.THIRD_PARTY for each in state.letters):
        raise refusals.against(
            step,
            "尚未登记第三方的意见，也未登记其逾期未提出意见",
            "neither an opinion nor silence is registered",
            _ART_32,
        )
    return ended(state, step, step.reply)._replace(by=step.by, withheld=step.withheld)


def _fitting(state: State, step: Step) -> replies.ReplyKind:
    kind = replies.kind(step.reply)
    replies.withheld_kinds(kind, step.withheld)
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


def closed_by(code: str) -> StepKind:
    """Return the step by which a case gets this kind of reply or of closing as its result.

    :raises UnknownKind: naming the kinds there are.
    """
    own = K.TERMINATED if replies.kind(code).code in _TERMINATING else K.REPLIED
    return _BY_STEP.get(code, own)


def terminated(state: State, step: Step, by: Terms) -> State:
    """Return the case closed for another reason."""
    return ended(state, step, _fitting(state, step).code)


def served(state: State, step: Step, by: Terms) -> State:
    """Return the case with the service of the reply."""
    return state._replace(served=step.on)


def archived(state: State, step: Step, by: Terms) -> State:
    """Return the case on file. What is handed over is served by the signature; post and internet need no more proof."""
    if state.stage is Stage.REPLIED and state.by is ServedBy.HAND:
        raise refusals.against(
            step,
            "直接送达的答复尚未登记签收",
            "the reply was not registered as signed for",
            Citation(SERVICE_2016, "第四条"),
        )
    return state


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
