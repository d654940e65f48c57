"""The command as a whole: help, usage, examples, broken pipes, interruption, cold start."""

import json
import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import gongkai.cli
from gongkai import __version__
from gongkai.cli import COMMANDS, main
from gongkai.report.corpus.journal import cache_folder
from tests.cli.conftest import Lay, Outcome

Command = Callable[..., Outcome]
OFFICE = ("serve", "demo", "office", "backup", "restore", "export-all")
PROGRAM = [sys.executable, "-m", "gongkai"]


def examples(command: str, gongkai: Command) -> list[str]:
    """Return the example calls in the help of a command."""
    return [line.strip() for line in gongkai(command, "--help").out.splitlines() if line.startswith("  gongkai ")]


@pytest.fixture(autouse=True)
def _found_by_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


# Those of an office are run by test_office, each by itself: one process has one office.
@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in OFFICE])
def test_every_example_of_the_help_runs(
    command: str, gongkai: Command, lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("报告.docx", "报告.html", "全市报告/甲.html", "全市报告/乙.html"):
        lay(name)
    lay("去年报告.html", year=2020)
    lay("去年报告.pdf", year=2020)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告.json").write_text(gongkai("read", "报告.html").out, encoding="utf-8")
    (tmp_path / "办件.csv").write_text("编号,收到日期\n1,2025-01-06\n", encoding="utf-8")
    calls = examples(command, gongkai)
    assert calls
    for call in calls:
        result = gongkai(*shlex.split(call)[1:])
        assert result.code in ((0, 1) if command == "check" else (0,)), (call, result.err)


def test_help_and_version_end_well(gongkai: Command) -> None:
    assert gongkai("--version").out == f"gongkai {__version__}\n"
    whole = gongkai("--help")
    assert whole.code == 0
    assert all(name in whole.out for name in COMMANDS)


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["chek"],
        ["check"],
        ["check", "x", "--format", "pdf"],
        ["read", "x", "--jobs", "0"],
        ["read", "x", "--form", "csv"],
    ],
    ids=str,
)
def test_wrong_usage_is_exit_code_2_and_a_sentence(gongkai: Command, argv: list[str]) -> None:
    result = gongkai(*argv)
    assert result.code == 2
    assert "用法有误" in result.err and "Wrong usage" in result.err


def test_arguments_come_from_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["gongkai", "rules"])
    assert main() == 0


@pytest.mark.parametrize("command", ["read", "check"])
def test_what_does_not_exist_or_is_empty_is_wrong_usage(gongkai: Command, tmp_path: Path, command: str) -> None:
    missing = gongkai(command, tmp_path / "nothing.txt")
    assert (missing.code, "nothing.txt" in missing.err) == (2, True)
    (tmp_path / "empty").mkdir()
    assert gongkai(command, tmp_path / "empty").code == 2
    assert gongkai(command, "x" * 5000).code == 2
    assert gongkai(command, "a\0b").code == 2


def test_a_folder_that_cannot_be_opened_is_told(
    gongkai: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.report.inputs.expand", _denied)
    result = gongkai("check", tmp_path)
    assert (result.code, "不能打开" in result.err) == (2, True)


def _denied(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied", "folder")


def test_an_interrupted_run_is_resumed_in_this_process(
    gongkai: Command, lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = lay("in/00.html").read_bytes()
    for number in range(1, 18):
        (tmp_path / "in" / f"{number:02d}.html").write_bytes(first)
    with monkeypatch.context() as patched:
        patched.setattr("gongkai.cli.read._render", _interrupt_run)
        stopped = gongkai("read", tmp_path / "in", "--jobs", "1")
    assert (stopped.code, "18 个文件已读 18 个" in stopped.err) == (130, True)
    again = gongkai("read", tmp_path / "in", "--jobs", "1")
    assert "18 files had been read before" in again.err
    assert again.out.count("\n") == 18


def test_an_out_that_cannot_be_written_is_told_before_the_work(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    path = lay("a.html")
    for out in (tmp_path / "no folder" / "x.json", tmp_path, ""):
        result = gongkai("read", path, "-o", out)
        assert (result.code, "不能写入" in result.err) == (2, True)
    assert gongkai("check", path, "--format", "notice", "-o", path).code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_told(gongkai: Command, lay: Lay) -> None:
    result = gongkai("read", lay("a.html"), "-o", "/dev/full")
    assert (result.code, "Cannot read or write" in result.err) == (2, True)


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_fault(closed: str, lay: Lay) -> None:
    if sys.platform == "win32":
        pytest.skip("the shell of this system cannot close streams")
    line = shlex.join([*PROGRAM, "read", str(lay("a.html")), "-"]) + f" {closed}"
    ended = subprocess.run(line, shell=True, capture_output=True, stdin=subprocess.DEVNULL, check=False)  # noqa: S602 - a shell is what closes streams
    assert (ended.returncode, b"Traceback" in ended.stderr) == (3, False)


def test_a_terminal_that_knows_no_chinese_gets_question_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    ended = subprocess.run([*PROGRAM, "--help"], capture_output=True, check=False)
    assert (ended.returncode, b"Read annual reports" in ended.stdout, ended.stderr) == (0, True, b"")


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_report_is_never_written_over(command: str, gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    path = lay("a.html")
    before = path.read_bytes()
    (tmp_path / "link.html").symlink_to(path)
    for out in (path, tmp_path / "link.html"):
        assert gongkai(command, path, "-o", out).code == 2
    assert path.read_bytes() == before


def test_a_device_is_written_to(gongkai: Command, lay: Lay) -> None:
    assert gongkai("read", lay("a.html"), "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_what_stood_at_out_stays_when_something_fails(
    gongkai: Command, lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    monkeypatch.setattr("gongkai.cli.tables.write_csv", _interrupt)
    assert gongkai("read", lay("a.html"), "--format", "csv", "-o", out).code == 130
    assert out.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "out.csv"]


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_reader_that_goes_away_is_no_fault(lay: Lay, tmp_path: Path) -> None:
    first = lay("0.html").read_bytes()
    for number in range(1, 30):
        (tmp_path / f"{number}.html").write_bytes(first)
    running = subprocess.Popen([*PROGRAM, "read", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout and running.stderr
    running.stdout.readline()
    running.stdout.close()
    assert b"Traceback" not in running.stderr.read()
    running.stderr.close()
    assert running.wait() == gongkai.cli.BROKEN_PIPE
    assert not list(cache_folder().glob("*"))


def test_a_pipe_that_breaks_in_this_process(gongkai: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.cli.rules.standard_output", _broken)
    assert gongkai("rules").code == gongkai_broken()


def gongkai_broken() -> int:
    """Return the exit code of a broken pipe."""
    return gongkai.cli.BROKEN_PIPE


def _broken() -> None:
    raise BrokenPipeError


def _release(running: "subprocess.Popen[str]", pipe: Path) -> None:
    """Let go whoever waits for a reader of the pipe, should the program end without reading it."""
    running.wait()
    os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))


def interrupted(folder: Path, pipe: Path) -> tuple[int, str]:
    """Run a check that waits for a pipe nobody writes to, interrupt it there, and return how it ended."""
    command = [*PROGRAM, "check", str(folder), str(pipe), "--jobs", "1", "--format", "json"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    releasing = threading.Thread(target=_release, args=(running, pipe), daemon=True)
    releasing.start()
    # Opening for writing returns when the program has opened it for reading, after all files before it.
    writing = os.open(pipe, os.O_WRONLY)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate()
    os.close(writing)
    releasing.join()
    assert out == ""
    return running.returncode, err


def test_an_interrupted_run_says_how_to_go_on_and_goes_on(lay: Lay, tmp_path: Path) -> None:
    first = lay("in/00.html")
    for number in range(1, 18):
        (tmp_path / "in" / f"{number:02d}.html").write_bytes(first.read_bytes())
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    code, err = interrupted(tmp_path / "in", pipe)
    assert code == 130
    assert "19 个文件已读 18 个" in err and "Run the same command again" in err
    again = err.splitlines()[-1].strip()
    assert again.startswith("gongkai check ") and "Traceback" not in err
    # The second time somebody writes a report into the pipe.
    running = subprocess.Popen(
        [*PROGRAM, *shlex.split(again)[1:]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    threading.Thread(target=_release, args=(running, pipe), daemon=True).start()
    pipe.write_bytes(first.read_bytes())
    out, err = running.communicate()
    assert "接着上次继续：18 个文件此前已经读过" in err
    assert len([json.loads(line) for line in out.splitlines()]) == 19
    assert running.returncode == 0
    assert not list(cache_folder().glob("*"))


def test_a_small_run_that_is_interrupted_just_stops(
    gongkai: Command, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.report.corpus.run", _interrupt_run)
    result = gongkai("check", lay("a.html"))
    assert result == Outcome(130, "", "已中断。 Interrupted.\n")


def _interrupt_run(*_: object, **__: object) -> int:
    raise KeyboardInterrupt


def test_the_bar_is_shown_where_somebody_is_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from gongkai.cli.progress import progress

    screen = io.StringIO()
    screen.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", screen)
    with progress(3) as done:
        done()
    assert screen.getvalue() == ""
    with progress(50) as done:
        for _ in range(50):
            done()
    assert "50" in screen.getvalue()


def test_a_text_file_loads_no_library_of_other_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("公开\n", encoding="utf-8")
    script = (
        "import sys; from gongkai.cli import main; main(['check', sys.argv[1]]); "
        "sys.stderr.write(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.txt")], capture_output=True, text=True, check=True
    )
    loaded = set(ran.stderr.split())
    heavy = {
        "pypdfium2",
        "lxml",
        "selectolax",
        "openpyxl",
        "docx",
        "typst",
        "polars",
        "tqdm",
        "sqlite3",
        "multiprocessing",
    }
    assert loaded & heavy == set()
