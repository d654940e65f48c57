"""What is asked of published information. Only what was released is ever answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from gongkai.web.organs.models import Organ
from gongkai.web.publications.models import Publication, PublishedFile
from gongkai.web.search import queries as search

KIND = "publication"
PAGE = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A publication in a list, with what was looked for marked in title and excerpt."""

    publication: Publication
    title: SafeString
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: how many there are in all, and by organ and year how many each."""

    count: int
    first: int
    rows: tuple[Listed, ...]
    organs: tuple[tuple[Organ, int], ...]
    years: tuple[tuple[int, int], ...]


def released() -> QuerySet[Publication]:
    """Return what is published."""
    return Publication.objects.exclude(released=None).select_related("organ")


def page(text: str, *, organ: Organ | None = None, year: int | None = None, number: int = 1) -> Page:
    """Return a page of what a query finds; an empty one finds everything."""
    found = search.find(
        text,
        kind=KIND,
        organ=organ.pk if organ else None,
        year=year,
        limit=PAGE,
        offset=(number - 1) * PAGE,
    )
    counted = search.facets(text, kind=KIND)
    organs = Organ.objects.filter(pk__in=counted.organs).order_by("kind", "code")
    return Page(
        found.count,
        (number - 1) * PAGE + 1,
        _rows(found.hits),
        tuple((each, counted.organs[each.pk]) for each in organs),
        tuple(counted.years.items()),
    )


def matches(text: str, organ: Organ | None = None, limit: int = 5) -> tuple[Listed, ...]:
    """Return what is published already and called much like what somebody is about to ask for, the likest first."""
    return _rows(search.alike(text, kind=KIND, organ=organ.pk if organ else None, limit=limit))


def file_of(publication: Publication, key: int) -> PublishedFile | None:
    """Return a file of a publication; None where it has no such file."""
    return publication.kept_files().filter(pk=key).first()


def _rows(hits: Iterable[search.Hit]) -> tuple[Listed, ...]:
    found = {str(each.pk): each for each in released().filter(pk__in=[hit.key for hit in hits])}
    return tuple(Listed(found[hit.key], hit.title, hit.excerpt) for hit in hits if hit.key in found)
