"""The periods of reconsideration and litigation: the applicant's, and the organ's own as respondent and defendant."""

from datetime import date

from gongkai.law.citation import RECONSIDERATION_LAW, Citation
from gongkai.law.deadlines import periods
from gongkai.law.deadlines.counting import Run, due, span
from gongkai.law.deadlines.deadline import Deadline, Kind, waiting
from gongkai.law.deadlines.periods import Period
from gongkai.law.options import Conventions
from gongkai.law.refusal import ImpossibleDates
from gongkai.law.workdays import Calendar

_DEFAULT = Conventions()


def reconsideration(
    served: date, *, told: bool = True, conventions: Conventions = _DEFAULT, calendar: Calendar | None = None
) -> Deadline:
    """Return the last day to apply for reconsideration of a decision that was served on `served`.

    Reconsideration Law Art. 20 ¶1: 自知道或者应当知道该行政行为之日起六十日内. ¶3: where the decision did not tell of the
    right, the body and the period, one year from knowing the decision at the most. Before 2024: Art. 9 ¶1 of the law of 2017.

    :raises NotCovered: where the decision did not tell of the right before the revised law came into force.
    """
    if not told:
        period = periods.RECONSIDERATION_NOT_TOLD.on(served)
    elif served < periods.RECONSIDERATION_LAW_FROM:
        period = periods.RECONSIDERATION_2017
    else:
        period = periods.RECONSIDERATION
    return _calendar_period(Kind.RECONSIDERATION, served, period, conventions, calendar)


def litigation(
    served: date,
    *,
    review_first: bool = False,
    review_served: date | None = None,
    told: bool = True,
    conventions: Conventions = _DEFAULT,
    calendar: Calendar | None = None,
) -> Deadline:
    """Return the last day to sue over a decision that was served on `served`.

    Litigation Law Art. 46 ¶1: 自知道或者应当知道作出行政行为之日起六个月内. Art. 45: 在收到复议决定书之日起十五日内.
    Where review comes first and no decision of the review body was served, there is no day yet.

    :raises ImpossibleDates: where the review decision was served before the decision under review.
    """
    if review_served is not None:
        if review_served < served:
            raise ImpossibleDates(
                f"复议决定送达之日（{review_served}）早于原决定送达之日（{served}）；请核对两个日期。",
                f"The review decision ({review_served}) cannot be served before the decision reviewed ({served}).",
            )
        period = periods.LITIGATION_AFTER_REVIEW_FIRST if review_first else periods.LITIGATION_AFTER_REVIEW
        return _calendar_period(Kind.LITIGATION, review_served, period, conventions, calendar)
    if review_first:
        period = periods.LITIGATION_AFTER_REVIEW_FIRST
        return waiting(
            Kind.LITIGATION,
            (Citation(RECONSIDERATION_LAW, "第二十三条第一款第四项"), *period.basis),
            after=Kind.RECONSIDERATION,
            days=period.number,
        )
    period = periods.LITIGATION if told else periods.LITIGATION_NOT_TOLD
    return _calendar_period(Kind.LITIGATION, served, period, conventions, calendar)


def litigation_over_silence(
    due_day: date,
    *,
    review_first: bool = False,
    conventions: Conventions = _DEFAULT,
    calendar: Calendar | None = None,
) -> Deadline:
    """Return the last day to sue because no reply came by `due_day`, the last day to reply.

    Interpretation of the Litigation Law Art. 66: 应当自行政机关履行法定职责期限届满之日起六个月内提出. Where the organ's
    convention is that review comes first (Reconsideration Law Art. 23 ¶1 (3)), there is no day before its decision.
    """
    if review_first:
        period = periods.LITIGATION_AFTER_REVIEW_FIRST
        basis = (Citation(RECONSIDERATION_LAW, "第二十三条第一款第三项"), *period.basis)
        return waiting(Kind.LITIGATION, basis, after=Kind.RECONSIDERATION, days=period.number)
    return _calendar_period(Kind.LITIGATION, due_day, periods.LITIGATION_SILENCE, conventions, calendar)


def review_answer(copy_received: date, *, simplified: bool = False, calendar: Calendar | None = None) -> Deadline:
    """Return the last day for the organ to answer an application for reconsideration.

    Reconsideration Law Art. 48: 自收到申请书副本…之日起十日内; Art. 54: 五日内 in the simplified procedure; Art. 88: 工作日.

    :raises NotCovered: for a day before the revised law came into force.
    """
    period = periods.REVIEW_ANSWER_SIMPLIFIED if simplified else periods.REVIEW_ANSWER
    period.on(copy_received)
    return due(Kind.REVIEW_ANSWER, Run(copy_received, period.number), period.basis, calendar=calendar)


def review_decision(
    accepted: date,
    *,
    simplified: bool = False,
    extended: bool = False,
    conventions: Conventions = _DEFAULT,
    calendar: Calendar | None = None,
) -> Deadline:
    """Return the last day for the review body to decide.

    Reconsideration Law Art. 62: 自受理申请之日起六十日内…延长期限最多不得超过三十日; simplified: 三十日内, never extended.

    :raises NotCovered: for a day before the revised law came into force.
    :raises ImpossibleDates: for an extension of the simplified procedure.
    """
    period = periods.REVIEW_DECISION_SIMPLIFIED if simplified else periods.REVIEW_DECISION
    period.on(accepted)
    if simplified and extended:
        raise ImpossibleDates(
            "适用简易程序审理的行政复议案件，审理期限不能延长；需要延长的，先转为普通程序。",
            "The simplified procedure cannot be extended; it must be turned into the ordinary one first.",
            *period.basis,
        )
    number = period.number + (periods.REVIEW_EXTENSION.number if extended else 0)
    course = span(accepted, number, period.unit, conventions)
    return due(Kind.REVIEW_DECISION, course, period.basis, calendar=calendar)


def court_answer(
    copy_received: date, *, conventions: Conventions = _DEFAULT, calendar: Calendar | None = None
) -> Deadline:
    """Return the last day for the organ to answer a suit and hand in its evidence.

    Litigation Law Art. 67 ¶1: 被告应当在收到起诉状副本之日起十五日内.
    """
    return _calendar_period(Kind.COURT_ANSWER, copy_received, periods.COURT_ANSWER, conventions, calendar)


def court_appeal(
    served: date, *, ruling: bool = False, conventions: Conventions = _DEFAULT, calendar: Calendar | None = None
) -> Deadline:
    """Return the last day to appeal against a judgment, or a ruling, of the first instance.

    Litigation Law Art. 85: 判决书送达之日起十五日内; 裁定书送达之日起十日内.
    """
    period = periods.COURT_APPEAL_RULING if ruling else periods.COURT_APPEAL_JUDGMENT
    return _calendar_period(Kind.COURT_APPEAL, served, period, conventions, calendar)


def _calendar_period(
    kind: Kind, start: date, period: Period, conventions: Conventions, calendar: Calendar | None
) -> Deadline:
    return due(kind, span(start, period.number, period.unit, conventions), period.basis, calendar=calendar)
