"""Worker processes: all files are done once, whatever happens to a worker."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from gongkai.report.corpus import workers
from gongkai.report.inputs import Input


def echo(item: Input) -> Iterator[bytes]:
    """Give the path twice; die, hang or leave over some."""
    if "die" in item.path:
        os._exit(9)
    if "kill" in item.path:
        os.kill(os.getpid(), signal.SIGKILL)
    if "leave" in item.path:
        os.kill(os.getpid(), signal.SIGTERM)
    if "hang" in item.path:
        threading.Event().wait()
    if "none" not in item.path:
        yield item.path.encode()
        yield item.path.upper().encode()


class Unstartable:
    """Work that cannot be had in a new process."""

    def __call__(self, item: Input) -> Iterator[bytes]:
        yield item.path.encode()

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (7,)


def lost(item: Input, fate: str) -> bytes:
    """Return the record of a lost file."""
    return f"{item.path} {fate}".encode()


def run(paths: list[str], **options: object) -> dict[str, list[bytes]]:
    """Return what each path gave."""
    done: dict[str, list[bytes]] = {}
    inputs = [Input(path) for path in paths]
    for item, records in workers.processes(inputs, echo, count=2, lost=lost, **options):  # type: ignore[arg-type]
        assert item.path not in done
        done[item.path] = records
    assert set(done) == set(paths)
    return done


def test_every_file_is_done_once_with_its_records_in_order() -> None:
    done = run([f"f{number}" for number in range(40)] + ["none"])
    assert done["f7"] == [b"f7", b"F7"]
    assert done["none"] == []


def test_a_worker_that_dies_costs_one_file_only() -> None:
    paths = ["a", "die1", "b", "c", "kill2", "d", "leave3", "e", "f", "g", "die4"]
    done = run(paths, batch=4)
    for path in paths:
        expected = [path.encode(), path.upper().encode()]
        assert done[path] == ([f"{path} crashed".encode()] if path[-1].isdigit() else expected)


def test_a_worker_that_never_answers_is_ended() -> None:
    done = run(["a", "hang", "b"], patience=0.5)
    assert done["hang"] == [b"hang timeout"]
    assert done["b"] == [b"b", b"B"]


def test_workers_that_cannot_start_are_said_to_be_so() -> None:
    with pytest.raises(workers.CannotStart):
        list(workers.processes([Input("a")], Unstartable(), count=1, lost=lost))


def test_workers_go_when_nobody_wants_more() -> None:
    run_ = workers.processes([Input(f"f{number}") for number in range(100)], echo, count=2, lost=lost)
    next(run_)
    before = time.monotonic()
    run_.close()  # type: ignore[attr-defined]
    assert time.monotonic() - before < 5


def test_a_worker_says_it_is_ready_and_sends_what_each_file_gives() -> None:
    ours, theirs = multiprocessing.Pipe()
    heard: list[bytes] = []

    def ask() -> None:
        heard.append(ours.recv_bytes())
        ours.send([Input("a"), Input("none")])
        heard.extend(ours.recv_bytes() for _ in range(4))
        ours.close()

    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    asking = threading.Thread(target=ask)
    asking.start()
    workers._serve(theirs, echo)
    asking.join()
    with pytest.raises(SystemExit):
        signal.raise_signal(signal.SIGTERM)
    for number, handler in zip((signal.SIGINT, signal.SIGTERM), before, strict=True):
        signal.signal(number, handler)
    theirs.close()
    assert heard == [b"ready", b"a", b"A", b"", b""]


def test_a_worker_that_will_not_go_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stubborn:
        killed = False

        def terminate(self) -> None: ...

        def join(self, timeout: float | None = None) -> None: ...

        def is_alive(self) -> bool:
            return not self.killed

        def kill(self) -> None:
            self.killed = True

    program = Stubborn()
    ours, theirs = multiprocessing.Pipe()
    workers._dismiss([workers._Worker(program, ours)])  # type: ignore[arg-type]
    theirs.close()
    assert program.killed


def test_one_after_the_other_gives_the_same() -> None:
    assert list(workers.serial([Input("a")], echo)) == [(Input("a"), [b"a", b"A"])]


def test_the_number_of_processors_is_known_where_affinity_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workers.available() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert workers.available() == os.cpu_count()
