"""More values than columns: every way to leave the surplus out, and what all good ways agree on.

The contract's rule: keep the ways in which the row (or the block of table 4) adds up; a cell on which they agree is read,
one on which they differ is unread.
"""

from collections.abc import Callable, Sequence
from itertools import combinations

MOST_WAYS = 20_000


def leave_out(
    values: Sequence[str], wanted: int, adds_up: Callable[[Sequence[str]], bool]
) -> tuple[list[int | None], list[int]] | None:
    """Return for each of the `wanted` columns the index of its value (None where the good ways differ), and the surplus.

    The surplus is the indexes left out in the first good way. Return None where there are too many ways to try.
    """
    total = 1
    for step in range(len(values) - wanted):
        total = total * (len(values) - step) // (step + 1)
    if total > MOST_WAYS:
        return None
    ways = list(combinations(range(len(values)), wanted))
    good = [way for way in ways if adds_up([values[i] for i in way])] or ways
    chosen: list[int | None] = []
    for column in range(wanted):
        seen = {values[way[column]] for way in good}
        chosen.append(good[0][column] if len(seen) == 1 else None)
    left = sorted(set(range(len(values))) - set(good[0]))
    return chosen, left
