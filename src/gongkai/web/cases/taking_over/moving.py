"""What a calendar moves: which last days of which cases are other days by it, and which cases it would make illegal.

Every case that the calendar can touch is replayed from its steps, in all organs; the rules compute both last days.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.law import deadlines, procedure
from gongkai.law.deadlines import Deadline, Kind
from gongkai.law.deadlines.explanation import TITLES
from gongkai.law.moves import Move, moves
from gongkai.law.procedure import STAGES, Standing, State, Terms
from gongkai.law.refusal import Refusal
from gongkai.law.workdays import ONE_DAY, Calendar
from gongkai.web.bilingual import said
from gongkai.web.cases import facts, queries
from gongkai.web.cases.clock_words import Clock, clock
from gongkai.web.cases.models import Case, Step
from gongkai.web.cases.waited_for import waited_for
from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Line:
    """A last day that moves, in words."""

    move: Move[Deadline]

    @property
    def name(self) -> str:
        """Which last day it is."""
        kind, _, ref = self.move.kind.partition(":")
        title = TITLES[Kind(kind)]
        return said((title["zh"], title["en"])) + (f"（{ref}）" if ref else "")

    @property
    def before(self) -> str:
        """The day as it was."""
        return _day(self.move.before)

    @property
    def after(self) -> str:
        """The day as it is then."""
        return _day(self.move.after)

    @property
    def shift(self) -> str:
        """By how much it moves."""
        before, after = self.move.before.date, self.move.after.date
        if before is None or after is None:
            return ""
        days = (after - before).days
        if not days:
            return _("日期不变，不再是暂定") if self.move.settled else _("日期不变，改为暂定")
        return _("推后 %(days)d 天") % {"days": days} if days > 0 else _("提前 %(days)d 天") % {"days": -days}


@dataclass(frozen=True, slots=True)
class Moving:
    """A case with the last days that are others by the new calendar, and where it stands by that calendar."""

    case: Case
    moves: tuple[Move[Deadline], ...]
    standing: Standing

    @property
    def reply(self) -> Move[Deadline] | None:
        """The move of the last day to reply; None where only a period that is waited for moves."""
        return next((move for move in self.moves if move.kind == Kind.REPLY), None)

    @property
    def lines(self) -> list["Line"]:
        """Its moves in words."""
        return [Line(move) for move in self.moves]

    @property
    def clock(self) -> Clock:
        """How near its last day then is, in words."""
        return clock(self.standing)

    @property
    def stage(self) -> str:
        """Where it stands, in words."""
        return said(STAGES[self.standing.stage])


@dataclass(frozen=True)
class Consequences:
    """What a new calendar does to the cases on file: `moving` in the order of their organs, and those that it forbids."""

    moving: tuple[Moving, ...]
    refused: tuple[tuple[str, Refusal], ...]

    @cached_property
    def open(self) -> tuple[Moving, ...]:
        """The cases that are still to be answered."""
        return tuple(each for each in self.moving if not each.standing.state.ended)

    @cached_property
    def ended(self) -> tuple[Moving, ...]:
        """The cases that have ended and whose recorded last day is another."""
        return tuple(each for each in self.moving if each.standing.state.ended)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of all of it, by which a reader's confirmation is bound to what was shown."""
        told = [
            [each.case.number, move.kind, *(_told(due) for due in (move.before, move.after))]
            for each in self.moving
            for move in each.moves
        ]
        refused = [[number, refusal.zh] for number, refusal in self.refused]
        return hashlib.sha256(json.dumps([told, refused], ensure_ascii=False).encode()).hexdigest()


def first_difference(before: Calendar, after: Calendar) -> date | None:
    """Return the first day of which two calendars say another thing, or only one says anything; None where there is none."""
    last = min(before.last, after.last)
    for day in before.days(max(before.first, after.first), last):
        if day.worked is not after.is_workday(day.date):
            return day.date
    return None if before.last == after.last else last + ONE_DAY


def consequences(before: Calendar, after: Calendar, today: date) -> Consequences:
    """Return what becomes of the cases on file when one calendar follows another."""
    first = first_difference(before, after)
    if first is None:
        return Consequences((), ())
    moving: list[Moving] = []
    refused: list[tuple[str, Refusal]] = []
    for case, taken in _replayable(touched(first)):
        state, refusal = _state(case.organ, taken, today, before)
        if refusal or state.last is None or state.last >= first:
            # What one calendar forbids the other may allow; a case that both forbid is told by `office replay`.
            by_after, forbidden = _state(case.organ, taken, today, after)
            if forbidden and not refusal:
                refused.append((case.number, forbidden))
            if forbidden:
                continue
            state = by_after
        if found := _moving(case, state, (before, after), today):
            moving.append(found)
    return Consequences(tuple(moving), tuple(refused))


def touched(first: date) -> QuerySet[Case]:
    """Return the cases that days from `first` on can touch.

    What has ended and was counted to its end before that day, and of which nothing was registered since, stays as it is.
    """
    begins = datetime.combine(first, datetime.min.time(), timezone.get_default_timezone())
    since = Step.objects.filter(case=OuterRef("pk"), registered_at__gte=begins)
    reaching = Q(closed=None) | Q(due__gte=first) | Q(due_provisional=True) | Exists(since)
    return Case.objects.filter(reaching, received__isnull=False)


def _replayable(cases: QuerySet[Case]) -> Iterator[tuple[Case, list[procedure.Step]]]:
    """Yield cases with their steps, organ by organ, in three questions to the database."""
    organs = {organ.pk: organ for organ in Organ.objects.all()}
    rows = Step.objects.filter(case__in=cases.values("pk")).order_by("case_id", "ordinal")
    taken = {key: facts.steps(group) for key, group in groupby(rows.iterator(2000), lambda row: row.case_id)}
    for case in cases.order_by("organ", "number"):
        case.organ = organs[case.organ_id]
        yield case, taken.get(case.pk, [])


def _state(organ: Organ, taken: Sequence[procedure.Step], today: date, known: Calendar) -> tuple[State, Refusal | None]:
    """Return a case after its steps by a calendar, or why they could not have been taken by it."""
    try:
        return queries.replayed(organ, taken, today, known).state, None
    except Refusal as refusal:
        return State(), refusal


def _moving(case: Case, state: State, calendars: tuple[Calendar, Calendar], today: date) -> Moving | None:
    before, after = calendars
    by = queries.terms(case.organ, state.received or today, after)
    computed = dict(_computed(state, by))
    found = tuple(moves([(case.number, computed)], before=before, after=after))
    return Moving(case, found, procedure.standing(state, today, by)) if found else None


def _computed(state: State, by: Terms) -> Iterator[tuple[str, Callable[[Calendar], Deadline]]]:
    """Yield what is waited for in a case, each with how its last day is computed from a calendar."""
    clock, conventions = state.clock(by.conventions), by.conventions
    if clock is not None:
        yield Kind.REPLY, lambda calendar: deadlines.reply(clock, calendar=calendar)
    for each in waited_for(state, conventions):
        yield f"{each.kind}:{each.ref}" if each.ref else each.kind, each.last_day


def _day(due: Deadline) -> str:
    if due.date is None:
        return _("没有期限")
    return _("%(day)s（暂定）") % {"day": due.date} if due.provisional else str(due.date)


def _told(due: Deadline) -> list[str | bool]:
    return [str(due.date), due.provisional]
