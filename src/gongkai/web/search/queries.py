"""Finding: what holds every term of a query, the title before the text, then by rank, then the newest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.safestring import SafeString

from gongkai.web.search import bigrams
from gongkai.web.search.engines import Asked, Sql, engine
from gongkai.web.search.excerpts import excerpt
from gongkai.web.search.models import Entry

TITLE, TEXT = 200, 140
RANKED = 2000
"""More hits than this say little about what was meant: they are ordered by title and day alone."""
LOOKED_AT = 40
ALIKE = 0.35
SPARE = frozenset(
    (
        "我想",
        "想要",
        "要申",
        "申请",
        "请公",
        "公开",
        "希望",
        "获取",
        "提供",
        "关于",
        "有关",
        "相关",
        "所有",
        "全部",
        "信息",
        "政府",
        "情况",
    )
)
"""Pairs that say that something is asked for, and not what."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; title and excerpt are safe markup with what was looked for in `<mark>`."""

    key: str
    organ: int
    day: date
    title: SafeString
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, and how many there are in all."""

    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits there are by organ and by year, for those that have any."""

    organs: dict[int, int]
    years: dict[int, int]


def find(
    text: str, *, kind: str, organ: int | None = None, year: int | None = None, limit: int = 20, offset: int = 0
) -> Found:
    """Return what a query finds. An empty one finds everything, the newest first; one of signs alone finds nothing."""
    terms = bigrams.terms(text)
    if text.strip() and not terms:
        return Found(0, ())
    asked = engine().all_of(terms) if terms else None
    where = _where(asked, kind, organ, year)
    count = _values(Sql(f"SELECT count(*) FROM search_entry WHERE {where.text}", where.parameters))[0]  # noqa: S608
    found = _values(_ordered(asked, where, count), limit, offset)
    return Found(count, tuple(_hit(entry, terms) for entry in _entries(found)))


def facets(text: str, *, kind: str) -> Facets:
    """Return how many hits a query has by organ and by year."""
    terms = bigrams.terms(text)
    if text.strip() and not terms:
        return Facets({}, {})
    where = _where(engine().all_of(terms) if terms else None, kind, None, None)
    organs: dict[int, int] = {}
    years: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT organ, year, count(*) FROM search_entry WHERE {where.text} GROUP BY organ, year",  # noqa: S608
            where.parameters,
        )
        for organ, year, count in cursor.fetchall():
            organs[organ] = organs.get(organ, 0) + count
            years[year] = years.get(year, 0) + count
    return Facets(organs, dict(sorted(years.items(), reverse=True)))


def alike(text: str, *, kind: str, organ: int | None = None, limit: int = 5) -> list[Hit]:
    """Return what is called much like a text that somebody is writing: titles of which it holds a good part."""
    words = [word for word in dict.fromkeys(bigrams.words(text[:500])) if len(word) > 1 and word not in SPARE][:60]
    if not words:
        return []
    titles, where = engine().titles_with(words), _where(None, kind, organ, None)
    found = _values(
        Sql(
            f"WITH ranked AS MATERIALIZED ({titles.text}) SELECT search_entry.id FROM ranked"  # noqa: S608 - see engines
            f" JOIN search_entry ON search_entry.id = ranked.id WHERE {where.text} ORDER BY rank, day DESC, ranked.id DESC",
            (*titles.parameters, *where.parameters),
        ),
        LOOKED_AT,
        0,
    )
    shared = [(_share(entry.title, set(words)), entry) for entry in _entries(found)]
    best = sorted((pair for pair in shared if pair[0] >= ALIKE), key=lambda pair: -pair[0])[:limit]
    return [_hit(entry, ()) for _, entry in best]


def _share(title: str, words: set[str]) -> float:
    own = {word for word in bigrams.words(title) if len(word) > 1 and word not in SPARE}
    met = len(own & words)
    return met / len(own) if met > 1 else 0.0


def _ordered(asked: Asked | None, where: Sql, count: int) -> Sql:
    if asked is None:
        return Sql(
            f"SELECT id FROM search_entry WHERE {where.text} ORDER BY day DESC, id DESC",  # noqa: S608 - see engines
            where.parameters,
        )
    if count > RANKED:
        return Sql(
            f"SELECT id FROM search_entry WHERE {where.text} ORDER BY {asked.not_in_title.text}, day DESC, id DESC",  # noqa: S608
            (*where.parameters, *asked.not_in_title.parameters),
        )
    return Sql(
        f"WITH ranked AS MATERIALIZED ({asked.ranked.text}) SELECT search_entry.id FROM search_entry"  # noqa: S608
        f" JOIN ranked ON ranked.id = search_entry.id WHERE {where.text}"
        f" ORDER BY {asked.not_in_title.text}, rank, day DESC, search_entry.id DESC",
        (*asked.ranked.parameters, *where.parameters, *asked.not_in_title.parameters),
    )


def _where(asked: Asked | None, kind: str, organ: int | None, year: int | None) -> Sql:
    conditions, parameters = ["kind = %s"], list[str | int]([kind])
    for column, value in (("organ", organ), ("year", year)):
        if value is not None:
            conditions.append(f"{column} = %s")
            parameters.append(value)
    if asked is not None:
        conditions.append(asked.met.text)
        parameters += asked.met.parameters
    return Sql(" AND ".join(conditions), tuple(parameters))


def _values(asked: Sql, limit: int | None = None, offset: int = 0) -> list[int]:
    paged = ("", ()) if limit is None else (" LIMIT %s OFFSET %s", (limit, offset))
    with connection.cursor() as cursor:
        cursor.execute(asked.text + paged[0], [*asked.parameters, *paged[1]])
        return [row[0] for row in cursor.fetchall()]


def _entries(found: Sequence[int]) -> list[Entry]:
    entries = Entry.objects.in_bulk(found)
    return [entries[number] for number in found]


def _hit(entry: Entry, terms: Sequence[str]) -> Hit:
    title, text = excerpt(entry.title, terms, TITLE), excerpt(entry.text, terms, TEXT)
    return Hit(entry.key, entry.organ, entry.day, title, text)
