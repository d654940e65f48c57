"""What is asked of versions and their reviews: which counts, what is still to be said of it, and by whom."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.law.procedure import STEPS, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases.models import Case, Part, Purpose, Review, Verdict, Version
from gongkai.web.organs import permissions
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Event, Organ, Person
from gongkai.web.vault.models import RestrictedFile

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
WROTE = ("cases.version_written", "cases.version_submitted", "cases.version_withdrawn")
"""Events that make somebody a writer of what is to be decided, who reviews no part of it."""


class MustBeWritten(Refusal):
    """A step that only an approved version becomes, taken as a plain step; `purpose` says what is to be written."""

    def __init__(self, kind: StepKind) -> None:
        rule, purpose = STEPS[kind], PURPOSES[kind]
        super().__init__(
            f"“{rule.zh}”须先写成送审稿，经审核、批准后发出，不能直接登记。请在办件页打开“{purpose.label}”。",
            f"“{rule.en}” is written as a version, reviewed, approved and issued; it is not registered as a plain step. "
            f"Open “{purpose.label}” on the page of the case.",
            *rule.basis,
        )
        self.purpose = purpose


def check_plain(kind: StepKind) -> None:
    """Check that a step may be taken without a version.

    :raises MustBeWritten: for a step that only an approved version becomes.
    """
    if kind in PURPOSES:
        raise MustBeWritten(kind)


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
    return next((review for review in version.reviews.all() if review.verdict == Verdict.RETURNED), None)


def approved(version: Version) -> bool:
    """Return whether every part was agreed to."""
    return approval(version) is not None


def approval(version: Version) -> Review | None:
    """Return the approval of a version, where every part was agreed to."""
    said = {review.part: review for review in version.reviews.select_related("given_by")}
    agreed = {part for part, review in said.items() if review.verdict == Verdict.AGREED}
    wanted = parts(version.case.organ, version.purpose)
    if version.submitted_at is None or len(agreed) < len(said) or not agreed.issuperset(wanted):
        return None
    return said[Part.APPROVAL]


def may_say(version: Version, person: Person, today: date) -> tuple[Part, ...]:
    """Return the open parts that a person may say something of now."""
    still = open_parts(version)
    if not still:
        return ()
    allowed = permissions.allowed(person, version.case.organ, today)
    return tuple(
        part for part in still if VERBS[part] in allowed and barred(version, part, person, still, today) is None
    )


def barred(
    version: Version, part: Part, person: Person, still: tuple[Part, ...], today: date
) -> tuple[str, str] | None:
    """Return why a person with the post for it may not say a part of a version, in Chinese and English; None where they may.

    Who wrote or submitted a version of this purpose reviews none of it, whoever did it in whose name; who took part in the
    case does not approve it. Nor does anybody in their posts. The approval is given once all other parts have been.
    """
    if part not in still:
        return _closed(version)
    if (why := party(version, part, person, still)) is not None:
        return why
    behind = permissions.posts_of_others(person, VERBS[part], version.case.organ, today)
    if behind and all(party(version, part, each, still) for each in behind):
        return (
            "您代理的人参与了本件，不能由代理人代为作出",
            "whom you act for took part in it, and who acts for them does not",
        )
    return None


def party(version: Version, part: Part, person: Person, still: tuple[Part, ...]) -> tuple[str, str] | None:
    """Return why a person may not say an open part of a version in a post of their own; None where they may."""
    if _wrote(version, person):
        return "您参与了撰写或者送审", "you wrote or submitted what is to be decided"
    if part is not Part.APPROVAL:
        return None
    if still != (Part.APPROVAL,):
        before = [each for each in still if each is not Part.APPROVAL]
        return f"须先经{'、'.join(str(each.label) for each in before)}", "the other parts of the review come first"
    if _works_on(version.case, person) or permissions.took_part(
        person, thing="case", key=version.case.number, beside=NO_PARTY
    ):
        return (
            "您参与了本件的办理或者审核，批准由没有参与的人作出",
            "you took part in the case, and who did does not approve it",
        )
    return None


def _works_on(case: Case, person: Person) -> bool:
    """Return whether a person leads a case or helps with it now: that no step is theirs yet makes them no stranger."""
    return case.assignments.filter(person=person, ended_at=None).exists()


def _closed(version: Version) -> tuple[str, str]:
    if version.submitted_at is None:
        return "这一稿还没有送审", "this version was not submitted"
    if returned(version) is not None:
        return "这一稿已经退回，等待修改", "this version was returned"
    return "已经有人作出", "it was given already"


def _wrote(version: Version, person: Person) -> bool:
    if person.pk in {version.written_by_id, version.submitted_by_id}:
        return True
    theirs = Q(actor=person) | Q(acting_for=person)
    known = Event.objects.filter(theirs, thing="case", key=version.case.number, verb__in=WROTE)
    return known.filter(detail__purpose=version.purpose).exists()


def files_of(case: Case) -> QuerySet[RestrictedFile]:
    """Return the files of the versions and of the evidence of a case."""
    own = Q(pk__in=case.versions.values("files")) | Q(pk__in=case.evidence.values("files"))
    return RestrictedFile.objects.filter(own)


def waiting(cases: QuerySet[Case]) -> QuerySet[Version]:
    """Return the submitted versions of these cases that are still to be decided on or issued, the earliest first."""
    later = Version.objects.filter(case=OuterRef("case"), purpose=OuterRef("purpose"), number__gt=OuterRef("number"))
    return (
        Version.objects.filter(case__in=cases, case__closed=None, submitted_at__isnull=False, step=None)
        .exclude(reviews__verdict=Verdict.RETURNED)
        .exclude(Exists(later))
        .select_related("case__organ", "written_by")
        .prefetch_related("reviews")
        .order_by("submitted_at")
    )
