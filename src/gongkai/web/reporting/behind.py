"""The cases behind a cell, as rows of a page or of a file: by number, without what says who asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator

from gongkai.law import replies
from gongkai.law.procedure import STAGES, Stage
from gongkai.web.bilingual import said
from gongkai.web.cases.models import Case

PAGE = 50
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list: its days, and its result in words; its stage while it has none."""

    number: str
    received: date | None
    closed: date | None
    result: str


def rows(numbers: Sequence[str]) -> list[Row]:
    """Return the cases of these numbers in their order."""
    known = {each.number: each for each in Case.objects.filter(number__in=numbers)}
    return [_row(known[number]) for number in numbers if number in known]


def all_rows(numbers: Sequence[str]) -> Iterator[Row]:
    """Yield the cases of many numbers, some at a time."""
    for start in range(0, len(numbers), CHUNK):
        yield from rows(numbers[start : start + CHUNK])


def paged(numbers: Sequence[str]) -> "Paginator[str]":
    """Return the pages of a list of numbers."""
    return Paginator(numbers, PAGE)


def _row(case: Case) -> Row:
    result = said(replies.kind(case.result)) if case.result else said(STAGES[Stage(case.stage)])
    return Row(case.number, case.received, case.closed, result)
