"""Finding: what holds every term of a query, the title before the text, then by rank, then the newest."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.safestring import SafeString

from gongkai.web.search import bigrams
from gongkai.web.search.engines import Asked, engine
from gongkai.web.search.excerpts import excerpt
from gongkai.web.search.models import Entry

TITLE, TEXT = 200, 140
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
    where, parameters = _where(asked, kind, organ, year)
    order = f"{asked.rank}, " if asked else ""
    ranked = asked.rank_parameters if asked else ()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM search_entry WHERE {where}", parameters)  # noqa: S608 - see engines
        count = cursor.fetchone()[0]
    rows = Entry.objects.raw(
        f"SELECT * FROM search_entry WHERE {where} ORDER BY {order}day DESC, id DESC LIMIT %s OFFSET %s",  # noqa: S608
        [*parameters, *ranked, limit, offset],
    )
    hits = (
        Hit(row.key, row.organ, row.day, excerpt(row.title, terms, TITLE), excerpt(row.text, terms, TEXT))
        for row in rows
    )
    return Found(count, tuple(hits))


def facets(text: str, *, kind: str) -> Facets:
    """Return how many hits a query has by organ and by year."""
    terms = bigrams.terms(text)
    if text.strip() and not terms:
        return Facets({}, {})
    where, parameters = _where(engine().all_of(terms) if terms else None, kind, None, None)
    organs: dict[int, int] = {}
    years: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT organ, year, count(*) FROM search_entry WHERE {where} GROUP BY organ, year",  # noqa: S608
            parameters,
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
    asked = engine().any_of(words)
    where, parameters = _where(asked, kind, organ, None)
    rows = Entry.objects.raw(
        f"SELECT * FROM search_entry WHERE {where} ORDER BY {asked.rank}, day DESC, id DESC LIMIT 40",  # noqa: S608
        [*parameters, *asked.rank_parameters],
    )
    shares = [(_share(row.title, set(words)), row) for row in rows]
    best = sorted((pair for pair in shares if pair[0] >= ALIKE), key=lambda pair: -pair[0])[:limit]
    return [
        Hit(row.key, row.organ, row.day, excerpt(row.title, (), TITLE), excerpt(row.text, (), TEXT)) for _, row in best
    ]


def _share(title: str, words: set[str]) -> float:
    own = {word for word in bigrams.words(title) if len(word) > 1 and word not in SPARE}
    met = len(own & words)
    return met / len(own) if met > 1 else 0.0


def _where(asked: Asked | None, kind: str, organ: int | None, year: int | None) -> tuple[str, list[str | int]]:
    conditions, parameters = ["kind = %s"], list[str | int]([kind])
    if organ is not None:
        conditions.append("organ = %s")
        parameters.append(organ)
    if year is not None:
        conditions.append("year = %s")
        parameters.append(year)
    if asked is not None:
        conditions.append(f"({asked.condition})")
        parameters += asked.condition_parameters
    return " AND ".join(conditions), parameters
