"""Which files a call means."""

import os
from pathlib import Path
from typing import Any

import pytest

from gongkai.report import inputs, reading


def names(found: inputs.Inputs, folder: Path) -> list[str]:
    """Return the paths below the folder."""
    return [os.path.relpath(item.path, folder) for item in found.files]


def lay(folder: Path, *paths: str) -> None:
    """Put small files into a folder."""
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path)


def test_a_folder_is_opened_in_a_stable_order_with_its_folders(tmp_path: Path) -> None:
    lay(tmp_path, "b.txt", "a.txt", "z/1.html", "c/2.docx", "c/d/3.pdf")
    found = inputs.expand([str(tmp_path)])
    assert names(found, tmp_path) == ["a.txt", "b.txt", "c/2.docx", "c/d/3.pdf", "z/1.html"]
    assert found.several


def test_what_is_no_report_is_left_out_of_a_folder_and_counted(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "a.gongkai.toml", "notes.md", "style.css", ".hidden.txt", "~$a.docx", "no_ending")
    found = inputs.expand([str(tmp_path)])
    assert names(found, tmp_path) == ["a.txt", "no_ending"]
    assert found.left_out == 2


def test_what_a_browser_saves_with_a_page_is_not_looked_at(tmp_path: Path) -> None:
    lay(tmp_path, "page.html", "page_files/ad.html", "page2_files/real.html", "__MACOSX/x.txt", ".git/y.txt")
    assert names(inputs.expand([str(tmp_path)]), tmp_path) == ["page.html", "page2_files/real.html"]


def test_the_place_for_results_is_never_an_input(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "out.html", "letters/b.docx")
    assert names(inputs.expand([str(tmp_path)], leave_out=str(tmp_path / "out.html")), tmp_path) == [
        "a.txt",
        "letters/b.docx",
    ]
    assert names(inputs.expand([str(tmp_path)], leave_out=str(tmp_path / "letters")), tmp_path) == ["a.txt", "out.html"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    one = str(tmp_path / "a.txt")
    found = inputs.expand([one, one, str(tmp_path), "-", "-"])
    assert [item.path for item in found.files] == [one, "-"]


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    lay(tmp_path, "report.md")
    found = inputs.expand([str(tmp_path / "report.md")])
    assert names(found, tmp_path) == ["report.md"]
    assert not found.several


def test_a_zip_may_hold_several_reports(tmp_path: Path) -> None:
    lay(tmp_path, "all.ZIP")
    assert inputs.expand([str(tmp_path / "all.ZIP")]).several


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe")
    assert names(inputs.expand([str(tmp_path)]), tmp_path) == ["a.txt"]


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        inputs.expand([str(tmp_path / "nothing")])


def test_the_key_changes_with_the_file_and_with_the_file_of_silences(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    path = str(tmp_path / "a.txt")
    keys = [inputs.expand([path]).files[0].key]
    lay(tmp_path, "a.gongkai.toml")
    keys.append(inputs.expand([path]).files[0].key)
    (tmp_path / "a.txt").write_text("changed and longer")
    keys.append(inputs.expand([path]).files[0].key)
    assert len(set(keys)) == 3


def test_a_name_that_is_no_utf8_can_be_shown() -> None:
    name = os.fsdecode("报告".encode("gbk") + b".txt")
    shown = inputs.Input(name).shown
    assert shown.endswith(".txt")
    shown.encode("utf-8")


def test_a_file_that_vanishes_has_a_key_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "a.txt")
    monkeypatch.setattr(os, "stat", _gone)
    found = inputs.Inputs()
    inputs._add(found, str(tmp_path / "a.txt"), set(), chosen=True)
    assert len(found.files[0].key) == 32


def _gone(*_: object, **__: object) -> None:
    raise OSError


def test_a_folder_that_cannot_be_opened_is_refused_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("1.html", "locked/2.html", "open/3.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    scandir = os.scandir

    def guarded(path: str) -> Any:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = inputs.expand([str(tmp_path)])
    assert [Path(item.path).name for item in found.files] == ["1.html", "3.html", "locked"]
    (refused,) = reading.read_input(found.files[2])
    assert isinstance(refused, reading.Refused) and refused.code == "not_opened"
