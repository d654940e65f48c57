"""Which cases belong together, as people have decided, and what the page of a case shows of it.

A step that is undone leaves its link or conversion in its row, and takes its effect: a link of a merger holds while the case
has ended by it, a conversion while it stands in the steps. So undoing needs nothing but the step, and merging or turning
again writes the row anew.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.law import procedure, replies
from gongkai.law.procedure import NotSplit, Standing, StepKind
from gongkai.web.cases.linking.similar import Similar, similar
from gongkai.web.cases.models import Applicant, Case, CaseLink, Conversion

Kind = CaseLink.Kind
MERGED = "merged"
HOLDS = Q(ended_at=None) & (~Q(kind=Kind.MERGED) | Q(case__result=MERGED))
BY_HAND = (Kind.REPEAT, Kind.RELATED)
"""The kinds of links that people make and end as such; the others come with a split or a merger."""
_WORDS = {
    (Kind.REPEAT, True): gettext_noop("本件重复了"),
    (Kind.REPEAT, False): gettext_noop("重复本件的"),
    (Kind.RELATED, True): gettext_noop("相关"),
    (Kind.RELATED, False): gettext_noop("相关"),
    (Kind.SPLIT, True): gettext_noop("本件拆分自"),
    (Kind.SPLIT, False): gettext_noop("由本件拆分出"),
    (Kind.MERGED, True): gettext_noop("本件并入"),
    (Kind.MERGED, False): gettext_noop("并入本件的"),
}


@dataclass(frozen=True, slots=True)
class Linked:
    """A case that belongs to another: the link, the other case, and what it is to this one."""

    link: CaseLink
    other: Case
    words: str

    @property
    def by_hand(self) -> bool:
        """Whether a person can end the link as such."""
        return self.link.kind in BY_HAND


@dataclass(frozen=True, slots=True)
class Related:
    """What the page of a case shows: its links, what looks like it, what became of its reply, and what may be done."""

    links: tuple[Linked, ...]
    similar: tuple[Similar, ...]
    conversion: Conversion | None
    may_link: bool
    may_split: bool
    may_merge: bool
    may_convert: bool


def links(case: Case) -> list[Linked]:
    """Return the links of a case that hold, from both sides."""
    found = CaseLink.objects.filter(HOLDS, Q(case=case) | Q(other=case)).select_related("case", "other", "linked_by")
    return [_linked(link, case) for link in found.order_by("pk")]


def merged_into(case: Case) -> QuerySet[CaseLink]:
    """Return the links of the cases that were merged into this one, as far as they hold."""
    return case.linked_from.filter(HOLDS, kind=Kind.MERGED)


def split_off(case: Case) -> list[Case]:
    """Return the cases that were split off from this one, in the order of their numbers."""
    found = case.linked_from.filter(HOLDS, kind=Kind.SPLIT).select_related("case__organ").order_by("pk")
    return [each.case for each in found]


def known_as(case: Case) -> str:
    """Return by what the applicant of a case is recognised; nothing where there is no proof of identity."""
    return Applicant.objects.filter(case=case).values_list("known_as", flat=True).first() or ""


def alike(case: Case) -> tuple[Similar, ...]:
    """Return what looks like a case; nothing for one that has ended, of which nothing is to be decided any more."""
    return tuple(similar(case, known_as(case))) if case.closed is None else ()


def conversion(case: Case, standing: Standing) -> Conversion | None:
    """Return the publication that the reply of a case was turned into; None where that was never done or was undone."""
    if standing.state.converted is None:
        return None
    return Conversion.objects.select_related("publication", "converted_by").filter(case=case).first()


def informs(result: str) -> bool:
    """Return whether a reply gives information away, so that others may be given it too (Art. 44): it had to be reviewed."""
    return bool(result) and any(each.code == "disclosure_review" for each in replies.kind(result).evidence)


def related(case: Case, standing: Standing, allowed: Collection[str]) -> Related:
    """Return what belongs to a case, for its page and somebody who may do `allowed` there."""
    state, handles = standing.state, "cases.handle" in allowed
    kinds = procedure.allowed(state.stage, state.matter) if handles else ()
    found = links(case)
    linked = {each.other.pk for each in found}
    return Related(
        tuple(found),
        tuple(each for each in alike(case) if each.case.pk not in linked),
        conversion(case, standing),
        may_link=handles,
        may_split=handles and _may_split(standing),
        may_merge=StepKind.MERGED in kinds,
        may_convert=StepKind.CONVERTED in kinds and state.converted is None and informs(state.result),
    )


def _may_split(standing: Standing) -> bool:
    try:
        procedure.may_split(standing.state, standing.today)
    except NotSplit:
        return False
    return True


def _linked(link: CaseLink, case: Case) -> Linked:
    ours = link.case_id == case.pk
    return Linked(link, link.other if ours else link.case, _(_WORDS[Kind(link.kind), ours]))
