"""One check of an uploaded report: a folder under a random name, a child process, a page, and nothing afterwards.

The request only stores the upload and starts the child; the page is asked for until it is there. The upload goes when it
has been read, the page and its folder after `KEPT` or when the reader throws them away. No table knows of it.
"""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from gongkai.report.readers import limits
from gongkai.web.portal.check_child import PAGE, UPLOAD

KEPT = timedelta(minutes=20)
SECONDS = limits.OCR_SECONDS + limits.DOC_SECONDS
"""The longest that a child may take: a scan, and the conversion before it."""

AT_ONCE = 4
_TOKEN = re.compile(r"[0-9a-f]{32}")


class Busy(Exception):
    """More checks are running than this machine does at once."""


class Standing(StrEnum):
    """How far a check is."""

    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"


def begin(content: bytes, *, name: str, lang: str, now: datetime) -> str:
    """Store an upload, start the child that checks it, and return the token of the check.

    :raises Busy: where too many are running.
    """
    sweep(now)
    if sum(_standing(folder, now) is Standing.RUNNING for folder in _folders()) >= AT_ONCE:
        raise Busy
    token = secrets.token_hex(16)
    folder = _home() / token
    _home().mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        _mark(folder, 0, now)
        folder.mkdir(mode=0o700)
        (folder / "name").write_text(_harmless(name), "utf-8")
        (folder / UPLOAD).write_bytes(content)
        _mark(folder, _start(folder, lang), now)
    except OSError:  # the disk is full, or no process can be started
        discard(token)
        _pid(folder).unlink(missing_ok=True)
        raise
    return token


def standing(token: str, now: datetime) -> Standing:
    """Return how far a check is; a child that takes too long is ended here."""
    folder = _home() / token
    if not _TOKEN.fullmatch(token) or not folder.is_dir():
        return Standing.GONE
    return _standing(folder, now)


def page(token: str) -> bytes:
    """Return the page of a check that is ready."""
    return (_home() / token / PAGE).read_bytes()


def discard(token: str) -> None:
    """Throw a check away, whatever its standing."""
    if _TOKEN.fullmatch(token) and (_home() / token).is_dir():
        _end(_home() / token)
        shutil.rmtree(_home() / token, ignore_errors=True)


def sweep(now: datetime) -> int:
    """Throw away every check older than `KEPT` and return how many there were."""
    old = [folder for folder in _folders() if _age(folder, now) > KEPT]
    for folder in old:
        discard(folder.name)
    return len(old)


def _start(folder: Path, lang: str) -> int:
    places = [str(Path(place).resolve()) for place in sys.path if place]
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-m", "gongkai.web.portal.check_child", str(folder), "en" if lang == "en" else "zh"],
        cwd=folder,
        env={**_plain(), "PYTHONPATH": os.pathsep.join(places), "TMPDIR": str(folder), "XDG_CACHE_HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _children[folder.name] = child
    return child.pid


def _plain() -> dict[str, str]:
    """Return the environment without what the office alone is to know: passwords of databases and servers, where keys lie."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}


_children: dict[str, "subprocess.Popen[bytes]"] = {}
"""The children that this process started, so that they are waited for and leave no shadow behind."""


def _standing(folder: Path, now: datetime) -> Standing:
    if (folder / PAGE).exists():
        _forget(folder.name)
        return Standing.READY
    if not _alive(folder):
        # It may have ended between the two looks.
        return Standing.READY if (folder / PAGE).exists() else Standing.FAILED
    if _age(folder, now) > timedelta(seconds=SECONDS):
        _end(folder)
        return Standing.FAILED
    return Standing.RUNNING


def _alive(folder: Path) -> bool:
    if child := _children.get(folder.name):
        return child.poll() is None
    pid = _begun(folder)
    if not pid:
        return False
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, 0)
        return _is_child(pid, folder.name)
    return False


def _is_child(pid: int, token: str) -> bool:
    """Return whether a process is the child of a check, and not another one that has its number since."""
    try:
        return token.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return not Path("/proc/self").exists()


def _end(folder: Path) -> None:
    pid = _begun(folder)
    if pid and _alive(folder):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    _forget(folder.name)
    _pid(folder).unlink(missing_ok=True)


def _forget(token: str) -> None:
    if child := _children.pop(token, None):
        child.wait()


def _begun(folder: Path) -> int | None:
    try:
        return int(_pid(folder).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _pid(folder: Path) -> Path:
    return folder.with_suffix(".pid")


def _mark(folder: Path, pid: int, now: datetime) -> None:
    _pid(folder).write_text(str(pid), "utf-8")
    os.utime(_pid(folder), (now.timestamp(), now.timestamp()))


def _age(folder: Path, now: datetime) -> timedelta:
    begun = _pid(folder).stat().st_mtime if _pid(folder).exists() else 0
    return now - datetime.fromtimestamp(begun, now.tzinfo)


def _folders() -> list[Path]:
    return [path for path in _home().iterdir() if path.is_dir()] if _home().is_dir() else []


def _home() -> Path:
    home: Path = settings.HOME.folder
    return home / "checks"


def _harmless(name: str) -> str:
    kept = "".join(each for each in Path(name.replace("\\", "/")).name if each.isprintable())
    return kept[-120:] or "report"
