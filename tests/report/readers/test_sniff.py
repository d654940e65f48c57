"""What a file is, its content says; a wrong name is survived."""

import io

import pytest

from gongkai.report.readers import document, sniff
from gongkai.report.readers.errors import Unreadable
from tests.report.readers.packages import OLE2, docx, p, xlsx, zipped

TEXT = "一、总体情况\n本年新收0件\n"
PAGE = "<html><body><table><tr><td>一</td></tr></table></body></html>"
MHTML = "From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (TEXT.encode(), "a.txt", "text"),
        (TEXT.encode("gbk"), "a.pdf", "text"),
        (TEXT.encode("utf-16"), "a.doc", "text"),
        (TEXT.encode("utf-16-be"), "-", "text"),
        (PAGE.encode(), "a.doc", "html"),
        (PAGE.encode("utf-16"), "a.txt", "html"),
        (PAGE.encode(), "a.txt", "html"),
        (b"<!-- saved -->\n<!DOCTYPE html><p>a</p>", "-", "html"),
        (b"<?xml version='1.0'?><html><body></body></html>", "-", "html"),
        ("摘要 <table><tr><td>一</td></tr></table>".encode(), "a.txt", "text"),
        ("摘要 <table><tr><td>一</td></tr></table>".encode(), "-", "html"),
        ("摘要 <p>一</p>".encode(), "a.html", "html"),
        ("一 | 二 <br> 三".encode(), "a.html", "text"),
        (MHTML.encode(), "a.doc", "mhtml"),
        (b"%PDF-1.7\n", "a.docx", "pdf"),
        (b"\r\n\r\n%PDF-1.7\n", "a.docx", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "a.pdf", "image"),
        (b"\xff\xd8\xff\xe0", "a.txt", "image"),
        (OLE2 + b"\0" * 600, "a.docx", "doc"),
        (b"{\\rtf1 abc}", "a.doc", "doc"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "a.doc", "doc"),
        (docx(p("一")), "a.pdf", "docx"),
        (xlsx({"a": ""}), "a.docx", "xlsx"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "a.odt", "doc"),
        (zipped({"a.txt": "x"}), "a.docx", "zip"),
        ("BM是缩写".encode(), "a.txt", "text"),
    ],
)
def test_content_decides_what_a_file_is(data: bytes, name: str, kind: str) -> None:
    assert sniff(data, name) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\0", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"Rar!\x1a\x07\x00", "wrong_kind"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 9, "wrong_kind"),
        (b"MZ\x90\0\x03", "wrong_kind"),
        (b"\x01\x02\0\x03\0\0\x04abc" * 30, "wrong_kind"),
        (zipped({"OFD.xml": "<x/>"}), "wrong_kind"),
        (zipped({"[Content_Types].xml": "<x/>", "ppt/a.xml": ""}), "wrong_kind"),
        (zipped({"[Content_Types].xml": "<x/>", "visio/a.xml": ""}), "wrong_kind"),
        (docx(p("一"))[:200], "damaged"),
        (b"PK\x05\x06" + b"\xff" * 18, "too_large"),
        (b"PK\x03\x04" + b"\0" * 60 + b"PK\x05\x06" + b"\1\0" * 4 + b"\x30\0\0\0\0\0\0\0\0\0", "damaged"),
    ],
)
def test_what_cannot_be_a_report_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        sniff(data, "a.txt")
    assert refused.value.code == code
    assert refused.value.zh.endswith("。") and refused.value.en.endswith(".")


def test_every_kind_finds_its_reader() -> None:
    assert document(TEXT.encode(), "a.txt").kind == "text"
    assert document(PAGE.encode(), "a.doc").kind == "html"
    assert document((MHTML + "Content-Type: text/html\r\n\r\n<p>一</p>\r\n--b--\r\n").encode(), "a.mht").kind == "html"
    assert document(docx(p("一")), "a").kind == "docx"
    assert document(xlsx({"a": "<sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>"}), "a").kind == "xlsx"


def test_a_page_without_a_word_is_empty() -> None:
    with pytest.raises(Unreadable) as refused:
        document(b"<html><body><div></div></body></html>", "a.html")
    assert refused.value.code == "empty"


def test_a_zip_is_no_single_document() -> None:
    with pytest.raises(Unreadable) as refused:
        document(zipped({"a.txt": "x"}), "a.zip")
    assert refused.value.code == "wrong_kind"


def test_an_encrypted_word_file_says_so() -> None:
    from tests.report.readers.packages import ole2

    with pytest.raises(Unreadable) as refused:
        document(ole2("EncryptedPackage"), "a.docx")
    assert refused.value.code == "encrypted"


def test_pictures_and_pdf_go_to_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.report.readers import isolation, limits

    seen: list[float] = []

    def refuse(read: object, data: bytes, seconds: float) -> None:
        seen.append(seconds)
        raise Unreadable("x", "。", ".")

    monkeypatch.setattr(isolation, "run", refuse)
    for data in (b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(Unreadable):
            document(data, "-")
    assert seen == [limits.WORK_SECONDS, limits.OCR_SECONDS]


def test_the_pdf_and_picture_readers_are_those_of_their_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.report.readers import isolation

    monkeypatch.setattr(isolation, "run", lambda read, data, seconds: read(data))
    for data in (b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n broken"):
        with pytest.raises(Unreadable):
            document(data, "-")


def test_a_file_over_the_limit_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.report.readers import limits

    monkeypatch.setattr(limits, "INPUT_BYTES", 3)
    with pytest.raises(Unreadable) as refused:
        document(io.BytesIO(b"1234").getvalue(), "a.txt")
    assert refused.value.code == "too_large"
