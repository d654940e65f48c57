"""JPG and PNG by their marks: whole, of a size that can be shown, and with nothing behind their end."""

import re
import struct

from django.utils.translation import gettext as _

from gongkai.web.vault.refusal import BadUpload

MOST_PIXELS = 80_000_000
LONGEST_SIDE = 30_000
PADDING = b"\x00\n\r\t "

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, 0xD9


def look_at_png(data: bytes) -> None:
    """Refuse a PNG that is broken, too large to be shown, or carries something behind its end.

    :raises BadUpload: saying which.
    """
    at, kinds = len(_PNG_HEAD), list[bytes]()
    while kinds[-1:] != [b"IEND"]:
        (length,) = _unpacked(">I", data, at)
        kinds.append(data[at + 4 : at + 8])
        at += 12 + length
        if at > len(data):
            raise _broken()
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise _broken()
    _of_a_size(*_unpacked(">II", data, len(_PNG_HEAD) + 8))
    _nothing_more(data, at)


def look_at_jpg(data: bytes) -> None:
    """Refuse a JPG that is broken, too large to be shown, or carries a file of another kind behind its end.

    :raises BadUpload: saying which.
    """
    at, seen = 2, False
    while True:
        found = _MARKER.search(data, at)
        if found is None:
            raise _broken()
        marker, at = data[found.start() + 1], found.end()
        if marker == _END:
            break
        if marker in _SIZES:
            height, width = _unpacked(">HH", data, at + 3)
            _of_a_size(width, height)
            seen = True
        # After a scan its data follow, in which the search for the next marker goes on.
        at += _unpacked(">H", data, at)[0]
    if not seen:
        raise _broken()
    _nothing_hidden(data, at)


def _nothing_more(data: bytes, end: int) -> None:
    if data[end:].strip(PADDING):
        raise BadUpload(_("图片的末尾附有别的内容，不能接收。请用看图软件另存为一张新的图片后再上传。"))


def _nothing_hidden(data: bytes, end: int) -> None:
    # Telephones put a second picture or a short film behind the first; another kind of file is not theirs.
    rest = data[end:].lstrip(PADDING)
    if rest and not (rest.startswith(b"\xff\xd8\xff") or b"ftyp" in rest[:64] or rest.endswith(b"SEFT")):
        raise BadUpload(_("图片的末尾附有别的内容，不能接收。请用看图软件另存为一张新的图片后再上传。"))


def _of_a_size(width: int, height: int) -> None:
    if not width or not height:
        raise _broken()
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise BadUpload(
            _("图片有 %(width)d × %(height)d 像素，过大。请缩小后再上传。") % {"width": width, "height": height}
        )


def _unpacked(layout: str, data: bytes, at: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(layout, data, at)
    except struct.error:
        raise _broken() from None


def _broken() -> BadUpload:
    return BadUpload(_("图片不完整或者已损坏。请重新拍摄或者扫描后再上传。"))
