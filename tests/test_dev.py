"""Set-up: one call makes an environment that works wherever the repository lies, the next one finds it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev

pytestmark = pytest.mark.skipif(dev.WINDOWS, reason="the installer's stand-in is a shell script")

# In place of an installer: it only says what it was asked for.
INSTALLER = '#!/bin/sh\necho "$@" >> "$(dirname "$0")/calls"\n'
STUB = "def main():\n    print('it runs')\n    return 0\n"


@pytest.fixture
def clone(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small repository that needs no package, in a folder whose name has a blank and Chinese characters."""
    folder = tmp_path / "政府 信息"
    command = folder / "src" / "gongkai" / "cli"
    command.mkdir(parents=True)
    command.joinpath("__init__.py").write_text(STUB, "utf-8")
    shutil.copy(root / "dev.py", folder)
    for lock in ("requirements.lock", "requirements-extra.lock"):
        folder.joinpath(lock).write_text("# nothing\n", "utf-8")
    installer = tmp_path / "programs" / "uv"
    installer.parent.mkdir()
    installer.write_text(INSTALLER, "utf-8")
    installer.chmod(0o755)
    monkeypatch.setenv("PATH", f"{installer.parent}{os.pathsep}{os.environ['PATH']}")
    return folder


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Return how a call of dev.py ended."""
    command = [sys.executable, str(folder / "dev.py"), *arguments]
    # Without compiled files: the stub is rewritten within the second that Python tells an old one by.
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)


def launched(folder: Path) -> str:
    """Return what the `gongkai` command of an environment prints."""
    scripts = folder / ".venv" / ("Scripts" if dev.WINDOWS else "bin")
    command = scripts / ("gongkai.cmd" if dev.WINDOWS else "gongkai")
    return subprocess.run([str(command)], capture_output=True, text=True, check=True).stdout.strip()


def test_one_call_makes_the_environment_and_the_next_finds_it(clone: Path) -> None:
    """The second call installs nothing."""
    first = call(clone, "add", "extra")
    assert first.returncode == 0, first.stderr
    assert "Installing requirements.lock" in first.stderr
    assert launched(clone) == "it runs"
    second = call(clone, "add", "extra")
    assert (second.returncode, second.stdout + second.stderr) == (0, "")


def test_a_worker_of_the_command_does_not_start_it_again(clone: Path) -> None:
    call(clone, "add", "extra")
    launcher = clone / ".venv" / "bin" / "gongkai"
    launcher.write_text("an older one", "utf-8")
    call(clone, "add", "extra")
    # What multiprocessing does with the script in every new process.
    imported = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='__mp_main__')"
    python = clone / ".venv" / "bin" / "python"
    ended = subprocess.run([python, "-c", imported, launcher], capture_output=True, check=True)
    assert ended.stdout == b""
    assert launched(clone) == "it runs"


def test_nothing_is_installed_that_the_lock_does_not_list_with_its_hash(clone: Path) -> None:
    """Each lock is handed to the installer with the options that bind it to the lock."""
    call(clone, "add", "extra")
    asked = clone.with_name("programs").joinpath("calls").read_text("utf-8").splitlines()
    assert [line.split()[-1] for line in asked] == ["requirements.lock", "requirements-extra.lock"]
    assert all({"--require-hashes", "--no-deps"} <= set(line.split()) for line in asked)


def test_a_changed_lock_is_installed_again_and_the_others_are_not(clone: Path) -> None:
    """What was added earlier follows its lock file without being asked for."""
    call(clone, "add", "extra")
    clone.joinpath("requirements-extra.lock").write_text("# nothing new\n", "utf-8")
    again = call(clone, "add", "extra")
    assert "requirements-extra.lock" in again.stderr
    assert "requirements.lock" not in again.stderr


def test_an_environment_that_was_moved_is_made_anew(clone: Path) -> None:
    """The scripts of an environment hold its path, so that a moved one would run the old place's code."""
    call(clone, "add", "extra")
    moved = clone.rename(clone.with_name("moved"))
    assert "Installing requirements.lock" in call(moved, "add", "extra").stderr
    assert launched(moved) == "it runs"
    assert json.loads(moved.joinpath(".venv", "installed.json").read_text("utf-8"))["root"] == str(moved)


def test_an_environment_left_half_made_is_made_anew(clone: Path) -> None:
    """The record is written last: without it nothing in `.venv` is believed."""
    call(clone, "add", "extra")
    clone.joinpath(".venv", "installed.json").unlink()
    assert "Installing requirements.lock" in call(clone, "add", "extra").stderr
    assert launched(clone) == "it runs"


def test_an_extra_that_is_not_there_is_wrong_usage(clone: Path) -> None:
    """The message lists those that are."""
    done = call(clone, "add", "nothing")
    assert done.returncode == 2
    assert "extra" in done.stderr


def test_run_starts_the_demonstration(clone: Path) -> None:
    """Where nobody sits at a terminal it only sees that it starts; what more is said is handed on, and so is the end."""
    stub = clone / "src" / "gongkai" / "cli" / "__init__.py"
    stub.write_text("import sys\n\ndef main():\n    print(*sys.argv[1:])\n    return 3\n", "utf-8")
    done = call(clone, "run")
    assert (done.returncode, done.stdout.strip()) == (3, "demo --check --port 0")
    assert call(clone, "run", "--port", "8123").stdout.strip() == "demo --check --port 0 --port 8123"
