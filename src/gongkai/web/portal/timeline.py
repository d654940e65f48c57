"""The course of a case in the words of an applicant: what happened, when, what it means, and which letters came with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from gongkai.law import deadlines, replies
from gongkai.law.deadlines import Clarification, periods
from gongkai.law.procedure import Matter, Stage, State, Step, StepKind, Terms
from gongkai.web.cases import facts
from gongkai.web.cases.models import Attachment
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.portal.clock import in_words

K = StepKind
_CONSULTING = gettext_noop("征求意见所需的时间不计入答复期限，时钟暂停。")
_CLOCK_GOES_ON = gettext_noop("等到的意见齐了，时钟接着走。")

WORDS: dict[StepKind, tuple[str, str]] = {
    K.SUBMITTED: (
        gettext_noop("申请已送到"),
        gettext_noop("本机关还没有确认收到。确认之日为收到申请之日，答复期限自次日起计算。"),
    ),
    K.RECEIVED: (gettext_noop("收到申请"), gettext_noop("本机关收到您的申请，答复期限自次日起计算。")),
    K.CLARIFICATION_ASKED: (
        gettext_noop("请您补正"),
        gettext_noop("申请内容还不够明确，本机关请您补充说明。补正之前时钟暂停；收到补正后，答复期限重新计算。"),
    ),
    K.CLARIFICATION_GIVEN: (gettext_noop("收到您的补正"), gettext_noop("答复期限自收到补正之日起重新计算。")),
    K.CLARIFICATION_LAPSED: (
        gettext_noop("逾期没有补正"),
        gettext_noop("补正期限内没有收到您的补正，依照条例第三十条视为放弃申请。您可以重新提出申请。"),
    ),
    K.THIRD_PARTY_CONSULTED: (gettext_noop("征求第三方意见"), _CONSULTING),
    K.THIRD_PARTY_ANSWERED: (gettext_noop("收到第三方的意见"), _CLOCK_GOES_ON),
    K.THIRD_PARTY_SILENT: (
        gettext_noop("第三方在期限内没有提出意见"),
        gettext_noop("是否公开由本机关依照条例决定，时钟接着走。"),
    ),
    K.CO_MAKER_CONSULTED: (gettext_noop("征求共同制作机关的意见"), _CONSULTING),
    K.CO_MAKER_ANSWERED: (gettext_noop("收到共同制作机关的意见"), _CLOCK_GOES_ON),
    K.CO_MAKER_SILENT: (gettext_noop("共同制作机关在期限内没有提出意见"), gettext_noop("视为同意公开，时钟接着走。")),
    K.ORGAN_CONSULTED: (gettext_noop("征求其他机关的意见"), _CONSULTING),
    K.ORGAN_ANSWERED: (gettext_noop("征求其他机关意见结束"), _CLOCK_GOES_ON),
    K.LETTER_RETURNED: (gettext_noop("征求意见书没有送到"), _CLOCK_GOES_ON),
    K.EXTENDED: (
        gettext_noop("延长答复期限"),
        gettext_noop("经本机关政府信息公开工作机构负责人同意，答复期限延长 %(days)s 个工作日（条例第三十三条）。"),
    ),
    K.REASONS_ASKED: (
        gettext_noop("请您说明理由"),
        gettext_noop("申请的数量、频次较多，本机关请您说明理由（条例第三十五条）。答复期限没有停止计算。"),
    ),
    K.REASONS_GIVEN: (gettext_noop("收到您的理由说明"), ""),
    K.REASONS_LAPSED: (gettext_noop("逾期没有说明理由"), gettext_noop("本机关按现有情况继续办理。")),
    K.DELAYED: (gettext_noop("确定延迟答复的日期"), gettext_noop("本机关将在%(until)s前答复（条例第三十五条）。")),
    K.FEE_NOTIFIED: (
        gettext_noop("请您缴纳信息处理费"),
        gettext_noop("请自收到通知的次日起 %(pay)s 个工作日内缴纳。缴费之前时钟暂停；逾期未缴纳的，视为放弃申请。"),
    ),
    K.FEE_PAID: (gettext_noop("收到您的缴费"), gettext_noop("时钟接着走。")),
    K.FEE_LAPSED: (
        gettext_noop("逾期没有缴费"),
        gettext_noop("缴费期限内没有收到信息处理费，视为放弃申请。您可以重新提出申请。"),
    ),
    K.REPLIED: (gettext_noop("已答复"), gettext_noop("答复结果：%(reply)s。")),
    K.SERVED: (gettext_noop("答复已送达"), ""),
    K.WITHDRAWN: (gettext_noop("您撤回了申请"), gettext_noop("本机关不再办理。您可以重新提出申请。")),
    K.TERMINATED: (gettext_noop("终止办理"), gettext_noop("原因：%(reply)s。")),
    K.RECLASSIFIED: (gettext_noop("改按其他事项办理"), gettext_noop("本机关按“%(matter)s”办理您提出的事项。")),
    K.MERGED: (gettext_noop("与另一件申请合并办理"), gettext_noop("合并到办件编号 %(ref)s。")),
    K.CONVERTED: (gettext_noop("这份信息已转为主动公开"), gettext_noop("今后任何人都可以在网上查到它。")),
}
"""What each step is called and what it means to the applicant. What is not here concerns the office alone."""

TOLD = frozenset(
    {
        K.CLARIFICATION_ASKED,
        K.CLARIFICATION_GIVEN,
        K.EXTENDED,
        K.REASONS_ASKED,
        K.REASONS_GIVEN,
        K.DELAYED,
        K.FEE_NOTIFIED,
        K.REPLIED,
        K.SERVED,
        K.WITHDRAWN,
        K.TERMINATED,
        K.CLARIFICATION_LAPSED,
        K.FEE_LAPSED,
        K.RECEIVED,
        K.SUBMITTED,
    }
)
"""The steps whose notice and letters are the applicant's. Those about third parties and other organs are not."""

_PAUSES = frozenset(
    {K.CLARIFICATION_ASKED, K.THIRD_PARTY_CONSULTED, K.CO_MAKER_CONSULTED, K.ORGAN_CONSULTED, K.FEE_NOTIFIED}
)
_MATTERS = {
    Matter.DISCLOSURE: gettext_noop("政府信息公开申请"),
    Matter.RECTIFICATION: gettext_noop("更正本人信息"),
    Matter.ENQUIRY: gettext_noop("咨询"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened. `note` is what was written on it; `letters` can be downloaded."""

    title: str
    day: date
    text: str
    look: str
    note: str = ""
    letters: list[Attachment] = field(default_factory=list)


def letters(rows: Iterable[StepRow]) -> dict[int, list[Attachment]]:
    """Return the letters that the applicant may have, by step."""
    mine = {row.pk: row for row in facts.not_undone(rows) if StepKind(row.kind) in TOLD}
    found: dict[int, list[Attachment]] = {}
    kept = Attachment.objects.filter(step__in=list(mine), use=Attachment.Use.LETTER, file__erased_at=None)
    for letter in kept.select_related("file").order_by("pk"):
        found.setdefault(letter.step_id, []).append(letter)
    return found


def entries(rows: Iterable[StepRow], state: State, by: Terms) -> list[Entry]:
    """Return the course of a case, its first step first."""
    shown = [row for row in facts.not_undone(rows) if StepKind(row.kind) in WORDS]
    fetched = letters(shown)
    found = []
    for row in shown:
        step = facts.read(row.kind, row.on, row.facts)
        title, text = WORDS[step.kind]
        look = "pause" if step.kind in _PAUSES else "done"
        between = " " if get_language() == "en" else ""
        said = between.join(filter(None, (_(text) % _details(step) if text else "", _last_day(step, state, by))))
        note = row.note if step.kind in TOLD else ""
        found.append(Entry(_(title), row.on, said, look, note, fetched.get(row.pk, [])))
    return found


def _details(step: Step) -> dict[str, str]:
    english = get_language() == "en"
    kind = replies.kind(step.reply) if step.reply else None
    return {
        "days": str(step.days or ""),
        "pay": str(periods.FEE_PAYMENT.number),
        "until": in_words(step.until) if step.until else "",
        "reply": (kind.en if english else kind.zh) if kind else "",
        "matter": _(_MATTERS[step.matter]),
        "ref": step.ref,
    }


def _last_day(step: Step, state: State, by: Terms) -> str:
    """Return by when the applicant has to answer a notice that is still open, and on what that depends."""
    if step.kind is K.CLARIFICATION_ASKED and state.stage is Stage.CLARIFYING:
        arrived = state.clarification_notified
        asked = Clarification(arrived or step.on, days=state.clarification_days)
        limit = deadlines.clarification(asked, conventions=by.conventions, calendar=by.calendar)
    elif step.kind is K.REASONS_ASKED and state.stage is Stage.EXPLAINING:
        arrived = state.reasons_notified
        limit = deadlines.reasons(arrived or step.on, conventions=by.conventions, calendar=by.calendar)
    elif step.kind is K.FEE_NOTIFIED and state.stage is Stage.PAYING:
        arrived = state.fee_notified
        limit = deadlines.fee_payment(arrived or step.on, calendar=by.calendar)
    else:
        return ""
    if not limit.date:
        return ""
    words = _("最后一日为%(day)s。") if arrived else _("通知在发出当日收到的，最后一日为%(day)s；此后收到的相应顺延。")
    return words % {"day": in_words(limit.date, limit)}
