"""What a check is: a rule with a stable id, and a function that yields findings about a report.

A check never raises over a report and never repairs it. What cannot be assessed it says, with the reason.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from gongkai.law.citation import Citation
from gongkai.report.model import Finding, Place, Report, Severity

Group = Literal[
    "requests",
    "remedies",
    "proactive",
    "years",
    "roll-up",
    "narrative",
    "plausibility",
    "units",
    "layout",
    "form",
    "words",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check's identity. `title` and `why` are in Chinese and English ("zh", "en"); ids are frozen, like GK101."""

    id: str
    alias: str
    severity: Severity
    group: Group
    title: dict[str, str]
    why: dict[str, str]
    basis: tuple[Citation, ...] = ()

    def finding(  # noqa: PLR0913 - a finding has these parts, each given by its name
        self,
        *,
        zh: str,
        en: str,
        hint_zh: str,
        hint_en: str,
        cells: Iterable[str] = (),
        places: Iterable[Place | None] = (),
        count: int | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding of this rule; `count` defaults to the number of places, at least 1."""
        here = tuple(place for place in places if place is not None)
        return Finding(
            self.id,
            self.alias,
            severity or self.severity,
            {"zh": zh, "en": en},
            {"zh": hint_zh, "en": hint_en},
            tuple(str(citation) for citation in self.basis),
            tuple(cells),
            here,
            count if count is not None else max(1, len(here)),
        )


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A rule that could not be judged on this report, and why. Never changes the exit code."""

    id: str
    alias: str
    reason: dict[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at beside the report: last year's report, the members of a roll-up, the organ's local options."""

    previous: Report | None = None
    members: tuple[Report, ...] = ()
    options: dict[str, str] = field(default_factory=dict)


Outcome = Finding | NotAssessed
CheckFunction = Callable[[Report, Context], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that judges it. `reading` marks those that a reader's notes alone decide: `read` runs them."""

    rule: Rule
    judge: CheckFunction
    reading: bool = False
