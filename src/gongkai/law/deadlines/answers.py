"""The periods around a reply: to ask for a clarification and to give it, to give an opinion, reasons, or a fee."""

from datetime import date

from gongkai.law.citation import PRACTICE, Citation
from gongkai.law.deadlines import periods
from gongkai.law.deadlines.counting import Run, due
from gongkai.law.deadlines.deadline import Deadline, Kind, waiting
from gongkai.law.deadlines.events import Clarification, Consultation
from gongkai.law.options import OPTIONS, Choice, Conventions, check
from gongkai.law.workdays import Calendar

_DEFAULT = Conventions()


def clarification_notice(
    received: date, *, conventions: Conventions = _DEFAULT, calendar: Calendar | None = None
) -> Deadline:
    """Return the last day to tell the applicant, once, everything that must be made clear.

    Art. 30: 自收到申请之日起7个工作日内一次性告知申请人作出补正.
    """
    run = _run(received, periods.CLARIFICATION_NOTICE, conventions)
    return due(Kind.CLARIFICATION_NOTICE, run, periods.CLARIFICATION_NOTICE.basis, calendar=calendar)


def clarification(
    asked: Clarification, *, conventions: Conventions = _DEFAULT, calendar: Calendar | None = None
) -> Deadline:
    """Return the last day for the applicant to clarify, after which the request counts as given up.

    Art. 30: 告知…合理的补正期限…申请人无正当理由逾期不补正的，视为放弃申请. The length is the organ's to set.

    :raises UnknownOption: for a length outside the bounds of the option `clarification_days`.
    """
    number = asked.length(conventions)
    check(Choice("clarification_days", number))
    run = Run(asked.notified, number, rolled=conventions.receipt_day == "rolled")
    return due(Kind.CLARIFICATION, run, OPTIONS["clarification_days"].basis, calendar=calendar)


def opinion(letter: Consultation, *, conventions: Conventions = _DEFAULT, calendar: Calendar | None = None) -> Deadline:
    """Return the last day for a third party or the organ that co-made the information to give an opinion.

    Art. 32: 第三方应当自收到征求意见书之日起15个工作日内提出意见. Art. 34: 15个工作日内提出意见，逾期未提出意见的视为同意公开.
    """
    period = letter.period
    if period is None:
        return waiting(Kind.CONSULTATION, (Citation(PRACTICE),), after="answer")
    if letter.received is None:
        return waiting(Kind.CONSULTATION, period.basis, after="receipt")
    return due(Kind.CONSULTATION, Run(letter.received, period.number), period.basis, calendar=calendar)


def reasons(notified: date, *, conventions: Conventions = _DEFAULT, calendar: Calendar | None = None) -> Deadline:
    """Return the last day to give reasons for a number of requests that is plainly excessive.

    Art. 35: 行政机关可以要求申请人说明理由. The article sets no period; the organ does.
    """
    run = Run(notified, conventions.reasons_days)
    return due(Kind.REASONS, run, OPTIONS["reasons_days"].basis, calendar=calendar)


def fee_payment(notified: date, *, calendar: Calendar | None = None) -> Deadline:
    """Return the last day to pay a processing fee whose notice the applicant received on `notified`.

    国办函〔2020〕109号: 申请人应当自接到收费通知次日起20个工作日内缴纳；逾期未缴纳的，视为放弃申请.

    :raises NotCovered: for a day before the Measures came into force.
    """
    period = periods.FEE_PAYMENT.on(notified)
    return due(Kind.FEE_PAYMENT, Run(notified, period.number), period.basis, calendar=calendar)


def _run(start: date, period: periods.Period, conventions: Conventions) -> Run:
    return Run(start, period.number, rolled=conventions.receipt_day == "rolled")
