"""`gongkai read`."""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from gongkai.cli import read, tables
from tests.cli.conftest import Lay, Outcome
from tests.report.test_schemas import validator

Command = Callable[..., Outcome]
REPORT: Draft202012Validator = validator("report")
REFUSED: Draft202012Validator = validator("refused")


def test_one_file_gives_one_object(gongkai: Command, lay: Lay) -> None:
    path = lay("a.html", cells={"requests.new.natural_person": 6, "requests.new.total": 6})
    result = gongkai("read", path)
    read = json.loads(result.out)
    REPORT.validate(read)
    assert (result.code, result.err) == (0, "")
    assert read["source"]["path"] == str(path)
    assert read["cells"]["requests.new.natural_person"]["value"] == 6


def test_a_folder_gives_a_line_each_in_a_stable_order(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    lay("b.html")
    lay("a.html")
    (tmp_path / "c.txt").write_bytes(b"")
    result = gongkai("read", tmp_path)
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert [Path(line["source"]["path"]).name for line in lines] == ["a.html", "b.html", "c.txt"]
    REPORT.validate(lines[0])
    REFUSED.validate(lines[2])
    assert lines[2]["error"]["code"] == "empty"
    assert result.code == 3
    assert "3 个文件：读出 2 份报告，1 份无法读取" in result.err


def test_a_zip_gives_its_members(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    path = lay("a.html")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(path, "inner/a.html")
        archive.writestr("broken.docx", b"PK\x03\x04 nothing more")
        archive.writestr("empty.txt", b"")
    result = gongkai("read", tmp_path / "all.zip")
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert [line["source"]["path"].partition("!/")[2] for line in lines] == ["inner/a.html", "broken.docx", "empty.txt"]
    assert ["error" in line for line in lines] == [False, True, True]
    assert result.code == 3


@pytest.mark.parametrize("name", ["-", "all.docx"])
def test_a_zip_is_a_line_a_member_under_any_name(
    name: str, gongkai: Command, lay: Lay, tmp_path: Path, stdin: Callable[[bytes], None]
) -> None:
    path, packed = lay("a.html"), tmp_path / "all.docx"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "1.html")
        archive.write(path, "2.html")
    stdin(packed.read_bytes())
    result = gongkai("read", name if name == "-" else packed)
    assert [json.loads(line)["source"]["path"][-6:] for line in result.out.splitlines()] == ["1.html", "2.html"]


def test_a_damaged_zip_is_one_refusal(gongkai: Command, tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(b"PK\x03\x04" + b"x" * 100)
    result = gongkai("read", tmp_path / "all.zip")
    REFUSED.validate(json.loads(result.out))
    assert result.code == 3


def test_standard_input_is_a_file_named_dash(gongkai: Command, lay: Lay, stdin: Callable[[bytes], None]) -> None:
    stdin(lay("a.html").read_bytes())
    result = gongkai("read", "-")
    assert json.loads(result.out)["source"]["path"] == "-"
    assert result.code == 0


def test_a_refused_file_is_an_object_with_a_code_and_a_sentence(gongkai: Command, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("今天天气很好。\n" * 20, encoding="utf-8")
    result = gongkai("read", path)
    refused = json.loads(result.out)
    REFUSED.validate(refused)
    assert refused["error"]["code"] == "no_report"
    assert result.code == 3


def test_a_file_that_cannot_be_opened_is_refused(gongkai: Command, lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lay("a.html")
    monkeypatch.setattr("gongkai.report.readers.limits.load", _denied)
    result = gongkai("read", path)
    assert json.loads(result.out)["error"]["code"] == "not_opened"
    assert result.code == 3


def _denied(_: object) -> bytes:
    raise PermissionError(13, "Permission denied")


def test_csv_has_a_cell_a_row(gongkai: Command, lay: Lay) -> None:
    path = lay("a.html", cells={"requests.new.natural_person": 6, "proactive.regulations.made": "slash"})
    result = gongkai("read", path, "--format", "csv")
    rows = {row["cell"]: row for row in csv.DictReader(io.StringIO(result.out))}
    assert tuple(rows["requests.new.natural_person"]) == tables.COLUMNS
    assert rows["requests.new.natural_person"]["value"] == "6"
    assert rows["requests.new.natural_person"]["label"] == "一、本年新收政府信息公开申请数量/自然人"
    assert rows["proactive.regulations.made"]["state"] == "slash"
    assert rows["proactive.regulations.made"]["value"] == ""
    assert json.loads(rows["proactive.regulations.made"]["place"])["table"] >= 1


def test_refused_files_of_a_table_are_told_on_stderr(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    lay("a.html")
    for number in range(read.SHOWN_REFUSALS + 2):
        (tmp_path / f"empty{number}.txt").write_bytes(b"")
    result = gongkai("read", tmp_path, "--format", "csv")
    assert result.err.count(": empty ") == read.SHOWN_REFUSALS
    assert result.code == 3


def test_a_workbook_has_cells_and_refusals_and_no_formulas(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    lay("=1+1.html")
    (tmp_path / "empty.txt").write_bytes(b"")
    out = tmp_path / "out" / "all.xlsx"
    out.parent.mkdir()
    assert gongkai("read", tmp_path, "--format", "xlsx", "-o", out).code == 3
    book = load_workbook(out)
    assert book.sheetnames == ["cells 1", "refused"]
    assert book["cells 1"].max_row == 201
    assert {cell.data_type for row in book["cells 1"].iter_rows() for cell in row} <= {"s", "n"}
    assert book["refused"]["B2"].value == "empty"


def test_a_workbook_of_nothing_has_its_headings(gongkai: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    out = tmp_path / "out.xlsx"
    gongkai("read", tmp_path / "empty.txt", "--format", "xlsx", "-o", out)
    assert [cell.value for cell in next(load_workbook(out)["cells 1"].iter_rows())] == list(tables.COLUMNS)


def test_parquet_has_the_same_rows_with_types(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    path = lay("a.html", cells={"requests.new.natural_person": 6, "requests.new.commercial": "blank"})
    out = tmp_path / "out.parquet"
    assert gongkai("read", path, "--format", "parquet", "-o", out).code == 0
    frame = polars.read_parquet(out)
    assert frame.columns == list(tables.COLUMNS)
    values = dict(zip(frame["cell"], frame["value"], strict=True))
    assert (values["requests.new.natural_person"], values["requests.new.commercial"]) == (6.0, None)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "out.parquet"]


def test_parquet_of_nothing_is_an_empty_table(gongkai: Command, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    (tmp_path / "empty.txt").write_bytes(b"")
    out = tmp_path / "out.parquet"
    assert gongkai("read", tmp_path / "empty.txt", "--format", "parquet", "-o", out).code == 3
    assert polars.read_parquet(out).shape == (0, len(tables.COLUMNS))


def test_parquet_without_its_library_says_how_to_add_it(
    gongkai: Command, lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    out = tmp_path / "out.parquet"
    result = gongkai("read", lay("a.html"), "--format", "parquet", "-o", out)
    assert result.code == 2
    assert "dev.py add parquet" in result.err
    assert not out.exists()


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_what_is_no_text_needs_a_file(gongkai: Command, lay: Lay, form: str) -> None:
    result = gongkai("read", lay("a.html"), "--format", form)
    assert result.code == 2
    assert "-o" in result.err


def test_a_table_shows_every_figure_and_state(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    lay(
        "a.html",
        cells={
            "requests.new.natural_person": 61,
            "requests.new.commercial": "blank",
            "proactive.fees.amount": "unread",
        },
    )
    lay("b.html", year=2020)
    (tmp_path / "empty.txt").write_bytes(b"")
    result = gongkai("read", tmp_path, "--format", "table")
    new = next(line for line in result.out.splitlines() if line.startswith("一、本年新收"))
    assert new.split()[1:3] == ["61", "空"]
    assert "?O8" in result.out
    assert "本年增/减" in result.out
    assert "文件是空的" in result.out


def test_output_to_a_file_appears_when_complete(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    result = gongkai("read", lay("a.html"), "-o", out)
    assert (result.code, result.out) == (0, "")
    REPORT.validate(json.loads(out.read_text("utf-8")))


def test_the_same_command_gives_the_same_with_workers(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    first = lay("00.html").read_bytes()
    for number in range(1, 18):
        (tmp_path / f"{number:02d}.html").write_bytes(first)
    one = gongkai("read", tmp_path, "--jobs", "1")
    two = gongkai("read", tmp_path, "--jobs", "2")
    assert (one.out, one.code) == (two.out, two.code)
    assert one.out.count("\n") == 18


def test_jsonl_is_a_line_also_for_one_file(gongkai: Command, lay: Lay) -> None:
    assert gongkai("read", lay("a.html"), "--format", "jsonl").out.count("\n") == 1


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("=cmd()", "'=cmd()"),
        ("+1", "+1"),
        ("-", "-"),
        ("-3,000.5", "-3,000.5"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        (7, 7),
        (None, None),
    ],
)
def test_a_spreadsheet_never_takes_a_raw_text_for_a_formula(raw: Any, written: Any) -> None:
    assert tables.guarded(raw) == written


def test_a_full_sheet_is_followed_by_another(lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "SHEET_ROWS", 4)
    place = {"line": 1, "column": 1}
    cells = {f"requests.new.{name}": {"value": 1, "state": "read", "raw": "\x011", "place": place} for name in "abcde"}
    read = {
        "source": {"path": "x"},
        "organ": None,
        "year": None,
        "tables": {"requests": {"format": None}},
        "cells": cells,
    }
    tables.write_xlsx([read], tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    assert [sheet.max_row for sheet in book] == [4, 3]
    assert book["cells 1"]["J2"].value == "\ufffd1"


def test_a_raw_text_that_begins_like_a_formula_is_text_in_a_workbook(tmp_path: Path) -> None:
    cell = {"value": None, "state": "unread", "raw": "=HYPERLINK(1)", "place": None}
    tables.write_xlsx([shell({"requests.new.total": cell})], tmp_path / "x.xlsx")
    written = load_workbook(tmp_path / "x.xlsx")["cells 1"]["J2"]
    assert (written.value, written.data_type) == ("=HYPERLINK(1)", "s")


def test_a_table_that_was_not_found_and_values_without_a_cell_are_shown() -> None:
    stream = io.StringIO()
    tables.write_table([shell({}, unplaced=[{"raw": "7", "place": None, "table": "requests"}])], stream)
    assert "未找到 not found" in stream.getvalue()
    assert "Unplaced: 7" in stream.getvalue()


def shell(cells: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the object of a report with these cells and no table that was found."""
    none = {table: {"format": None} for table in ("proactive", "requests", "remedies")}
    return {
        "source": {"path": "x"},
        "organ": None,
        "year": None,
        "tables": none,
        "cells": cells,
        "unplaced": [],
        **more,
    }


def test_a_cell_that_no_form_has_has_no_label() -> None:
    assert tables.label("requests.nothing", None) == ""
