"""Between the rows of the database and the steps that the law knows: the same facts, written and read back."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Matter, Step, StepKind
from gongkai.web.cases import models

Row = TypeVar("Row")
_READ: dict[str, Callable[[str], Any]] = {
    "matter": Matter,
    "channel": Channel,
    "arrived": date.fromisoformat,
    "until": date.fromisoformat,
    "by": ServedBy,
    "withheld": tuple,
}
_BLANK = Step(StepKind.RECEIVED, date.min)
_NAMES = tuple(field.name for field in fields(Step) if field.name not in ("kind", "on"))


def written(step: Step) -> dict[str, Any]:
    """Return what a step says beside its kind and its day, as JSON."""
    said = {name: getattr(step, name) for name in _NAMES if getattr(step, name) != getattr(_BLANK, name)}
    return {name: _plain(value) for name, value in said.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def read(kind: str, on: date, facts: dict[str, Any]) -> Step:
    """Return the step that was written."""
    said: dict[str, Any] = {name: _READ[name](value) if name in _READ else value for name, value in facts.items()}
    return Step(StepKind(kind), on, **said)


def steps(rows: Iterable[models.Step]) -> list[Step]:
    """Return the steps of a case in their order."""
    return [read(row.kind, row.on, row.facts) for row in rows]


def not_undone(rows: Iterable[Row], kind: Callable[[Row], str] = attrgetter("kind")) -> list[Row]:
    """Return those of all steps of a case that were not undone, in their order; `kind` says of which kind one is."""
    kept: list[Row] = []
    for row in rows:
        if kind(row) == StepKind.UNDONE and kept:
            kept.pop()
        else:
            kept.append(row)
    return kept
