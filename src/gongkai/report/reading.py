"""A file into a report: what it is, what it says, which figure stands in which cell, what was odd about reading it."""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from gongkai.report import inputs
from gongkai.report.blocks import Document, Grid
from gongkai.report.inputs import Input
from gongkai.report.model import Report, Source
from gongkai.report.readers.errors import Unreadable

Given = TypeVar("Given")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that could not be read, as `read_all` yields it. `sha256` is None where its bytes are not known."""

    path: str
    code: str
    zh: str
    en: str
    sha256: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the line that stands for the file in the output of `gongkai read`."""
        return {
            "source": {"path": self.path, "kind": None, "sha256": self.sha256},
            "error": {"code": self.code, "message": f"{self.zh} {self.en}"},
        }


def read(source: str | os.PathLike[str] | bytes, *, name: str = "-") -> Report:
    """Return the report in a file, or in bytes that carry `name`; a ZIP of several reports is for `read_all`.

    :raises Unreadable: where there is no report in it, with what is so and what to do.
    :raises OSError: where the file cannot be opened.
    """
    if isinstance(source, bytes):
        return _read(source, name, _digest(source))
    from gongkai.report.readers import limits

    data = limits.load(Path(source))
    return _read(data, Input(os.fspath(source)).shown, _digest(data))


def read_all(*paths: str | os.PathLike[str]) -> Iterator[Report | Refused]:
    """Yield the reports in files, folders and ZIPs in a stable order, and in their place those that were refused.

    :raises FileNotFoundError: for a path that does not exist.
    """
    for item in inputs.expand(os.fspath(path) for path in paths).files:
        yield from read_input(item)


def read_input(item: Input) -> Iterator[Report | Refused]:
    """Yield the report of a file, or those of a ZIP's members; what is wrong becomes a refusal, never an exception."""
    from gongkai.report.readers import limits

    path = item.shown
    try:
        data = item.data if item.data is not None else limits.load(item.path)
    except Unreadable as error:
        yield Refused(path, error.code, error.zh, error.en)
        return
    except OSError as error:
        yield _unopened(path, error)
        return
    sha256 = _digest(data)
    archived = attempt(lambda: _is_archive(data, path), path, sha256)
    if archived is True:
        yield from _members(data, path, sha256)
    else:
        yield archived if isinstance(archived, Refused) else attempt(lambda: _read(data, path, sha256), path, sha256)


def holds_several(item: Input) -> bool:
    """Return whether a file is a ZIP of reports, whatever its name says; Word files are ZIPs too, and are not."""
    from gongkai.report.readers import limits

    try:
        if item.data is None:
            with open(item.path, "rb") as stream:
                if stream.read(2) != b"PK":
                    return False
        data = item.data if item.data is not None else limits.load(item.path)
    except (Unreadable, OSError):
        return False
    return attempt(lambda: _is_archive(data, item.shown), "", "") is True


def _members(data: bytes, path: str, sha256: str) -> Iterator[Report | Refused]:
    from gongkai.report.readers import archive

    members = archive.members(data, path)
    empty = True
    while member := attempt(lambda: next(members, None), path, sha256):
        if isinstance(member, Refused):
            yield member
            return
        empty = False
        name, content = member
        if isinstance(content, Unreadable):
            yield Refused(name, content.code, content.zh, content.en)
        else:
            digest = _digest(content)
            yield attempt(partial(_read, content, name, digest), name, digest)
    if empty:
        yield Refused(
            path,
            "empty",
            "压缩包里没有可以读取的文件；请检查是否已完整打包。",
            "The ZIP holds no file to read; check that it was packed completely.",
            sha256,
        )


def attempt(step: Callable[[], Found], path: str, sha256: str) -> Found | Refused:
    """Return what the step gives, or the refusal of the file it was about."""
    try:
        return step()
    except Unreadable as error:
        return Refused(path, error.code, error.zh, error.en, sha256)
    except Exception as error:
        # The one place where anything is caught: a fault of ours over one file must not cost the thousand others.
        return _fault(path, error, sha256)


def _read(data: bytes, path: str, sha256: str) -> Report:
    from gongkai.report import readers

    began = time.monotonic()
    document = readers.document(data, path)
    understand = partial(_understood, source=Source(path, document.kind, sha256))
    return in_time(understand, document, _texts(document), time.monotonic() - began)


def _understood(document: Document, source: Source) -> Report:
    from gongkai.report import checks
    from gongkai.report.align import align

    report = align(document, source)
    report.findings = list(checks.reading_findings(report))
    return report


def in_time(step: Callable[[Given], Found], argument: Given, texts: Iterable[str], spent: float) -> Found:
    """Return `step(argument)`, in a process that is ended at the limit where the texts are out of proportion.

    `spent` is how many seconds the file has taken already.

    :raises Unreadable: where it takes too long.
    """
    from gongkai.report.readers import limits

    if not limits.is_heavy(texts):
        return step(argument)
    from gongkai.report.readers import isolation

    return isolation.run(step, argument, limits.seconds_left(spent))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Grid():
                yield from (cell.text for cell in block.cells)
            case _:
                yield block.text


def _is_archive(data: bytes, path: str) -> bool:
    from gongkai.report import readers

    return readers.sniff(data, path) == "zip"


def _unopened(path: str, error: OSError) -> Refused:
    reason = error.strerror or str(error)
    return Refused(
        path,
        "not_opened",
        f"文件打不开（{reason}）；请检查权限，以及文件是否仍在原处。",
        f"The file cannot be opened ({reason}); check its permissions and that it is still there.",
    )


def _fault(path: str, error: Exception, sha256: str) -> Refused:
    what = f"{type(error).__name__}: {error}"[:200]
    return Refused(
        path,
        "internal",
        f"读取这个文件时程序出错（{what}），没有采用任何数据；请把文件和这句话报告给项目。",
        f"The program failed over this file ({what}) and used nothing from it; please report this with the file.",
        sha256,
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
