"""What may be handed in: a few kinds of file, known by what they contain and not by what they are called, up to a size."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile

LIMIT = 10 * 1024 * 1024


class BadUpload(Exception):
    """A file that is not taken, and why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked at: its bytes, a harmless name, and the type that its content has."""

    data: bytes
    name: str
    content_type: str


_MARKS = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
}


def check(upload: UploadedFile) -> Checked:
    """Return a file that may be kept.

    :raises BadUpload: where it is too large, empty, or of another kind.
    """
    if upload.size is None or upload.size > LIMIT:
        raise BadUpload(f"文件超过 {LIMIT // 1024 // 1024} MB，请压缩或者分开后再上传。")
    data = upload.read()
    if not data:
        raise BadUpload("文件是空的，请重新选择。")
    for mark, (content_type, suffix) in _MARKS.items():
        if data.startswith(mark):
            stem = "".join(
                each
                for each in (upload.name or "").rsplit(".", 1)[0]
                if each.isprintable() and each not in '/\\:*?"<>|'
            )
            return Checked(data, (stem[-80:] or "附件") + suffix, content_type)
    raise BadUpload("只能上传 PDF、JPG、PNG 文件；这个文件的内容不是其中任何一种。")
