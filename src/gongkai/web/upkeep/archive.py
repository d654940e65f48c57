"""A backup as a file: the database, the files and a manifest in one tar, written whole or not at all.

The database is copied in one moment and the files after it, so that no row of the copy lacks its file. The keys stay
out, since whoever finds a backup must not be able to read it; they are kept at another place.
"""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai import __version__
from gongkai.web.upkeep.manifest import MANIFEST, Manifest


class Writer:
    """Writes a backup, file after file; the manifest comes last."""

    def __init__(self, path: Path) -> None:
        self._packed = gzip.open(path, "wb", compresslevel=3)  # noqa: SIM115 - closed in `close`
        self._tar = tarfile.open(fileobj=self._packed, mode="w|")  # noqa: SIM115 - closed in `close`
        self._sums: dict[str, str] = {}

    def add(self, name: str, source: Path) -> None:
        """Add a file."""
        entry = tarfile.TarInfo(name)
        with source.open("rb") as opened:
            self._sums[name] = hashlib.file_digest(opened, "sha256").hexdigest()
            entry.size = opened.tell()
            entry.mode = 0o600
            opened.seek(0)
            self._tar.addfile(entry, opened)

    def close(self, **said: Any) -> Manifest:
        """Add the manifest and finish."""
        manifest = Manifest(version=__version__, files=self._sums, **said)
        written = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(written), 0o600
        self._tar.addfile(entry, io.BytesIO(written))
        self._tar.close()
        self._packed.close()
        return manifest


def contents(*, with_keys: bool) -> Iterator[tuple[str, Path]]:
    """Yield the files of an office that go into a backup, beside its database, with their names in it."""
    home = settings.HOME
    folders: dict[str, Path] = {"files": home.files, "published": home.published}
    if with_keys:
        folders["keys"] = home.keys
    for name, folder in folders.items():
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and path.suffix != ".part":
                yield f"{name}/{path.relative_to(folder).as_posix()}", path
