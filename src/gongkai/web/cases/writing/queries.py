"""What is asked of versions and their reviews: which counts, what is still to be said of it, and by whom."""

from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property, partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT

from gongkai.law.procedure import STEPS, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases.models import Assignment, Case, Part, Purpose, Review, Verdict, Version
from gongkai.web.organs import permissions
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Event, Organ, Person, Post
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
MOST = 200
"""How many waiting versions are looked at."""
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


class Known:
    """What decides who may say a part of some versions: asked of the database once for all of them, and only where needed."""

    def __init__(self, versions: Iterable[Version], today: date) -> None:
        self._cases = {version.case.number: version.case_id for version in versions}
        self.allowed = cache(partial(permissions.allowed, today=today))
        self.posts_of_others = cache(partial(permissions.posts_of_others, today=today))
        self.posts = cache(partial(_posts, today=today))

    def wrote(self, version: Version, person: Person) -> bool:
        """Return whether a person wrote, submitted or took back a version of this purpose, whoever did it in whose name."""
        own = (version.written_by_id, version.submitted_by_id)
        return person.pk in own or (version.case.number, version.purpose, person.pk) in self._wrote

    def took_part(self, version: Version, person: Person) -> bool:
        """Return whether a person took part in the case, or leads it or helps with it now.

        That no step is theirs yet makes them no stranger.
        """
        return (version.case_id, person.pk) in self._work or (version.case.number, person.pk) in self._parties

    @cached_property
    def _wrote(self) -> set[tuple[str, str, int]]:
        events = Event.objects.filter(thing="case", key__in=list(self._cases), verb__in=WROTE).order_by()
        rows = events.values_list("key", KT("detail__purpose"), "actor_id", "acting_for_id").distinct()
        return {(key, purpose, person) for key, purpose, *both in rows for person in both if person is not None}

    @cached_property
    def _parties(self) -> set[tuple[str, int]]:
        return permissions.parties(thing="case", keys=self._cases, beside=NO_PARTY)

    @cached_property
    def _work(self) -> set[tuple[int, int]]:
        now = Assignment.objects.filter(case__in=list(self._cases.values()), ended_at=None).order_by()
        return set(now.values_list("case_id", "person_id"))


def _posts(organ: Organ, today: date) -> list[Post]:
    held = Post.objects.filter(organs.on(today), organ=organ, person__is_active=True)
    return list(held.select_related("person").order_by("person__username"))


def may_say(version: Version, person: Person, today: date, known: Known | None = None) -> tuple[Part, ...]:
    """Return the open parts that a person may say something of now; `known` is for whoever asks of many versions."""
    still, known = open_parts(version), known or Known([version], today)
    if not still:
        return ()
    allowed = known.allowed(person, version.case.organ)
    return tuple(
        part for part in still if VERBS[part] in allowed and barred(version, part, person, still, known) is None
    )


def barred(
    version: Version, part: Part, person: Person, still: tuple[Part, ...], known: Known
) -> tuple[str, str] | None:
    """Return why a person with the post for it may not say a part of a version, in Chinese and English; None where they may.

    Who wrote or submitted a version of this purpose reviews none of it, whoever did it in whose name; who took part in the
    case does not approve it. Nor does anybody in their posts. The approval is given once all other parts have been.
    """
    if part not in still:
        return _closed(version)
    if (why := party(version, part, person, still, known)) is not None:
        return why
    behind = known.posts_of_others(person, VERBS[part], version.case.organ)
    if behind and all(party(version, part, each, still, known) for each in behind):
        return (
            "您代理的人参与了本件，不能由代理人代为作出",
            "whom you act for took part in it, and who acts for them does not",
        )
    return None


def party(
    version: Version, part: Part, person: Person, still: tuple[Part, ...], known: Known
) -> tuple[str, str] | None:
    """Return why a person may not say an open part of a version in a post of their own; None where they may."""
    if known.wrote(version, person):
        return "您参与了撰写或者送审", "you wrote or submitted what is to be decided"
    if part is not Part.APPROVAL:
        return None
    if still != (Part.APPROVAL,):
        before = [each for each in still if each is not Part.APPROVAL]
        return f"须先经{'、'.join(str(each.label) for each in before)}", "the other parts of the review come first"
    if known.took_part(version, person):
        return (
            "您参与了本件的办理或者审核，批准由没有参与的人作出",
            "you took part in the case, and who did does not approve it",
        )
    return None


def _closed(version: Version) -> tuple[str, str]:
    if version.submitted_at is None:
        return "这一稿还没有送审", "this version was not submitted"
    if returned(version) is not None:
        return "这一稿已经退回，等待修改", "this version was returned"
    return "已经有人作出", "it was given already"


def mine(person: Person, today: date) -> list[Version]:
    """Return which versions wait for something that a person may say, of those that the page of reviews looks at."""
    found = looked_at(person, today)
    known = Known(found, today)
    return [each for each in found if may_say(each, person, today, known)]


def looked_at(person: Person, today: date) -> list[Version]:
    """Return the waiting versions that a person may read: up to a bound, those that wait longest."""
    readable = permissions.organs_where(person, "cases.read", today)
    return list(waiting(Case.objects.filter(organ__in=readable))[:MOST])


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
