"""Readers that may hang or crash in a C library run in a child process, which ends itself at the limit.

One child serves many files. It is forked on first use, so that a single file pays some milliseconds and no new
interpreter; where forking is impossible or unsafe (Windows, threads) a fresh interpreter takes its place.
"""

import os
import struct
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar, cast

from gongkai.report.blocks import Document
from gongkai.report.readers import limits
from gongkai.report.readers.errors import Unreadable, damaged

if TYPE_CHECKING:
    import subprocess

Argument = TypeVar("Argument")
Result = TypeVar("Result")
Reader = Callable[[bytes], Document]

_FILES_PER_CHILD = 200  # C libraries leak; a new child is cheap
_LENGTH = struct.Struct("<Q")
_TIMED_OUT = 1  # what faulthandler exits with
_BROKE = 70

# What a broken file can provoke in a reader that is Python. A file must never end in a traceback, so it is refused
# instead; the tests call the readers without this net.
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def guarded(read: Reader, data: bytes, *, alone: bool) -> Document:
    """Return `read(data)`, in a child where `alone` says that the file might take long.

    :raises Unreadable: also for what the reader did not foresee.
    """
    if alone:
        return run(read, data, limits.WORK_SECONDS)
    try:
        return read(data)
    except _FAULTS as error:
        raise _broken() from error


def run(work: Callable[[Argument], Result], argument: Argument, seconds: float) -> Result:
    """Return `work(argument)` as computed in the child; both must be such that they can be pickled.

    :raises Unreadable: with code timeout after `seconds`, with code damaged where the child breaks down.
    """
    with _lock:
        child = _ready()
        answered = False
        try:
            answer = child.ask(seconds, (work, argument))
            answered = True
        finally:
            if not answered:
                _dismiss(child, kill=True)
        if answer is None:
            timed_out = _dismiss(child, kill=False) == _TIMED_OUT
            raise _timeout(max(seconds, limits.READ_SECONDS)) if timed_out else _broken()
    if isinstance(answer, Unreadable):
        raise answer
    return cast(Result, answer)


def allow(seconds: float) -> None:
    """Set the time left anew from inside a child, as before a page goes to OCR; without effect elsewhere."""
    if _devnull is not None:  # pragma: no cover - true in a child only
        import faulthandler

        faulthandler.dump_traceback_later(seconds, exit=True, file=_devnull)


@dataclass(slots=True)
class _Child:
    """A process that answers one question at a time: `inlet` takes questions, `outlet` gives answers."""

    pid: int
    inlet: int
    outlet: int
    process: "subprocess.Popen[bytes] | None" = None
    answers: int = 0

    def ask(self, *question: object) -> object | None:
        """Return the answer, None where the child ended without one."""
        with suppress(BrokenPipeError):
            for part in question:
                _send(self.inlet, part)
        self.answers += 1
        return _receive(self.outlet)


_lock = threading.Lock()
_child: _Child | None = None
_devnull: Any = None  # open in a child only


def _ready() -> _Child:
    global _child
    if _child is not None and _child.answers >= _FILES_PER_CHILD:
        _dismiss(_child, kill=True)
    if _child is None:
        _child = _fork() if hasattr(os, "fork") and threading.active_count() == 1 else _spawn()
    return _child


def _dismiss(child: _Child, *, kill: bool) -> int:
    """End the child and return its exit code."""
    global _child
    _child = None
    if child.process is not None:
        if kill:
            child.process.kill()
        code = child.process.wait()
        for stream in cast("list[IO[bytes]]", [child.process.stdin, child.process.stdout]):
            with suppress(OSError):
                stream.close()
        return code
    if kill:
        os.kill(child.pid, 9)
    os.close(child.inlet)
    os.close(child.outlet)
    return os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1])


def _fork() -> _Child:
    question_out, question_in = os.pipe()
    answer_out, answer_in = os.pipe()
    pid = os.fork()
    if pid == 0:  # pragma: no cover - the child is not measured
        os.close(question_in)
        os.close(answer_out)
        _serve(question_out, answer_in)
    os.close(question_out)
    os.close(answer_in)
    return _Child(pid, question_in, answer_out)


def _spawn() -> _Child:
    import subprocess

    code = "from gongkai.report.readers.isolation import _serve_pipes; _serve_pipes()"
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        bufsize=0,
    )
    inlet, outlet = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    return _Child(process.pid, inlet.fileno(), outlet.fileno(), process)


def _serve_pipes() -> NoReturn:  # pragma: no cover - runs in a child
    _serve(os.dup(0), os.dup(1))


def _serve(questions: int, answers: int) -> NoReturn:  # pragma: no cover - runs in a child
    """Answer questions until nobody asks any more; never return to the code that forked."""
    global _devnull
    try:
        import faulthandler
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
        _devnull = open(os.devnull, "w")  # noqa: SIM115 - open for as long as the child lives
        for output in (1, 2):
            os.dup2(_devnull.fileno(), output)
        # The time comes first: that of unpacking what is asked and of packing the answer is limited as well.
        while (seconds := _receive(questions)) is not None:
            allow(cast(float, seconds))
            work, argument = cast(tuple[Callable[[Any], object], Any], _receive(questions))
            _send(answers, _answer(work, argument))
            faulthandler.cancel_dump_traceback_later()
        os._exit(0)
    finally:
        os._exit(_BROKE)


def _answer(work: Callable[[Any], object], argument: object) -> object:  # pragma: no cover - runs in a child
    try:
        return work(argument)
    except Unreadable as refusal:
        return refusal


def _send(pipe: int, message: object) -> None:
    import pickle

    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    view = memoryview(_LENGTH.pack(len(data)) + data)
    while view:
        view = view[os.write(pipe, view[:1_048_576]) :]


def _receive(pipe: int) -> object | None:
    """Return the next message, None at the end of the stream."""
    import pickle

    header = _exactly(pipe, _LENGTH.size)
    if header is None:
        return None
    data = _exactly(pipe, _LENGTH.unpack(header)[0])
    return None if data is None else cast(object, pickle.loads(data))  # noqa: S301 - written by our own child


def _exactly(pipe: int, length: int) -> bytes | None:
    pieces = []
    while length:
        piece = os.read(pipe, min(length, 1_048_576))
        if not piece:
            return None
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _forget() -> None:  # pragma: no cover - runs in a child
    """Leave the parent's child to the parent: two processes on one pipe would get each other's answers."""
    global _child, _lock
    if _child is not None:
        for pipe in (_child.inlet, _child.outlet):
            with suppress(OSError):
                os.close(pipe)
    _child, _lock = None, threading.Lock()


if hasattr(os, "register_at_fork"):  # pragma: no branch - all systems but Windows have it
    os.register_at_fork(after_in_child=_forget)


def _timeout(seconds: float) -> Unreadable:
    return Unreadable(
        "timeout",
        f"读取超过 {seconds:.0f} 秒的时限，已经中止；文件可能过于复杂或已损坏，请另存为 DOCX 或重新导出 PDF 后再试。",
        f"Reading took longer than the limit of {seconds:.0f} seconds and was ended; "
        "the file may be too complex or damaged, save it as DOCX or export the PDF again.",
    )


def _broken() -> Unreadable:
    return damaged("内部结构不合规范，无法读取", "its inner structure is malformed and cannot be read")
