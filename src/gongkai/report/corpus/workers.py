"""Many files at once, in worker processes of our own, so that it is known which file a worker died over.

A worker is told a batch of files and sends its records back one by one. When it dies, the file it was at is lost, the
rest of its batch goes back into the queue and another worker takes its place.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import FrameType
from typing import Literal

from gongkai.report.inputs import Input

# What is done with one file: its records, each at least one byte long. It must be picklable to reach the workers.
Work = Callable[[Input], Iterator[bytes]]
# The record of a file that was lost, and why: "crashed" or "timeout".
Lost = Callable[[Input, str], bytes]
Done = tuple[Input, list[bytes]]

BATCH = 50
# Longer than any limit of a reader: the last resort against a worker that will never answer again.
PATIENCE_SECONDS = 400.0
_END_OF_FILE = b""
_READY = b"ready"


@dataclass(slots=True)
class _Worker:
    program: SpawnProcess
    pipe: Connection
    state: Literal["starting", "ready", "dead"] = "starting"
    batch: deque[Input] = field(default_factory=deque)
    records: list[bytes] = field(default_factory=list)
    heard: float = 0.0
    fate: str = "crashed"


class CannotStart(Exception):
    """Worker processes cannot be started here; the files that are left have to be read in this process."""


def available() -> int:
    """Return the number of processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def serial(inputs: Sequence[Input], work: Work) -> Iterator[Done]:
    """Yield every file with its records, one after the other, in this process."""
    for item in inputs:
        yield item, list(work(item))


def processes(
    inputs: Sequence[Input],
    work: Work,
    *,
    count: int,
    lost: Lost,
    batch: int = BATCH,
    patience: float = PATIENCE_SECONDS,
) -> Iterator[Done]:
    """Yield every file with its records, as they are done, from `count` worker processes.

    :raises CannotStart: where a worker dies before it was told anything.
    """
    queue = deque(inputs)
    # Small corpora get small batches, or one worker would sit idle while another has them all.
    size = max(1, min(batch, len(inputs) // (count * 4)))
    crew = [_start(work) for _ in range(min(count, len(inputs)))]
    try:
        while queue or any(worker.batch for worker in crew):
            waiting = [worker.pipe for worker in crew if worker.batch or worker.state == "starting"]
            ready = set(wait(waiting, timeout=1.0))
            for worker in crew:
                if worker.pipe in ready:
                    yield from _hear(worker, queue, lost)
                elif worker.batch and time.monotonic() - worker.heard > patience:
                    worker.fate = "timeout"
                    worker.program.kill()
                _tend(worker, queue, work, size)
    finally:
        _dismiss(crew)


def _hear(worker: _Worker, queue: deque[Input], lost: Lost) -> Iterator[Done]:
    """Yield the file that the worker finished with this message, if it did, or the one it died over."""
    try:
        message = worker.pipe.recv_bytes()
    except (EOFError, OSError):
        if worker.state == "starting":
            raise CannotStart from None
        worker.state = "dead"
        culprit = worker.batch.popleft()
        queue.extendleft(reversed(worker.batch))
        worker.batch.clear()
        yield culprit, [lost(culprit, worker.fate)]
        return
    worker.heard = time.monotonic()
    if worker.state == "starting":
        worker.state = "ready"
    elif message != _END_OF_FILE:
        worker.records.append(message)
    else:
        records, worker.records = worker.records, []
        yield worker.batch.popleft(), records


def _start(work: Work) -> _Worker:
    # "spawn" behaves alike on every system and does not copy the threads of whoever uses us as a library.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    program = context.Process(target=_serve, args=(theirs, work), name="gongkai-worker")
    program.start()
    theirs.close()
    return _Worker(program, ours)


def _tend(worker: _Worker, queue: deque[Input], work: Work, size: int) -> None:
    """Put a new process in the place of a dead one and give an idle one its next batch, while there is something to do.

    Only idle workers are told anything, so that neither side waits for the other to listen.
    """
    if not queue or worker.batch:
        return
    if worker.state == "dead":
        worker.pipe.close()
        worker.program.join()
        fresh = _start(work)
        worker.program, worker.pipe, worker.state = fresh.program, fresh.pipe, fresh.state
        worker.records, worker.fate = [], fresh.fate
    elif worker.state == "ready":
        worker.batch.extend(queue.popleft() for _ in range(min(size, len(queue))))
        worker.heard = time.monotonic()
        # One that died meanwhile is found out when it is listened to.
        with contextlib.suppress(OSError):
            worker.pipe.send(list(worker.batch))


def _dismiss(crew: list[_Worker]) -> None:
    for worker in crew:
        worker.pipe.close()
        worker.program.terminate()
    for worker in crew:
        worker.program.join(timeout=2.0)
        if worker.program.is_alive():
            worker.program.kill()
            worker.program.join()


def _serve(pipe: Connection, work: Work) -> None:
    # Ctrl-C is the parent's business: it writes the journal and then sends us home.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(EOFError, OSError):
        pipe.send_bytes(_READY)
        while True:
            for item in pipe.recv():
                for record in work(item):
                    pipe.send_bytes(record)
                pipe.send_bytes(_END_OF_FILE)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    # Not os._exit: a child that a reader started must be ended with us.
    sys.exit(1)
