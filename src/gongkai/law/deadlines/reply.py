"""The period to reply to a request, with all that restarts it, stops it or prolongs it: Art. 30 to 35.

A clarification starts it afresh, a consultation stops it, an extension adds at most twenty working days, a fee that was
paid starts it afresh. Four effects, kept apart here; mixing them up is the commonest fault of such clocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gongkai.law.citation import FEE_MEASURES, REGULATION, Citation
from gongkai.law.deadlines import answers, periods
from gongkai.law.deadlines.counting import Appointed, Idle, Run, due, united
from gongkai.law.deadlines.deadline import Deadline, ExplainedDay, Kind, Note, Why, waiting
from gongkai.law.deadlines.events import Clarification, Consultation, Consulted, Fee
from gongkai.law.options import Conventions, conventions
from gongkai.law.refusal import BeyondCalendar, ImpossibleDates
from gongkai.law.workdays import Calendar

_DEFAULT = Conventions()
_ART_30 = Citation(REGULATION, "第三十条")
_ART_33_3 = Citation(REGULATION, "第三十三条第三款")
_ART_35 = Citation(REGULATION, "第三十五条")
_FEES = Citation(FEE_MEASURES)


@dataclass(frozen=True, slots=True)
class Clock:
    """A request and everything that moves its period to reply. It is itself the course that the period runs."""

    received: date
    clarification: Clarification | None = None
    consultations: tuple[Consultation, ...] = ()
    extended: int = 0
    fee: Fee | None = None
    delayed: date | None = None
    conventions: Conventions = _DEFAULT

    def end(self, calendar: Calendar) -> date:
        """Return the last day to reply.

        :raises BeyondCalendar: where the calendar ends before it.
        """
        return self.delayed or self._run(calendar).end(calendar)

    def days(self, calendar: Calendar, until: date) -> tuple[ExplainedDay, ...]:
        """Return every day from the receipt up to and including `until`."""
        run = replace(self._run(calendar), superseded=tuple(self._superseded()))
        return run.days(calendar, until)

    @property
    def start(self) -> date:
        """The day after which the period that is in force is counted."""
        if self.fee and self.fee.paid and self.conventions.after_payment == "restart":
            return self.fee.paid
        if self.clarification and self.clarification.received:
            return self.clarification.received
        return self.received

    @property
    def waits_for(self) -> str | None:
        """The event without which there is no last day; None where the clock can be counted to its end."""
        if self.delayed:
            return None
        if self.fee and self.fee.paid is None:
            return Kind.FEE_PAYMENT
        if self.clarification and self.clarification.received is None:
            return Kind.CLARIFICATION
        if any(consultation.open for consultation in self.consultations):
            return Kind.CONSULTATION
        return None

    def spent(self, calendar: Calendar, day: date) -> tuple[int, int]:
        """Return the working days of the period that are used by the end of `day`, and those left; negative is overdue."""
        run, end = self._run(calendar), self.end(calendar)
        used = run.used(calendar, min(day, end))
        if day > end or self.delayed:
            return used, calendar.count(day, end)
        return used, run.number - used

    def _run(self, calendar: Calendar) -> Run:
        start = self.start
        number = periods.REPLY.number + self.extended
        rolled = self.conventions.receipt_day == "rolled"
        if not self.consultations and self.fee is None:
            return Run(start, number, rolled=rolled)
        return Run(start, number, united(self._idle(calendar)), rolled=rolled)

    def _idle(self, calendar: Calendar) -> Iterable[Idle]:
        for consultation in self.consultations:
            after = consultation.sent
            if self.conventions.consultation_from == "received" and consultation.received:
                after = consultation.received
            try:
                until = consultation.resumed(calendar, self.conventions)
            except BeyondCalendar:
                # Left out to the end of the calendar: a period that ended before stays certain, any other goes beyond it.
                until = calendar.last
            if until is not None:
                yield after, until, Why.CONSULTING
        if self.fee and self.fee.paid and self.conventions.after_payment == "resume":
            yield self.fee.notified, self.fee.paid, Why.PAYING

    def _superseded(self) -> Iterable[Idle]:
        reached = self.received
        if self.clarification and self.clarification.received:
            yield reached, self.clarification.received, Why.SUPERSEDED_CLARIFIED
            reached = self.clarification.received
        if self.start > reached:
            yield reached, self.start, Why.SUPERSEDED_PAID


def reply(clock: Clock, *, calendar: Calendar | None = None) -> Deadline:
    """Return the last day to reply to a request, as all that has happened leaves it.

    Art. 33 ¶2: 自收到申请之日起20个工作日内予以答复；需要延长的…延长的期限最长不得超过20个工作日. ¶3: 征求第三方和其他机关
    意见所需时间不计算在内. Art. 30: 答复期限自行政机关收到补正的申请之日起计算.

    :raises ImpossibleDates: where the days contradict each other or the extension is longer than the law allows.
    """
    check(clock)
    basis = _basis(clock)
    if clock.delayed:
        return due(Kind.REPLY, Appointed(clock.received, clock.delayed), (*basis, _ART_35), calendar=calendar)
    if wait := clock.waits_for:
        return _ended(clock, calendar) or waiting(Kind.REPLY, basis, after=wait)
    found = due(Kind.REPLY, clock, basis, calendar=calendar)
    return found.noting(*_notes(clock, calendar)) if clock.clarification or clock.fee else found


def reply_original(
    received: date, *, conventions: Conventions = _DEFAULT, calendar: Calendar | None = None
) -> Deadline:
    """Return the last day to reply as it stood on receipt, before anything moved it."""
    return reply(Clock(received, conventions=conventions), calendar=calendar).named(Kind.REPLY_ORIGINAL)


def reply_latest(clock: Clock, *, calendar: Calendar | None = None) -> Deadline:
    """Return the last day to reply with the longest extension that Art. 33 ¶2 allows."""
    return reply(replace(clock, extended=periods.EXTENSION.number), calendar=calendar).named(Kind.REPLY_LATEST)


def check(clock: Clock) -> None:
    """Refuse a clock whose days contradict each other.

    :raises ImpossibleDates: naming the two days, or the article that sets the bound.
    :raises NotCovered: for a request received before the Regulation came into force.
    """
    conventions(clock.received)
    if not 0 <= clock.extended <= periods.EXTENSION.number:
        raise ImpossibleDates(
            f"延长的期限为 1 至 {periods.EXTENSION.number} 个工作日，不能是 {clock.extended} 个；请改正延长的天数。",
            f"An extension has 1 to {periods.EXTENSION.number} working days, not {clock.extended}; correct it.",
            *periods.EXTENSION.basis,
        )
    if clock.clarification:
        _in_order("收到申请", clock.received, "告知补正", clock.clarification.notified, _ART_30)
        _in_order("告知补正", clock.clarification.notified, "收到补正", clock.clarification.received, _ART_30)
    for consultation in clock.consultations:
        _in_order("收到申请", clock.received, "发出征求意见书", consultation.sent, _ART_33_3)
        _in_order("发出征求意见书", consultation.sent, "对方收到", consultation.received, _ART_33_3)
        _in_order("对方收到", consultation.received or consultation.sent, "对方答复", consultation.answered, _ART_33_3)
    if clock.fee:
        periods.FEE_PAYMENT.on(clock.fee.notified)
        restart = clock.clarification.received if clock.clarification else None
        _in_order("收到申请", restart or clock.received, "收到收费通知", clock.fee.notified, _FEES)
        _in_order("收到收费通知", clock.fee.notified, "缴费", clock.fee.paid, _FEES)
    if clock.delayed:
        _in_order("收到申请", clock.received, "延迟答复", clock.delayed, _ART_35)


def _ended(clock: Clock, calendar: Calendar | None) -> Deadline | None:
    """Return the deadline where the period had ended before the letters that are still out were sent: they stop nothing."""
    answered = replace(clock, consultations=tuple(each for each in clock.consultations if not each.open))
    if answered.waits_for:
        return None
    found = reply(answered, calendar=calendar)
    still_out = min(each.sent for each in clock.consultations if each.open)
    return found if found.date and found.date <= still_out else None


def _in_order(zh: str, earlier: date, zh_later: str, later: date | None, basis: Citation) -> None:
    if later is not None and later < earlier:
        raise ImpossibleDates(
            f"“{zh_later}”（{later}）早于“{zh}”（{earlier}）；请核对两个日期。",
            f"{later} lies before {earlier}, although it can only follow it; check both days.",
            basis,
        )


def _basis(clock: Clock) -> tuple[Citation, ...]:
    basis = periods.REPLY.basis
    if clock.clarification:
        basis = (*basis, _ART_30)
    if clock.consultations:
        basis = (*basis, _ART_33_3, *dict.fromkeys(_ARTICLE[each.whom] for each in clock.consultations))
    if clock.fee:
        basis = (*basis, _FEES)
    return basis


_ARTICLE = {
    Consulted.THIRD_PARTY: Citation(REGULATION, "第三十二条"),
    Consulted.CO_MAKER: Citation(REGULATION, "第三十四条"),
    Consulted.ORGAN: Citation(REGULATION, "第十七条第三款"),
}


def _notes(clock: Clock, calendar: Calendar | None) -> Iterable[Note]:
    asked, fee = clock.clarification, clock.fee
    if asked and asked.received and _may_be_late(asked.notified, asked.received, asked.length(clock.conventions)):
        limit = answers.clarification(asked, conventions=clock.conventions, calendar=calendar)
        yield from _late(asked.received, limit, "clarified_late", "补正", "The clarification")
    if fee and fee.paid and _may_be_late(fee.notified, fee.paid, periods.FEE_PAYMENT.number):
        limit = answers.fee_payment(fee.notified, calendar=calendar)
        yield from _late(fee.paid, limit, "paid_late", "缴费", "The payment")


def _may_be_late(start: date, day: date, number: int) -> bool:
    """Return whether a period of so many working days can be over: never before as many days have passed."""
    return (day - start).days > number


def _late(day: date, limit: Deadline, code: str, zh: str, en: str) -> Iterable[Note]:
    if limit.date and day > limit.date and not limit.provisional:
        yield Note(
            code,
            f"{zh}（{day}）晚于期限届满之日（{limit.date}）：无正当理由的，视为放弃申请，不再处理。",
            f"{en} ({day}) came after its last day ({limit.date}): without good cause the request counts as given up.",
            limit.basis,
        )
