"""PDF into blocks: ruled tables cell by cell, the text in paragraphs, pages that are pictures through OCR.

Nothing but geometry is used: PDFs of office programs, of browsers and of typesetters agree on where things are drawn
and on little else.
"""

import contextlib
import ctypes
from collections.abc import Iterator, Set
from typing import Any

import pypdfium2  # noqa: F401 - starts the library
import pypdfium2.raw as pdfium

from gongkai.report.blocks import Document, Grid, Picture
from gongkai.report.model import Note, PagePlace
from gongkai.report.readers.errors import Unreadable
from gongkai.report.readers.grid_table import Table
from gongkai.report.readers.image import has_ocr, needs_ocr
from gongkai.report.readers.pdf_breaks import continued
from gongkai.report.readers.pdf_flow import Sheet, blocks, furniture_of
from gongkai.report.readers.pdf_page import LOCK, Page, Source, bounds_of, sides
from gongkai.report.readers.pdf_sheet import is_garbled, is_scan, sheet

TABLES, BROAD = 3, 7  # tables of a report, and columns of figures of the broadest but one
TAIL = 2048  # bytes at the end of a file in which its end mark must stand


def read(data: bytes) -> Document:
    """Return the document in a PDF; pages that are pictures are read by OCR where the extra is there.

    :raises Unreadable: encrypted, damaged, empty, needs_ocr.
    """
    if not data.strip(b"\0\r\n\t "):
        raise empty()
    with LOCK, _opened(data) as handle:
        pages = [_sides(handle, number) for number in range(1, pdfium.FPDF_GetPageCount(handle) + 1)]
        if not any(side.chars or side.images for page in pages for side in page):
            raise empty()
        scans = {
            page[0].number for page in pages if is_scan(page) or is_garbled(page) or (page[0].hidden and has_ocr())
        }
        if len(scans) == len(pages) and not has_ocr():
            raise needs_ocr()
        sheets = [_plain(page, scans) for page in pages]
        by_ocr = {page[0].number for page in pages if page[0].hidden} | _recognised(handle, sheets, scans)
        furniture = furniture_of(sheets)
        notes = [*_notes(pages, by_ocr), *continued(sheets, furniture)]
        return Document("pdf_scan" if by_ocr else "pdf", blocks(sheets, furniture), title=_title(handle), notes=notes)


def empty() -> Unreadable:
    """Return the refusal of a file with nothing on its pages."""
    return Unreadable(
        "empty",
        "文件是空的，没有任何文字、表格或者图片；请检查是否选对了文件。",
        "The file is empty: no text, no table, no picture. Check that it is the right file.",
    )


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        raise _refusal(pdfium.FPDF_GetLastError())
    try:
        # PDFium mends what it can and says nothing: of a file that was cut off it would show the pages that are left.
        if b"%%EOF" not in data[-TAIL:]:
            raise _refusal(pdfium.FPDF_ERR_FORMAT)
        yield handle
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _refusal(code: int) -> Unreadable:
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Unreadable(
            "encrypted",
            "PDF 设有打开密码，无法读取；请提供不加密的文件。",
            "The PDF needs a password to be opened. Hand in a file without one.",
        )
    return Unreadable(
        "damaged",
        "PDF 已损坏或者不完整，无法读取；请重新下载或者重新导出。",
        "The PDF is damaged or incomplete. Download or export it again.",
    )


def _sides(handle: Any, number: int) -> list[Page]:
    """Return a page, once for each direction of its text.

    :raises Unreadable: where the page cannot be opened.
    """
    page = pdfium.FPDF_LoadPage(handle, number - 1)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    if not text:
        raise Unreadable(
            "damaged",
            f"PDF 已损坏：第 {number} 页无法打开；请重新下载或者重新导出。",
            f"The PDF is damaged: page {number} cannot be opened. Download or export it again.",
        )
    try:
        return sides(Source(page, text, number, bounds_of(page), pdfium.FPDFPage_GetRotation(page) % 4))
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _plain(page: list[Page], scans: Set[int]) -> Sheet:
    """Return what can be read of a page without OCR; of a scan that is only that there is a picture."""
    main = page[0]
    if main.number not in scans:
        return sheet(page)
    whole = PagePlace(main.number, main.place((0.0, 0.0, main.width, main.height)))
    return Sheet(main.number, main.width, main.height, [Picture(whole)])


def _recognised(handle: Any, sheets: list[Sheet], scans: Set[int]) -> set[int]:
    """Put what OCR reads in place of scans, and of large pictures where tables seem to be missing; return the pages."""
    pictures = set() if _has_tables(sheets) else {sheet.number for sheet in sheets if _has_picture(sheet)}
    if not (scans | pictures and has_ocr()):
        return set()
    from gongkai.report.readers import isolation, limits

    isolation.allow(limits.OCR_PAGE_SECONDS)  # loading the libraries of the extra takes some of a page's time
    from gongkai.report.readers.ocr_pdf import recognise

    return recognise(handle, sheets, scans | pictures)


def _has_picture(sheet: Sheet) -> bool:
    return any(isinstance(item, Picture) for item in sheet.items)


def _has_tables(sheets: list[Sheet]) -> bool:
    """Tell whether as many tables as a report has were read, and among them one as broad as table 3."""
    items = [item for sheet in sheets for item in sheet.items]
    widths = [len(item.lattice.xs) - 1 for item in items if isinstance(item, Table)]
    widths += [max(cell.column + cell.columns for cell in item.cells) for item in items if isinstance(item, Grid)]
    return len(widths) >= TABLES and max(widths) >= BROAD


def _title(handle: Any) -> str | None:
    """Return the title in the properties of the file where it is that of a report; programs leave much else there."""
    size = pdfium.FPDF_GetMetaText(handle, b"Title", None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(handle, b"Title", buffer, size)
    title = buffer.raw.decode("utf-16-le", "ignore").strip("\0 ")
    return title if "报告" in title or "報告" in title else None


def _notes(pages: list[list[Page]], by_ocr: Set[int]) -> list[Note]:
    notes = []
    if folded := "".join(sorted({char for page in pages for char in page[0].folded})):
        notes.append(Note("compatibility_forms", detail=folded[:10]))
    seen = [page[0] for page in pages if page[0].strays and page[0].number not in by_ocr]
    if strays := sum(char.text == "\ufffd" for main in seen for char in main.chars):
        notes.append(Note("replacement_characters", detail=str(strays)))
    if by_ocr:
        where = next(page[0] for page in pages if page[0].number in by_ocr)
        place = PagePlace(where.number, where.place((0.0, 0.0, where.width, where.height)))
        notes.append(Note("ocr", place, detail="、".join(map(str, sorted(by_ocr)))))
    return notes
