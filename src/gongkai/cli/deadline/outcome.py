"""All deadlines that follow from the facts of one case, in the order in which they are printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from gongkai.cli.deadline import grounds
from gongkai.cli.deadline.facts import Facts
from gongkai.cli.local_rules import LocalRules
from gongkai.law import deadlines
from gongkai.law.deadlines import Clock, Consultation, Deadline, Kind, Note, OnTime, Receipt
from gongkai.law.deadlines.periods import RECONSIDERATION_LAW_FROM
from gongkai.law.refusal import ImpossibleDates


@dataclass(slots=True)
class Outcome:
    """What follows: the deadlines by kind, those of each consultation, and whether the reply was in time."""

    facts: Facts
    receipt: Receipt | None = None
    deadlines: dict[Kind, Deadline] = field(default_factory=dict)
    consultations: tuple[tuple[Consultation, Deadline], ...] = ()
    on_time: OnTime | None = None

    def add(self, *found: Deadline) -> None:
        """Take deadlines in, in this order."""
        self.deadlines.update((one.kind, one) for one in found)

    @property
    def every(self) -> tuple[Deadline, ...]:
        """All deadlines; where several were consulted, that of each of them."""
        rest = [one for one in self.deadlines.values() if one.kind is not Kind.CONSULTATION]
        return (*rest, *(deadline for _, deadline in self.consultations))


def worked_out(facts: Facts, rules: LocalRules) -> Outcome:
    """Return the deadlines that follow from facts.

    :raises Refusal: where the facts contradict each other or no rule covers them.
    """
    outcome = Outcome(facts)
    if facts.received:
        _request(outcome, facts.received, rules)
    if facts.formed:
        outcome.add(deadlines.publication(facts.formed, calendar=rules.calendar))
    if facts.served:
        _disputed(outcome, facts.served, rules)
    if facts.copy_received:
        _in_review(outcome, facts.copy_received, rules)
    if facts.sued:
        conventions = rules.conventions(facts.sued)
        outcome.add(deadlines.court_answer(facts.sued, conventions=conventions, calendar=rules.calendar))
    return outcome


def _request(outcome: Outcome, arrived: date, rules: LocalRules) -> None:
    facts, calendar = outcome.facts, rules.calendar
    outcome.receipt = deadlines.receipt(arrived, channel=facts.channel, confirmed=facts.confirmed)
    received = outcome.receipt.day
    conventions = rules.conventions(received)
    clock = Clock(
        received,
        clarification=facts.clarification,
        consultations=facts.consultations,
        extended=facts.extended,
        fee=facts.fee,
        conventions=conventions,
    )
    notes = (*outcome.receipt.notes, *_unused(facts))
    found = (
        deadlines.reply(clock, calendar=calendar),
        deadlines.reply_original(received, conventions=conventions, calendar=calendar),
        deadlines.reply_latest(clock, calendar=calendar),
        deadlines.clarification_notice(received, conventions=conventions, calendar=calendar),
    )
    outcome.add(*(one.noting(*notes) for one in found))
    outcome.add(*_around(clock, rules))
    if facts.consultations:
        _consulted(outcome, rules, clock)
    if facts.replied and facts.by:
        _replied(outcome, facts.replied, received)


def _around(clock: Clock, rules: LocalRules) -> Iterator[Deadline]:
    if clock.clarification:
        yield deadlines.clarification(clock.clarification, conventions=clock.conventions, calendar=rules.calendar)
    if clock.fee:
        yield deadlines.fee_payment(clock.fee.notified, calendar=rules.calendar)


def _consulted(outcome: Outcome, rules: LocalRules, clock: Clock) -> None:
    every = tuple(
        (letter, deadlines.opinion(letter, conventions=clock.conventions, calendar=rules.calendar))
        for letter in clock.consultations
    )
    outcome.consultations = every
    # The last of those consulted who have a last day at all.
    outcome.add(max((found for _, found in every), key=lambda found: found.date or date.min))


def _replied(outcome: Outcome, replied: date, received: date) -> None:
    if replied < received:
        raise ImpossibleDates(
            f"答复之日（{replied}）早于收到申请之日（{received}）；请核对两个日期。",
            f"The reply ({replied}) lies before the receipt ({received}); check both days.",
        )
    by = outcome.facts.by
    if by:
        outcome.on_time = deadlines.on_time(outcome.deadlines[Kind.REPLY], dispatched=replied, by=by)


def _unused(facts: Facts) -> Iterator[Note]:
    if facts.clarify_days is not None and facts.clarification is None:
        yield Note(
            "clarify_days_unused",
            "没有要求补正，补正期限的天数未使用。",
            "No clarification was asked for, so the length of its period was not used.",
        )


def _disputed(outcome: Outcome, served: date, rules: LocalRules) -> None:
    facts, calendar = outcome.facts, rules.calendar
    decided = facts.decided or served
    if decided > served:
        raise ImpossibleDates(
            f"作出决定之日（{decided}）晚于送达之日（{served}）；请核对两个日期。",
            f"The decision ({decided}) cannot be made after it was served ({served}).",
        )
    conventions = rules.conventions(decided)
    review_first = bool(facts.ground) and grounds.review_first(facts.ground, decided=decided, conventions=conventions)
    outcome.add(deadlines.reconsideration(served, conventions=conventions, calendar=calendar))
    if facts.ground == grounds.SILENCE and not review_first and facts.review_served is None:
        outcome.add(deadlines.litigation_over_silence(served, conventions=conventions, calendar=calendar))
        return
    suit = deadlines.litigation(
        served,
        review_first=review_first,
        review_served=facts.review_served,
        conventions=conventions,
        calendar=calendar,
    )
    outcome.add(suit.noting(*_assumed(facts, review_first, decided)))


def _assumed(facts: Facts, review_first: bool, decided: date) -> Iterator[Note]:
    if review_first and facts.decided is None and facts.ground != grounds.SILENCE:
        yield Note(
            "decided_assumed",
            f"没有给出作出决定之日，按送达之日（{decided}）判断是否应当先申请行政复议；"
            f"{RECONSIDERATION_LAW_FROM} 以前作出的决定可以直接起诉。",
            f"The day of the decision was not given, so that of its service ({decided}) tells whether reconsideration "
            f"comes first; decisions before {RECONSIDERATION_LAW_FROM} may go to court directly.",
        )


def _in_review(outcome: Outcome, copy_received: date, rules: LocalRules) -> None:
    facts, calendar = outcome.facts, rules.calendar
    accepted = facts.accepted or copy_received
    if accepted > copy_received:
        raise ImpossibleDates(
            f"受理之日（{accepted}）晚于收到申请书副本之日（{copy_received}）；请核对两个日期。",
            f"The application is accepted ({accepted}) before its copy reaches the organ ({copy_received}).",
        )
    decision = deadlines.review_decision(
        accepted,
        simplified=facts.simplified,
        extended=facts.review_extended,
        conventions=rules.conventions(accepted),
        calendar=calendar,
    )
    if facts.accepted is None:
        decision = decision.noting(
            Note(
                "accepted_assumed",
                f"没有给出复议机关受理之日，审理期限自收到申请书副本之日（{copy_received}）起算；实际可能更早届满。",
                f"The day of acceptance was not given, so that of the copy ({copy_received}) is taken; the period may "
                "end earlier.",
            )
        )
    outcome.add(deadlines.review_answer(copy_received, simplified=facts.simplified, calendar=calendar), decision)
