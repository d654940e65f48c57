"""Readers: bytes of any kind into one stream of blocks (lines, grids, pictures) with places.

What a file is, its content says; its name is only a hint, since pages are published as .doc and Word files as .pdf.
"""

from collections.abc import Callable

from gongkai.report.blocks import Document, Grid
from gongkai.report.readers import limits
from gongkai.report.readers.sniffing import FileKind, empty, foreign, sniff

__all__ = ["FileKind", "document", "sniff"]


def document(data: bytes, name: str) -> Document:
    """Return the document in a file; a ZIP of several is for `archive.members`.

    :raises Unreadable: with what is wrong and what to do.
    """
    if len(data) > limits.INPUT_BYTES:
        raise limits.too_large(len(data))
    result = _READERS[sniff(data, name)](data)
    if not result.blocks:
        raise empty()
    if sum(len(block.cells) if isinstance(block, Grid) else 1 for block in result.blocks) > limits.LINES:
        raise limits.too_long()
    return result


# Imported on use, so that text pays for no other reader's library.


def _text(data: bytes) -> Document:
    from gongkai.report.readers import text

    return text.read(data)


def _html(data: bytes) -> Document:
    from gongkai.report.readers import html, isolation

    return isolation.guarded(html.read, data, alone=html.is_heavy(data))


def _mhtml(data: bytes) -> Document:
    from gongkai.report.readers import html, isolation

    return isolation.guarded(html.read_mhtml, data, alone=html.is_heavy(data))


def _docx(data: bytes) -> Document:
    from gongkai.report.readers import docx, isolation, package

    return isolation.guarded(docx.read, data, alone=package.is_heavy(data))


def _xlsx(data: bytes) -> Document:
    from gongkai.report.readers import isolation, package, xlsx

    return isolation.guarded(xlsx.read, data, alone=package.is_heavy(data))


def _doc(data: bytes) -> Document:
    from gongkai.report.readers import doc

    return doc.read(data)


def _pdf(data: bytes) -> Document:
    from gongkai.report.readers import isolation

    return isolation.run(_pdf_alone, data, limits.WORK_SECONDS)


def _pdf_alone(data: bytes) -> Document:
    from gongkai.report.readers import pdf

    return pdf.read(data)


def _image(data: bytes) -> Document:
    from gongkai.report.readers import isolation

    return isolation.run(_image_alone, data, limits.OCR_SECONDS)


def _image_alone(data: bytes) -> Document:
    from gongkai.report.readers import image

    return image.read(data)


def _zip(data: bytes) -> Document:
    raise foreign("ZIP")


_READERS: dict[FileKind, Callable[[bytes], Document]] = {
    "text": _text,
    "html": _html,
    "mhtml": _mhtml,
    "docx": _docx,
    "xlsx": _xlsx,
    "doc": _doc,
    "pdf": _pdf,
    "image": _image,
    "zip": _zip,
}
