"""Reports kept aside to be looked up by organ: last year's, for the checks that compare two years.

They lie in a file, one a line; what stays in memory, and goes to the worker processes, is where each begins.
"""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.report.model import Report, from_json

SHORTEST_NAME = 4


@dataclass(slots=True)
class Shelf:
    """`places` says which years of an organ there are, and where; `endings` finds a name printed without its county."""

    path: Path
    places: dict[str, list[tuple[int | None, int]]] = field(default_factory=dict)
    endings: dict[str, set[str]] = field(default_factory=dict)

    def before(self, organ: str | None, year: int | None) -> Report | None:
        """Return the organ's report of the year before, None where there is none or the name fits several organs."""
        name = self._name(organ)
        kept = self.places.get(name, []) if name else []
        fitting = [offset for known, offset in kept if year is None or known is None or known == year - 1]
        return self._load(fitting[0]) if len(fitting) == 1 else None

    def _name(self, organ: str | None) -> str | None:
        wanted = plain(organ)
        if not wanted or wanted in self.places:
            return wanted or None
        longer = self.endings.get(wanted, set())
        shorter = {ending for ending in _endings(wanted) if ending in self.places}
        candidates = longer | shorter
        return candidates.pop() if len(candidates) == 1 else None

    def _load(self, offset: int) -> Report:
        with self.path.open("rb") as stream:
            stream.seek(offset)
            return from_json(json.loads(stream.readline()))


def fill(path: Path, records: Iterable[bytes]) -> Shelf:
    """Return the shelf with these `gongkai read` objects; refused files and reports without an organ are left out."""
    shelf = Shelf(path)
    with path.open("wb") as stream:
        for record in records:
            head = json.loads(record)
            name = plain(head.get("organ"))
            if "error" in head or not name:
                continue
            shelf.places.setdefault(name, []).append((head["year"], stream.tell()))
            stream.write(record + b"\n")
    for name in shelf.places:
        for ending in _endings(name):
            shelf.endings.setdefault(ending, set()).add(name)
    return shelf


def plain(organ: str | None) -> str:
    """Return a name without what differs from one print to the next: spaces and the width of characters."""
    return "".join(unicodedata.normalize("NFKC", organ or "").split())


def _endings(name: str) -> Iterable[str]:
    return (name[start:] for start in range(1, len(name) - SHORTEST_NAME + 1))
