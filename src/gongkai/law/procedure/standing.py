"""Where a case stands on a day: its stage, its clock, its result, and where it counts in which year's annual report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from gongkai.law import deadlines, provisional, replies
from gongkai.law.deadlines import Deadline
from gongkai.law.options import Conventions
from gongkai.law.procedure import refusals
from gongkai.law.procedure.state import State
from gongkai.law.procedure.steps import Matter, Stage, Step
from gongkai.law.procedure.taking import take
from gongkai.law.procedure.terms import Terms, terms
from gongkai.law.replies import Words
from gongkai.law.workdays import Calendar

NEW = "new"  # 一、本年新收
CARRIED_IN = "carried_in"  # 二、上年结转
CARRIED_OUT = "carried_out"  # 四、结转下年度继续办理


@dataclass(frozen=True, slots=True)
class Standing:
    """A case on a day. `used` and `left` are working days, None where no clock runs; `left` is negative when overdue."""

    state: State
    today: date
    due: Deadline | None
    used: int | None
    left: int | None

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return self.state.stage

    @property
    def result(self) -> str:
        """The kind of reply or of closing; empty while it is open."""
        return self.state.result

    @property
    def overdue(self) -> bool:
        """Whether the last day has certainly passed without a reply, be it on a day of rest on which none is left or over."""
        if self.left is None or self.due is None or self.due.date is None or self.due.provisional:
            return False
        return min(self.today, self.state.dispatched or self.today) > self.due.date


def replay(
    steps: Iterable[Step],
    today: date,
    *,
    conventions: Conventions | None = None,
    calendar: Calendar | None = None,
) -> Standing:
    """Return where a case stands today after its steps, in the order in which they were registered.

    :raises IllegalStep: at the first step that the law does not allow, or that lies after today.
    :raises Refusal: as `take` does.
    """
    by = terms(conventions, calendar)
    state = State()
    for step in steps:
        if refusals.happened(step) > today:
            raise refusals.in_the_future(step, today)
        state = take(state, step, by)
    return standing(state, today, by)


def standing(state: State, today: date, by: Terms) -> Standing:
    """Return where a case stands on a day."""
    clock = state.clock(by.conventions)
    last = None if clock is None else deadlines.reply(clock, calendar=by.calendar)
    if clock is None or last is None or last.calendar is None:
        return Standing(state, today, last, None, None)
    day = min(today, state.dispatched or today)
    used, left = clock.spent(_reaching(last.calendar, max(day, last.date or day)), day)
    return Standing(state, today, last, used, left)


def _reaching(calendar: Calendar, day: date) -> Calendar:
    return calendar if day <= calendar.last else provisional.estimated(calendar, day)


def column(state: State, *, conventions: Conventions | None = None) -> str | None:
    """Return the column of table 3 that a case counts in; None where it counts nowhere."""
    if uncounted(state) is not None:
        return None
    return replies.column(state.applicant, conventions=conventions or Conventions())


def rows(state: State, *, year: int, format_name: str) -> tuple[str, ...]:
    """Return the rows of table 3 of a year that a case counts in, without the totals.

    One request is counted once as new or carried in, and once by its result or as carried out: 一＋二＝三＋四.
    A case that ends counts in the year in which it was replied to or closed.
    """
    if uncounted(state) is not None or state.received is None or state.received.year > year:
        return ()
    if state.closed is not None and state.closed.year < year:
        return ()
    came = NEW if state.received.year == year else CARRIED_IN
    if state.closed is None or state.closed.year > year:
        return came, CARRIED_OUT
    return came, cast(str, replies.row(state.result, format_name))  # What has no row is uncounted.


def uncounted(state: State) -> Words | None:
    """Return why a case counts nowhere in the annual report; None where it counts."""
    if state.matter is not Matter.DISCLOSURE:
        return _OTHER_MATTER[state.matter]
    if state.received is None:
        return Words("尚未确认收到，不是已收到的申请。", "It was not confirmed as received.")
    return replies.kind(state.result).uncounted if state.result else None


_OTHER_MATTER = {
    Matter.RECTIFICATION: Words(
        "更正本人信息的申请（条例第四十一条）不计入年度报告表三。",
        "A request to rectify records about oneself (Art. 41) is not counted in table 3.",
    ),
    Matter.ENQUIRY: Words(
        "咨询不是政府信息公开申请，不计入年度报告表三。", "An enquiry is no request and is not counted."
    ),
}
