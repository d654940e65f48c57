"""ZIP containers, of which DOCX and XLSX are made: opened within limits, their XML parsed with nothing fetched."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from gongkai.report.readers import limits
from gongkai.report.readers.errors import Unreadable, damaged

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAVY = 8 * limits.MEGABYTE
_DIRECTORY_BYTES = 4 * limits.MEGABYTE

# id → (last word of the type, target, whether it lies outside the package)
Relations = dict[str, tuple[str, str, bool]]


def names(data: bytes) -> list[str]:
    """Return the names in a container's directory.

    :raises Unreadable: where there is no directory, as in a file that was cut short, or far too large a one.
    """
    return opened(data).namelist()


def opened(data: bytes) -> zipfile.ZipFile:
    """Return the container, ready to be read from.

    :raises Unreadable: where it is damaged or its members are too many.
    """
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + 22:
        raise _cut_short()
    if struct.unpack_from("<I", data, end + 12)[0] > _DIRECTORY_BYTES:
        raise limits.too_large(limit=limits.UNPACKED_BYTES)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error) as error:
        raise _cut_short() from error
    if (
        len(archive.filelist) > limits.MEMBERS
        or sum(member.file_size for member in archive.filelist) > limits.UNPACKED_BYTES
    ):
        raise limits.too_large(limit=limits.UNPACKED_BYTES)
    return archive


def content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return a member's bytes.

    :raises Unreadable: where it is encrypted, broken, or swells beyond all reason.
    """
    if member.flag_bits & 0x1:
        raise encrypted()
    if member.file_size > limits.RATIO_FROM and member.file_size > limits.RATIO * max(1, member.compress_size):
        raise limits.too_large(limit=limits.UNPACKED_BYTES)
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise _cut_short() from error


def part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Return the bytes of a part, None where the package has none of that name."""
    try:
        member = archive.getinfo(name.lstrip("/"))
    except KeyError:
        return None
    return content(archive, member)


def tree(archive: zipfile.ZipFile, name: str) -> "Element | None":
    """Return the root of a part's XML, None where the package has no such part.

    :raises Unreadable: where it is no XML, or brings a document type, which no office program writes.
    """
    data = part(archive, name)
    return None if data is None else parsed(data)


def parsed(data: bytes) -> "Element":
    """Return the root of some XML; nothing outside it is read and no entity is expanded.

    :raises Unreadable: where it is broken, nested too deeply, or brings a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged("内部的 XML 不完整或不合规范", "the XML inside is incomplete or malformed") from error
    if b"<!DOCTYPE" in data[:4096] or root.getroottree().docinfo.internalDTD is not None:
        raise damaged("内部的 XML 带有文档类型声明", "the XML inside brings a document type declaration")
    return root


def related(archive: zipfile.ZipFile, name: str) -> Relations:
    """Return the relations of a part, those of the package itself for an empty name."""
    folder, _, file = name.rpartition("/")
    root = tree(archive, f"{folder}/_rels/{file}.rels".lstrip("/"))
    found = {}
    for relation in () if root is None else root:
        kind = (relation.get("Type") or "").rpartition("/")[2]
        target = relation.get("Target") or ""
        outside = relation.get("TargetMode") == "External"
        found[relation.get("Id") or ""] = (kind, target if outside else _joined(folder, target), outside)
    return found


def _joined(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    steps = folder.split("/") if folder else []
    for step in unquote(target).split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def is_heavy(data: bytes) -> bool:
    """Return whether a package is so large, packed or unpacked, that it is better read in a process of its own."""
    return len(data) > _HEAVY or sum(member.file_size for member in opened(data).filelist) > 2 * _HEAVY


def encrypted() -> Unreadable:
    """Return the refusal of a file that only opens with a password."""
    return Unreadable(
        "encrypted",
        "文件已加密，需要密码才能打开；请去掉密码保护后另存再提交。",
        "The file is encrypted and opens only with a password; save it without protection and hand that in.",
    )


def _cut_short() -> Unreadable:
    return damaged(
        "压缩包不完整，可能下载或上传时中断", "the container is incomplete, it may have been cut off on the way"
    )
