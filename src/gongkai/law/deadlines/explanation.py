"""Why a day counts or does not, as a sentence that an applicant or a court can read."""

from gongkai.law.deadlines.deadline import ExplainedDay, Kind, Why

TITLES: dict[Kind, dict[str, str]] = {
    Kind.REPLY: {"zh": "答复期限届满之日", "en": "Last day to reply"},
    Kind.REPLY_ORIGINAL: {"zh": "原答复期限届满之日", "en": "Last day to reply as it stood on receipt"},
    Kind.REPLY_LATEST: {"zh": "延长后最迟答复之日", "en": "Last day to reply with the longest extension"},
    Kind.CLARIFICATION_NOTICE: {"zh": "告知补正的最后一日", "en": "Last day to ask for a clarification"},
    Kind.CLARIFICATION: {"zh": "申请人补正的最后一日", "en": "Last day for the applicant to clarify"},
    Kind.CONSULTATION: {"zh": "被征求意见方提出意见的最后一日", "en": "Last day for those consulted to answer"},
    Kind.REASONS: {"zh": "申请人说明理由的最后一日", "en": "Last day for the applicant to give reasons"},
    Kind.FEE_PAYMENT: {"zh": "缴纳信息处理费的最后一日", "en": "Last day to pay the processing fee"},
    Kind.PUBLICATION: {"zh": "主动公开的最后一日", "en": "Last day to publish"},
    Kind.RECONSIDERATION: {"zh": "申请行政复议的最后一日", "en": "Last day to apply for reconsideration"},
    Kind.LITIGATION: {"zh": "提起行政诉讼的最后一日", "en": "Last day to sue"},
    Kind.REVIEW_ANSWER: {"zh": "提交行政复议答复的最后一日", "en": "Last day to answer in reconsideration"},
    Kind.REVIEW_DECISION: {"zh": "作出行政复议决定的最后一日", "en": "Last day for the review body to decide"},
    Kind.COURT_ANSWER: {"zh": "提交答辩状和证据的最后一日", "en": "Last day to answer a suit"},
    Kind.COURT_APPEAL: {"zh": "提起上诉的最后一日", "en": "Last day to appeal"},
    Kind.ANNUAL_REPORT: {"zh": "公布年度报告的最后一日", "en": "Last day to publish the annual report"},
}

_ZH = {
    Why.START: "期间开始之日，不计入",
    Why.WORKDAY: "工作日",
    Why.MAKE_UP: "调休上班日",
    Why.WEEKEND: "周休息日，不计入",
    Why.HOLIDAY: "放假，不计入",
    Why.START_MOVED: "收到之日为休息日，先行顺延，不计入",
    Why.CONSULTING: "征求意见期间，不计入",
    Why.PAYING: "等待缴费期间，不计入",
    Why.SUPERSEDED_CLARIFIED: "收到补正后重新起算，此日不计入",
    Why.SUPERSEDED_PAID: "缴费后重新起算，此日不计入",
    Why.DAY: "按日历日计算",
    Why.MOVED_END: "期间届满之日为休息日，顺延",
    Why.MOVED_TO: "休息日后的第一个工作日，期间至此届满",
    Why.DELAYED: "行政机关确定的延迟答复之日",
}
_EN = {
    Why.START: "the day of the event is not counted",
    Why.WORKDAY: "working day",
    Why.MAKE_UP: "worked in exchange for a day off",
    Why.WEEKEND: "weekend, not counted",
    Why.HOLIDAY: "day off, not counted",
    Why.START_MOVED: "received on a day of rest, moved to the next working day first",
    Why.CONSULTING: "time for consulting, not counted",
    Why.PAYING: "time for paying, not counted",
    Why.SUPERSEDED_CLARIFIED: "counted afresh from the clarified request",
    Why.SUPERSEDED_PAID: "counted afresh from the payment",
    Why.DAY: "calendar day",
    Why.MOVED_END: "the period would end on a day of rest and moves on",
    Why.MOVED_TO: "the next working day, on which the period ends",
    Why.DELAYED: "the day that the organ has set",
}
_PROVISIONAL = {"zh": "放假安排尚未公布，按推算", "en": "holidays not published yet, an estimate"}


def sentence(day: ExplainedDay, lang: str = "zh") -> str:
    """Return why a day counts or does not, with the holiday and the notice that rules it where there is one."""
    said = (_ZH if lang == "zh" else _EN)[day.why]
    detail = [day.holiday, day.notice] if day.why in _RULED else []
    detail += [_PROVISIONAL[lang]] if day.provisional else []
    shown = [part for part in detail if part]
    if not shown:
        return said
    return f"{said}（{'，'.join(shown)}）" if lang == "zh" else f"{said} ({', '.join(shown)})"


_RULED = frozenset({Why.MAKE_UP, Why.HOLIDAY, Why.WEEKEND, Why.MOVED_END, Why.MOVED_TO, Why.START})
