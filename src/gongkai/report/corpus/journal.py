"""What has been read so far, kept on disk: memory does not grow with the number of reports, and a broken run goes on.

A journal is found again by the command that wrote it, since its name is made from the options and the version; a file
that has changed since has another key, so it is read again. It is deleted when the run is complete.
"""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gongkai import __version__

if TYPE_CHECKING:
    import sqlite3

COMMIT_EVERY = 64
FORGET_AFTER_DAYS = 30


class Store(Protocol):
    """Where records wait until all files are read."""

    def known(self, key: str) -> bool:
        """Return whether that file is done."""
        ...

    def add(self, key: str, records: Sequence[bytes]) -> None:
        """Record that a file is done, and what it gave."""
        ...

    def records(self, key: str) -> Iterator[bytes]:
        """Yield what a file gave, in its order."""
        ...

    def close(self, *, done: bool) -> None:
        """Forget everything where the run is complete, keep it where it is not."""
        ...


class Memory:
    """A store for a handful of files."""

    def __init__(self) -> None:
        self._records: dict[str, list[bytes]] = {}

    def known(self, key: str) -> bool:
        return key in self._records

    def add(self, key: str, records: Sequence[bytes]) -> None:
        self._records[key] = list(records)

    def records(self, key: str) -> Iterator[bytes]:
        yield from self._records.get(key, ())

    def close(self, *, done: bool) -> None:
        self._records.clear()


class Journal:
    """A store on disk that nobody else can open while it is in use; only a `resumable` one outlives a broken run."""

    def __init__(self, path: Path, *, resumable: bool = True) -> None:
        self.path = path
        self.resumable = resumable
        self._database = _open(path)
        self._pending = 0

    def known(self, key: str) -> bool:
        return self._database.execute("SELECT 1 FROM record WHERE key = ? LIMIT 1", (key,)).fetchone() is not None

    def add(self, key: str, records: Sequence[bytes]) -> None:
        # A file without records, such as an empty archive, is done as well: part -1 says so.
        rows = [(key, -1, b""), *((key, part, record) for part, record in enumerate(records))]
        self._database.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", rows)
        self._pending += 1
        if self._pending >= COMMIT_EVERY:
            self._database.commit()
            self._pending = 0

    def records(self, key: str) -> Iterator[bytes]:
        query = "SELECT record FROM record WHERE key = ? AND part >= 0 ORDER BY part"
        for (record,) in self._database.execute(query, (key,)):
            yield record

    def close(self, *, done: bool) -> None:
        self._database.commit()
        self._database.close()
        if done or not self.resumable:
            _remove(self.path)


def open_journal(identity: Iterable[str]) -> Journal:
    """Return the journal of a command: the one it left when it was interrupted, or a new one.

    Where the cache folder cannot be written, or the same command is running already, it is one that cannot be resumed.
    """
    import sqlite3

    name = hashlib.sha256("\0".join([__version__, *identity]).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _forget_old(folder)
        return Journal(folder / f"{name}.journal")
    except (OSError, sqlite3.Error):
        return temporary_journal()


def temporary_journal() -> Journal:
    """Return a journal for one run, which nobody goes on with."""
    return Journal(Path(tempfile.mkdtemp(prefix="gongkai-")) / "journal", resumable=False)


def cache_folder() -> Path:
    """Return the folder for what can be thrown away, as each system has it."""
    if home := os.environ.get("XDG_CACHE_HOME"):
        return Path(home) / "gongkai"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "gongkai"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "gongkai"
    return Path.home() / ".cache" / "gongkai"


def _open(path: Path) -> "sqlite3.Connection":
    import sqlite3

    try:
        return _prepared(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        # Cut short by a power failure. There is nothing in it that cannot be read again.
        _remove(path)
        return _prepared(path)


def _prepared(path: Path) -> "sqlite3.Connection":
    import sqlite3

    database = sqlite3.connect(path, timeout=0)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(
            "CREATE TABLE IF NOT EXISTS record (key TEXT, part INTEGER, record BLOB, PRIMARY KEY (key, part))"
        )
        database.commit()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    if path.parent.name.startswith("gongkai-"):
        path.parent.rmdir()


def _forget_old(folder: Path) -> None:
    """Delete journals nobody came back for: they hold the texts of reports."""
    horizon = time.time() - FORGET_AFTER_DAYS * 86400
    for path in folder.glob("*.journal"):
        if path.stat().st_mtime < horizon:
            _remove(path)
