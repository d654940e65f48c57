"""Who works on cases: who leads and who helps, who may be asked to, and what the page of a case shows of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.web.cases.models import Assignment, Case
from gongkai.web.organs import permissions
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ, Person

Part = Assignment.Part
LEADING = Q(part=Part.LEAD, ended_at=None)
_ACTING = frozenset(
    role
    for verb, rule in permissions.TABLE.items()
    if verb.startswith("cases.") and not rule.reads
    for role in rule.roles
)
ROLES = {
    Part.LEAD: permissions.TABLE["cases.handle"].roles,
    Part.CO: permissions.TABLE["cases.read"].roles & _ACTING,
}
"""The posts of which a part needs one: who leads takes the steps; who helps reads the case and has a part in some."""


@dataclass(frozen=True, slots=True)
class People:
    """Who works on a case, those who did, and what the reader may do about it."""

    lead: Assignment | None
    helpers: tuple[Assignment, ...]
    former: tuple[Assignment, ...]
    may_claim: bool
    may_assign: bool
    mine: frozenset[int]


def eligible(organ: Organ, part: str, today: date) -> QuerySet[Person]:
    """Return who may be given a part in cases of an organ: active people with a post for it, and no account of a system."""
    held = organ.posts.filter(organs.on(today), role__in=ROLES[Part(part)])
    return Person.objects.filter(pk__in=held.values("person"), is_active=True, is_service=False)


def lead(case: Case) -> Assignment | None:
    """Return the part of who leads a case; None where nobody does."""
    return case.assignments.filter(LEADING).select_related("person").first()


def leads(cases: Iterable[Case]) -> dict[int, Person]:
    """Return who leads each of several cases, with one question to the database."""
    found = Assignment.objects.filter(LEADING, case__in=[case.pk for case in cases]).select_related("person")
    return {each.case_id: each.person for each in found}


def led_by(person: int, *, helped: bool = False) -> Q:
    """Return the condition on cases that a person leads them now, or, where `helped`, helps with them."""
    parts = Assignment.objects.filter(person=person, ended_at=None)
    return Q(pk__in=(parts if helped else parts.filter(part=Part.LEAD)).values("case"))


def unassigned() -> Q:
    """Return the condition on cases that nobody leads them."""
    return ~Q(Exists(Assignment.objects.filter(LEADING, case=OuterRef("pk"))))


def people(case: Case, reader: Person, today: date) -> People:
    """Return who works on a case, for its page."""
    parts = list(case.assignments.select_related("person", "assigned_by", "ended_by"))
    leading = next((each for each in parts if each.part == Part.LEAD and each.ended_at is None), None)
    helping = tuple(each for each in parts if each.part == Part.CO and each.ended_at is None)
    works = case.closed is None
    may_assign = works and "cases.assign" in permissions.allowed(reader, case.organ, today)
    may_claim = works and leading is None and eligible(case.organ, Part.LEAD, today).filter(pk=reader.pk).exists()
    return People(
        leading,
        helping,
        tuple(each for each in parts if each.ended_at is not None),
        may_claim=may_claim,
        may_assign=may_assign,
        mine=frozenset(each.pk for each in helping if may_assign or each.person_id == reader.pk),
    )
