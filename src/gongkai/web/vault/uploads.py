"""What may be handed in: a few kinds of file, known by what they contain and not by what they are called, up to a size.

A file is taken only where its bytes are one of these kinds from the first to the last, and nothing else besides. It is
never opened with the program it is made for: a few marks are looked at, so that a hostile file has nothing to work on.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from gongkai.web.vault import office_files, pictures
from gongkai.web.vault.refusal import BadUpload

__all__ = ["LIMIT", "OFFICE", "PUBLIC", "BadUpload", "Checked", "check", "harmless_name"]

LIMIT = 10 * 1024 * 1024
NAME_LENGTH = 80
ZIP_END = b"PK\x05\x06"
ZIP_TAIL = 65_557
"""The most that can follow the beginning of the end record of a ZIP."""

PDF_END = 2048
_ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<iframe", b"<body", b"<?php")
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked at: its bytes, a harmless name, and the type that its content has."""

    data: bytes
    name: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it begins, its type and ending, its name in words, and what is looked at beyond the beginning."""

    mark: bytes
    content_type: str
    suffix: str
    zh: str
    look: Callable[[bytes], None]


def _pdf(data: bytes) -> None:
    if b"%%EOF" not in data[-PDF_END:]:
        raise BadUpload(_("PDF 文件不完整，可能没有传完。请重新导出或者重新扫描后再上传。"))
    if b"/Encrypt" in data:
        raise BadUpload(_("PDF 文件设了密码或者限制。请去掉密码后再上传。"))
    if any(mark in data for mark in _ACTIVE):
        raise BadUpload(_("PDF 文件带有脚本、可执行的动作或者内嵌文件。请“打印”为新的 PDF 后再上传。"))


PDF = Kind(b"%PDF-", "application/pdf", ".pdf", "PDF", _pdf)
JPG = Kind(b"\xff\xd8\xff", "image/jpeg", ".jpg", "JPG", pictures.look_at_jpg)
PNG = Kind(b"\x89PNG\r\n\x1a\n", "image/png", ".png", "PNG", pictures.look_at_png)
DOCX = Kind(b"PK\x03\x04", office_files.DOCX, ".docx", "DOCX", office_files.look_at_docx)
XLSX = Kind(b"PK\x03\x04", office_files.XLSX, ".xlsx", "XLSX", office_files.look_at_xlsx)

PUBLIC = (PDF, JPG, PNG)
"""What anybody may hand in."""

OFFICE = (*PUBLIC, DOCX, XLSX)
"""What staff may put on file: information is often provided as a document or a table."""


def check(upload: "UploadedFile[bytes]", kinds: tuple[Kind, ...] = PUBLIC) -> Checked:
    """Return a file that may be kept.

    :raises BadUpload: where it is too large, empty, broken, of another kind, or of two kinds at once.
    """
    if upload.size is None or upload.size > LIMIT:
        raise BadUpload(_("文件超过 %(most)d MB，请压缩或者分开后再上传。") % {"most": LIMIT // 1024 // 1024})
    data = upload.read()
    if not data:
        raise BadUpload(_("文件是空的，请重新选择。"))
    begun = [kind for kind in kinds if data.startswith(kind.mark)]
    if not begun:
        raise BadUpload(
            _("只能上传 %(kinds)s 文件；这个文件的内容不是其中任何一种。") % {"kinds": "、".join(k.zh for k in kinds)}
        )
    _of_one_kind(data, begun[0])
    kind = _fitting(data, begun)
    return Checked(data, harmless_name(upload.name or "", kind.suffix), kind.content_type)


def harmless_name(given: str, suffix: str) -> str:
    """Return a name that can be shown and saved anywhere, ending as the content does whatever it ended with before."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    # Marks of writing direction and other invisible signs can make a name read otherwise than it is.
    kept = "".join(each for each in last if each.isprintable() and unicodedata.category(each)[0] != "C")
    stem = "".join("_" if each in ':*?"<>|%;' else each for each in kept)
    head, dot, ending = stem.rpartition(".")
    if dot and ending.isascii() and ending.isalnum() and 1 <= len(ending) <= len("xlsx") + 1 and not ending.isdigit():
        stem = head
    stem = stem.strip(". ")[:NAME_LENGTH].strip(". ")
    if not stem or stem.upper() in _RESERVED:
        stem = f"附件{stem}"
    return stem + suffix


def _of_one_kind(data: bytes, kind: Kind) -> None:
    zipped = kind.mark != DOCX.mark and ZIP_END in data[-ZIP_TAIL:]
    head = data[:1024].lower()
    if zipped or any(mark in head for mark in _MARKUP) or (kind is not PDF and b"%pdf-" in head):
        raise BadUpload(_("这个文件同时是两种文件，不能接收。请重新导出为一份普通的文件后再上传。"))


def _fitting(data: bytes, begun: list[Kind]) -> Kind:
    for kind in begun[:-1]:
        try:
            kind.look(data)
        except office_files.OtherKind:
            continue
        return kind
    begun[-1].look(data)
    return begun[-1]
