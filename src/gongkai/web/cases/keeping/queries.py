"""How long cases are kept, whose time has passed, and what of a case would be erased."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.law.procedure import Stage
from gongkai.web.cases.models import Case, Erasure, Retention
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ
from gongkai.web.vault.models import RestrictedFile

YEARS = {Retention.TEN: 10, Retention.THIRTY: 30}
GONE = "（已清除）"
"""What stands where a text was erased that may not be empty; what is stored is not translated."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A case with its class, whether that is its own, and the last day of its time; None where it is kept for ever."""

    case: Case
    retention: Retention
    own: bool
    until: date | None

    def passed(self, today: date) -> bool:
        """Return whether its time has passed."""
        return self.until is not None and self.until < today


def kept(case: Case) -> Kept:
    """Return how long a case is kept. 保管期限 is counted from the year after the one in which it was closed."""
    retention = Retention(case.retention or of_organ(case.organ))
    years = YEARS.get(retention)
    until = date(case.closed.year + years, 12, 31) if case.closed and years else None
    return Kept(case, retention, bool(case.retention), until)


def of_organ(organ: Organ) -> Retention:
    """Return the class of an organ's cases that have none of their own."""
    return Retention(organs.setting(organ, "retention"))


def passed(organ: Organ, today: date) -> QuerySet[Case]:
    """Return the archived cases of an organ whose time has passed and whose applicants are not erased yet."""
    default, found = of_organ(organ), Q(pk=None)
    for retention, years in YEARS.items():
        of_class = Q(retention=retention) | (Q(retention="") if default == retention else Q(pk=None))
        found |= of_class & Q(closed__lt=date(today.year - years, 1, 1))
    cases = Case.objects.filter(found, organ=organ, stage=Stage.ARCHIVED, applicant__erased=None)
    return cases.select_related("organ").order_by("closed", "number")


def classes(organ: Organ) -> list[tuple[str, int]]:
    """Return how many closed cases of an organ are kept in each class."""
    counted: Counter[str] = Counter()
    default = of_organ(organ)
    closed = Case.objects.filter(organ=organ, closed__isnull=False).order_by()
    for own, number in closed.values_list("retention").annotate(Count("pk")):
        counted[own or default] += number
    return [(str(retention.label), counted[retention]) for retention in Retention]


def erasures(organ: Organ) -> QuerySet[Erasure]:
    """Return what was erased in an organ, the last first."""
    return Erasure.objects.filter(organ=organ).select_related("decided_by").order_by("-decided_at", "-pk")


def files(case: Case, *, texts: bool) -> QuerySet[RestrictedFile]:
    """Return the files of a case that an erasure takes: what came from the applicant; with the texts the letters too."""
    attached = case.attachments.all() if texts else case.attachments.exclude(use="letter")
    keys = set(attached.values_list("file", flat=True))
    if texts:
        keys |= set(case.versions.values_list("files", flat=True)) | set(case.evidence.values_list("files", flat=True))
    return RestrictedFile.objects.filter(pk__in=keys - {None}, erased_at=None)


def erasable(case: Case, *, texts: bool) -> bool:
    """Return whether anything is left of a closed case to be erased."""
    return case.closed is not None and (case.applicant.erased is None or (texts and case.description != GONE))
