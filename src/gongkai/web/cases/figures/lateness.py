"""Which closed cases were answered late, and how many working days they took.

What is handed over counts by the day of the signature, which the summary does not know: the few cases that this can decide
are looked up in their steps (235号 四).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db.models import F, Q, QuerySet

from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import StepKind
from gongkai.law.workdays import Calendar
from gongkai.web.cases.figures.situation import standing
from gongkai.web.cases.models import Case, Step


def late(closed: QuerySet[Case]) -> QuerySet[Case]:
    """Return those of some closed cases that were answered after their last day, as far as that day is certain."""
    return split(closed)[0]


def split(closed: QuerySet[Case]) -> tuple[QuerySet[Case], QuerySet[Case]]:
    """Return those of some closed cases that were answered late, and the others, in time or such that nobody can say."""
    certain = Q(due__isnull=False, due_provisional=False)
    after = certain & (Q(closed__gt=F("due")) | Q(pk__in=_handed_over_late(closed.filter(certain))))
    return closed.filter(after), closed.exclude(after)


def used(pairs: Iterable[tuple[date, date, int]], calendar: Calendar) -> Counter[int]:
    """Return how many cases took how many working days from the day after their receipt to the day they ended.

    The days on which the period did not run are among them: this is how long an applicant waited.
    """
    found: Counter[int] = Counter()
    for received, closed, cases in pairs:
        found[max(0, calendar.count(received, closed))] += cases
    return found


def average(taken: Counter[int]) -> str:
    """Return the average with one decimal; a dash where there is nothing to average."""
    cases = sum(taken.values())
    return f"{sum(days * each for days, each in taken.items()) / cases:.1f}" if cases else "—"


def median(taken: Counter[int]) -> str:
    """Return the median; a dash where there is none."""
    ordered = sorted(taken.elements())
    if not ordered:
        return "—"
    middle = len(ordered) // 2
    return str(ordered[middle]) if len(ordered) % 2 else f"{(ordered[middle - 1] + ordered[middle]) / 2:g}"


def _handed_over_late(certain: QuerySet[Case]) -> list[int]:
    signed = certain.filter(closed__lte=F("due"), steps__kind=StepKind.SERVED, steps__on__gt=F("due"))
    keys = set(signed.order_by().values_list("pk", flat=True))
    rows = Step.objects.filter(case__in=keys).order_by("case_id", "ordinal")
    columns = rows.values_list("case_id", "case__due", "kind", "on", "facts")
    return [case for case, steps in groupby(columns, lambda row: row[0]) if _signed_late(standing(steps))]


def _signed_late(steps: list[tuple[int, date, str, date, dict[str, str]]]) -> bool:
    by_hand = any(kind == StepKind.REPLIED and said.get("by") == ServedBy.HAND for _, _, kind, _, said in steps)
    return by_hand and any(kind == StepKind.SERVED and on > due for _, due, kind, on, _ in steps)
