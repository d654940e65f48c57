"""Which of the open cases of a table have a deadline that moves with a new calendar, or is settled by it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from gongkai.cli.deadline import table
from gongkai.cli.deadline.outcome import Outcome, worked_out
from gongkai.cli.local_rules import LocalRules
from gongkai.cli.widths import fit, width
from gongkai.law.deadlines import Deadline, Kind
from gongkai.law.deadlines.explanation import TITLES
from gongkai.law.moves import Move, moves
from gongkai.law.refusal import Refusal
from gongkai.law.workdays import Calendar

SUPPOSED = frozenset({Kind.REPLY_ORIGINAL, Kind.REPLY_LATEST})
"""What no case is bound by: the deadline before anything moved it, and with an extension that was not given."""
REQUEST = frozenset({Kind.REPLY, Kind.CLARIFICATION_NOTICE, Kind.CLARIFICATION, Kind.CONSULTATION, Kind.FEE_PAYMENT})
"""What is done with once the request was replied to."""
WORDS = {
    "zh": {
        "moves": "办件 {} 件，期限有变动或者由暂定变为确定的 {} 件：",
        "none": "办件 {} 件，期限都没有变动。",
        "provisional": "{}（暂定）",
        "later": "推后 {} 天",
        "earlier": "提前 {} 天",
        "settled": "日期不变，不再是暂定",
        "guessed": "日期不变，改为暂定",
        "row": "第 {} 行",
    },
    "en": {
        "moves": "{} cases, {} of them with a deadline that moves or is no longer provisional:",
        "none": "{} cases, no deadline moves.",
        "provisional": "{} (provisional)",
        "later": "{} days later",
        "earlier": "{} days earlier",
        "settled": "the same day, no longer provisional",
        "guessed": "the same day, now provisional",
        "row": "row {}",
    },
}
Computed = tuple[str, Mapping[str, Callable[[Calendar], Deadline]]]


@dataclass(frozen=True, slots=True)
class Moving:
    """The rows of a table: how many there are, the number of the case in each, what moves, what could not be used."""

    rows: int
    numbers: Mapping[str, str]
    moves: Sequence[Move[Deadline]]
    refused: Sequence[tuple[int, Refusal]]

    def as_json(self) -> dict[str, Any]:
        """Return what moves as the JSON of the command has it."""
        return {
            "cases": self.rows,
            "moves": [
                {
                    "row": int(move.number),
                    "number": self.numbers[move.number] or None,
                    "kind": move.kind,
                    "before": _date(move.before),
                    "after": _date(move.after),
                }
                for move in self.moves
            ],
            "refused": [{"row": row, "zh": refusal.zh, "en": refusal.en} for row, refusal in self.refused],
        }

    def lines(self, lang: str) -> Iterator[str]:
        """Yield what moves for the eye: a line a deadline."""
        words = WORDS[lang]
        if not self.moves:
            yield words["none"].format(self.rows)
            return
        yield words["moves"].format(self.rows, len({move.number for move in self.moves}))
        cells = [self._cells(move, lang) for move in self.moves]
        rooms = [max(map(width, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            yield "  " + "  ".join(fit(cell, room) for cell, room in zip(row, rooms, strict=True)).rstrip()

    def _cells(self, move: Move[Deadline], lang: str) -> tuple[str, ...]:
        number = self.numbers[move.number] or WORDS[lang]["row"].format(move.number)
        before, after = (_said(deadline, lang) for deadline in (move.before, move.after))
        return number, TITLES[Kind(move.kind)][lang], before, "→", after, _difference(move, lang)


def moved(cases: str, before: LocalRules, after: LocalRules) -> Moving:
    """Return what a new calendar moves in a table of cases, by the rules before and after it.

    :raises Usage: for a file that is no table of cases.
    """
    rows = [case for case in table.read(cases, before).rows if case.outcome or case.refusal]
    # A case is known by its row: two may bear one number, or none.
    computed = [_computed(str(case.row), case.outcome, before) for case in rows if case.outcome]
    return Moving(
        len(rows),
        {str(case.row): case.outcome.facts.number for case in rows if case.outcome},
        tuple(moves(computed, before=before.calendar, after=after.calendar)),
        [(case.row, case.refusal) for case in rows if case.refusal],
    )


def _computed(row: str, outcome: Outcome, rules: LocalRules) -> Computed:
    @cache
    def by(calendar: Calendar) -> Outcome:
        return worked_out(outcome.facts, replace(rules, calendar=calendar))

    def deadline(kind: Kind, calendar: Calendar) -> Deadline:
        return by(calendar).deadlines[kind]

    done = SUPPOSED | REQUEST if outcome.facts.replied else SUPPOSED
    return row, {kind: partial(deadline, kind) for kind in outcome.deadlines if kind not in done}


def _date(deadline: Deadline) -> dict[str, Any]:
    return {
        "date": deadline.date and deadline.date.isoformat(),
        "provisional": deadline.provisional,
        "not_before": deadline.not_before and deadline.not_before.isoformat(),
        "missing": list(deadline.missing),
    }


def _said(deadline: Deadline, lang: str) -> str:
    return WORDS[lang]["provisional"].format(deadline.date) if deadline.provisional else str(deadline.date)


def _difference(move: Move[Deadline], lang: str) -> str:
    words = WORDS[lang]
    if move.before.date is None or move.after.date is None or not move.moved:
        return words["settled" if move.settled else "guessed"]
    days = (move.after.date - move.before.date).days
    return words["later" if days > 0 else "earlier"].format(abs(days))
