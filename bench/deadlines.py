"""How fast a deadline is found and explained, against what a user would pick instead: `python bench/deadlines.py`.

The others count working days alone. How often each finds the right day is in the last column: some know no make-up days.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

from gongkai.law import packs  # noqa: E402
from gongkai.law.deadlines import Clarification, Clock, Consultation, reconsideration, reply  # noqa: E402

FIRST, LAST = date(2024, 1, 1), date(2026, 10, 31)
RECEIVED = [FIRST + timedelta(days=number) for number in range(0, (LAST - FIRST).days, 7)]
PERIOD = 20
MICRO = 1e-6


@dataclass(frozen=True)
class Line:
    """A line of the table: what, how long one deadline takes (median and best), the target, and what else to say."""

    what: str
    median: float
    best: float
    target: float | None = None
    remark: str = ""


def main() -> int:
    """Print the table; return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15, help="how often each is measured (15)")
    args = parser.parse_args()
    print(f"{'one deadline':44}{'median':>10}{'best':>10}{'target':>10}")
    missed = []
    for line in lines(args.rounds):
        print(shown(line), flush=True)
        missed += [line.what] if line.target is not None and line.median > line.target else []
    print(f"\nMissed: {', '.join(missed)}." if missed else "\nEvery target is met.")
    return 1 if missed else 0


def lines(rounds: int) -> Iterator[Line]:
    """Yield the lines of the table: ours, then the others."""
    for what, made, target in (("plain", plain, 5), ("after all that can happen", eventful, 10)):
        clocks = [made(day) for day in RECEIVED]
        yield measured(f"reply, {what}", reply, clocks, rounds, target=target)
        yield measured(f"reply, {what}, explained", lambda clock: reply(clock).days, clocks, rounds, target=100)
    yield measured("reconsideration", reconsideration, RECEIVED, rounds, target=5)
    yield measured("reconsideration, explained", lambda day: reconsideration(day).days, RECEIVED, rounds, target=100)
    yield measured("reply, past the calendar", reply, [Clock(date(2026, 12, 15))] * 100, rounds)
    for what, others in (
        ("chinesecalendar, day by day", by_chinesecalendar),
        ("holidays", by_holidays),
        ("numpy", by_numpy),
    ):
        try:
            compute = others()
        except ImportError:
            print(f"{what} is not installed.")
            continue
        right = sum(compute(day) == reply(Clock(day)).date for day in RECEIVED)
        yield measured(
            what, compute, RECEIVED, rounds, remark=f"right on {right / len(RECEIVED):.0%} of days, no explanation"
        )


def plain(day: date) -> Clock:
    """Return a request to which nothing happened."""
    return Clock(day)


def eventful(day: date) -> Clock:
    """Return a request that was clarified, sent to a third party, and extended."""
    asked, clarified, sent, arrived, answered = (day + timedelta(days=number) for number in (5, 12, 15, 17, 25))
    return Clock(day, Clarification(asked, clarified), (Consultation(sent, arrived, answered),), extended=20)


def by_chinesecalendar() -> Callable[[date], Any]:
    """Return the loop that everybody writes."""
    import chinese_calendar

    def compute(day: date) -> Any:
        left = PERIOD
        while left:
            day += timedelta(days=1)
            left -= chinese_calendar.is_workday(day)
        return day

    return compute


def by_holidays() -> Callable[[date], Any]:
    """Return the function of the library for that purpose."""
    import holidays

    china = holidays.country_holidays("CN", years=range(2024, 2028))
    return lambda day: china.get_nth_working_day(day, PERIOD)


def by_numpy() -> Callable[[date], Any]:
    """Return numpy's business days with the public holidays; it has no make-up days."""
    import numpy

    off = [day.date for pack in packs.shipped() for day in pack.days if day.off]
    calendar = numpy.busdaycalendar(holidays=off)

    def compute(day: date) -> Any:
        start = numpy.busday_offset(day, 0, roll="backward", busdaycal=calendar)
        return numpy.busday_offset(start, PERIOD, busdaycal=calendar).item()

    return compute


def measured(
    what: str,
    step: Callable[[Any], object],
    given: Sequence[Any],
    rounds: int,
    *,
    target: float | None = None,
    remark: str = "",
) -> Line:
    """Return how long a step takes, each round over all that is given."""
    times = []
    for number in range(rounds + 1):
        began = time.perf_counter()
        for each in given:
            step(each)
        if number:
            times.append((time.perf_counter() - began) / len(given))
    return Line(what, statistics.median(times), min(times), None if target is None else target * MICRO, remark)


def shown(line: Line) -> str:
    """Return a line as it is printed."""
    target = in_words(line.target) if line.target is not None else "-"
    mark = "" if line.target is None or line.median <= line.target else "  MISSED"
    return f"{line.what:44}{in_words(line.median):>10}{in_words(line.best):>10}{target:>10}  {line.remark}{mark}"


def in_words(seconds: float) -> str:
    """Return a duration with its unit."""
    return f"{seconds / MICRO:.1f} µs"


if __name__ == "__main__":
    sys.exit(main())
