"""Which files a command means: folders opened in a stable order, what is no report left out, nothing named twice.

What is left out of a folder is counted, because a file that silently is not checked is worse than one that is refused.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

STDIN = "-"
SILENCE_SUFFIX = ".gongkai.toml"

# Files that lie beside reports and never are one: what a saved web page brings along, data, scripts, fonts, sounds.
_LEFT_OUT = """
    .css .js .mjs .map .svg .ico .gif .woff .woff2 .ttf .otf .eot
    .json .jsonl .csv .tsv .parquet .sarif .toml .yaml .yml .ini .sqlite .db .log
    .md .rst .py .sh .mp3 .mp4 .wav .avi .sha256 .md5 .bak .tmp .part .crdownload .lnk
"""
NOT_REPORTS = frozenset(_LEFT_OUT.split())
# "report_files" beside "report.html" is what a browser saves with the page.
PAGE_FOLDERS = ("_files", ".files", "_file")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read. `data` is set where the bytes are already here, as those of stdin are.

    `key` changes when the file changes, or the file of silences beside it.
    """

    path: str
    key: str = ""
    data: bytes | None = None

    @property
    def shown(self) -> str:
        """Return the path as it can be printed: names that are no UTF-8 keep their readable letters."""
        return os.fsencode(self.path).decode("utf-8", "replace")


@dataclass(slots=True)
class Inputs:
    """The files of one call in their order. `several` says that folders or more than one file were named."""

    files: list[Input] = field(default_factory=list)
    left_out: int = 0
    several: bool = False


def expand(paths: Iterable[str], *, leave_out: str | None = None) -> Inputs:
    """Return the files that the paths mean; `leave_out` is where results go, which is never an input.

    A folder that cannot be opened is among them, to be refused as a file is: reports that nobody looked at must not pass
    as clean.

    :raises FileNotFoundError: for a path that does not exist.
    """
    found = Inputs()
    seen: set[str] = set()
    skipped = os.path.abspath(leave_out) if leave_out else ""
    named = list(dict.fromkeys(paths))
    found.several = len(named) > 1
    for path in named:
        if path == STDIN:
            found.files.append(Input(path, path))
        elif os.path.isdir(path):
            found.several = True
            locked: list[str] = []
            for inner in _walk(path, skipped, locked):
                _add(found, inner, seen, chosen=False)
            for inner in sorted(locked):
                _add(found, inner, seen, chosen=True)
        elif os.path.exists(path):
            found.several = found.several or path.lower().endswith(".zip")
            _add(found, path, seen, chosen=True)
        else:
            raise FileNotFoundError(path)
    return found


def _add(found: Inputs, path: str, seen: set[str], *, chosen: bool) -> None:
    if not chosen and Path(path).suffix.lower() in NOT_REPORTS:
        found.left_out += not path.endswith(SILENCE_SUFFIX)
        return
    whole = os.path.realpath(path)
    if whole not in seen:
        seen.add(whole)
        silences = os.path.splitext(path)[0] + SILENCE_SUFFIX
        stamped = "|".join([os.path.abspath(path), _stamp(path), _stamp(silences)])
        found.files.append(Input(path, sha256(os.fsencode(stamped)).hexdigest()[:32]))


def _walk(folder: str, skipped: str, locked: list[str]) -> Iterator[str]:
    """Yield the files in a folder; what os.walk would leave out in silence is added to `locked`."""
    for root, folders, names in os.walk(folder, onerror=lambda error: locked.append(error.filename)):
        pages = {os.path.splitext(name)[0] for name in names if name.lower().endswith((".html", ".htm", ".mht"))}
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith((".", "__MACOSX"))
            and not any(name.endswith(end) and name.removesuffix(end) in pages for end in PAGE_FOLDERS)
            and os.path.abspath(os.path.join(root, name)) != skipped
        )
        for name in sorted(names):
            path = os.path.join(root, name)
            # A lock file of Word (~$) is no report; pipes and sockets in a folder would hang.
            if not name.startswith((".", "~$")) and os.path.abspath(path) != skipped and os.path.isfile(path):
                yield path


def _stamp(path: str) -> str:
    try:
        stat = os.stat(path)
    except OSError:
        return "-"
    return f"{stat.st_size}:{stat.st_mtime_ns}"
