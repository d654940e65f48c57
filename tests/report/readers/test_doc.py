"""Old formats go through LibreOffice; without it the refusal says what to do."""

import shutil
import stat
from pathlib import Path

import pytest

from gongkai.report.blocks import Grid, GridCell
from gongkai.report.model import Line
from gongkai.report.readers import doc, document, limits
from gongkai.report.readers.errors import Unreadable
from tests.report.readers.packages import docx, ole2, p, xlsx, zipped

RTF = (
    rb"{\rtf1\ansi\uc0 {\pard \u19968 \u12289 \u24635 \u20307 \par}"
    rb"{\trowd\cellx1000\cellx2000\cellx3000 a\intbl\cell 1\cell 2\cell\row}"
    rb"{\trowd\cellx1000\cellx2000\cellx3000 b\intbl\cell 3\cell 4\cell\row}{\pard end\par}}"
)
needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        doc.read(data)
    return refused.value.code


def program(folder: Path, script: str) -> str:
    """Return a stand-in for LibreOffice: a script that finds its arguments as the real one does."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(doc, "_USUAL_HOMES", ())
    assert refusal(ole2("WordDocument")) == "needs_libreoffice"


def test_the_usual_homes_are_looked_into(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(doc, "_USUAL_HOMES", (str(tmp_path / "none"), program(tmp_path, "exit 0")))
    assert refusal(ole2("WordDocument")) == "damaged"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ole2("EncryptedPackage"), "encrypted"),
        (ole2("WordDocument", flags=0x0100), "encrypted"),
        (ole2("PowerPoint"), "wrong_kind"),
    ],
)
def test_what_libreoffice_need_not_be_asked_is_refused_at_once(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_name_in_the_text_is_no_entry_of_the_directory() -> None:
    data = bytearray(ole2("PowerPoint"))
    data[601 : 601 + 24] = "WordDocument".encode("utf-16-le")
    data[601 + 24 : 601 + 64] = b"\0" * 40
    assert refusal(bytes(data)) == "wrong_kind"


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (ole2("WordDocument"), "doc"),
        (b"{\\rtf1 x}", "rtf"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
        (b"<?xml version='1.0'?><?mso-application?>", "xml"),
    ],
)
def test_the_conversion_gets_the_right_ending(
    data: bytes, ending: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "result.docx").write_bytes(docx(p("一、总体情况")))
    script = f'shift 7; mkdir -p "$1"; case "$2" in *.{ending}) cp {tmp_path}/result.docx "$1/report.docx";; esac'
    monkeypatch.setattr(doc, "_program", lambda: program(tmp_path, script))
    found = doc.read(data)
    assert found.kind == "doc"
    assert [block.text for block in found.blocks if isinstance(block, Line)] == ["一、总体情况"]


@pytest.mark.parametrize(
    "data", [ole2("Workbook"), ole2("Book"), zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})]
)
def test_old_spreadsheets_become_new_ones(data: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sheet = "<sheetData><row r='1'><c r='A1'><v>7</v></c></row></sheetData>"
    (tmp_path / "result.xlsx").write_bytes(xlsx({"Sheet1": sheet}))
    monkeypatch.setattr(
        doc,
        "_program",
        lambda: program(tmp_path, f'shift 7; mkdir -p "$1"; cp {tmp_path}/result.xlsx "$1/report.xlsx"'),
    )
    (grid,) = doc.read(data).blocks
    assert isinstance(grid, Grid) and isinstance(grid.cells[0], GridCell) and grid.cells[0].text == "7"


def test_a_conversion_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "DOC_SECONDS", 0.3)
    monkeypatch.setattr(doc, "_program", lambda: program(tmp_path, "sleep 30 & sleep 30"))
    assert refusal(ole2("WordDocument")) == "timeout"


@needs_libreoffice
def test_libreoffice_reads_lines_and_tables() -> None:
    found = document(RTF, "report.doc")
    assert found.kind == "doc"
    assert [type(block).__name__ for block in found.blocks] == ["Line", "Grid", "Line"]
    assert isinstance(found.blocks[1], Grid)
    assert [cell.text for cell in found.blocks[1].cells] == ["a", "1", "2", "b", "3", "4"]


@needs_libreoffice
def test_what_libreoffice_cannot_open_is_damaged() -> None:
    assert refusal(ole2("WordDocument")) == "damaged"
