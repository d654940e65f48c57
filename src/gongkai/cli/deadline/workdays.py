"""`gongkai deadline --workdays N -`: a day a line in, the Nth working day after it a line out, as fast as they come.

A line that is no day, an empty one too, gives an empty line, so that the lines of what comes out are those of what went
in; what is wrong with it goes to stderr.
"""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import TextIO

from gongkai.cli.deadline.facts import day
from gongkai.law import provisional
from gongkai.law.refusal import BeyondCalendar, Refusal
from gongkai.law.workdays import Calendar

BOM = "\ufeff"


def count(lines: Iterable[bytes], number: int, calendar: Calendar, stream: TextIO) -> int:
    """Write the `number`th working day after the day of each line and return 0, or 2 where a line was no such day."""
    wrong = 0
    for place, line in enumerate(lines, 1):
        try:
            answer = _after(_words(line, place), place, number, calendar)
        except Refusal as refusal:
            wrong += 1
            answer = ""
            sys.stderr.write(f"gongkai: {refusal}\n")
        stream.write(answer + "\n")
        stream.flush()
    return 2 if wrong else 0


def _words(line: bytes, place: int) -> str:
    words = line.decode("utf-8", "replace")
    return words.removeprefix(BOM) if place == 1 else words


def _after(words: str, place: int, number: int, calendar: Calendar) -> str:
    start = day(words, f"第 {place} 行（line {place}）")
    try:
        return calendar.add(start, number).isoformat()
    except BeyondCalendar:
        settled = _settled(start, number, calendar, place)
        return f"{settled.date.isoformat()}\tprovisional"


def _settled(start: date, number: int, calendar: Calendar, place: int) -> provisional.Settled:
    compute: Callable[[Calendar], date] = lambda known: known.add(start, number)  # noqa: E731 - what settle takes
    try:
        return provisional.settle(compute, calendar)
    except BeyondCalendar as beyond:
        raise BeyondCalendar(f"第 {place} 行（line {place}）：{beyond.zh}", beyond.en, *beyond.basis) from None
