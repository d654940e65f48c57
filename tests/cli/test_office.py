"""`gongkai demo`, `office`, `backup`, `restore` and `export-all`: an office is made, kept, taken along and put back."""

import gzip
import io
import json
import os
import shlex
import shutil
import socket
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gongkai.law import packs
from gongkai.web.upkeep.manifest import BadArchive
from gongkai.web.upkeep.unpacking import unpack
from tests.cli.conftest import Outcome
from tests.web.cases.taking_over import made_up

pytestmark = pytest.mark.slow
COMMANDS = ("serve", "demo", "office", "backup", "restore", "export-all")
Command = Callable[..., Outcome]


def call(*arguments: object, cwd: Path | None = None) -> Outcome:
    """Return how a command ended, run by itself and with nothing chosen by the environment."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GONGKAI_", "DJANGO_"))}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-m", "gongkai", *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment, cwd=cwd
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an office, and backups of it with its keys and without."""
    folder = tmp_path_factory.mktemp("一 处")
    for arguments in (
        ("demo", "--home", folder / "演示", "--cases", 6, "--no-serve"),
        ("backup", folder / "备份.tar.gz", "--home", folder / "演示"),
        ("backup", folder / "含密钥.tar.gz", "--home", folder / "演示", "--with-keys"),
    ):
        result = call(*arguments)
        assert result.code == 0, result.err
    return folder


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Path:
    """Return a folder with a copy of all that, to be changed by a test."""
    shutil.copytree(made, tmp_path / "此处")
    (tmp_path / "此处" / "2027.toml").write_text(packs.dump(made_up.pack()), encoding="utf-8")
    return tmp_path / "此处"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_of_the_help_runs(command: str, gongkai: Command, office: Path) -> None:
    if command == "demo":
        shutil.rmtree(office / "演示")
    if command == "backup":
        for path in office.glob("*.tar.gz"):
            path.unlink()
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    shown = [line.strip() for line in gongkai(command, "--help").out.splitlines() if line.startswith("  gongkai ")]
    assert shown
    for line in shown:
        arguments = [str(port) if word == "8010" else word for word in shlex.split(line)[1:]]
        result = call(*arguments, cwd=office)
        # Two organs of the demonstration have to check their contact data.
        assert result.code == ("check-contacts" in line), (line, result.out, result.err)


def test_the_demonstration_tells_where_to_look(tmp_path: Path) -> None:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    result = call("demo", "--home", tmp_path / "d", "--cases", 3, "--port", port, "--check")
    assert result.code == 0, result.err
    built = json.loads((tmp_path / "d" / "demonstration.json").read_text("utf-8"))
    for told in (
        f"http://127.0.0.1:{port}/",
        built["number"],
        built["code"],
        built["password"],
        "yt.handler",
        "check/",
    ):
        assert told in result.out
    edges = {line[0] for line in result.out.splitlines()} | {line[-1] for line in result.out.splitlines()}
    assert edges == set("┌│└┐┘")
    again = call("demo", "--home", tmp_path / "d", "--port", port, "--check")
    assert (again.code, built["code"] in again.out) == (0, True)


def test_the_demonstration_takes_no_folder_with_something_else(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    result = call("demo", "--home", tmp_path, "--no-serve")
    assert (result.code, "已有别的内容" in result.err) == (2, True)
    assert call("demo", "--home", tmp_path / "new", "--cases", 1000, "--no-serve").code == 2


def test_a_restored_office_is_as_it_was_saved(office: Path) -> None:
    result = call("restore", office / "含密钥.tar.gz", "--home", office / "新", "--verify")
    assert result.code == 0, result.out + result.err
    assert "核验无误" in result.out
    tables = {}
    for home in ("演示", "新"):
        with closing(sqlite3.connect(office / home / "gongkai.sqlite3")) as database:
            tables[home] = [
                database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
                for table in ("cases_case", "cases_step", "cases_applicant", "organs_event", "publications_publication")
            ]
    assert tables["演示"] == tables["新"]


def test_a_backup_holds_no_key_unless_asked_for(made: Path) -> None:
    for name, held in (("备份.tar.gz", False), ("含密钥.tar.gz", True)):
        with tarfile.open(made / name) as packed:
            assert any(member.startswith("keys/") for member in packed.getnames()) is held


def test_a_backup_signs_nobody_in_and_is_for_nobody_else(office: Path) -> None:
    with closing(sqlite3.connect(office / "演示" / "gongkai.sqlite3")) as database, database:
        database.execute("INSERT INTO django_session VALUES ('planted-session-key', 'planted', '2099-01-01')")
    for arguments in ((), ("--rows",)):
        out = office / f"新{len(arguments)}.tar.gz"
        assert call("backup", out, "--home", office / "演示", *arguments).code == 0
        assert b"planted" not in gzip.decompress(out.read_bytes())
        assert out.stat().st_mode & 0o077 == 0


def test_without_the_keys_the_verification_says_what_cannot_be_opened(office: Path) -> None:
    result = call("restore", office / "备份.tar.gz", "--home", office / "新", "--verify")
    assert (result.code, "没有解密所需的密钥" in result.out) == (1, True)


def test_a_backup_row_by_row_gives_the_same(office: Path) -> None:
    assert call("backup", office / "rows.tar.gz", "--home", office / "演示", "--rows", "--with-keys").code == 0
    result = call("restore", office / "rows.tar.gz", "--home", office / "新", "--verify")
    assert result.code == 0, result.out + result.err
    assert not list((office / "新").glob("*.jsonl"))


def test_nothing_is_written_over(office: Path) -> None:
    for arguments in (
        ("backup", office / "备份.tar.gz", "--home", office / "演示"),
        ("restore", office / "备份.tar.gz", "--home", office / "演示"),
        ("export-all", office, "--home", office / "演示"),
    ):
        result = call(*arguments)
        assert (result.code, "Traceback" in result.err) == (2, False)
        assert "已" in result.err


def test_where_there_is_no_office_that_is_said(tmp_path: Path) -> None:
    for arguments in (("backup", tmp_path / "a.tar.gz"), ("export-all", tmp_path / "out"), ("office", "verify")):
        result = call(*arguments, "--home", tmp_path / "nothing")
        assert (result.code, "没有数据" in result.err) == (2, True)
    assert not (tmp_path / "nothing").exists()


def changed(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Write a backup with other contents, and return it."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old.getmembers():
            opened = old.extractfile(member)
            assert opened
            content = change(member.name, opened.read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def test_a_backup_that_is_not_whole_is_refused_and_leaves_nothing(office: Path) -> None:
    whole = office / "含密钥.tar.gz"
    cut = office / "cut.tar.gz"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    other = office / "other.tar.gz"
    other.write_bytes(gzip.compress(b"nothing"))
    text = office / "text.tar.gz"
    text.write_text("nothing")
    edited = changed(
        whole, office / "edited.tar.gz", lambda name, old: old + b"x" if name.startswith("database") else old
    )
    missing = changed(whole, office / "missing.tar.gz", lambda name, old: None if name.startswith("keys/seal") else old)
    bare = changed(whole, office / "bare.tar.gz", lambda name, old: None if name == "manifest.json" else old)
    for archive in (cut, other, text, edited, missing, bare, office / "nothing.tar.gz"):
        result = call("restore", archive, "--home", office / "新")
        assert (result.code, "Traceback" in result.err) == (2, False), (archive, result.err)
        assert not (office / "新").exists()
    assert not list(office.glob(".gongkai-*"))


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "files/../../outside", "settings.py", "files\\x"])
def test_a_backup_writes_nowhere_else(tmp_path: Path, name: str) -> None:
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as packed:
        member = tarfile.TarInfo(name)
        member.size = 1
        packed.addfile(member, io.BytesIO(b"x"))
    (tmp_path / "in").mkdir()
    with pytest.raises(BadArchive, match="不该有的内容"):
        unpack(tmp_path / "evil.tar.gz", tmp_path / "in")
    assert [path.name for path in tmp_path.rglob("*")] in (["evil.tar.gz", "in"], ["in", "evil.tar.gz"])


def test_a_changed_row_is_found(office: Path) -> None:
    assert call("office", "verify", "--home", office / "演示").code == 0
    with closing(sqlite3.connect(office / "演示" / "gongkai.sqlite3")) as database, database:
        database.execute("UPDATE organs_event SET verb = 'x' WHERE number = 5")
        database.execute("UPDATE cases_case SET stage = 'served' WHERE id = 1")
    result = call("office", "verify", "--home", office / "演示")
    assert result.code == 1
    assert "第 5 号事件" in result.out and "stage" in result.out
    assert call("office", "replay", "--check", "--home", office / "演示").code == 1
    assert call("office", "replay", "--home", office / "演示").code == 0
    assert call("office", "replay", "--check", "--home", office / "演示").code == 0


def test_a_calendar_pack_is_looked_at_and_then_taken_over(office: Path) -> None:
    home = ("--home", office / "演示")
    shown = call("office", "calendar", "add", office / "2027.toml", *home)
    assert shown.code == 0, shown.err
    assert "没有改动" in shown.out
    done = call("office", "calendar", "add", office / "2027.toml", "--yes", *home)
    assert done.code == 0, done.err
    assert "已经导入" in done.out
    assert "已经在用" in call("office", "calendar", "add", office / "2027.toml", "--yes", *home).out
    assert call("office", "verify", *home).code == 0
    (office / "坏.toml").write_text("year = 2027", encoding="utf-8")
    assert call("office", "calendar", "add", office / "坏.toml", *home).code == 1
    for words in (("calendar",), ("calendar", "add"), ("verify", "add", "x"), ("calendar", "add", office / "无.toml")):
        wrong = call("office", *words, *home)
        assert (wrong.code, "Traceback" in wrong.err) == (2, False), words
    nobody = call("office", "calendar", "add", office / "2027.toml", "--yes", "--by", "nobody", *home)
    assert "已经在用" in nobody.out


LOADED = """
import sys
from gongkai.cli import main
main(["check", sys.argv[1]])
sys.stderr.write(" ".join(sorted(name for name in sys.modules if name.startswith(("django", "gongkai.web", "granian")))))
"""


def test_checking_a_report_loads_no_django(root: Path) -> None:
    sample = root / "examples" / "yunting-jiaotong-2025.txt"
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(sample)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_describing_a_command_loads_no_django(command: str, gongkai: Command) -> None:
    script = (
        "import sys; from gongkai.cli import main; main([sys.argv[1], '--help']); "
        "sys.exit(any(name.startswith(('django', 'gongkai.web')) for name in sys.modules))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", script, command], capture_output=True, check=False, env=environment)
    assert done.returncode == 0
