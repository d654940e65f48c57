"""Changing the key or the cipher: what is sealed is sealed again, a few at a time, and can be broken off and taken up.

Whatever seals something for long says so here with `register`, when the application starts. What already carries the
current key is passed over, so that a second run goes on where the first one stopped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from gongkai.web.vault import files, sealing
from gongkai.web.vault.models import RestrictedFile

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rows with a sealed column: what they are called, how to get them, and the purpose that each is sealed for."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    purpose: Callable[[Any], str]
    column: str = "sealed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a shelf is: how many were looked at, sealed again, and could not be read."""

    shelf: str
    seen: int
    resealed: int
    unreadable: tuple[str, ...] = ()


FILES = "files"
_SHELVES: dict[str, Shelf] = {}


def register(shelf: Shelf) -> None:
    """Have rows sealed again with every change of the key."""
    _SHELVES[shelf.name] = shelf


def shelves() -> tuple[str, ...]:
    """Return the names of what is sealed again."""
    return (*_SHELVES, FILES)


def unreadable(batch: int = 500) -> Iterator[str]:
    """Yield what of the shelves cannot be opened; files are looked at where their sums are known."""
    for shelf in _SHELVES.values():
        for found in _by_key(shelf.rows(), batch):
            for row in found:
                sealed = bytes(getattr(row, shelf.column))
                try:
                    if sealed:
                        sealing.unseal(sealed, purpose=shelf.purpose(row))
                except sealing.Unreadable as error:
                    yield f"{shelf.name} {row.pk}：{error}"


def reseal(batch: int = 200) -> Iterator[Progress]:
    """Seal everything again that was not sealed with the current key and cipher; yield how far it is after each batch.

    What cannot be read is left as it is and named. Whoever stops between two batches loses nothing.
    """
    for shelf in _SHELVES.values():
        yield from _rows(shelf, batch)
    yield from _files(batch)


def in_use() -> dict[str, int]:
    """Return how many things are sealed with each key, by the key's id; a key that is not here can be laid aside."""
    found: dict[str, int] = {}
    for shelf in _SHELVES.values():
        for sealed in shelf.rows().values_list(shelf.column, flat=True).iterator(2000):
            _count(found, bytes(sealed))
    for file in _kept().iterator(2000):
        try:
            _count(found, files.sealed_with(file))
        except FileNotFoundError:
            continue
    return found


def _rows(shelf: Shelf, batch: int) -> Iterator[Progress]:
    seen, resealed, unreadable = 0, 0, list[str]()
    for found in _by_key(shelf.rows(), batch):
        with transaction.atomic():
            resealed += sum(_resealed(shelf, row, unreadable) for row in found)
        seen += len(found)
        yield Progress(shelf.name, seen, resealed, tuple(unreadable))


def _resealed(shelf: Shelf, row: Any, unreadable: list[str]) -> int:
    old = bytes(getattr(row, shelf.column))
    if not old or old.startswith(sealing.current_head()):
        return 0
    try:
        new = sealing.seal(sealing.unseal(old, purpose=shelf.purpose(row)), purpose=shelf.purpose(row))
    except sealing.Unreadable:
        unreadable.append(f"{shelf.name} {row.pk}")
        return 0
    # Only where nobody has changed it since it was read.
    rows = type(row)._default_manager.filter(pk=row.pk, **{shelf.column: old})
    changed: int = rows.update(**{shelf.column: new})
    return changed


def _files(batch: int) -> Iterator[Progress]:
    head, seen, resealed, unreadable = sealing.current_head(), 0, 0, list[str]()
    for found in _by_key(_kept(), batch):
        for file in found:
            try:
                if files.sealed_with(file) != head:
                    files.reseal(file)
                    resealed += 1
            except (sealing.Unreadable, FileNotFoundError):
                unreadable.append(f"{FILES} {file.pk}")
        seen += len(found)
        yield Progress(FILES, seen, resealed, tuple(unreadable))


def _by_key(rows: QuerySet[Row], batch: int) -> Iterator[list[Row]]:
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:batch]):
        yield found
        last = found[-1].pk


def _kept() -> QuerySet[RestrictedFile]:
    return RestrictedFile.objects.filter(erased_at=None)


def _count(found: dict[str, int], sealed: bytes) -> None:
    key = sealing.key_of(sealed).hex()
    found[key] = found.get(key, 0) + 1
