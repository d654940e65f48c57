"""Two engines for one index: the full-text table of SQLite, and vectors of PostgreSQL with a GIN index.

Both hold the same words at the same places and answer the same questions; which of them works follows from the database.
Words hold letters and digits only, so that they can be quoted safely; what a person typed never reaches an engine as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import connection

from gongkai.web.search import bigrams

PART = 1000
OVERLAP = 100
"""PostgreSQL keeps 256 places of a word and 16,383 places in all: a long text is cut into parts that overlap."""


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL and its parameters."""

    text: str
    parameters: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as SQL on entries: whether one meets it, whether its title does not, and a table of ids with their ranks."""

    met: Sql
    not_in_title: Sql
    ranked: Sql


class Engine(Protocol):
    """What an engine does."""

    def add(self, entry: int, title: str, text: str) -> None:
        """Add the words of an entry."""

    def remove(self, entry: int, title: str, text: str) -> None:
        """Remove the words of an entry, which are those that were added."""

    def clear(self) -> None:
        """Remove all words."""

    def all_of(self, terms: Sequence[str]) -> Asked:
        """Return the condition that every term is found, where the title counts before the text."""

    def titles_with(self, words: Sequence[str]) -> Sql:
        """Return a table of the ids of entries whose title has any of the words, with their ranks."""


def engine() -> Engine:
    """Return the engine of the database."""
    return Vectors() if connection.vendor == "postgresql" else FullTextTable()


class FullTextTable:
    """FTS5 without contents: it keeps the words and not the text, which stands in the entry."""

    def add(self, entry: int, title: str, text: str) -> None:
        """Add the words of an entry."""
        _run("INSERT INTO search_words (rowid, title, body) VALUES (%s, %s, %s)", entry, _joined(title), _joined(text))

    def remove(self, entry: int, title: str, text: str) -> None:
        """Remove the words of an entry, which are those that were added."""
        _run(
            "INSERT INTO search_words (search_words, rowid, title, body) VALUES ('delete', %s, %s, %s)",
            entry,
            _joined(title),
            _joined(text),
        )

    def clear(self) -> None:
        """Remove all words."""
        _run("INSERT INTO search_words (search_words) VALUES ('delete-all')")

    def all_of(self, terms: Sequence[str]) -> Asked:
        """Return the condition that every term is found, where the title counts before the text."""
        asked = " AND ".join(self._phrase(term) for term in terms)
        found = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
        return Asked(
            Sql(f"search_entry.id IN ({found})", (asked,)),
            Sql(f"search_entry.id NOT IN ({found})", (f"title : ({asked})",)),
            self._ranked(asked),
        )

    def titles_with(self, words: Sequence[str]) -> Sql:
        """Return a table of the ids of entries whose title has any of the words, with their ranks."""
        return self._ranked(f"title : ({' OR '.join(map(_double, words))})")

    def _phrase(self, term: str) -> str:
        words, beginning = bigrams.phrase(term)
        return _double(" ".join(words)) + (" *" if beginning else "")

    def _ranked(self, asked: str) -> Sql:
        return Sql(
            "SELECT rowid AS id, bm25(search_words, 10.0, 1.0) AS rank FROM search_words WHERE search_words MATCH %s",
            (asked,),
        )


class Vectors:
    """Rows of PostgreSQL with a vector each: part 0 is the title, the others are the text."""

    def add(self, entry: int, title: str, text: str) -> None:
        """Add the words of an entry."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_vector (entry_id, part, words) VALUES (%s, %s, %s::tsvector)",
                [(entry, number, vector) for number, vector in enumerate(_vectors(title, text))],
            )

    def remove(self, entry: int, title: str, text: str) -> None:
        """Remove the words of an entry, which are those that were added."""
        _run("DELETE FROM search_vector WHERE entry_id = %s", entry)

    def clear(self) -> None:
        """Remove all words."""
        _run("TRUNCATE search_vector")

    def all_of(self, terms: Sequence[str]) -> Asked:
        """Return the condition that every term is found, where the title counts before the text."""
        asked = tuple(self._phrase(term) for term in terms)
        found = "SELECT entry_id FROM search_vector WHERE words @@ %s::tsquery"
        return Asked(
            Sql(" AND ".join([f"search_entry.id IN ({found})"] * len(asked)), asked),
            Sql(f"search_entry.id NOT IN ({found} AND part = 0)", (" & ".join(asked),)),
            self._ranked(" | ".join(asked)),
        )

    def titles_with(self, words: Sequence[str]) -> Sql:
        """Return a table of the ids of entries whose title has any of the words, with their ranks."""
        return self._ranked(" | ".join(map(_single, words)), " AND part = 0")

    def _phrase(self, term: str) -> str:
        words, beginning = bigrams.phrase(term)
        quoted = [*map(_single, words)]
        return "(" + " <-> ".join([*quoted[:-1], quoted[-1] + (":*" if beginning else "")]) + ")"

    def _ranked(self, asked: str, only: str = "") -> Sql:
        # The parts of a text are rows; a text ranks as its best part does.
        return Sql(
            "SELECT entry_id AS id, -max(ts_rank(words, %s::tsquery, 1)) AS rank FROM search_vector"  # noqa: S608 - ours
            " WHERE words @@ %s::tsquery" + only + " GROUP BY entry_id",
            (asked, asked),
        )


def _double(words: str) -> str:
    return f'"{words}"'


def _single(word: str) -> str:
    return f"'{word}'"


def _joined(text: str) -> str:
    return " ".join(bigrams.words(text))


def _vectors(title: str, text: str) -> Iterator[str]:
    yield _vector(list(bigrams.words(title)))
    words = list(bigrams.words(text))
    for start in range(0, max(len(words), 1), PART - OVERLAP):
        yield _vector(words[start : start + PART])
        if start + PART >= len(words):
            return


def _vector(words: Sequence[str]) -> str:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(word, []).append(place)
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


def _run(statement: str, *parameters: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
