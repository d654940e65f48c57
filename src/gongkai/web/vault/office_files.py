"""DOCX and XLSX by their table of contents: whole, without macros and embedded programs, and no bomb."""

import io
import zipfile

from django.utils.translation import gettext as _

from gongkai.web.vault.refusal import BadUpload

_FORMATS = "application/vnd.openxmlformats-officedocument."
DOCX = _FORMATS + "wordprocessingml.document"
XLSX = _FORMATS + "spreadsheetml.sheet"

MOST_ENTRIES = 4000
MOST_BYTES = 200 * 1024 * 1024
MOST_TIMES = 250
CONTENTS = "[Content_Types].xml"
CONTENTS_LIMIT = 1024 * 1024
ENCRYPTED = 0x1


class OtherKind(BadUpload):
    """A ZIP of another kind than was looked for."""


def look_at_docx(data: bytes) -> None:
    """Refuse what is no DOCX, and a DOCX that is broken or carries what runs.

    :raises BadUpload: saying which.
    """
    _look(data, DOCX)


def look_at_xlsx(data: bytes) -> None:
    """Refuse what is no XLSX, and an XLSX that is broken or carries what runs.

    :raises BadUpload: saying which.
    """
    _look(data, XLSX)


def _look(data: bytes, content_type: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            _sound(entries, len(data), packed.comment)
            with packed.open(CONTENTS) as contents:
                said = contents.read(CONTENTS_LIMIT)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        raise _broken() from None
    if f'"{content_type}.main+xml"'.encode() not in said.replace(b"'", b'"'):
        raise OtherKind(_("压缩文件和其他格式的文档不能上传；可以上传 PDF、JPG、PNG、DOCX、XLSX 文件。"))


def _sound(entries: list[zipfile.ZipInfo], size: int, comment: bytes) -> None:
    names = [entry.filename for entry in entries]
    # Something in front of the archive moves its first entry; something behind it is its comment.
    if not entries or min(entry.header_offset for entry in entries) or comment or len(set(names)) != len(names):
        raise _broken()
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise _broken()
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise BadUpload(_("文档设了密码。请去掉密码后再上传。"))
    whole = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or whole > MOST_BYTES or whole > MOST_TIMES * size:
        raise BadUpload(_("文档展开后过大。请另存为一份新的文档，或者转换为 PDF 后再上传。"))
    if any(_runs(name.lower()) for name in names):
        raise BadUpload(_("文档带有宏、控件或者内嵌的程序。请另存为不带宏的文档，或者转换为 PDF 后再上传。"))


def _runs(name: str) -> bool:
    return "vbaproject" in name or "/activex/" in name or ("/embeddings/" in name and name.endswith((".bin", ".exe")))


def _broken() -> BadUpload:
    return BadUpload(_("文档不完整或者已损坏。请用办公软件另存一份后再上传。"))
