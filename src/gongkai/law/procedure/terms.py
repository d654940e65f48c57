"""What every step is judged by: the conventions and the calendar, the clock, and the bounds that a day must keep."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.law import deadlines, packs
from gongkai.law.citation import FORMAT_2021, Citation
from gongkai.law.deadlines import Deadline
from gongkai.law.options import Conventions
from gongkai.law.procedure import refusals
from gongkai.law.procedure.state import State
from gongkai.law.procedure.steps import Step
from gongkai.law.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Terms:
    """What the clock is counted by: the conventions of the organ and the calendar of working days."""

    conventions: Conventions
    calendar: Calendar


def terms(conventions: Conventions | None = None, calendar: Calendar | None = None) -> Terms:
    """Return terms, with the defaults for what is not given."""
    return Terms(conventions or Conventions(), calendar or packs.published())


Taking = Callable[[State, Step, Terms], State]


def due(state: State, by: Terms) -> Deadline | None:
    """Return the last day to reply to a case; None where it has no period."""
    clock = state.clock(by.conventions)
    return None if clock is None else deadlines.reply(clock, calendar=by.calendar)


def ended(state: State, step: Step, result: str) -> State:
    """Return the case closed by a step with a result."""
    return state._replace(result=result, closed=step.on)


def arrival(step: Step) -> date | None:
    """Return the day a notice arrived, where the step knows it.

    :raises IllegalStep: where it lies before the step.
    """
    if step.arrived is not None and step.arrived < step.on:
        raise refusals.against(
            step,
            f"到达日期 {step.arrived} 早于发出之日 {step.on}",
            f"it cannot arrive on {step.arrived}, before it was sent on {step.on}",
        )
    return step.arrived


def answering(step: Step, arrived: date | None) -> None:
    """Refuse an answer from before the day on which what it answers arrived.

    :raises IllegalStep: with that day.
    """
    if arrived is not None and step.on < arrived:
        raise refusals.against(
            step, f"文书于 {arrived} 才到达对方", f"what it answers arrived on {arrived}, after {step.on}"
        )


def within(step: Step, limit: Deadline | None, zh: str, en: str) -> None:
    """Refuse a step after a last day, or where it is not published yet whether it is.

    :raises IllegalStep: with the last day.
    """
    if limit is not None and limit.not_before is not None and step.on > limit.not_before:
        raise refusals.against(step, f"{zh}，期限为 {_day(limit)}", f"{en}, by {limit.date}", *limit.basis)


def after(step: Step, limit: Deadline, zh: str, en: str, *basis: Citation) -> None:
    """Refuse a step on or before a last day, or where it is not published yet whether it is.

    :raises IllegalStep: with the last day.
    """
    if limit.date is None or limit.provisional or step.on <= limit.date:
        raise refusals.against(step, f"{zh}，届满之日为 {_day(limit)}", f"{en}; it ends on {limit.date}", *basis)


def _day(limit: Deadline) -> str:
    years = "、".join(map(str, limit.missing))
    return f"{limit.date}（{years} 年放假安排公布前为暂定日期）" if limit.provisional else str(limit.date)


def same_year(state: State, step: Step) -> None:
    """Refuse a step that would change what the report of an earlier year has counted.

    :raises IllegalStep: in a later year.
    """
    # What the report of a year has counted cannot leave the count of the next: 上年结转 would no longer agree.
    if state.received is not None and step.on.year != state.received.year:
        raise refusals.against(
            step,
            f"申请于 {state.received.year} 年收到，已按原类别计入该年度报告；请以相应类型的答复办结，或者另行登记",
            f"the report for {state.received.year} has counted it as it was; close it with a reply, or register it anew",
            Citation(FORMAT_2021),
        )
