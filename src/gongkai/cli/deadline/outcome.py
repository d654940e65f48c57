"""All deadlines that follow from the facts of one case, in the order in which they are printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from gongkai.cli.deadline.facts import Facts
from gongkai.cli.local_rules import LocalRules
from gongkai.law import deadlines
from gongkai.law.deadlines import Clock, Consultation, Deadline, Kind, Note, OnTime, Receipt, ServedBy
from gongkai.law.deadlines.periods import LITIGATION_AFTER_REVIEW_FIRST, RECONSIDERATION_LAW_FROM
from gongkai.law.options import OPTIONS, Conventions
from gongkai.law.refusal import ImpossibleDates, Refusal


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


@dataclass(frozen=True, slots=True)
class Way:
    """How a decision is contested: whether review comes first, whether it is silence, and what to know."""

    review_first: bool = False
    silence: bool = False
    notes: tuple[Note, ...] = ()


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
    if accepted := facts.accepted or facts.copy_received:
        _in_review(outcome, accepted, rules)
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
    notes = (*outcome.receipt.notes, *_unused(facts), *_chosen(conventions, _asked(clock)))
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
        outcome.on_time = _in_time(outcome, facts.replied, facts.by)


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


def _in_time(outcome: Outcome, replied: date, by: ServedBy) -> OnTime:
    if outcome.receipt and replied < outcome.receipt.day:
        raise ImpossibleDates(
            f"答复之日（{replied}）早于收到申请之日（{outcome.receipt.day}）；请核对两个日期。",
            f"The reply ({replied}) lies before the receipt ({outcome.receipt.day}); check both days.",
        )
    return deadlines.on_time(outcome.deadlines[Kind.REPLY], dispatched=replied, by=by)


def _unused(facts: Facts) -> Iterator[Note]:
    if facts.clarify_days is not None and facts.clarification is None:
        yield Note(
            "clarify_days_unused",
            "没有要求补正，补正期限的天数未使用。",
            "No clarification was asked for, so the length of its period was not used.",
        )


def _asked(clock: Clock) -> Iterator[str]:
    """Yield the options that the period to reply of this request depends on."""
    yield "receipt_day"
    if clock.consultations:
        yield from ("consultation_from", "late_answer")
    if clock.clarification and clock.clarification.days is None:
        yield "clarification_days"
    if clock.fee:
        yield "after_payment"


def _chosen(conventions: Conventions, names: Iterable[str]) -> Iterator[Note]:
    for name in names:
        value, option = getattr(conventions, name), OPTIONS[name]
        if value != option.default:
            yield Note(
                "local_option",
                f"按本机关的选择 {name}＝{value} 计算：{option.zh}",
                f"Counted by the organ's own choice {name}={value}: {option.en}",
                option.basis,
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
    way = _way(facts.ground, decided, conventions) if facts.ground else Way()
    notes = (*way.notes, *_chosen(conventions, ("rest_day_end", "month_end")))
    outcome.add(deadlines.reconsideration(served, conventions=conventions, calendar=calendar).noting(*notes))
    if way.silence and facts.review_served is None:
        suit = deadlines.litigation_over_silence(
            served, review_first=way.review_first, conventions=conventions, calendar=calendar
        )
    else:
        suit = deadlines.litigation(
            served,
            review_first=way.review_first,
            review_served=facts.review_served,
            conventions=conventions,
            calendar=calendar,
        )
    if way.review_first and facts.decided is None and not way.silence:
        suit = suit.noting(_decided_assumed(decided))
    outcome.add(suit.noting(*notes))


def _way(ground: str, decided: date, conventions: Conventions) -> Way:
    # Here, because the kinds of reply take their time to load and most calls ask for none.
    from gongkai.law import remedies

    found = remedies.remedy(ground, decided=decided, conventions=conventions)
    if found.of is remedies.RemedyClass.NONE:
        raise Refusal(
            f"“{ground}”是办理过程中的文书，不能单独申请行政复议或者提起行政诉讼，没有可以计算的期限。",
            f"{ground!r} is a step on the way and cannot be contested by itself, so no period runs.",
            *found.basis,
        )
    notes = []
    if found.of is remedies.RemedyClass.SPLIT:
        notes.append(
            Note(
                "withheld_part_review_first",
                "提起行政诉讼的期限是就予以公开的部分计算的；对不予公开的部分不服的，应当先申请行政复议，"
                f"收到复议决定之日起 {LITIGATION_AFTER_REVIEW_FIRST.number} 日内可以起诉。",
                "The period to sue is that for what was disclosed; the withheld part goes to reconsideration first, and to "
                f"court within {LITIGATION_AFTER_REVIEW_FIRST.number} days of the review decision.",
                found.basis,
            )
        )
    if found.open:
        chosen = getattr(conventions, found.open.name)
        notes.append(
            Note(
                "open_question",
                f"法律没有定论，按选项 {found.open.name}＝{chosen} 计算：{found.open.zh}",
                f"No text settles it; counted by the option {found.open.name}={chosen}: {found.open.en}",
                found.open.basis,
            )
        )
    return Way(found.review_first, remedies.ground(ground).nature is remedies.Nature.SILENCE, tuple(notes))


def _decided_assumed(decided: date) -> Note:
    return Note(
        "decided_assumed",
        f"没有给出作出决定之日，按送达之日（{decided}）判断是否应当先申请行政复议；"
        f"{RECONSIDERATION_LAW_FROM} 以前作出的决定可以直接起诉。",
        f"The day of the decision was not given, so that of its service ({decided}) tells whether reconsideration comes "
        f"first; decisions before {RECONSIDERATION_LAW_FROM} may go to court directly.",
    )


def _in_review(outcome: Outcome, accepted: date, rules: LocalRules) -> None:
    facts, calendar = outcome.facts, rules.calendar
    copy_received = facts.copy_received
    if copy_received:
        if accepted > copy_received:
            raise ImpossibleDates(
                f"复议机关受理之日（{accepted}）晚于收到申请书副本之日（{copy_received}）；请核对两个日期。",
                f"The copy of the application arrives ({copy_received}) after it was accepted ({accepted}); check both.",
            )
        outcome.add(deadlines.review_answer(copy_received, simplified=facts.simplified, calendar=calendar))
    decision = deadlines.review_decision(
        accepted,
        simplified=facts.simplified,
        extended=facts.review_extended,
        conventions=rules.conventions(accepted),
        calendar=calendar,
    )
    if facts.accepted is None:
        decision = decision.noting(_accepted_assumed(accepted))
    outcome.add(decision)


def _accepted_assumed(day: date) -> Note:
    return Note(
        "accepted_assumed",
        f"没有给出复议机关受理之日，审理期限自收到申请书副本之日（{day}）起算；实际可能更早届满。",
        f"The day of acceptance was not given, so that of the copy ({day}) is taken; the period may end earlier.",
    )
