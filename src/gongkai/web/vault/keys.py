"""The keys: files in a folder of their own, readable by the office alone, never in the database or its backups.

`seal-*.key` are the keys data is sealed with; the newest name is the current one. `fingerprint.key` makes the digests by
which a query code is recognised; it is never changed.
"""

import os
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

ID, SECRET = 4, 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class BrokenKey(Exception):
    """A key file that is not whole."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key: four bytes that name it and 32 secret ones."""

    id: bytes
    secret: bytes


def current() -> Key:
    """Return the key that is sealed with now, made on first use."""
    names = _names(settings.HOME.keys)
    if not names:
        return add("0")
    return _read(settings.HOME.keys / names[-1])


def by_id(key_id: bytes) -> Key | None:
    """Return the key with an id, None where it is not in the folder."""
    for name in reversed(_names(settings.HOME.keys)):
        key = _read(settings.HOME.keys / name)
        if key.id == key_id:
            return key
    return None


def known() -> list[Key]:
    """Return all keys that data can be sealed with, the current one last."""
    return [_read(settings.HOME.keys / name) for name in _names(settings.HOME.keys)]


def exposed() -> list[Path]:
    """Return what of the key folder, and the folder itself, others than the office's own user may open."""
    folder: Path = settings.HOME.keys
    found = [folder, *folder.iterdir()] if folder.is_dir() else []
    return [path for path in found if path.stat().st_mode & OTHERS]


def rotate(now: datetime) -> Key:
    """Make a new current key and return it; the old ones stay for what is sealed with them."""
    return add(now.strftime("%Y%m%d%H%M%S%f"))


def add(mark: str) -> Key:
    """Write a new key whose name sorts after the earlier ones, and return it."""
    folder: Path = settings.HOME.keys
    path = folder / f"seal-{mark}.key"
    _write(path)
    return _read(path)


def fingerprint_key() -> bytes:
    """Return the key of the digests, made on first use."""
    path = settings.HOME.keys / "fingerprint.key"
    try:
        return _read(path).secret
    except FileNotFoundError:
        _write(path)
    return _read(path).secret


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("seal-*.key")) if folder.is_dir() else []


def _write(path: Path) -> None:
    """Write a key whole or not at all; where another process was first, its key stands."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    written = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(written, "wb") as file:
            file.write(secrets.token_bytes(ID + SECRET))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@cache
def _read(path: Path) -> Key:
    content = path.read_bytes()
    if len(content) != ID + SECRET:
        raise BrokenKey(f"密钥文件 {path.name} 不完整；请从备份恢复密钥文件夹。")
    return Key(content[:ID], content[ID:])
