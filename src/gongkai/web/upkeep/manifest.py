"""What a backup says of itself. Knows nothing of Django: a backup is looked at before there is an office."""

from dataclasses import dataclass

MANIFEST = "manifest.json"
SQLITE, ROWS = "database.sqlite3", "database.jsonl"
FOLDERS = ("files", "published", "keys")


class BadArchive(Exception):
    """A file that is no backup, or not whole, and what to do about it, as a sentence."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain of events."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the version that wrote it, when, the tables with their rows, the end of the chain, the files."""

    version: str
    made_at: str
    database: str
    migrations: list[str]
    counts: dict[str, int]
    head: Head
    files: dict[str, str]
