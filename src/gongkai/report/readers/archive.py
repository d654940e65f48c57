"""The files in a ZIP, and in the ZIPs inside it, one at a time and within limits."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from gongkai.report.readers import limits, package
from gongkai.report.readers.encoding import decode
from gongkai.report.readers.errors import Unreadable
from gongkai.report.readers.sniffing import sniff

_SKIPPED_FOLDERS = frozenset({"__macosx", ".git", ".svn"})
_SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "[content_types].xml"})
_UTF8_NAME = 0x800


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked from one file, whatever is nested in it."""

    bytes: int
    members: int


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Yield path ("a.zip!/b.docx") and bytes of every file in a ZIP, in the order of its directory.

    A member that cannot be unpacked comes with its refusal instead of bytes, so that the others are still read.

    :raises Unreadable: where the ZIP itself is damaged or too large.
    """
    yield from _members(data, name, 1, _Budget(limits.UNPACKED_BYTES, limits.MEMBERS))


def _members(data: bytes, path: str, depth: int, budget: _Budget) -> Iterator[tuple[str, bytes | Unreadable]]:
    with package.opened(data) as archive:
        for member in archive.infolist():
            name = _name(member)
            if member.is_dir() or _is_skipped(name):
                continue
            budget.members -= 1
            budget.bytes -= member.file_size
            if budget.members < 0 or budget.bytes < 0:
                raise limits.too_large(limit=limits.UNPACKED_BYTES)
            yield from _unpacked(archive, member, f"{path}!/{name}", depth, budget)


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, depth: int, budget: _Budget
) -> Iterator[tuple[str, bytes | Unreadable]]:
    try:
        data = package.content(archive, member)
        nested = data.startswith(b"PK\x03\x04") and depth < limits.ARCHIVE_DEPTH and sniff(data, path) == "zip"
        if nested:
            package.names(data)
    except Unreadable as refusal:
        yield path, refusal
        return
    if nested:
        yield from _members(data, path, depth + 1, budget)
    else:
        yield path, data


def _name(member: zipfile.ZipInfo) -> str:
    """Return the name as it was written. Windows in China writes GBK without saying so; zipfile took it for cp437."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME and not name.isascii():
        with suppress(UnicodeEncodeError):
            name = decode(name.encode("cp437")).text
    steps = [step for step in name.replace("\\", "/").split("/") if step not in ("", ".", "..")]
    return "/".join(steps)


def _is_skipped(name: str) -> bool:
    *folders, last = name.lower().split("/")
    return last in _SKIPPED_NAMES or last.startswith(("._", "~$")) or not _SKIPPED_FOLDERS.isdisjoint(folders)
