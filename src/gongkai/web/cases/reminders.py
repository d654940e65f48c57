"""What the handlers of an organ are reminded of each working day, and what applicants are told when a reply is late.

Who leads a case is reminded of it; of what nobody leads, or somebody who cannot be reached, all handlers are.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from gongkai.documents.day_words import chinese_date
from gongkai.law import provisional
from gongkai.law.procedure import Stage
from gongkai.web.cases import notify, queries
from gongkai.web.cases.models import Assignment, Case
from gongkai.web.cases.proposals import Proposal, proposals
from gongkai.web.cases.teamwork.queries import LEADING
from gongkai.web.organs import queries as organs
from gongkai.web.organs.local_settings import SOON
from gongkai.web.organs.models import Organ, Person

AHEAD = timedelta(days=21)
"""Calendar days in which that many working days lie, whatever the holidays."""
LATEST = timedelta(days=31)
"""Applicants are told of a last day that has passed no longer ago than this: older ones are history that came in."""


class Near(NamedTuple):
    """A case whose last day is near or past; `left` is negative when it is past."""

    case: Case
    due: date
    left: int

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.case.number

    @property
    def late(self) -> int:
        """By how many working days it is late."""
        return -self.left


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits for the handlers of an organ."""

    overdue: list[Near]
    soon: list[Near]
    unconfirmed: list[str]
    proposals: list[Proposal]

    def __bool__(self) -> bool:
        return bool(self.overdue or self.soon or self.unconfirmed or self.proposals)

    def without(self, numbers: Container[str]) -> "Agenda":
        """Return what remains when these cases are somebody else's."""
        return Agenda(
            [each for each in self.overdue if each.number not in numbers],
            [each for each in self.soon if each.number not in numbers],
            [number for number in self.unconfirmed if number not in numbers],
            [each for each in self.proposals if each.case.number not in numbers],
        )


def agenda(cases: QuerySet[Case], today: date) -> Agenda:
    """Return what these cases want done on a day."""
    near = sorted(_near(cases, today), key=lambda each: (each.left, each.number))
    unconfirmed = cases.filter(stage=Stage.UNCONFIRMED).order_by("filed_at").values_list("number", flat=True)
    return Agenda(
        [each for each in near if each.left < 0],
        [each for each in near if each.left >= 0],
        list(unconfirmed),
        proposals(cases, today),
    )


def remind(now: datetime) -> int:
    """Queue the reminders of a day and return how many are new; none on a day off."""
    today, calendar = now.date(), queries.calendar()
    known = calendar if today <= calendar.last else provisional.estimated(calendar, today)
    if not known.is_workday(today):
        return 0
    return sum(_remind(organ, now) for organ in organs.organs(today))


def tell_overdue(now: datetime) -> None:
    """Tell applicants whose reply is late, each once."""
    today = now.date()
    late = Case.objects.filter(closed=None, due__lt=today, due__gte=today - LATEST).select_related("organ", "intake")
    found = [case for case in late if not _late_when_it_came(case)]
    standings = queries.standings(found, today)
    for case in found:
        standing = standings[case.pk]
        if standing.overdue and standing.due and standing.due.date:
            notify.tell_overdue(case, standing.due.date, now)


def _late_when_it_came(case: Case) -> bool:
    """Return whether a case was late before this office began."""
    return bool(case.intake and case.due and case.due < timezone.localdate(case.intake.made_at))


def _near(cases: QuerySet[Case], today: date) -> list[Near]:
    found, soon = [], list(cases.filter(closed=None, due__lte=today + AHEAD).select_related("organ"))
    standings = queries.standings(soon, today)
    for case in soon:
        standing = standings[case.pk]
        if standing.due and standing.due.date and standing.left is not None and standing.left <= SOON:
            found.append(Near(case, standing.due.date, standing.left))
    return found


def _remind(organ: Organ, now: datetime) -> int:
    people = notify.handlers(organ, now.date())
    waiting = agenda(Case.objects.filter(organ=organ), now.date()) if people else None
    if not waiting:
        return 0
    leads = _leads(organ, {person.pk for person in people})
    sent = 0
    for person in people:
        theirs = waiting.without({number for number, lead in leads.items() if lead != person.pk})
        if theirs:
            sent += _send(person, organ, theirs, now)
    return sent


def _leads(organ: Organ, reached: Container[int]) -> dict[str, int]:
    """Return who leads the open cases of an organ, by their numbers: those who are reminded."""
    led = Assignment.objects.filter(LEADING, case__organ=organ, case__closed=None)
    return {number: person for number, person in led.values_list("case__number", "person") if person in reached}


def _send(person: Person, organ: Organ, waiting: Agenda, now: datetime) -> bool:
    words = {"organ": organ, "today": chinese_date(now.date()), "agenda": waiting, "url": notify.desk_url()}
    text = render_to_string("cases/notices/agenda.txt", words)
    subject = f"办件提醒：超期 {len(waiting.overdue)} 件，临近期限 {len(waiting.soon)} 件"
    return notify.mail(person, subject, text, key=f"agenda/{organ.pk}/{now:%Y-%m-%d}", now=now)
