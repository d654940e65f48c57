"""Unpacking a backup: nothing is believed before every file was compared with the manifest. Knows nothing of Django."""

import gzip
import hashlib
import json
import shutil
import tarfile
from pathlib import Path
from typing import IO, Any

from gongkai.web.upkeep.manifest import FOLDERS, MANIFEST, ROWS, SQLITE, BadArchive, Head, Manifest


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder and return its manifest.

    :raises BadArchive: where it is no backup, or something in it is missing, surplus or changed.
    """
    sums: dict[str, str] = {}
    said: dict[str, Any] | None = None
    try:
        with gzip.open(path, "rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            for entry in tar:
                opened = tar.extractfile(entry)
                if opened is None or not _expected(entry.name):
                    raise BadArchive(f"备份里有不该有的内容：{entry.name[:100]}。")
                if entry.name == MANIFEST:
                    said = json.loads(opened.read())
                else:
                    sums[entry.name] = _copy(opened, folder / entry.name)
    except (OSError, EOFError, tarfile.TarError, ValueError) as error:
        raise BadArchive(f"{path} 不是完整的备份文件（{error}）；请换一份备份。") from None
    if said is None:
        raise BadArchive(f"{path} 没有清单，不是完整的备份；请换一份备份。")
    try:
        manifest = Manifest(**said | {"head": Head(**said["head"])})
    except (KeyError, TypeError):
        raise BadArchive(f"{path} 的清单不能识别，可能由更新的版本写成。") from None
    wrong = sorted(name for name in sums.keys() | manifest.files.keys() if sums.get(name) != manifest.files.get(name))
    if wrong:
        raise BadArchive(f"备份中有 {len(wrong)} 个文件缺失或者被改动，如 {wrong[0]}；请换一份备份。")
    return manifest


def put_files(unpacked: Path, home: Path) -> Path | None:
    """Make a folder with what was unpacked the home of an office, and return where its rows are, if they are rows.

    :raises BadArchive: where the home is not empty.
    """
    if home.exists() and any(home.iterdir()):
        raise BadArchive(f"{home} 里已有内容；请换一个空文件夹，以免覆盖。")
    if home.exists():
        home.rmdir()
    if (unpacked / SQLITE).exists():
        (unpacked / SQLITE).rename(unpacked / "gongkai.sqlite3")
    shutil.move(unpacked, home)
    return home / ROWS if (home / ROWS).exists() else None


def _expected(name: str) -> bool:
    if name in (MANIFEST, SQLITE, ROWS):
        return True
    parts = name.split("/")
    return (
        len(parts) > 1
        and parts[0] in FOLDERS
        and all(part not in ("", ".", "..") for part in parts)
        and "\\" not in name
    )


def _copy(opened: IO[bytes], target: Path) -> str:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with target.open("xb") as file:
        target.chmod(0o600)
        while piece := opened.read(1 << 20):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()
