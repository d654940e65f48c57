"""Which deadlines move when the calendar changes: what an organ asks on the day a new notice on days off comes out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from gongkai.law.workdays import Calendar


class Due(Protocol):
    """What a deadline must tell to be compared: `provisional.Settled` and `deadlines.Deadline` both do."""

    @property
    def date(self) -> date | None:
        """The date, None where there is none yet."""

    @property
    def provisional(self) -> bool:
        """Whether the date is an estimate."""


Found = TypeVar("Found", bound=Due)


@dataclass(frozen=True, slots=True)
class Move(Generic[Found]):
    """A deadline of a case that is another by the new calendar; `number` is the number of the case."""

    number: str
    kind: str
    before: Found
    after: Found

    @property
    def moved(self) -> bool:
        """Whether the date is another."""
        return self.before.date != self.after.date

    @property
    def settled(self) -> bool:
        """Whether the date was an estimate, and is one no longer."""
        return self.before.provisional and not self.after.provisional


def moves(
    cases: Iterable[tuple[str, Mapping[str, Callable[[Calendar], Found]]]], *, before: Calendar, after: Calendar
) -> Iterator[Move[Found]]:
    """Return the deadlines whose date is another by the calendar `after`, or no longer an estimate, in the order given.

    A case is its number, and for every kind of deadline what computes it from a calendar.
    """
    for number, deadlines in cases:
        for kind, compute in deadlines.items():
            move = Move(number, kind, compute(before), compute(after))
            if move.moved or move.before.provisional != move.after.provisional:
                yield move
