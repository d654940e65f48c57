"""What a draft was made from, as the parts above say it: they know of publications, and publications know nothing of them.

Whoever makes drafts of something else says so here with `register`, when the application starts. The public is not told.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from gongkai.web.organs.models import Person
from gongkai.web.publications.models import Publication


class Origin(NamedTuple):
    """What a draft was made from, in words, and where that is to be seen."""

    words: str
    url: str


Teller = Callable[[Publication, Person, date], Iterable[Origin]]
_TELLERS: list[Teller] = []


def register(teller: Teller) -> None:
    """Have somebody asked what a draft was made from; each tells a reader no more than the reader may know."""
    if teller not in _TELLERS:
        _TELLERS.append(teller)


def origins(publication: Publication, reader: Person, today: date) -> list[Origin]:
    """Return what a draft was made from, as far as a reader may know it."""
    return [origin for teller in _TELLERS for origin in teller(publication, reader, today)]
