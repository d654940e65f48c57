"""Restricted files: encrypted under random names outside the web root, written whole or not at all."""

import hashlib
import os
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings

from gongkai.web.vault import sealing
from gongkai.web.vault.models import RestrictedFile


def store(data: bytes, *, name: str, content_type: str, now: datetime) -> RestrictedFile:
    """Keep a file and return what is known of it. The bytes are on the disk before the row is."""
    key = secrets.token_hex(24)
    path = _path(key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(".part")
    with beside.open("wb") as file:
        file.write(sealing.seal(data, purpose=f"file {key}"))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
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
    return sealing.unseal(_path(file.key).read_bytes(), purpose=f"file {file.key}")


def _path(key: str) -> Path:
    folder: Path = settings.HOME.files
    return folder / key[:2] / key
