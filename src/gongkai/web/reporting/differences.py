"""What has changed since figures were reported: the cells, the cases that moved, and the steps registered since that moved them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.report.tally import Tally, parts
from gongkai.web.cases.models import Step
from gongkai.web.reporting import queries
from gongkai.web.reporting.models import Difference, Reported

SHOWN = 200
"""How many cases that moved the page of a report lists; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that is no longer what was reported, with the reasons given for it; `total` where it follows from others."""

    cell: str
    was: int
    is_now: int
    total: bool
    reasons: tuple[Difference, ...] = ()

    @property
    def explained(self) -> bool:
        """Whether a reason was given for the figure that stands there now; a total needs none of its own."""
        return self.total or any(each.now == self.is_now for each in self.reasons)


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that counts in other cells than when the figures were reported, with the steps registered since."""

    number: str
    was: tuple[str, ...]
    is_now: tuple[str, ...]
    steps: tuple[Step, ...] = ()


def now(kept: Reported) -> Tally:
    """Return the table of a report as the cases stand now, in the format it was reported in."""
    return queries.tallied(kept.organ, kept.year, kept.format)


def changed(kept: Reported, tally: Tally) -> list[Changed]:
    """Return the cells that differ from what was reported, in the order of the form."""
    reasons: dict[str, list[Difference]] = defaultdict(list)
    for each in kept.differences.select_related("given_by"):
        reasons[each.cell].append(each)
    return compared(kept, tally.cells, reasons)


def compared(kept: Reported, cells: Mapping[str, int], reasons: Mapping[str, Sequence[Difference]]) -> list[Changed]:
    """Return the cells that differ from what was reported, each with the reasons that are given."""
    return [
        Changed(cell, kept.cells[cell], value, bool(parts(kept.format, cell)), tuple(reasons.get(cell, ())))
        for cell, value in cells.items()
        if value != kept.cells[cell]
    ]


def moved(before: Tally, after: Tally) -> list[Moved]:
    """Return the cases that count in other cells than when the figures were reported, by number, without their steps.

    `before` is the table as it was reported, `after` as the cases stand now.
    """
    numbers: set[str] = set()
    for cell in before.behind.keys() | after.behind.keys():
        was, is_now = before.behind.get(cell, ()), after.behind.get(cell, ())
        if was != is_now:
            numbers |= set(was) ^ set(is_now)
    if not numbers:
        return []
    was_in, is_in = _places(before, numbers), _places(after, numbers)
    return [Moved(number, tuple(was_in.get(number, ())), tuple(is_in.get(number, ()))) for number in sorted(numbers)]


def traced(kept: Reported, found: Sequence[Moved]) -> list[Moved]:
    """Return cases that moved, each with the steps registered since the figures were reported."""
    told = list[Moved]()
    for start in range(0, len(found), SHOWN):
        some = found[start : start + SHOWN]
        steps = _since(kept, [each.number for each in some])
        told += [replace(each, steps=tuple(steps.get(each.number, ()))) for each in some]
    return told


def _places(tally: Tally, numbers: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for cell in tally.cells:
        for number in numbers.intersection(tally.behind.get(cell, ())):
            found[number].append(cell)
    return found


def _since(kept: Reported, numbers: Iterable[str]) -> dict[str, list[Step]]:
    rows = Step.objects.filter(case__number__in=list(numbers), registered_at__gt=kept.frozen_at)
    found: dict[str, list[Step]] = defaultdict(list)
    for step in rows.select_related("case").order_by("case", "ordinal"):
        found[step.case.number].append(step)
    return found
