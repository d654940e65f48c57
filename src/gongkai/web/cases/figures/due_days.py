"""The last days of the cases that a person works on, as a calendar that phones and desktops subscribe to (RFC 5545).

It says a number and the kind of the day, never what a case is about or whose it is: it leaves the office. No clock is read.
The same cases give the same bytes, and a day that moves keeps its name, so that the entry moves with it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy

from gongkai.web.bilingual import said
from gongkai.web.cases.models import Assignment, Case
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import CalendarPack, Person, Role
from gongkai.web.organs.permissions import organs_where
from gongkai.web.vault import sealing

if TYPE_CHECKING:
    from icalendar import Event

PURPOSE = "calendar feed"
DOMAIN = "gongkai"
REFRESH = timedelta(hours=4)


class Kind(StrEnum):
    """What a day is the last one for."""

    REPLY = "reply"
    PART = "part"


WORDS = {Kind.REPLY: gettext_lazy("答复期限"), Kind.PART: gettext_lazy("内部完成期限")}
GUESS = gettext_lazy("（暂定）")


@dataclass(frozen=True, slots=True)
class DueDay:
    """A last day: the number of the case, what kind, whether it is provisional, how often and when it last changed."""

    number: str
    kind: Kind
    day: date
    guess: bool
    sequence: int
    changed: datetime

    @property
    def uid(self) -> str:
        """By what it is known, wherever it moves."""
        return f"{self.number.lower()}.{self.kind}@{DOMAIN}"

    @property
    def title(self) -> str:
        """What stands in the calendar."""
        return f"{said(str(WORDS[self.kind]))} {self.number}{GUESS if self.guess else ''}"


def digest(token: str) -> str:
    """Return by what the address of a calendar is known here."""
    return sealing.digest(token, purpose=PURPOSE)


def worked_on(person: Person, today: date) -> QuerySet[Case]:
    """Return the open cases that a person works on: those assigned to it, and of its organs those assigned to nobody."""
    readable = organs_where(person, "cases.read", today)
    handled = {organ for organ, role in organs.posts(person, today) if role == Role.HANDLER}
    now = Assignment.objects.filter(ended_at=None)
    mine, anybodys = now.filter(person=person).values("case"), now.values("case")
    return Case.objects.filter(
        Q(pk__in=mine) | (Q(organ__in=handled) & ~Q(pk__in=anybodys)), organ__in=readable, closed=None
    )


def due_days(person: Person, today: date) -> Iterator[DueDay]:
    """Yield the last days of a person's cases, then the days by which the person's own parts are wanted."""
    # A taken calendar pack moves days without a step, and counts as a change like one.
    packs = CalendarPack.objects.aggregate(at=Max("taken_at"), last=Max("pk"))
    cases = worked_on(person, today).annotate(changed=Max("steps__registered_at"))
    for case in cases.filter(due__isnull=False).order_by("due", "number"):
        changed = max(case.changed, packs["at"] or case.changed)
        sequence = case.steps_taken + (packs["last"] or 0)
        yield DueDay(case.number, Kind.REPLY, cast(date, case.due), case.due_provisional, sequence, changed)
    parts = Assignment.objects.filter(person=person, ended_at=None, wanted_by__isnull=False, case__in=cases)
    for part in parts.select_related("case").order_by("wanted_by", "case__number"):
        yield DueDay(part.case.number, Kind.PART, cast(date, part.wanted_by), False, part.pk, part.assigned_at)


def feed(person: Person, today: date) -> bytes:
    """Return the calendar of a person; empty where the person has no post any more."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Gongkai//deadlines//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", said("政府信息公开办理期限"))
    made.add("x-published-ttl", "PT4H")
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for each in due_days(person, today):
        made.add_component(_event(each))
    return bytes(made.to_ical())


def tag(content: bytes) -> str:
    """Return the name of a version of a calendar, so that an unchanged one is not sent again."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _event(each: DueDay) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", each.uid)
    event.add("summary", each.title)
    event.add("dtstamp", each.changed.astimezone(UTC))
    event.add("last-modified", each.changed.astimezone(UTC))
    event.add("sequence", each.sequence)
    event.add("dtstart", each.day)
    event.add("dtend", each.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
