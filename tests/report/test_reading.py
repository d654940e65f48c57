"""A file into a report, or into the reason why not."""

import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.report import reading, writers
from gongkai.report.blocks import Document, Grid, GridCell
from gongkai.report.inputs import Input
from gongkai.report.model import Report, Source, TextPlace
from gongkai.report.readers import archive, limits
from gongkai.report.readers.errors import Unreadable
from gongkai.report.reading import Refused
from tests.report import factory


def refusals(item: Input) -> list[tuple[str, str]]:
    """Return path and code of what a file is refused for."""
    return [(one.path, one.code) for one in reading.read_input(item) if isinstance(one, Refused)]


@pytest.fixture
def page() -> bytes:
    """Return a report as a page."""
    return writers.render(factory.report(), "html")


def test_bytes_and_paths_give_the_same_report(page: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page)
    by_path, by_bytes = reading.read(path), reading.read(page, name=str(path))
    assert by_path == by_bytes
    assert by_path.source.kind == "html"
    assert len(by_path.source.sha256) == 64


def test_a_file_over_the_limit_is_refused_unread(page: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_bytes(page)
    monkeypatch.setattr(limits, "INPUT_BYTES", 100)
    (refused,) = reading.read_input(Input(str(tmp_path / "a.html")))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.sha256) == ("too_large", None)


def test_a_zip_that_breaks_on_the_way_gives_what_came_before(page: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_is_archive", lambda data, path: True)
    monkeypatch.setattr(archive, "members", _breaking)
    first, second, *rest = reading.read_input(Input("a.zip", "", page))
    assert isinstance(first, Report) and first.source.path == "a.zip!/1.html"
    assert isinstance(second, Refused) and (second.path, second.code) == ("a.zip", "damaged")
    assert rest == []


def _breaking(data: bytes, path: str) -> Iterator[tuple[str, bytes | Unreadable]]:
    yield f"{path}!/1.html", data
    raise Unreadable("damaged", "损坏。", "Damaged.")


def test_a_file_that_cannot_be_opened_does_not_hold_several(tmp_path: Path) -> None:
    assert not reading.holds_several(Input(str(tmp_path / "none.zip")))


def test_a_zip_without_files_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("inner/", b"")
        packed.writestr("__MACOSX/._a.docx", b"x")
    assert refusals(Input("a.zip", "", (tmp_path / "a.zip").read_bytes())) == [("a.zip", "empty")]
    with zipfile.ZipFile(tmp_path / "b.zip", "w"):
        pass
    assert refusals(Input("b.zip", "", (tmp_path / "b.zip").read_bytes())) == [("b.zip", "empty")]


def test_a_member_that_cannot_be_unpacked_does_not_cost_the_others(page: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("1.html", page)
        packed.writestr("2.html", page)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[60:80] = b"\xff" * 20
    item = Input("a.zip", "", bytes(data))
    assert [path for path, _ in refusals(item)] == ["a.zip!/1.html"]
    assert sum(isinstance(one, Report) for one in reading.read_input(item)) == 1


def test_whatever_fails_inside_is_a_refusal_and_no_exception(page: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.report.readers.document", _failing)
    assert refusals(Input("a.html", "", page)) == [("a.html", "internal")]


def _hanging(document: Document, source: Source) -> Report:
    time.sleep(30)
    raise AssertionError(source)


def test_text_out_of_proportion_is_ended_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_understood", _hanging)
    monkeypatch.setattr(limits, "WORK_SECONDS", 1.0)
    assert refusals(Input("a.txt", "", b"1" * (limits.HEAVY_LINE + 1))) == [("a.txt", "timeout")]


def test_text_out_of_proportion_is_read_all_the_same(page: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    here = reading.read(page, name="a.html")
    monkeypatch.setattr(limits, "HEAVY_TEXT", 10)
    assert reading.read(page, name="a.html") == here


def test_text_of_very_many_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINES", 10)
    assert refusals(Input("a.txt", "", "公开\n".encode() * 10)) == [("a.txt", "too_large")]


def test_a_page_of_very_many_cells_is_refused(page: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINES", 10)
    assert refusals(Input("a.html", "", page)) == [("a.html", "too_large")]


def test_grids_count_among_the_texts() -> None:
    cell = GridCell("1" * (limits.HEAVY_LINE + 1), 0, 0, TextPlace(1, 1))
    document = Document("html", [Grid([cell], TextPlace(1, 1))])
    assert limits.is_heavy(reading._texts(document))


def _failing(*_: object) -> None:
    raise KeyError("something new")


def test_a_file_that_is_gone_when_its_turn_comes_is_refused(tmp_path: Path) -> None:
    (refused,) = reading.read_input(Input(str(tmp_path / "gone.html")))
    assert isinstance(refused, Refused)
    assert (refused.path, refused.code, refused.sha256) == (str(tmp_path / "gone.html"), "not_opened", None)
    assert refused.zh.startswith("文件打不开（") and refused.en.startswith("The file cannot be opened (")
