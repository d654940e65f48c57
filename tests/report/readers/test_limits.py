"""What is too large is not read, what takes too long is ended, what breaks down is a refusal and no traceback."""

import io
import os
import pickle
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.report.blocks import Document
from gongkai.report.readers import document, isolation, limits, package
from gongkai.report.readers.errors import Unreadable
from tests.report.readers.packages import docx, p


@pytest.fixture(autouse=True)
def _no_child_left() -> Iterator[None]:
    yield
    if isolation._child is not None:
        isolation._dismiss(isolation._child, kill=True)


def code_of(read: isolation.Reader, seconds: float = 5.0) -> str:
    with pytest.raises(Unreadable) as refused:
        isolation.run(read, b"x", seconds)
    return refused.value.code


def good(data: bytes) -> Document:
    return Document("pdf", title=str(len(data)))


def refusing(data: bytes) -> Document:
    raise Unreadable("encrypted", "加密。", "Encrypted.")


def crashing(data: bytes) -> Document:
    os.kill(os.getpid(), signal.SIGKILL)
    return good(data)


def failing(data: bytes) -> Document:
    raise KeyError("a fault of ours")


def hanging(data: bytes) -> Document:
    time.sleep(30)
    return good(data)


def patient(data: bytes) -> Document:
    isolation.allow(10)
    time.sleep(0.8)
    return good(data)


@pytest.fixture(params=["forked", "spawned"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "spawned":
        monkeypatch.setattr(threading, "active_count", lambda: 2)
    return str(request.param)


def test_a_child_answers_many_files(way: str) -> None:
    assert isolation.run(good, b"12", 5).title == "2"
    child = isolation._child
    assert isolation.run(good, b"1" * 2_000_000, 5).title == "2000000"
    assert isolation._child is child


def test_a_refusal_can_be_carried_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(Unreadable("empty", "空。", "Empty.")))
    assert (copy.code, copy.zh, copy.en, str(copy)) == ("empty", "空。", "Empty.", "空。 Empty.")


def test_a_refusal_passes_through(way: str) -> None:
    assert code_of(refusing) == "encrypted"
    assert isolation.run(good, b"", 5).kind == "pdf"


@pytest.mark.parametrize("read", [crashing, failing])
def test_a_child_that_breaks_down_is_a_damaged_file_and_the_next_is_read(way: str, read: isolation.Reader) -> None:
    assert code_of(read) == "damaged"
    assert isolation.run(good, b"", 5).kind == "pdf"


def test_a_child_that_hangs_is_ended_at_the_limit(way: str) -> None:
    started = time.monotonic()
    assert code_of(hanging, 0.2) == "timeout"
    assert time.monotonic() - started < 5


def test_time_is_given_anew_for_a_page_of_ocr() -> None:
    assert isolation.run(patient, b"", 0.6).kind == "pdf"


def test_time_cannot_be_given_outside_a_child() -> None:
    isolation.allow(0.0)


def test_a_child_is_replaced_after_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_FILES_PER_CHILD", 1)
    isolation.run(good, b"", 5)
    child = isolation._child
    isolation.run(good, b"", 5)
    assert isolation._child is not child


def test_an_interrupted_question_leaves_no_child_with_half_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(pipe: int) -> object:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(isolation, "_receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            isolation.run(good, b"", 5)
    assert isolation._child is None


def test_a_child_that_is_gone_is_noticed() -> None:
    isolation.run(good, b"", 5)
    assert isolation._child is not None
    os.kill(isolation._child.pid, signal.SIGKILL)
    time.sleep(0.05)
    assert code_of(good) == "damaged"


def test_half_an_answer_is_none(tmp_path: Path) -> None:
    outlet, inlet = os.pipe()
    os.write(inlet, isolation._LENGTH.pack(100) + b"half")
    os.close(inlet)
    assert isolation._receive(outlet) is None
    os.close(outlet)


def test_what_a_reader_did_not_foresee_is_no_traceback() -> None:
    with pytest.raises(Unreadable) as refused:
        isolation.guarded(failing, b"", alone=False)
    assert refused.value.code == "damaged"
    assert isolation.guarded(good, b"", alone=True).kind == "pdf"


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * limits.MEGABYTE)
    started = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        limits.load(path)
    assert refused.value.code == "too_large" and "200 MB" in refused.value.zh
    assert time.monotonic() - started < 1


def test_a_file_within_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert limits.load(path) == b"abc"
    path.write_bytes(b"")
    assert limits.load(str(path)) == b""


def test_a_pipe_is_read_and_one_without_end_is_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_bytes(b"abc"))
    writer.start()
    assert limits.load(tmp_path / "pipe") == b"abc"
    writer.join()
    monkeypatch.setattr(limits, "INPUT_BYTES", 2)
    with pytest.raises(Unreadable):
        limits.load_stream(io.BytesIO(b"abc"))


def test_a_page_nested_past_all_reason_is_refused_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        document(b"<div>" * 100_000 + "一".encode(), "a.html")
    assert refused.value.code == "damaged"
    assert time.monotonic() - started < 2


def test_a_deep_page_is_read_in_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(isolation, "guarded", lambda read, data, *, alone: seen.append(alone) or read(data))
    document(b"<div>" * 3000 + "一".encode(), "a.html")
    document(b"<html><body>" + b"<li>" * 3000 + "一".encode(), "a.html")
    document(b"<html><body>" + f"<p>{'一' * 30}</p>".encode() * 40_000, "a.html")
    document(docx(p("一")), "a.docx")
    assert seen == [True, False, True, False]


def test_deeply_nested_tables_are_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        document(b"<table><tr><td>" * 100 + b"x", "a.html")
    assert refused.value.code == "damaged"


def test_a_package_that_unpacks_to_much_is_heavy() -> None:
    assert package.is_heavy(docx(p("一"), {"word/media/a.bin": b"\0" * (17 * limits.MEGABYTE)}))
