"""What a file is, by its content: the first bytes, the directory of a package, the tags of a page.

The name decides only between a page and plain text that happens to hold tags.
"""

import re
from typing import Literal

from gongkai.report.readers.errors import Unreadable

FileKind = Literal["text", "html", "mhtml", "docx", "doc", "xlsx", "pdf", "image", "zip"]

_HEAD = 65_536
_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),  # OLE2: Word, WPS or Excel of old, or an encrypted package
    (b"{\\rtf", "doc"),
)
_FOREIGN = (
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)
_PAGE_NAMES = (".htm", ".html", ".shtml", ".xhtml", ".asp", ".aspx", ".jsp", ".php")
_TEXT_NAMES = (".txt", ".md", ".text")
_TAG = re.compile(
    rb"<(?:!doctype\s+html|/?(?:html|head|body|table|tbody|tr|td|div|section|article)\b|/(?:p|span|h[1-6]|li)>)",
    re.IGNORECASE,
)
_START = re.compile(rb"<(?:[a-z][a-z0-9]*[\s>/]|!doctype\s|!--)", re.IGNORECASE)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n){0,40}?content-type:\s*multipart/related", re.IGNORECASE)
_WORD_XML = re.compile(rb"<\?mso-application|<w:wordDocument|<pkg:package")


def sniff(data: bytes, name: str) -> FileKind:
    """Return what a file is, by its content first.

    :raises Unreadable: where it is empty, damaged, or nothing that could hold a report.
    """
    head = data[:_HEAD]
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf") and not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise empty()
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from gongkai.report.readers import package

        return _packed(package.names(data))
    if b"%PDF-" in head[:1024]:
        return "pdf"
    _refuse_foreign(head)
    return _written(head, name.lower())


def _packed(names: list[str]) -> FileKind:
    """Return what a ZIP container is, by the names in its directory."""
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return "docx"
        if any(name.startswith("xl/") for name in names):
            return "xlsx"
        raise foreign("PPTX" if any(name.startswith("ppt/") for name in names) else "Office")
    if "mimetype" in names and "content.xml" in names:
        return "doc"  # OpenDocument, which LibreOffice opens
    if "OFD.xml" in names:
        raise foreign("OFD")
    return "zip"


def _refuse_foreign(head: bytes) -> None:
    for magic, label in _FOREIGN:
        if head.startswith(magic) and (len(magic) > 2 or b"\0" in head[:512]):
            raise foreign(label)


def _written(head: bytes, name: str) -> FileKind:
    """Return the kind of a file that holds text in some encoding."""
    plain = _narrow(head) if b"\0" in head or head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    plain = plain.removeprefix(b"\xef\xbb\xbf")
    if _WORD_XML.search(plain, 0, 4096):
        return "doc"
    if _MHTML.match(plain.lstrip()):
        return "mhtml"
    return "html" if _is_page(plain, name) else "text"


def _narrow(head: bytes) -> bytes:
    """Return text in UTF-16 or UTF-32 as UTF-8.

    :raises Unreadable: where it is no text at all.
    """
    from gongkai.report.readers.encoding import decode

    decoded = decode(head[: len(head) // 4 * 4] or head)
    if decoded.encoding.startswith(("UTF-16", "UTF-32")):
        return decoded.text.encode("utf-8", "replace")
    raise foreign(None)


def _is_page(plain: bytes, name: str) -> bool:
    tags = len(_TAG.findall(plain))
    if name.endswith(_PAGE_NAMES):
        return tags >= 1
    return tags >= 2 and (_START.match(plain.lstrip()) is not None or not name.endswith(_TEXT_NAMES))


def empty() -> Unreadable:
    """Return the refusal of a file with nothing in it."""
    return Unreadable(
        "empty",
        "文件是空的，没有可以读取的内容；请检查文件是否已完整保存或上传。",
        "The file is empty, there is nothing to read; check that it was saved or uploaded completely.",
    )


def foreign(label: str | None) -> Unreadable:
    """Return the refusal of a kind of file that no reader takes."""
    zh = f"这是 {label} 文件" if label else "这不是文字文件，也不是能够识别的格式"
    en = f"This is a {label} file" if label else "This is neither text nor a format that is known"
    return Unreadable(
        "wrong_kind",
        f"{zh}，无法作为年度报告读取；请提供 PDF、DOCX、DOC、WPS、XLSX、HTML、TXT、PNG 或 JPEG 文件。",
        f"{en} and cannot be read as an annual report; hand in PDF, DOCX, DOC, WPS, XLSX, HTML, TXT, PNG or JPEG.",
    )
