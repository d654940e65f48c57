"""`gongkai serve`: one command that makes what is missing, answers, works in the background, and ends as one."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="needs signals")]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder whose name has blanks and Chinese characters, and keep other settings out of the programs."""
    for name in [name for name in os.environ if name.startswith(("GONGKAI_", "DJANGO_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    return tmp_path / "数据 文件夹"


@pytest.fixture
def port() -> int:
    """Return a port that nobody uses."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def call(*arguments: object) -> Outcome:
    """Return how a command ended that ends by itself."""
    command = [sys.executable, "-m", "gongkai", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return Outcome(done.returncode, done.stdout, done.stderr)


@contextmanager
def served(home: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """Run an office that answers, and see that nothing of it is left afterwards."""
    command = [sys.executable, "-m", "gongkai", "serve", "--home", str(home), "--port", str(port), "--workers", "1"]
    with (home.parent / "log").open("w") as log:
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8")
        try:
            assert running.stdout
            wait_for(lambda: answers(port), running)
            yield running
        finally:
            running.kill()
            running.communicate()
            wait_for(lambda: not parts(home))


def wait_for(happened: Callable[[], bool], running: "subprocess.Popen[str] | None" = None) -> None:
    """Wait until something is so, at most a minute, and as long as a program runs."""
    until = time.monotonic() + 60
    while not happened():
        assert running is None or running.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Return whether an office is well."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return bool(json.load(answer)["status"] == "ok")
    except OSError:
        return False


def parts(home: Path) -> dict[int, str]:
    """Return the programs of the office of a folder by their number, with what they are: web or worker."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            environment = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"gongkai.web.config.run_part" in words and f"GONGKAI_HOME={home}".encode() in environment:
            found[int(entry.name)] = words[words.index(b"gongkai.web.config.run_part") + 1].decode()
    return found


def test_the_first_start_names_an_administrator_once(home: Path, port: int) -> None:
    first = call("serve", "--home", home, "--port", port, "--check")
    assert first.code == 0, first.err
    assert re.search(r"登录名 Name: \w+\n  口令 Password: \S{12,}", first.out)
    assert f"http://127.0.0.1:{port}/" in first.out
    second = call("serve", "--home", home, "--port", port, "--check")
    assert (second.code, "Password" in second.out) == (0, False)
    assert not parts(home)


def test_a_port_that_is_taken_is_told_in_a_sentence(home: Path, port: int) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        result = call("serve", "--home", home, "--port", port)
    assert result.code == 2
    assert f"端口 {port}" in result.err and "Traceback" not in result.err
    assert not home.exists()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path, home: Path, port: int) -> None:
    (tmp_path / "file").touch()
    result = call("serve", "--home", tmp_path / "file" / "x", "--port", port)
    assert (result.code, "不能使用文件夹" in result.err) == (2, True)


def test_a_database_of_a_later_version_is_left_alone(home: Path, port: int) -> None:
    assert call("serve", "--home", home, "--port", port, "--check").code == 0
    with closing(sqlite3.connect(home / "gongkai.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_later', '2030-01-01')"
        )
    result = call("serve", "--home", home, "--port", port, "--check")
    assert result.code == 2
    assert "更新的版本" in result.err and "cases.9999_later" in result.err and "Traceback" not in result.err


def test_a_stopped_office_ends_with_both_parts(home: Path, port: int) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        with served(home, port) as running:
            assert sorted(set(parts(home).values())) == ["web", "worker"]
            running.send_signal(number)
            out, _ = running.communicate(timeout=30)
            assert (running.returncode, "已停止" in out) == (0, True)
            assert not parts(home)


def test_a_worker_that_dies_is_started_again(home: Path, port: int) -> None:
    with served(home, port):
        first = next(number for number, part in parts(home).items() if part == "worker")
        os.kill(first, signal.SIGKILL)
        wait_for(lambda: "worker" in {part for number, part in parts(home).items() if number != first})
        assert answers(port)


def test_nothing_is_left_of_an_office_that_was_killed(home: Path, port: int) -> None:
    with served(home, port) as running:
        running.kill()
        wait_for(lambda: not parts(home))
    with served(home, port):
        assert answers(port)


@pytest.mark.slow
def test_the_first_start_takes_the_name_and_the_code_of_the_organ(tmp_path: Path) -> None:
    """A code that is no short word is refused, with nothing made that would stand in the way."""
    command = [
        sys.executable,
        "-m",
        "gongkai",
        "serve",
        "--home",
        str(tmp_path / "所"),
        "--port",
        "0",
        "--workers",
        "1",
    ]
    refused = subprocess.run([*command, "--code", "云 亭", "--check"], capture_output=True, text=True, check=False)
    assert refused.returncode == 2 and "机关不能这样建立" in refused.stderr
    named = [*command, "--organ", "云亭区人民政府", "--code", "yt", "--check"]
    made = subprocess.run(named, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert "admin" in made.stdout


def test_a_second_office_on_the_same_folder_is_told_so(tmp_path: Path, port: int) -> None:
    """Two would take up each other's unfinished work."""
    home = tmp_path / "所"
    with served(home, port):
        second = [sys.executable, "-m", "gongkai", "serve", "--home", str(home), "--port", "0", "--check"]
        refused = subprocess.run(second, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "正由另一个系统使用" in refused.stderr
