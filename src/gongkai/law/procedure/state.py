"""What is known of a case after its steps: one immutable value, from which the clock and the figures follow."""

from datetime import date
from typing import NamedTuple

from gongkai.law.deadlines import Channel, Clarification, Clock, Consultation, Consulted, Fee, ServedBy
from gongkai.law.options import Conventions
from gongkai.law.procedure.steps import Matter, Stage


class Letter(NamedTuple):
    """A letter that asks for an opinion, and what became of it."""

    ref: str
    whom: Consulted
    sent: date
    arrived: date | None = None
    answered: date | None = None
    returned: date | None = None
    silent: bool = False

    @property
    def open(self) -> bool:
        """Whether an answer is still waited for."""
        return self.answered is None and self.returned is None and not self.silent

    @property
    def unheard(self) -> bool:
        """Whether those asked let their period pass and have said nothing since."""
        return self.silent and self.answered is None

    @property
    def waited_until(self) -> date | None:
        """The day that ended the waiting; None where the period ends it: an answer after silence moves nothing."""
        return None if self.silent else self.answered or self.returned


class State(NamedTuple):
    """A case. `result` is the kind of reply or of closing; a closed case without one counts nowhere."""

    stage: Stage = Stage.NEW
    matter: Matter = Matter.DISCLOSURE
    channel: Channel | None = None
    applicant: str = ""
    received: date | None = None
    clarification_asked: date | None = None
    clarification_notified: date | None = None
    clarification_days: int | None = None
    clarified: date | None = None
    letters: tuple[Letter, ...] = ()
    extended: int = 0
    reasons_asked: date | None = None
    reasons_notified: date | None = None
    reasons_heard: bool = False
    delayed: date | None = None
    fee_sent: date | None = None
    fee_notified: date | None = None
    fee_paid: date | None = None
    result: str = ""
    closed: date | None = None
    by: ServedBy | None = None
    withheld: tuple[str, ...] = ()
    served: date | None = None
    merged_into: str = ""
    converted: date | None = None
    last: date | None = None
    steps: int = 0
    before: "State | None" = None

    @property
    def ended(self) -> bool:
        """Whether nothing is left to be answered."""
        return self.closed is not None

    @property
    def dispatched(self) -> date | None:
        """The day by which the reply is in time. 235号 四: 直接送达的，以签收之日; 邮寄送达的，以交邮之日."""
        return self.served or self.closed if self.by is ServedBy.HAND else self.closed

    def clock(self, conventions: Conventions) -> Clock | None:
        """Return what moves the period to reply; None before the receipt and for matters without a period."""
        if self.received is None or self.matter is not Matter.DISCLOSURE:
            return None
        return Clock(
            self.received,
            self._clarification(),
            tuple(Consultation(each.sent, each.arrived, each.waited_until, each.whom) for each in self.letters),
            self.extended,
            self._fee(),
            self.delayed,
            conventions,
        )

    def _clarification(self) -> Clarification | None:
        if self.clarification_asked is None:
            return None
        notified = self.clarification_notified or self.clarification_asked
        return Clarification(notified, self.clarified, self.clarification_days)

    def _fee(self) -> Fee | None:
        return Fee(self.fee_notified or self.fee_sent, self.fee_paid) if self.fee_sent else None
