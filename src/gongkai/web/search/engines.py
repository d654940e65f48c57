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
class Asked:
    """A condition in SQL on entries, the rank of each entry that meets it, and their parameters."""

    condition: str
    condition_parameters: tuple[str, ...]
    rank: str
    rank_parameters: tuple[str, ...]


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

    def any_of(self, words: Sequence[str]) -> Asked:
        """Return the condition that any word is found."""


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
        return self._asked(asked, f"title : ({asked})")

    def any_of(self, words: Sequence[str]) -> Asked:
        """Return the condition that any word is found."""
        asked = " OR ".join(f'"{word}"' for word in words)
        return self._asked(asked, f"title : ({asked})")

    def _phrase(self, term: str) -> str:
        words, beginning = bigrams.phrase(term)
        return f'"{" ".join(words)}"' + (" *" if beginning else "")

    def _asked(self, asked: str, in_title: str) -> Asked:
        ranked = (
            "(SELECT bm25(search_words, 10.0, 1.0) FROM search_words"
            " WHERE search_words MATCH %s AND search_words.rowid = search_entry.id)"
        )
        titled = "search_entry.id NOT IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
        return Asked(
            "search_entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)",
            (asked,),
            f"{titled}, {ranked}",
            (in_title, asked),
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
        found = "search_entry.id IN (SELECT entry_id FROM search_vector WHERE words @@ %s::tsquery)"
        titled = "search_entry.id NOT IN (SELECT entry_id FROM search_vector WHERE part = 0 AND words @@ %s::tsquery)"
        return Asked(
            " AND ".join([found] * len(asked)), asked, f"{titled}, {_RANKED}", (" & ".join(asked), " | ".join(asked))
        )

    def any_of(self, words: Sequence[str]) -> Asked:
        """Return the condition that any word is found."""
        asked = " | ".join(f"'{word}'" for word in words)
        found = "search_entry.id IN (SELECT entry_id FROM search_vector WHERE words @@ %s::tsquery)"
        titled = "search_entry.id NOT IN (SELECT entry_id FROM search_vector WHERE part = 0 AND words @@ %s::tsquery)"
        return Asked(found, (asked,), f"{titled}, {_RANKED}", (asked, asked))

    def _phrase(self, term: str) -> str:
        words, beginning = bigrams.phrase(term)
        quoted = [f"'{word}'" for word in words]
        return "(" + " <-> ".join([*quoted[:-1], quoted[-1] + (":*" if beginning else "")]) + ")"


_RANKED = (
    "-(SELECT max(ts_rank(words, %s::tsquery, 1)) FROM search_vector WHERE search_vector.entry_id = search_entry.id)"
)


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
