"""What is asked of versions and their reviews: which counts, what is still to be said of it, and by whom."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gongkai.law.procedure import StepKind
from gongkai.web.cases.models import Case, Part, Purpose, Review, Verdict, Version
from gongkai.web.organs import permissions
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ, Person

PURPOSES = {
    StepKind.REPLIED: Purpose.REPLY,
    StepKind.TERMINATED: Purpose.REPLY,
    StepKind.EXTENDED: Purpose.EXTENSION,
    StepKind.DELAYED: Purpose.DELAY,
}
"""The steps that only an approved version becomes (Art. 33 ¶2, Art. 35; 先审查后公开)."""
VERBS = {
    Part.SECTION: "cases.review",
    Part.LEGAL: "cases.review_legal",
    Part.SECRECY: "cases.review_secrecy",
    Part.APPROVAL: "cases.approve",
}
_CHOSEN = {
    "legal_secrecy": (Part.LEGAL, Part.SECRECY),
    "all": (Part.SECTION, Part.LEGAL, Part.SECRECY),
    "none": (),
}
NO_PARTY = ("cases.assigned", "cases.approval_given", "cases.approval_refused")
"""Events that make nobody a party who could not approve: a leader assigns a case and returns a version."""


def current(case: Case, purpose: str) -> Version | None:
    """Return the version of a purpose that counts: the last one."""
    return case.versions.filter(purpose=purpose).order_by("-number").first()


def parts(organ: Organ, purpose: str) -> tuple[Part, ...]:
    """Return the parts of the review that an organ asks for, in their order; the approval is the last one."""
    before = _CHOSEN[organs.setting(organ, "reviews")] if purpose == Purpose.REPLY else ()
    return (*before, Part.APPROVAL)


def open_parts(version: Version) -> tuple[Part, ...]:
    """Return the parts that are still to be said of a submitted version; none where one returned it."""
    said = {review.part: review.verdict for review in version.reviews.all()}
    if version.submitted_at is None or Verdict.RETURNED in said.values():
        return ()
    return tuple(part for part in parts(version.case.organ, version.purpose) if part not in said)


def returned(version: Version) -> Review | None:
    """Return the review that returned a version, where one did."""
    return version.reviews.filter(verdict=Verdict.RETURNED).first()


def approved(version: Version) -> bool:
    """Return whether every part was agreed to."""
    return version.submitted_at is not None and not open_parts(version) and returned(version) is None


def may_say(version: Version, person: Person, today: date) -> tuple[Part, ...]:
    """Return the open parts that a person may say something of now.

    Who wrote or submitted a version reviews no part of it; who took part in the case does not approve it. The approval is
    given once all other parts have been.
    """
    still = open_parts(version)
    if person.pk in {version.written_by_id, version.submitted_by_id}:
        return ()
    allowed = permissions.allowed(person, version.case.organ, today)
    return tuple(part for part in still if VERBS[part] in allowed and _ready(part, still, version, person))


def _ready(part: Part, still: Iterable[Part], version: Version, person: Person) -> bool:
    if part is not Part.APPROVAL:
        return True
    took_part = permissions.took_part(person, thing="case", key=version.case.number, beside=NO_PARTY)
    return tuple(still) == (Part.APPROVAL,) and not took_part


def waiting(cases: QuerySet[Case]) -> QuerySet[Version]:
    """Return the submitted versions of these cases that are still to be decided on, the earliest first."""
    return (
        Version.objects.filter(case__in=cases, submitted_at__isnull=False, step=None)
        .exclude(reviews__verdict=Verdict.RETURNED)
        .select_related("case__organ", "written_by")
        .prefetch_related("reviews")
        .order_by("submitted_at")
    )
