"""Files are known by what they contain; the hostile ones are refused with a sentence that says what to do."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.web.vault import uploads
from gongkai.web.vault.uploads import OFFICE, BadUpload, check, harmless_name

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def png(width=2, height=2, tail=b""):
    """Return a PNG that says it has this size."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 6)) + chunk(b"IEND", b"") + tail


def jpg(width=2, height=2, tail=b""):
    """Return a JPG that says it has this size."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 0)
    scan = b"\xff\xda" + struct.pack(">H", 2) + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"ab" + frame + scan + b"\xff\xd9" + tail


def package(main=WORD, extra=(), comment=b"", contents=None):
    """Return a DOCX or an XLSX of the least that makes one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        said = contents or f'<Types><Override PartName="/x.xml" ContentType="{main}.main+xml"/></Types>'
        file.writestr("[Content_Types].xml", said)
        for name, content in extra:
            file.writestr(name, content)
        file.comment = comment
    return packed.getvalue()


def sent(data, name="证明.pdf"):
    """Return bytes as they come from a form."""
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize(
    ("data", "content_type", "name"),
    [
        (PDF, "application/pdf", "证明.pdf"),
        (png(), "image/png", "证明.png"),
        (jpg(), "image/jpeg", "证明.jpg"),
        (jpg(tail=jpg()), "image/jpeg", "证明.jpg"),
        (jpg(tail=b"\0\0\0\x18ftypmp42"), "image/jpeg", "证明.jpg"),
        (package(WORD), WORD, "证明.docx"),
        (package(SHEET), SHEET, "证明.xlsx"),
    ],
)
def test_a_good_file_is_taken_under_the_name_that_its_content_has(data, content_type, name):
    found = check(sent(data), OFFICE)
    assert (found.data, found.content_type, found.name) == (data, content_type, name)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b"MZ\x90\0 program", "只能上传"),
        (b"<html><script>alert(1)</script>", "只能上传"),
        (b"GIF89a" + PDF, "只能上传"),
        (package(WORD), "只能上传"),
        (PDF[:40], "不完整"),
        (PDF + package(WORD), "两种文件"),
        (b"%PDF-1.4 <script>alert(1)</script>" + PDF[8:], "两种文件"),
        (PDF.replace(b"/Catalog", b"/JavaScript"), "脚本"),
        (PDF.replace(b"/Catalog", b"/Launch"), "可执行"),
        (PDF.replace(b"/Catalog", b"/EmbeddedFile"), "内嵌"),
        (PDF.replace(b"/Catalog", b"/Encrypt"), "密码"),
        (png(40_000, 40_000), "过大"),
        (png(31_000, 1), "过大"),
        (png(0, 1), "损坏"),
        (png()[:-4], "损坏"),
        (png()[:20], "损坏"),
        (png(tail=b"hidden"), "末尾"),
        (png(tail=package(WORD)), "两种文件"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "损坏"),
        (jpg(60_000, 60_000), "过大"),
        (jpg()[:-2], "损坏"),
        (jpg(tail=b"MZ program"), "末尾"),
        (jpg(tail=PDF), "两种文件|末尾"),
        (b"\xff\xd8\xff\xd9", "损坏"),
        (b"\xff\xd8\xff\xe0", "损坏"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_with_a_sentence(data, says):
    with pytest.raises(BadUpload, match=says):
        check(sent(data))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (package("application/zip"), "压缩文件"),
        (package(WORD, extra=[("word/vbaProject.bin", b"x")]), "宏"),
        (package(SHEET, extra=[("xl/embeddings/oleObject1.bin", b"x")]), "内嵌"),
        (package(WORD, extra=[("../../etc/cron.d/x", b"x")]), "损坏"),
        (package(WORD, extra=[("/etc/x", b"x")]), "损坏"),
        (package(WORD, extra=[("big.xml", b"\0" * 40_000_000)]), "展开后过大"),
        (package(WORD, comment=b"behind"), "损坏"),
        (package(WORD)[:-30], "损坏"),
        (b"PK\x03\x04" + b"\0" * 60, "损坏"),
        (b"PK\x03\x04" + package(WORD), "损坏"),
    ],
)
def test_a_document_that_runs_or_bursts_is_refused(data, says):
    with pytest.raises(BadUpload, match=says):
        check(sent(data), OFFICE)


def test_a_document_without_a_table_of_contents_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("readme.txt", b"x")
    with pytest.raises(BadUpload, match="损坏"):
        check(sent(packed.getvalue()), OFFICE)


def test_a_file_over_the_limit_is_refused_unread(monkeypatch):
    monkeypatch.setattr(uploads, "LIMIT", 10)
    with pytest.raises(BadUpload, match="压缩或者分开"):
        check(sent(PDF))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("授权委托书.pdf", "授权委托书.pdf"),
        ("扫描.PDF", "扫描.pdf"),
        ("invoice.exe", "invoice.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\用户\\证件.jpg", "证件.pdf"),
        ("证\u202efdp.exe", "证fdp.pdf"),
        ("零\u200b宽.pdf", "零宽.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ('引"号;<b>.pdf', "引_号__b_.pdf"),
        ("2025年第3.12号", "2025年第3.12号.pdf"),
        ("...", "附件.pdf"),
        ("", "附件.pdf"),
        ("CON.pdf", "附件CON.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("长" * 200 + ".pdf", "长" * 80 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(given, name):
    assert harmless_name(given, ".pdf") == name
