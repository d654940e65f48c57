"""How much time and room a file may take: the documented constants of the command line.

A file from outside is never trusted: what is too large is refused before it is read, what takes too long is ended.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from gongkai.report.readers.errors import Unreadable

MEGABYTE = 1024 * 1024

READ_SECONDS = 10.0
"""Text, HTML, DOCX, XLSX and PDF, a file, from the start of the program to its answer."""

WORK_SECONDS = READ_SECONDS - 1
"""What is left of that for the reader, when the program has started and will answer."""

DOC_SECONDS = 30.0
"""DOC, WPS, RTF and XLS, which LibreOffice converts first."""

OCR_PAGE_SECONDS = 20.0
OCR_SECONDS = 300.0
"""Optical character recognition, a page and a file."""

INPUT_BYTES = 64 * MEGABYTE
"""A file as it is handed in."""

UNPACKED_BYTES = 256 * MEGABYTE
"""A ZIP, DOCX or XLSX, all its members together."""

MEMBERS = 10_000
"""Members of a ZIP."""

RATIO = 200
"""How many times larger than its packed form a member of more than `RATIO_FROM` bytes may be."""

RATIO_FROM = 16 * MEGABYTE

ARCHIVE_DEPTH = 3
"""ZIPs in ZIPs."""

LINES = 100_000
"""Lines of a document, each cell of a table counting as one."""

HEAVY_TEXT = 50_000
HEAVY_LINE = 2_000
"""Characters of a document and of one of its lines, from which on it is understood in a process that can be ended."""


def too_large(size: int | None = None, limit: int = INPUT_BYTES) -> Unreadable:
    """Return the refusal of a file that is larger than `limit`, unpacked or not."""
    allowed = limit // MEGABYTE
    zh = f"有 {size // MEGABYTE} MB" if size and size // MEGABYTE > allowed else "过大"
    en = f"has {size // MEGABYTE} MB" if size and size // MEGABYTE > allowed else "is too large"
    return Unreadable(
        "too_large",
        f"文件{zh}，超出 {allowed} MB 的上限，未予读取；请只提交年度报告本身。",
        f"The file {en}, over the limit of {allowed} MB, and was not read; hand in the annual report alone.",
    )


def too_long() -> Unreadable:
    """Return the refusal of a document with more than `LINES` lines."""
    return Unreadable(
        "too_large",
        f"文件的行和单元格超出 {LINES} 个的上限，未予读取；请只提交年度报告本身。",
        f"The file has more than {LINES} lines and cells and was not read; hand in the annual report alone.",
    )


def is_heavy(texts: Iterable[str]) -> bool:
    """Return whether the lines of a document are so many or so long that a pattern might get lost in them."""
    total = 0
    for text in texts:
        total += len(text)
        if total > HEAVY_TEXT or len(text) > HEAVY_LINE:
            return True
    return False


def seconds_left(spent: float) -> float:
    """Return how long what follows the reading may take, so that all of it stays within `WORK_SECONDS`.

    After OCR, which has its own limits, there is always some time left.
    """
    return max(WORK_SECONDS - spent, WORK_SECONDS / 5)


def load(path: str | Path) -> bytes:
    """Return the bytes of a file.

    :raises Unreadable: where it is larger than `INPUT_BYTES`, without reading it.
    :raises OSError: where the file cannot be opened.
    """
    with open(path, "rb") as stream:
        size = stream.seek(0, 2) if stream.seekable() else 0
        if size > INPUT_BYTES:
            raise too_large(size)
        if size:
            stream.seek(0)
        return load_stream(stream)


def load_stream(stream: BinaryIO) -> bytes:
    """Return what a stream gives, such as standard input.

    :raises Unreadable: as soon as it has given more than `INPUT_BYTES`.
    """
    data = stream.read(INPUT_BYTES + 1)
    if len(data) > INPUT_BYTES:
        raise too_large()
    return data
