"""A year of an organ as it was worked, as it was settled in January, and what is registered later than that."""

from datetime import date, datetime

from django.db import transaction

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions as cases
from gongkai.web.cases.actions import Arrival
from gongkai.web.cases.models import Case
from gongkai.web.organs.models import Organ, Person
from gongkai.web.reporting import actions, queries
from gongkai.web.reporting.models import Reported
from tests.web import factories
from tests.web.factories import SHANGHAI

JANUARY = datetime(2026, 1, 6, 10, tzinfo=SHANGHAI)
"""When the year 2025 is settled."""


def received(organ: Organ, day: date, *, registered: datetime | None = None, **asked: str) -> Case:
    """Return a request that was handed in on a day, registered then unless it is said when."""
    now = registered or datetime(day.year, day.month, day.day, 10, tzinfo=SHANGHAI)
    arrival = Arrival(Channel.COUNTER, day)
    return factories.filed(organ, by=factories.call(now=now), arrival=arrival, **asked).case


def taken(case: Case, step: Step, *, registered: datetime) -> None:
    """Take a step of a case, registered then."""
    with transaction.atomic():
        cases.record(Case.objects.select_related("organ").get(pk=case.pk), step, by=factories.call(now=registered))


def replied(case: Case, day: date, kind: str = "disclosed", *, registered: datetime | None = None) -> None:
    """Reply to a request."""
    now = registered or datetime(day.year, day.month, day.day, 11, tzinfo=SHANGHAI)
    taken(case, Step(StepKind.REPLIED, day, reply=kind, by=ServedBy.ONLINE), registered=now)


def frozen(organ: Organ, approver: Person, year: int = 2025, now: datetime = JANUARY) -> Reported:
    """Return the figures of a year, frozen."""
    seen = queries.digest(queries.tallied(organ, year))
    return actions.freeze(organ=organ, year=year, seen=seen, by=factories.call(approver, now))
