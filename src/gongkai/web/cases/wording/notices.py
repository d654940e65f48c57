"""The words of each notice and of the office's own record, by the step that they belong to.

Every text of a step has a fixed number of lines, so that one composed for another day can be laid line by line over the
one that somebody has been writing in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.documents.day_words import chinese_date
from gongkai.law import deadlines, procedure, remedies
from gongkai.law.citation import REGULATION, Citation
from gongkai.law.deadlines import Clarification, Consultation, Consulted, ServedBy, periods
from gongkai.law.deadlines.periods import Period
from gongkai.law.procedure import STEPS, Standing, State, StepKind, Terms
from gongkai.law.remedies import Bodies
from gongkai.web.cases import charging, queries
from gongkai.web.cases.models import Case
from gongkai.web.cases.wording import sentences
from gongkai.web.cases.wording.given import Given
from gongkai.web.cases.wording.sentences import last_day, under

K = StepKind
_NOT_COUNTED = Citation(REGULATION, "第三十三条第三款")


@dataclass(frozen=True, slots=True)
class _Notice:
    """All that a notice is composed from."""

    kind: StepKind
    case: Case
    state: State
    given: Given
    by: Terms

    @property
    def law(self) -> str:
        """The articles of the step; those on the time it takes are of no use to whoever is asked for an opinion."""
        basis = STEPS[self.kind].basis
        return under([each for each in basis if self.kind not in _ASKING or each != _NOT_COUNTED])

    @property
    def request(self) -> str:
        """Which request it is about, as its applicant knows it."""
        return f"您的政府信息公开申请（办件编号 {self.case.number}，信息名称“{self.case.subject}”）"

    @property
    def reaches(self) -> date:
        """The day that a period is counted from: that of the arrival, that of the sending while it is not known."""
        return self.given.arrived or self.given.on


def text(kind: StepKind, case: Case, standing: Standing, given: Given, by: Terms | None = None) -> str:
    """Return the words of a notice; empty for a step that has none of its own or is written elsewhere."""
    compose = _TEXTS.get(kind)
    return "\n".join(compose(_notice(kind, case, standing, given, by))) if compose else ""


def remark(kind: StepKind, case: Case, standing: Standing, given: Given, by: Terms | None = None) -> str:
    """Return what the office notes for itself with a step; empty where there is nothing to propose."""
    compose = _REMARKS.get(kind)
    return compose(_notice(kind, case, standing, given, by)) if compose else ""


def excluded(kind: StepKind, case: Case, sent: date) -> str:
    """Return what an applicant is told of a letter that asks for an opinion: the time it takes is not counted (Art. 33 ¶3).

    It names nobody who was asked.
    """
    law = under([_NOT_COUNTED])
    lines = [
        f"您的政府信息公开申请（办件编号 {case.number}，信息名称“{case.subject}”），本机关正在办理。",
        f"因需要{_ASKING[kind]}，本机关已于{chinese_date(sent)}发出征求意见的文书。",
        f"{law}，行政机关征求第三方和其他机关意见所需时间不计算在答复期限内。"
        "征求意见结束后，答复期限继续计算，届时可以在网上“查询进度”中看到答复的最后一日。",
        *_contact(case),
    ]
    return "\n".join(lines)


def _notice(kind: StepKind, case: Case, standing: Standing, given: Given, by: Terms | None) -> _Notice:
    found = by or queries.terms(case.organ, standing.state.received or standing.today)
    return _Notice(kind, case, standing.state, given, found)


def _clarification(notice: _Notice) -> list[str]:
    asked = Clarification(notice.reaches, days=notice.given.days)
    conventions = notice.by.conventions
    limit = deadlines.clarification(asked, conventions=conventions, calendar=notice.by.calendar)
    return [
        f"{notice.request}，本机关已于{_received(notice)}收到。经审查，申请内容不明确，需要补正：",
        "【请一次写明：哪些内容不明确，需要怎样补充】",
        f"{notice.law}，请自收到本告知书之日起{asked.length(conventions)}个工作日内补正。"
        f"{last_day(notice.given, limit, '补正的')}",
        "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。补正之后，答复期限自本机关收到补正的申请之日起计算。",
        "补正可以在网上“查询进度”中提交，也可以邮寄或者当面提交。",
        *_contact(notice.case),
    ]


def _reasons(notice: _Notice) -> list[str]:
    conventions = notice.by.conventions
    limit = deadlines.reasons(notice.reaches, conventions=conventions, calendar=notice.by.calendar)
    return [
        f"{notice.request}，本机关已于{_received(notice)}收到。您申请公开政府信息的数量、频次明显超过合理范围：",
        "【请写明统计的起止时间、申请的件数和频次】",
        f"{notice.law}，请自收到本告知书之日起{conventions.reasons_days}个工作日内说明理由。"
        f"{last_day(notice.given, limit, '说明理由的')}",
        "本机关认为申请理由不合理的，告知您不予处理；认为申请理由合理，但是无法在规定的期限内答复的，可以确定延迟答复的"
        "合理期限并告知您。答复期限在此期间不停止计算。",
        "理由可以在网上“查询进度”中提交，也可以邮寄或者当面提交。",
        *_contact(notice.case),
    ]


def _fee(notice: _Notice) -> list[str]:
    received = notice.state.received or notice.given.on
    limit = deadlines.fee_payment(notice.reaches, calendar=notice.by.calendar)
    number = periods.FEE_PAYMENT.number
    after = sentences.AFTER_PAYMENT[notice.by.conventions.after_payment]
    contest = remedies.clause("P13", decided=notice.given.on, bodies=Bodies(), conventions=notice.by.conventions)
    return [
        f"{notice.request}，本机关已于{_received(notice)}收到。{notice.law}，决定收取信息处理费。",
        sentences.fee(notice.given.charge, received, charging.month(notice.case, received, notice.by.conventions)),
        f"请自接到本通知次日起{number}个工作日内缴纳。{last_day(notice.given, limit, '缴费的', '本通知')}",
        "【请写明缴费的方式：收款单位、账户或者缴款码，以及票据如何开具】",
        f"逾期未缴纳的，视为放弃申请，本机关不再处理该申请。{after}",
        contest.zh,
        *_contact(notice.case),
    ]


def _third_party(notice: _Notice) -> list[str]:
    return [
        "本机关收到一份政府信息公开申请，其中涉及以下与您（贵单位）有关的信息：",
        "【请写明信息的名称和内容；不写申请人的姓名和其他情况】",
        f"{notice.law}，请自收到本征求意见书之日起{periods.THIRD_PARTY.number}个工作日内，提出同意公开、部分同意公开或者"
        f"不同意公开的书面意见；不同意或者部分同意公开的，请说明理由。{_opinion_by(notice, Consulted.THIRD_PARTY)}",
        *sentences.SILENCE[Consulted.THIRD_PARTY],
        *_contact(notice.case, "意见可以用随附的回执寄回，也可以按随附的一次性链接在网上提交。"),
    ]


def _co_maker(notice: _Notice) -> list[str]:
    return [
        "本机关收到一份政府信息公开申请，涉及本机关牵头、与贵机关共同制作的以下政府信息：",
        "【请写明信息的名称、文号和内容；不写申请人的姓名和其他情况】",
        f"{notice.law}，请自收到本征求意见书之日起{periods.CO_MAKER.number}个工作日内提出是否同意公开的意见，并说明理由。"
        f"{_opinion_by(notice, Consulted.CO_MAKER)}",
        *sentences.SILENCE[Consulted.CO_MAKER],
        *_contact(notice.case, "意见可以函复，也可以按随附的一次性链接在网上提交。"),
    ]


def _other_organ(notice: _Notice) -> list[str]:
    return [
        "本机关收到一份政府信息公开申请，涉及以下信息，需要征求贵机关的意见：",
        "【请写明信息的名称和内容、需要贵机关确定的问题；不写申请人的姓名和其他情况】",
        f"{notice.law}，请提出意见并说明依据，于【请写明希望收到意见的日期】前函复。",
        *sentences.SILENCE[Consulted.ORGAN],
        *_contact(notice.case, "意见可以函复，也可以按随附的一次性链接在网上提交。"),
    ]


def _extended(notice: _Notice) -> list[str]:
    most = periods.EXTENSION.number
    given = notice.given.days or most
    days = min(max(given, 1), most)
    before = procedure.due(notice.state, notice.by)
    after = procedure.due(notice.state._replace(extended=days), notice.by)
    return [
        f"{notice.request}，本机关已于{_received(notice)}收到。{sentences.due('原答复期限', before)}",
        "【请写明需要延长的原因】",
        f"{notice.law}，经本机关政府信息公开工作机构负责人同意，答复期限延长{days}个工作日。"
        f"{sentences.due('延长后的答复期限', after)}",
        *_contact(notice.case),
    ]


def _delayed(notice: _Notice) -> list[str]:
    until = chinese_date(notice.given.until) if notice.given.until else "【请选定延迟答复的日期】"
    return [
        f"{notice.request}，本机关已于{_received(notice)}收到。{sentences.due('原答复期限', procedure.due(notice.state, notice.by))}",
        "您已说明申请的理由。本机关认为理由合理，但是无法在规定的期限内答复：",
        "【请写明无法按期答复的原因】",
        f"{notice.law}，本机关确定延迟至{until}前答复。",
        *_contact(notice.case),
    ]


def _clarification_lapsed(notice: _Notice) -> list[str]:
    state = notice.state
    arrived = state.clarification_notified or notice.given.on
    asked = Clarification(arrived, days=state.clarification_days)
    limit = deadlines.clarification(asked, conventions=notice.by.conventions, calendar=notice.by.calendar)
    return [
        f"本机关于{_day(state.clarification_asked)}就{notice.request}告知您补正，告知书于{chinese_date(arrived)}送达，"
        f"{sentences.ended('补正期限', limit)}",
        "本机关在期限内没有收到您的补正，也没有收到逾期的正当理由。",
        f"{notice.law}，视为您放弃申请，本机关不再处理该申请。您可以重新提出申请。",
        *_contact(notice.case),
    ]


def _fee_lapsed(notice: _Notice) -> list[str]:
    state = notice.state
    arrived = state.fee_notified or notice.given.on
    limit = deadlines.fee_payment(arrived, calendar=notice.by.calendar)
    return [
        f"本机关于{_day(state.fee_sent)}就{notice.request}发出收费通知，通知于{chinese_date(arrived)}送达，"
        f"{sentences.ended('缴费期限', limit)}",
        "本机关在期限内没有收到应缴的信息处理费。",
        f"{notice.law}，视为您放弃申请，本机关不再处理该申请。您可以重新提出申请。",
        *_contact(notice.case),
    ]


def _withdrawn(notice: _Notice) -> list[str]:
    return [
        f"本机关于{chinese_date(notice.given.on)}收到您撤回申请的表示。{notice.request}自即日起不再办理。",
        "您可以重新提出申请。",
        *_contact(notice.case),
    ]


def _served(notice: _Notice) -> str:
    return {
        ServedBy.HAND: "直接送达，送达回证附后。",
        ServedBy.MAIL: "邮寄送达（邮政企业），交邮凭证和投递结果附后。",
        ServedBy.EMAIL: "按申请人选择的电子邮件送达，发送记录附后。",
        ServedBy.ONLINE: "按申请人选择的互联网方式送达，发送记录由系统保存。",
    }.get(notice.state.by or ServedBy.ONLINE, "")


def _silent(period: Period, whom: Consulted) -> Callable[[_Notice], str]:
    def silent(notice: _Notice) -> str:
        letter = next((each for each in notice.state.letters if each.ref == notice.given.ref and each.open), None)
        if letter is None or letter.arrived is None:
            return ""
        limit = deadlines.opinion(Consultation(letter.sent, letter.arrived, whom=whom), calendar=notice.by.calendar)
        said = sentences.ended(f"{period.number}个工作日的期限", limit)
        return f"征求意见书（{letter.ref}）于{chinese_date(letter.arrived)}到达对方，{said}没有收到意见。"

    return silent


def _opinion_by(notice: _Notice, whom: Consulted) -> str:
    letter = Consultation(notice.given.on, notice.reaches, whom=whom)
    return last_day(notice.given, deadlines.opinion(letter, calendar=notice.by.calendar), "提出意见的", "本征求意见书")


def _received(notice: _Notice) -> str:
    return _day(notice.state.received)


def _day(day: date | None) -> str:
    return chinese_date(day) if day else "【请写明日期】"


def _contact(case: Case, how: str = "") -> list[str]:
    organ = case.organ
    parts = [organ.disclosure_office, organ.phone and f"电话 {organ.phone}", organ.address and f"地址 {organ.address}"]
    said = "，".join(part for part in parts if part)
    return [f"{how}{f'联系方式：{said}。' if said else ''}", organ.name]


_ASKING = {
    K.THIRD_PARTY_CONSULTED: "征求第三方的意见",
    K.CO_MAKER_CONSULTED: "征求共同制作机关的意见",
    K.ORGAN_CONSULTED: "征求其他机关的意见",
}
_TEXTS: Mapping[StepKind, Callable[[_Notice], list[str]]] = {
    K.CLARIFICATION_ASKED: _clarification,
    K.REASONS_ASKED: _reasons,
    K.FEE_NOTIFIED: _fee,
    K.THIRD_PARTY_CONSULTED: _third_party,
    K.CO_MAKER_CONSULTED: _co_maker,
    K.ORGAN_CONSULTED: _other_organ,
    K.EXTENDED: _extended,
    K.DELAYED: _delayed,
    K.CLARIFICATION_LAPSED: _clarification_lapsed,
    K.FEE_LAPSED: _fee_lapsed,
    K.WITHDRAWN: _withdrawn,
}
_REMARKS: Mapping[StepKind, Callable[[_Notice], str]] = {
    K.SERVED: _served,
    K.THIRD_PARTY_SILENT: _silent(periods.THIRD_PARTY, Consulted.THIRD_PARTY),
    K.CO_MAKER_SILENT: _silent(periods.CO_MAKER, Consulted.CO_MAKER),
}
