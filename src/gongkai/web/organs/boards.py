"""What waits for somebody, in figures on the desk: each part above says what it counts, and organs know nothing of them.

Whoever has something to count says so here with `register`, when the application starts. A figure leads to the list that
it counts, and is counted by the query of that list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.web.organs.models import Person


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name, and the address of the list behind it; `look` is `over` or `soon` where it presses."""

    name: str
    count: int
    url: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Figures that belong together; whoever may read them all may open their lists."""

    name: str
    figures: tuple[Figure, ...]


Counter = Callable[[Person, date], Iterable[Board]]
_COUNTERS: list[Counter] = []


def register(counter: Counter) -> None:
    """Have somebody asked what waits for a person."""
    if counter not in _COUNTERS:
        _COUNTERS.append(counter)


def boards(reader: Person, today: date) -> list[Board]:
    """Return what waits for a person on a day, in the order in which the parts registered."""
    return [board for counter in _COUNTERS for board in counter(reader, today) if board.figures]
