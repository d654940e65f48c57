"""The periods that figures are asked for: a month, a quarter, a year, each with the year up to its end beside it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law import replies
from gongkai.law.refusal import NotCovered
from gongkai.law.workdays import ONE_DAY


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


SPANS = {Span.MONTH: gettext_lazy("月"), Span.QUARTER: gettext_lazy("季度"), Span.YEAR: gettext_lazy("全年")}
MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


class Scope(StrEnum):
    """Which part of a table a figure stands in: the period itself, or the year up to its end."""

    PERIOD = "period"
    YEAR = "year"


SCOPES = {Scope.PERIOD: gettext_lazy("本期"), Scope.YEAR: gettext_lazy("本年累计")}


@dataclass(frozen=True, slots=True)
class Days:
    """Some days, from the first to the last."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a year: the month or the quarter of that number."""

    span: Span
    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * MONTHS[self.span] + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.number * MONTHS[self.span]
        return date(self.year, 12, 31) if month == len(_MONTHS) else date(self.year, month + 1, 1) - ONE_DAY

    @property
    def format_name(self) -> str:
        """The format of the annual report that the year demands."""
        return replies.format_for(self.year)

    def until(self, today: date) -> date:
        """Return the day up to which it can be told: its last, or today while it runs."""
        return min(self.last, today)

    def days(self, scope: Scope, today: date) -> Days:
        """Return the days of a part of its table."""
        first = self.first if scope is Scope.PERIOD else date(self.year, 1, 1)
        return Days(first, self.until(today))

    def __str__(self) -> str:
        if self.span is Span.MONTH:
            return _("%(year)d年%(number)d月") % {"year": self.year, "number": self.number}
        if self.span is Span.QUARTER:
            return _("%(year)d年第%(number)d季度") % {"year": self.year, "number": self.number}
        return _("%(year)d年") % {"year": self.year}


_MONTHS = range(1, 13)


def of(span: Span, day: date) -> Period:
    """Return the period of a length that a day lies in."""
    return Period(span, day.year, (day.month - 1) // MONTHS[span] + 1)


def asked(span: str, year: str, number: str, today: date) -> Period | None:
    """Return the period that an address asks for; the month of today where it says nothing, None where there is none.

    Of this year it is the one that runs, of another the first, where no number is said.

    There is none before the first format of the annual report, and none that has not begun.
    """
    kind = Span(span) if span in list(Span) else Span.MONTH
    now = of(kind, today)
    running = now.number if _number(year, now.year) == now.year else 1
    chosen = Period(kind, _number(year, now.year), _number(number, running))
    if not 1 <= chosen.number <= len(_MONTHS) // MONTHS[kind] or not 1 <= chosen.year <= today.year:
        return None
    try:
        replies.format_for(chosen.year)
    except NotCovered:
        return None
    return chosen if chosen.first <= today else None


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= len("2026") else default
