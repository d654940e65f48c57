"""`gongkai deadline --workdays N -`: a day a line in, a date a line out."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from gongkai.law import packs
from tests.cli.conftest import Outcome

Command = Callable[..., Outcome]
Stdin = Callable[[bytes], None]


def test_each_day_gives_the_working_day_after_it(gongkai: Command, stdin: Stdin) -> None:
    stdin(b"2025-01-06\n2024-02-10\n2025-01-27\n")
    assert gongkai("deadline", "--workdays", "20", "-") == Outcome(0, "2025-02-08\n2024-03-14\n2025-03-03\n", "")


def test_the_dash_may_be_left_out_and_the_last_line_end_too(gongkai: Command, stdin: Stdin) -> None:
    stdin("\ufeff2025-01-06\r\n 2025-01-06 ".encode())
    assert gongkai("deadline", "--workdays", "7").out == "2025-01-15\n2025-01-15\n"


def test_nothing_gives_nothing(gongkai: Command, stdin: Stdin) -> None:
    stdin(b"")
    assert gongkai("deadline", "--workdays", "1", "-") == Outcome(0, "", "")


def test_past_the_calendar_a_date_is_marked(gongkai: Command, stdin: Stdin) -> None:
    stdin(b"2026-12-01\n2027-03-01\n2026-11-30\n")
    assert (
        gongkai("deadline", "--workdays", "20", "-").out
        == "2026-12-29\tprovisional\n2027-03-29\tprovisional\n2026-12-28\n"
    )


@pytest.mark.parametrize(
    "line", [b"", b"   ", b"2025-02-30", b"2025/01/06", b"20250106", b"\xb2\xe2\xca\xd4", b"2018-12-31", b"2060-12-30"]
)
def test_a_bad_line_gives_an_empty_line_and_the_others_go_on(gongkai: Command, stdin: Stdin, line: bytes) -> None:
    stdin(b"2025-01-06\n" + line + b"\n2025-01-06\n")
    result = gongkai("deadline", "--workdays", "20", "-")
    assert (result.code, result.out) == (2, "2025-02-08\n\n2025-02-08\n")
    assert result.err.startswith("gongkai: 第 2 行（line 2）：") and result.err.count("\n") == 1


@pytest.mark.parametrize(
    "argv",
    [
        ["--workdays", "0", "-"],
        ["--workdays", "-3", "-"],
        ["--workdays", "x", "-"],
        ["--workdays", "20", "days.txt"],
        ["--workdays", "20", "-", "--received", "2025-01-06"],
        ["--workdays", "20", "-", "--format", "json"],
        ["--workdays", "20", "-", "--set", "receipt_day=rolled"],
        ["-"],
    ],
    ids=str,
)
def test_what_does_not_go_with_it_is_wrong_usage(gongkai: Command, stdin: Stdin, argv: list[str]) -> None:
    stdin(b"2025-01-06\n")
    result = gongkai("deadline", *argv)
    assert (result.code, result.out) == (2, "")


def test_a_huge_number_of_days_is_a_bad_line_and_no_fault(gongkai: Command, stdin: Stdin) -> None:
    stdin(b"2025-01-06\n")
    result = gongkai("deadline", "--workdays", "9999", "-")
    assert (result.code, result.out) == (2, "\n")


def test_dates_go_to_a_file(gongkai: Command, stdin: Stdin, tmp_path: Path) -> None:
    stdin(b"2025-01-06\n")
    assert gongkai("deadline", "--workdays", "20", "-", "-o", tmp_path / "due.txt").code == 0
    assert (tmp_path / "due.txt").read_text() == "2025-02-08\n"


def test_every_day_of_the_calendar_agrees_with_counting_by_hand(gongkai: Command, stdin: Stdin) -> None:
    known = packs.published()
    worked = [day.date for day in known.days(known.first, known.last) if day.worked]
    days = [date(2019, 1, 1) + timedelta(days=number) for number in range(2800)]
    stdin("".join(f"{day}\n" for day in days).encode())
    due = gongkai("deadline", "--workdays", "20", "-").out.split()
    assert due == [str([day for day in worked if day > start][19]) for start in days]


def test_answers_come_while_the_questions_still_do() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "gongkai", "deadline", "--workdays", "20", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    ) as running:
        assert running.stdin and running.stdout
        for asked, due in [("2025-01-06", "2025-02-08"), ("2024-02-10", "2024-03-14")]:
            running.stdin.write(asked + "\n")
            running.stdin.flush()
            assert running.stdout.readline() == due + "\n"
        running.stdin.close()
        assert running.wait() == 0


def test_a_hundred_thousand_days_take_a_few_seconds_at_most(gongkai: Command, stdin: Stdin) -> None:
    stdin(b"2025-01-06\n" * 100_000)
    began = time.perf_counter()
    assert gongkai("deadline", "--workdays", "20", "-").out == "2025-02-08\n" * 100_000
    assert time.perf_counter() - began < 10
