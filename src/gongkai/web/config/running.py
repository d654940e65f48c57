"""An office that runs: the part that answers and the part that works, started together, kept up and ended together."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

try:
    import fcntl
except ImportError:  # Windows has no such lock; the port is the only guard there
    fcntl = None  # type: ignore[assignment]

GRACE = 12.0
"""Seconds in which a part may end by itself."""
LOOK = 0.2


class Stopped(Exception):
    """The wish to end, from the keyboard or from the system."""


class Taken(Exception):
    """An office that runs on the same folder already."""


@contextlib.contextmanager
def sole(folder: Path) -> Iterator[None]:
    """Hold the folder for this office as long as it runs; two would take up each other's unfinished work.

    :raises Taken: where another one holds it.
    """
    with (folder / "serve.lock").open("ab") as mark:
        if fcntl is not None:
            try:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Taken from None
        yield


@dataclass(frozen=True, slots=True)
class Address:
    """Where an office answers."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address for a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - not bound here
        return f"http://{f'[{host}]' if ':' in host and host[0] != '[' else host}:{self.port}/"

    def free(self) -> bool:
        """Return whether nobody answers there yet."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            if os.name != "nt":
                # What a finished server leaves behind does not count; one that listens does.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError:
                return False
        return True

    def answers(self, host_name: str) -> bool:
        """Return whether the office there is well."""
        asked = urllib.request.Request(f"{self.url}health", headers={"Host": host_name})  # noqa: S310 - our own address
        try:
            with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310 - our own address
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def free_port(host: str) -> int:
    """Return a port that nobody uses now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Part:
    """A program of the office, which is started anew when it ends unasked, the later the oftener it does."""

    arguments: tuple[str, ...]
    output: IO[bytes] | None = None
    running: subprocess.Popen[bytes] = field(init=False)
    started: float = field(init=False, default=0)
    pause: float = field(init=False, default=0)

    def start(self) -> None:
        """Start it in a group of its own, so that a key pressed here ends it through us alone."""
        self.started = time.monotonic()
        self.running = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "gongkai.web.config.run_part", *self.arguments],
            stdin=subprocess.PIPE,
            stdout=self.output,
            stderr=self.output,
            start_new_session=True,
        )

    def keep(self) -> bool:
        """Start it again where it has ended and its pause is over; return whether it had ended."""
        if self.running.poll() is None:
            return False
        lived = time.monotonic() - self.started
        self.pause = 0 if lived > 60 else self.pause
        if lived >= self.pause:
            self.pause = min(60.0, self.pause * 2 or 1.0)
            self.start()
        return True

    def end(self) -> None:
        """Ask it to end, and end it with all that it started where it does not."""
        with contextlib.suppress(ProcessLookupError):
            self.running.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.running.wait(GRACE)
        with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()
        if self.running.stdin:
            self.running.stdin.close()


@contextlib.contextmanager
def office(address: Address, *, workers: int, log: IO[bytes] | None = None) -> Iterator[tuple[Part, Part]]:
    """Run an office at an address; both parts have ended when this is left, whatever ended it."""
    web = Part(("web", address.host, str(address.port), str(workers)), log)
    worker = Part(("worker",), log)
    with _signals():
        web.start()
        worker.start()
        try:
            yield web, worker
        finally:
            web.end()
            worker.end()


def wait_until_it_answers(address: Address, web: Part, host_name: str, seconds: float = 60) -> bool:
    """Return whether the office answers within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and web.running.poll() is None:
        if address.answers(host_name):
            return True
        time.sleep(LOOK)
    return False


def watch(web: Part, worker: Part) -> int:
    """Keep the worker running until the part that answers ends by itself, and return how it ended."""
    while web.running.poll() is None:
        worker.keep()
        time.sleep(LOOK)
    return web.running.returncode


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    # A second wish does not interrupt the ending.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise Stopped
