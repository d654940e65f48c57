"""Restricted files: encrypted under random names outside the web root, written whole or not at all."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gongkai.web.vault import sealing
from gongkai.web.vault.models import RestrictedFile

PART = ".part"
ERASED = "（已清除）"
"""The name of a file that was erased; what is stored is not translated."""
UNCLAIMED = timedelta(days=1)
"""How old a file without a row must be before it counts as left behind: until then its transaction may still run."""


def store(data: bytes, *, name: str, content_type: str, now: datetime) -> RestrictedFile:
    """Keep a file and return what is known of it. The bytes are on the disk before the row is."""
    key = secrets.token_hex(24)
    _write(key, data)
    return RestrictedFile.objects.create(
        key=key,
        name=name[-120:],
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        stored_at=now,
    )


def read(file: RestrictedFile) -> bytes:
    """Return the bytes of a file.

    :raises Unreadable: where they were changed or their key is missing.
    :raises FileNotFoundError: where they were erased or lost.
    """
    return sealing.unseal(path(file).read_bytes(), purpose=_purpose(file.key))


def path(file: RestrictedFile) -> Path:
    """Return where the encrypted bytes of a file lie."""
    return _path(file.key)


def sealed_with(file: RestrictedFile) -> bytes:
    """Return the head that says which cipher and key a file was sealed with.

    :raises FileNotFoundError: where it was erased or lost.
    """
    with path(file).open("rb") as opened:
        return opened.read(sealing.HEAD)


def reseal(file: RestrictedFile) -> None:
    """Seal a file again, with the current key: whoever reads meanwhile finds the old bytes or the new ones.

    :raises Unreadable: where they were changed or their key is missing.
    """
    _write(file.key, read(file))


def erase(file: RestrictedFile, now: datetime) -> None:
    """Forget a file: its name and its sum at once, its bytes as soon as that is committed.

    The row stays and says when. Bytes that a power cut leaves behind belong to no kept row, and are swept.
    """
    file.name, file.sha256, file.erased_at = ERASED, "", now
    file.save(update_fields=["name", "sha256", "erased_at"])
    place = path(file)
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def left_behind(now: datetime) -> Iterator[Path]:
    """Yield what lies there and belongs to no kept row: files whose request or whose erasure was broken off."""
    folder: Path = settings.HOME.files
    if not folder.is_dir():
        return
    for shelf in sorted(folder.iterdir()):
        old = [each for each in shelf.iterdir() if now.timestamp() - each.stat().st_mtime > UNCLAIMED.total_seconds()]
        names = [each.name for each in old]
        kept = RestrictedFile.objects.filter(key__in=names, erased_at=None)
        claimed = set(kept.values_list("key", flat=True))
        yield from (each for each in old if each.name not in claimed)


def sweep(now: datetime) -> int:
    """Delete what was left behind and return how many files that were."""
    found = list(left_behind(now))
    for each in found:
        with suppress(FileNotFoundError):
            each.unlink()
    return len(found)


def _write(key: str, data: bytes) -> None:
    place = _path(key)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = place.with_name(f"{key}.{secrets.token_hex(4)}{PART}")
    written = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(written, "wb") as file:
        file.write(sealing.seal(data, purpose=_purpose(key)))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
    shelf = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(shelf)
    finally:
        os.close(shelf)


def _purpose(key: str) -> str:
    return f"file {key}"


def _path(key: str) -> Path:
    folder: Path = settings.HOME.files
    return folder / key[:2] / key
