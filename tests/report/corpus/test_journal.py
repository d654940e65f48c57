"""What a run keeps on disk."""

import os
import sqlite3
import sys
import time
from pathlib import Path

import pytest

from gongkai.report.corpus import journal
from gongkai.report.corpus.journal import Journal, Memory, Store, open_journal


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.mark.parametrize("make", [Memory, lambda: open_journal(["x"])], ids=["memory", "disk"])
def test_records_come_back_in_their_order(make: type[Store]) -> None:
    store = make()
    store.add("a", [b"1", b"2", b"3"])
    store.add("empty", [])
    assert list(store.records("a")) == [b"1", b"2", b"3"]
    assert list(store.records("empty")) == list(store.records("unknown")) == []
    assert [store.known(key) for key in ("a", "empty", "unknown")] == [True, True, False]
    store.close(done=True)


def test_an_interrupted_command_finds_its_journal_again() -> None:
    first = open_journal(["check", "folder"])
    for number in range(journal.COMMIT_EVERY + 1):
        first.add(str(number), [b"x"])
    first.close(done=False)
    again = open_journal(["check", "folder"])
    other = open_journal(["check", "other"])
    assert again.known("0")
    assert again.known(str(journal.COMMIT_EVERY))
    assert not other.known("0")
    again.close(done=True)
    other.close(done=True)
    fresh = open_journal(["check", "folder"])
    assert not fresh.known("0")
    fresh.close(done=True)
    assert list(journal.cache_folder().iterdir()) == []


def test_the_same_command_running_twice_does_not_mix_its_records() -> None:
    first = open_journal(["x"])
    first.add("a", [b"1"])
    second = open_journal(["x"])
    assert not second.known("a")
    assert (first.resumable, second.resumable) == (True, False)
    second.close(done=False)
    assert not second.path.exists()
    assert not second.path.parent.exists()
    first.close(done=True)


def test_a_journal_that_was_cut_short_is_begun_anew() -> None:
    first = open_journal(["x"])
    first.close(done=False)
    first.path.write_bytes(b"this is no database, and long enough to be told from an empty one" * 50)
    again = open_journal(["x"])
    assert not again.known("a")
    again.close(done=True)


def test_a_cache_folder_that_cannot_be_written_costs_the_resuming_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    store = open_journal(["x"])
    assert not store.resumable
    store.add("a", [b"1"])
    assert list(store.records("a")) == [b"1"]
    store.close(done=False)


def test_old_journals_are_deleted() -> None:
    old, new = open_journal(["old"]), open_journal(["new"])
    old.close(done=False)
    new.close(done=False)
    past = time.time() - (journal.FORGET_AFTER_DAYS + 1) * 86400
    os.utime(old.path, (past, past))
    open_journal(["x"]).close(done=True)
    assert (old.path.exists(), new.path.exists()) == (False, True)


def test_a_broken_connection_is_closed(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        Journal(tmp_path / "no folder" / "x")


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "home/.cache/gongkai"),
        ("darwin", {}, "home/Library/Caches/gongkai"),
        ("win32", {"LOCALAPPDATA": "local"}, "local/gongkai"),
        ("win32", {}, "home/AppData/Local/gongkai"),
    ],
)
def test_each_system_has_its_folder_for_what_can_be_thrown_away(
    platform: str, environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("home"))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert journal.cache_folder() == Path(expected)
