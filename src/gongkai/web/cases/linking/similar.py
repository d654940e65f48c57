"""Cases that look like another: of the same applicant, or asking in much the same words. Shown with how much, never decided.

The words are compared as pairs of characters, like those of the search. What is compared is bounded: the cases filed shortly
before a case and some filed after it, and the beginning of a long description, so that the page of a case stays quick.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.cases.keeping.queries import GONE
from gongkai.web.cases.models import Case
from gongkai.web.search import bigrams
from gongkai.web.search.queries import SPARE

BEFORE, AFTER = 300, 50
"""How many cases filed before a case, and after it, it is compared with."""
ONE_APPLICANT = 50
LENGTH = 600
"""How many characters of a description are compared."""
ALIKE = 0.5
"""The share of common pairs from which the words count as alike."""
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Similar:
    """A case that looks like another: whether it is of the same applicant, and how much of the words is common to both."""

    case: Case
    same_applicant: bool
    share: float

    @property
    def percent(self) -> int:
        """How much of the words is common, of a hundred."""
        return round(self.share * 100)

    @property
    def reasons(self) -> list[str]:
        """Why it is shown, in words."""
        said = [_("同一申请人（证件号码相同）")] if self.same_applicant else []
        alike = [_("申请内容相近 %(percent)d%%") % {"percent": self.percent}] if self.share >= ALIKE else []
        return [*said, *alike]


def similar(case: Case, known_as: str) -> list[Similar]:
    """Return the cases of the organ that look like this one, those of the same applicant first, then the most alike."""
    same = _of_applicant(case, known_as)
    keys = {each.pk for each in same}
    own = pairs(case)
    found = [Similar(each, True, _share(own, pairs(each))) for each in same]
    for each in _filed_near(case):
        if each.pk not in keys and (share := _share(own, pairs(each))) >= ALIKE:
            found.append(Similar(each, False, share))
    return sorted(found, key=lambda each: (not each.same_applicant, -each.share, -each.case.pk))[:SHOWN]


def alike(one: Case, other: Case) -> float:
    """Return how much of the words of two cases is common to both, from 0 to 1."""
    return _share(pairs(one), pairs(other))


def pairs(case: Case) -> set[str]:
    """Return the pairs of characters of what a case asks for, without those that only say that something is asked for."""
    found: set[str] = set()
    for han, run in bigrams.runs(bigrams.normalised(f"{case.subject}\n{case.description[:LENGTH]}")):
        if han:
            found.update(map(str.__add__, run, run[1:]))
        else:
            found.add(run)
    return found - SPARE


def day_of(case: Case) -> date:
    """Return the day that a case came: of its receipt, or of its filing where that is not confirmed."""
    return case.received or timezone.localdate(case.filed_at)


def _share(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _comparable(case: Case) -> QuerySet[Case]:
    """Return the other cases of the organ, without those whose words were erased."""
    return Case.objects.filter(organ=case.organ_id).exclude(pk=case.pk).exclude(description=GONE)


def _of_applicant(case: Case, known_as: str) -> list[Case]:
    if not known_as:
        return []
    theirs = _comparable(case).filter(applicant__known_as=known_as)
    return list(theirs.order_by("-pk")[:ONE_APPLICANT])


def _filed_near(case: Case) -> Iterable[Case]:
    compared = _comparable(case)
    before = compared.filter(filed_at__lte=case.filed_at).order_by("-filed_at")[:BEFORE]
    after = compared.filter(filed_at__gt=case.filed_at).order_by("filed_at")[:AFTER]
    return [*before, *after]
