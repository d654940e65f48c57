"""Reads the steps of a case from lines as they stand in the tables: the day, the step, and what it must say, in order.

`2025-01-22 extended 20 head` is an extension of twenty days approved by the head: what `STEPS` says that a step needs
follows its name, or the reference of a letter. What it may say besides is named: `third_party_consulted A
arrived=2025-01-24`.
"""

from datetime import date
from typing import Any

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import STEPS, Matter, Step, StepKind

READ = {
    "matter": Matter,
    "channel": Channel,
    "arrived": date.fromisoformat,
    "days": int,
    "until": date.fromisoformat,
    "by": ServedBy,
}


def step(line: str) -> Step:
    """Return the step of a line."""
    day, kind, *rest = line.split()
    needs = iter(STEPS[StepKind(kind)].needs)
    said: dict[str, Any] = {}
    for word in rest:
        field, value = word.split("=") if "=" in word else (next(needs, "ref"), word)
        said[field] = READ.get(field, str)(value)
    return Step(StepKind(kind), date.fromisoformat(day), **said)


def steps(lines: list[str]) -> tuple[Step, ...]:
    """Return the steps of several lines."""
    return tuple(map(step, lines))
