"""A picture of a report, PNG or JPEG, into blocks by OCR."""

import struct
from importlib.util import find_spec

from gongkai.report.blocks import Document
from gongkai.report.model import Note, PagePlace
from gongkai.report.readers.errors import Unreadable

EXTRA = ("rapidocr", "onnxruntime", "cv2")
MOST_PIXELS = 80_000_000
_POINTS = 72.0  # pixels an inch where the picture does not say: a pixel is a point then
_METRE = 39.37  # inches
_FRAMES = frozenset(
    {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
)  # JPEG: they hold the size


def has_ocr() -> bool:
    """Tell whether the extra `ocr` is installed, without loading it."""
    return all(find_spec(name) for name in EXTRA)


def read(data: bytes) -> Document:
    """Return the document in a picture.

    :raises Unreadable: needs_ocr, damaged, too_large, timeout.
    """
    width, height, dpi = _measures(data)
    if not (width and height):
        raise _damaged()
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(width, height)
    if not has_ocr():
        raise needs_ocr()
    return _recognised(data, dpi)


def _recognised(data: bytes, dpi: float) -> Document:
    import cv2
    import numpy as np

    from gongkai.report.readers.ocr_page import Clock, Raster, sheet_of
    from gongkai.report.readers.pdf_flow import blocks

    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise _damaged()
    scale = dpi / 72
    sheet = sheet_of(Raster(np.asarray(pixels, np.uint8), scale), 1, Clock())
    place = PagePlace(1, (0.0, 0.0, pixels.shape[1] / scale, pixels.shape[0] / scale))
    return Document("image", blocks([sheet], set()), notes=[Note("ocr", place, detail="1")])


def needs_ocr() -> Unreadable:
    """Return the refusal of a file of pictures where the extra `ocr` is not installed."""
    return Unreadable(
        "needs_ocr",
        "文件里只有图片，没有文字，要用文字识别才能读取；"
        "请先安装识别组件：python3 dev.py add ocr，或者 pip install gongkai[ocr]。",
        "The file holds pictures and no text, so it takes OCR to read it. "
        "Install the extra first: python3 dev.py add ocr, or pip install gongkai[ocr].",
    )


def _damaged() -> Unreadable:
    return Unreadable(
        "damaged",
        "图片已损坏或者不完整，无法读取；请重新下载或者重新扫描。",
        "The picture is damaged or incomplete. Download or scan it again.",
    )


def _too_many_pixels(width: int, height: int) -> Unreadable:
    return Unreadable(
        "too_large",
        f"图片过大（{width}×{height} 像素），未予读取；请以 200 dpi 左右的分辨率重新扫描。",
        f"The picture is too large ({width} by {height} pixels) and was not read; scan it again at about 200 dpi.",
    )


def _measures(data: bytes) -> tuple[int, int, float]:
    """Return width, height and resolution as the file states them, zeros where it states none."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(data)
    return _jpeg(data)


def _png(data: bytes) -> tuple[int, int, float]:
    if len(data) < 33 or b"IEND" not in data[-64:]:
        return 0, 0, _POINTS
    width, height = struct.unpack(">II", data[16:24])
    at = data.find(b"pHYs", 0, 4096)
    if at > 0 and data[at + 12 : at + 13] == b"\1":
        return width, height, _sane(int.from_bytes(data[at + 4 : at + 8], "big") / _METRE)
    return width, height, _POINTS


def _jpeg(data: bytes) -> tuple[int, int, float]:
    dpi, at = _POINTS, 2
    if b"\xff\xd9" not in data[-1024:]:
        return 0, 0, dpi
    while at + 9 < len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height, dpi
        if kind == 0xE0 and data[at + 4 : at + 9] == b"JFIF\0" and at + 16 < len(data):
            unit, density = data[at + 11], int.from_bytes(data[at + 12 : at + 14], "big")
            dpi = _sane(density * (2.54 if unit == 2 else 1.0)) if unit else _POINTS
        at += 2 + length if kind != 0xFF else 1
    return 0, 0, dpi


def _sane(dpi: float) -> float:
    return dpi if 50 <= dpi <= 1200 else _POINTS
