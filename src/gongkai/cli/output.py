"""Where results go: standard output as UTF-8, or a file that appears only when it is complete."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from gongkai.cli.errors import Usage


@contextlib.contextmanager
def text_out(out: str | None) -> Iterator[TextIO]:
    """Give the stream to write text to."""
    if out is None:
        yield standard_output()
        return
    with file_out(out) as path, path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        yield stream


@contextlib.contextmanager
def file_out(out: str) -> Iterator[Path]:
    """Give a path beside `out` that takes its place in the end; where something fails, `out` stays as it was.

    :raises Usage: at once, where nothing can be written there.
    """
    target = Path(out)
    if not target.name:
        raise _unwritable(out, "is no name of a file")
    beside = target.with_name(f".{target.stem}.{os.getpid()}{target.suffix}")
    if target.is_dir():
        raise _unwritable(out, "is a directory")
    if target.exists() and not target.is_file():
        # A device or a pipe, such as /dev/stdout, is written to and not replaced.
        yield target
        return
    try:
        beside.touch()
    except OSError as error:
        raise _unwritable(out, error.strerror or str(error)) from None
    try:
        yield beside
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def folder_out(out: str) -> Path:
    """Return the folder that results go to, made where it is missing.

    :raises Usage: where that cannot be.
    """
    try:
        Path(out).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(out, error.strerror or str(error)) from None
    return Path(out)


def needs_out(out: str | None, kind: str) -> str:
    """Return where to write a kind of file that makes no sense on a screen.

    :raises Usage: where the call does not say.
    """
    if out is None:
        raise Usage(f"{kind} 需要用 -o 指明写到哪里。", f"{kind} needs -o with the place to write to.")
    return out


def make_streams() -> None:
    """Make the standard streams such that writing to them never fails: closed ones lead nowhere, all can print Chinese."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def standard_output() -> TextIO:
    """Return stdout, writing UTF-8 whatever the console's code page where it is a pipe or a file."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    return stream


def _unwritable(out: str, reason: str) -> Usage:
    return Usage(f"不能写入 {out}（{reason}）。", f"Cannot write to {out} ({reason}).")
