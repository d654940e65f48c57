"""How long it takes to replay cases from their steps: `python bench/replay.py`.

What an office does every night for all its cases, on one core: 100,000 cases of eight steps, as hard as they come
(a clarification, a third party, an extension; two consultations and a fee; reasons and a delayed day).
"""

import argparse
import sys
import time
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from gongkai.law.deadlines import Channel, ServedBy  # noqa: E402
from gongkai.law.procedure import Step, StepKind, replay  # noqa: E402

K = StepKind
CASES = 100_000
TARGET = 10.0
TODAY = date(2026, 11, 22)
FROM, UNTIL = date(2021, 1, 4), date(2026, 6, 30)
RECEIVED = {"channel": Channel.COUNTER, "applicant": "individual"}
REPLIED = {"by": ServedBy.MAIL}

# Each step: how many days after the receipt, what, and what it says. The days hold on whatever day the request came.
LIVES: tuple[tuple[tuple[int, StepKind, dict[str, object]], ...], ...] = (
    (
        (0, K.RECEIVED, RECEIVED),
        (3, K.CLARIFICATION_ASKED, {}),
        (10, K.CLARIFICATION_GIVEN, {}),
        (13, K.THIRD_PARTY_CONSULTED, {"ref": "A"}),
        (15, K.LETTER_ARRIVED, {"ref": "A"}),
        (30, K.THIRD_PARTY_ANSWERED, {"ref": "A"}),
        (31, K.EXTENDED, {"days": 20, "approver": "head"}),
        (50, K.REPLIED, {"reply": "trade_secret", **REPLIED}),
    ),
    (
        (0, K.RECEIVED, RECEIVED),
        (2, K.CO_MAKER_CONSULTED, {"ref": "A"}),
        (3, K.ORGAN_CONSULTED, {"ref": "B"}),
        (12, K.ORGAN_ANSWERED, {"ref": "B"}),
        (16, K.CO_MAKER_ANSWERED, {"ref": "A"}),
        (18, K.FEE_NOTIFIED, {}),
        (30, K.FEE_PAID, {}),
        (50, K.REPLIED, {"reply": "partly_disclosed", **REPLIED}),
    ),
    (
        (0, K.RECEIVED, RECEIVED),
        (2, K.REASONS_ASKED, {}),
        (9, K.REASONS_GIVEN, {}),
        (10, K.EXTENDED, {"days": 20, "approver": "head"}),
        (20, K.DELAYED, {"approver": "head"}),
        (80, K.REPLIED, {"reply": "disclosed", **REPLIED}),
        (83, K.SERVED, {}),
        (84, K.ARCHIVED, {}),
    ),
)


def lives() -> list[list[Step]]:
    """Return one case of each kind for every day on which it can have come."""
    days = [FROM + timedelta(days=number) for number in range((UNTIL - FROM).days)]
    return [[_step(day, *said) for said in life] for day in days for life in LIVES]


def _step(day: date, after: int, kind: StepKind, said: dict[str, object]) -> Step:
    until = {"until": day + timedelta(days=150)} if kind is K.DELAYED else {}
    return Step(kind, day + timedelta(days=after), **said, **until)  # type: ignore[arg-type]


def once(cases: Iterable[list[Step]]) -> float:
    """Return the seconds that replaying these cases takes."""
    began = time.perf_counter()
    for steps in cases:
        replay(steps, TODAY)
    return time.perf_counter() - began


def times(rounds: int, number: int = CASES) -> list[float]:
    """Return how long each round of so many cases takes, on this core alone, after a few that are not counted."""
    made = lives()
    once(made[: len(LIVES)])
    return [once(islice(cycle(made), number)) for _ in range(rounds)]


def main() -> int:
    """Print the line; return 1 where the target is missed."""
    from run import of, shown

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often it is measured (3)")
    parser.add_argument("--cases", type=int, default=CASES, help=f"how many cases a round replays ({CASES})")
    args = parser.parse_args()
    target = TARGET * args.cases / CASES
    taken = times(args.rounds, args.cases)
    said = f"{min(taken) / args.cases * 1e6:.0f} us a case at best"
    line = of(f"replay {args.cases} cases of 8 steps", taken, target, said)
    print(shown(line))
    return int(line.median > target)


if __name__ == "__main__":
    sys.exit(main())
