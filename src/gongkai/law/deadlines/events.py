"""What moves the period to reply: a clarification, a consultation, a fee. Each is a few days with their meaning."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.deadlines import periods
from gongkai.law.deadlines.periods import Period
from gongkai.law.options import Conventions
from gongkai.law.workdays import Calendar

_DEFAULT = Conventions()


class Consulted(StrEnum):
    """Whom an organ asks before it replies."""

    THIRD_PARTY = "third_party"  # 第三方：逾期未提出意见的，由行政机关决定
    CO_MAKER = "co_maker"  # 共同制作机关：逾期未提出意见的，视为同意公开
    ORGAN = "organ"  # 其他机关：没有法定期限


@dataclass(frozen=True, slots=True)
class Consultation:
    """A letter that asks for an opinion: when it was sent, when it arrived, when the answer came; None is not yet."""

    sent: date
    received: date | None = None
    answered: date | None = None
    whom: Consulted = Consulted.THIRD_PARTY

    @property
    def period(self) -> Period | None:
        """The period to answer; None where the law sets none.

        Art. 32: 第三方应当自收到征求意见书之日起15个工作日内提出意见. Art. 34: the same for the organ that co-made it.
        """
        return _PERIODS.get(self.whom)

    def resumed(self, calendar: Calendar, conventions: Conventions = _DEFAULT) -> date | None:
        """Return the last day that is left out; None while nobody can say. Silence lasts to the end of the period.

        :raises BeyondCalendar: where the calendar ends before it.
        """
        if self.received is None or self.period is None:
            return self.answered
        if self.answered and conventions.late_answer == "whole":
            return self.answered
        if self.answered and calendar.count(self.received, self.answered) <= self.period.number:
            return self.answered
        return calendar.add(self.received, self.period.number)

    @property
    def open(self) -> bool:
        """Whether no day can be named on which the clock goes on."""
        return self.answered is None and (self.received is None or self.period is None)


_PERIODS = {Consulted.THIRD_PARTY: periods.THIRD_PARTY, Consulted.CO_MAKER: periods.CO_MAKER}


@dataclass(frozen=True, slots=True)
class Clarification:
    """A clarification: when the applicant got the notice, when the organ received the clarified request, and its length."""

    notified: date
    received: date | None = None
    days: int | None = None

    def length(self, conventions: Conventions = _DEFAULT) -> int:
        """Return the working days to clarify: those of the notice, or those that the organ always gives."""
        return conventions.clarification_days if self.days is None else self.days


@dataclass(frozen=True, slots=True)
class Fee:
    """A processing fee: when the applicant got the notice, and when it was paid."""

    notified: date
    paid: date | None = None
