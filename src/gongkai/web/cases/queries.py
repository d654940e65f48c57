"""What is asked of cases."""

import hmac
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from gongkai.law import procedure
from gongkai.law.deadlines import Channel
from gongkai.law.options import IN_FORCE
from gongkai.law.workdays import Calendar
from gongkai.web.cases import facts, identity
from gongkai.web.cases.models import Applicant, Case, Step
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ, Person
from gongkai.web.organs.permissions import organs_where
from gongkai.web.vault import sealing
from gongkai.web.vault.sealing import Unreadable

SHORTEST = 2
"""How long something known of an applicant is at least, to be looked for: one character stands in every text."""


def calendar() -> Calendar:
    """Return the calendar of working days that this office counts by."""
    return organs.calendar()


def terms(organ: Organ, day: date, known: Calendar | None = None) -> procedure.Terms:
    """Return what the clock of an organ's cases is counted by; `known` is the calendar, for whoever asks of many cases."""
    return procedure.terms(organs.local_conventions(organ, max(day, IN_FORCE)), known or calendar())


def standing(case: Case, today: date) -> procedure.Standing:
    """Return where a case stands, replayed from its steps."""
    return replayed(case.organ, facts.steps(case.steps.order_by("ordinal")), today)


def standings(cases: Sequence[Case], today: date) -> dict[int, procedure.Standing]:
    """Return where each of several cases stands, with one question to the database for all their steps."""
    taken: dict[int, list[procedure.Step]] = {case.pk: [] for case in cases}
    known = calendar()
    for row in Step.objects.filter(case__in=list(taken)).order_by("case", "ordinal"):
        taken[row.case_id].append(facts.read(row.kind, row.on, row.facts))
    return {case.pk: replayed(case.organ, taken[case.pk], today, known) for case in cases}


def replayed(
    organ: Organ, taken: Sequence[procedure.Step], today: date, known: Calendar | None = None
) -> procedure.Standing:
    """Return where a case of an organ stands after its steps."""
    by = terms(organ, ruled_from(taken) or today, known)
    return procedure.replay(taken, today, conventions=by.conventions, calendar=by.calendar)


def ruled_from(taken: Iterable[procedure.Step]) -> date | None:
    """Return the day whose conventions rule a case to its end, whatever the organ chooses later: that of its receipt.

    None while its receipt is not confirmed, or its confirmation was undone.
    """
    stands = facts.not_undone(taken)
    return next((step.on for step in stands if step.kind is procedure.StepKind.RECEIVED), None)


def channel(case: Case) -> Channel | None:
    """Return the channel that a case came through."""
    said = case.steps.order_by("ordinal").values_list("facts", flat=True).first() or {}
    return Channel(said["channel"]) if said.get("channel") else None


def readable(person: Person, today: date) -> QuerySet[Case]:
    """Return the cases that a person may read."""
    return Case.objects.filter(organ__in=organs_where(person, "cases.read", today)).select_related("organ")


def followed(number: str, code: str) -> Case | None:
    """Return the case that a number and its query code open; None alike for a wrong number and a wrong code."""
    case = Case.objects.select_related("organ").filter(number=number.strip().upper()).first()
    given = sealing.digest(clean_code(code), purpose="query code")
    known = case.code_digest if case else sealing.digest("no such case", purpose="query code")
    # The same work is done for both, so that the time it takes tells nothing.
    return case if hmac.compare_digest(given, known) and case else None


def clean_code(code: str) -> str:
    """Return a query code without the blanks and dashes that people put in, in capitals."""
    return "".join(each for each in code.upper() if each.isalnum())


def purpose(case: Case) -> str:
    """Return what the applicant of a case is sealed for: this case and no other."""
    return f"applicant {case.number}"


def applicant(case: Case) -> dict[str, str]:
    """Return who asks. What is shown of it is masked, unless `cases.open_identity` was recorded.

    :raises Unreadable: where it was changed, or its key is missing.
    """
    if case.applicant.erased is not None:
        return {}
    found: dict[str, str] = sealing.unseal_json(case.applicant.sealed, purpose=purpose(case))
    return found


def told_of_applicant(case: Case, text: str) -> set[str]:
    """Return which of the things known of the applicant a text tells: the name, a number, an address, however written.

    None where what is known cannot be read.
    """
    try:
        known = applicant(case)
    except (Applicant.DoesNotExist, Unreadable):
        return set()
    bare = identity.bare(text)
    said = {name: identity.bare(value) for name, value in known.items() if name != "id_kind"}
    return {name for name, value in said.items() if len(value) >= SHORTEST and value in bare}
