"""What is asked of the applicant, and more time: clarification, reasons, delay, fee, extension (Art. 30, 33, 35, 42)."""

from datetime import date
from typing import cast

from gongkai.law import deadlines
from gongkai.law.citation import REGULATION, Citation
from gongkai.law.deadlines import Clarification, periods
from gongkai.law.options import OPTIONS, Choice, check
from gongkai.law.procedure import refusals
from gongkai.law.procedure.state import State
from gongkai.law.procedure.steps import Step
from gongkai.law.procedure.terms import Terms, after, answering, arrival, due, ended, within

_ART_30 = Citation(REGULATION, "第三十条")
_ART_35 = Citation(REGULATION, "第三十五条")


def clarification_asked(state: State, step: Step, by: Terms) -> State:
    """Return the case with a clarification asked for. Art. 30: 7个工作日内一次性告知."""
    if state.clarification_asked is not None:
        raise refusals.against(
            step,
            f"补正只能一次性告知，已于 {state.clarification_asked} 告知",
            "a clarification is asked for once",
            _ART_30,
        )
    if state.fee_sent is not None:
        raise refusals.against(
            step, f"已于 {state.fee_sent} 发出收费通知，申请内容应已明确", "a fee was notified, so it is clear", _ART_30
        )
    received = cast(date, state.received)  # A case in hand was received.
    limit = deadlines.clarification_notice(received, conventions=by.conventions, calendar=by.calendar)
    within(step, limit, "告知补正应当在收到申请之日起7个工作日内", "a clarification is asked for within 7 working days")
    days = by.conventions.clarification_days if step.days is None else step.days
    check(Choice("clarification_days", days))
    return state._replace(clarification_asked=step.on, clarification_notified=arrival(step), clarification_days=days)


def clarification_given(state: State, step: Step, by: Terms) -> State:
    """Return the case with the clarified request. Art. 30: 答复期限自收到补正的申请之日起计算."""
    answering(step, state.clarification_notified)
    return state._replace(clarified=step.on)


def clarification_lapsed(state: State, step: Step, by: Terms) -> State:
    """Return the case given up. Art. 30: 无正当理由逾期不补正的，视为放弃申请."""
    if state.clarification_notified is None:
        raise refusals.against(step, "补正告知书到达申请人的日期尚未登记", "the notice is not known to have arrived")
    asked = Clarification(state.clarification_notified, days=state.clarification_days)
    limit = deadlines.clarification(asked, conventions=by.conventions, calendar=by.calendar)
    after(step, limit, "补正期限尚未届满", "the period to clarify has not ended")
    return ended(state, step, "clarification_overdue")


def extended(state: State, step: Step, by: Terms) -> State:
    """Return the case with a longer period. Art. 33 ¶2: 经…负责人同意并告知申请人，延长的期限最长不得超过20个工作日."""
    if state.extended:
        raise refusals.against(step, f"已延长 {state.extended} 个工作日，只能延长一次", "it was extended already")
    if state.delayed is not None:
        raise refusals.against(step, f"已确定延迟至 {state.delayed} 答复", "a delayed day has been set", _ART_35)
    most, days = periods.EXTENSION.number, step.days or 0
    if not 1 <= days <= most:
        raise refusals.against(
            step, f"延长的期限最长为 {most} 个工作日，不能是 {days} 个", f"an extension has 1 to {most} working days"
        )
    within(
        step,
        due(state, by),
        "延长应当在答复期限届满之前作出并告知",
        "an extension is made before the last day to reply",
    )
    return state._replace(extended=days)


def reasons_asked(state: State, step: Step, by: Terms) -> State:
    """Return the case with reasons asked for, once or again. Art. 35: 可以要求申请人说明理由."""
    return state._replace(reasons_asked=step.on, reasons_notified=arrival(step))


def reasons_given(state: State, step: Step, by: Terms) -> State:
    """Return the case with the reasons heard, in time or late. The clock of Art. 33 has not stopped."""
    if state.reasons_asked is None:
        raise refusals.against(step, "尚未要求申请人说明理由", "the applicant was not asked for reasons")
    return state._replace(reasons_heard=True)


def reasons_lapsed(state: State, step: Step, by: Terms) -> State:
    """Return the case without reasons, once the period for them has ended."""
    if state.reasons_notified is None:
        raise refusals.against(
            step, "说明理由告知书到达申请人的日期尚未登记", "the notice is not known to have arrived"
        )
    limit = deadlines.reasons(state.reasons_notified, conventions=by.conventions, calendar=by.calendar)
    after(
        step,
        limit,
        "说明理由的期限尚未届满",
        "the period to give reasons has not ended",
        *OPTIONS["reasons_days"].basis,
    )
    return state


def delayed(state: State, step: Step, by: Terms) -> State:
    """Return the case with the delayed day. Art. 35: 可以确定延迟答复的合理期限并告知申请人."""
    if not state.reasons_heard:
        raise refusals.against(step, "申请人尚未说明理由", "the applicant has not given reasons", _ART_35)
    limit = due(state, by)
    within(step, limit, "延迟答复的期限应当在答复期限届满之前确定", "it is set before the last day to reply")
    if limit and limit.date and step.until and step.until <= limit.date:
        raise refusals.against(
            step, f"延迟答复的日期 {step.until} 不晚于答复期限 {limit.date}", "the delayed day is no later", _ART_35
        )
    return state._replace(delayed=step.until)


def fee_notified(state: State, step: Step, by: Terms) -> State:
    """Return the case with the fee notified, within the period to reply."""
    if state.fee_sent is not None:
        raise refusals.against(step, f"已于 {state.fee_sent} 发出收费通知", "a fee was notified already")
    periods.FEE_PAYMENT.on(step.on)
    within(step, due(state, by), "收费通知应当在答复期限内发出", "a fee is notified within the period to reply")
    return state._replace(fee_sent=step.on, fee_notified=arrival(step))


def fee_paid(state: State, step: Step, by: Terms) -> State:
    """Return the case with the fee paid, from which the period is counted afresh or goes on."""
    answering(step, state.fee_notified)
    return state._replace(fee_paid=step.on)


def fee_lapsed(state: State, step: Step, by: Terms) -> State:
    """Return the case given up because the fee was not paid in time."""
    if state.fee_notified is None:
        raise refusals.against(step, "收费通知到达申请人的日期尚未登记", "the notice is not known to have arrived")
    limit = deadlines.fee_payment(state.fee_notified, calendar=by.calendar)
    after(step, limit, "缴费期限尚未届满", "the period to pay has not ended")
    return ended(state, step, "fee_overdue")
