"""Made-up lives of requests: at every stage a step that may follow, on days that lie near the bounds of its article.

They come from a seed, so that the likely steps are as frequent as in an office and the rare ones still come up.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from gongkai.law import replies
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Matter, Stage, State, Step, StepKind, allowed, take, terms
from gongkai.law.refusal import Refusal

K = StepKind
FIRST, LAST = date(2019, 5, 15), date(2026, 6, 30)
RARE = {K.UNDONE, K.WITHDRAWN, K.TERMINATED, K.MERGED, K.RECLASSIFIED, K.SUBMITTED, K.ARCHIVED, K.REPLIED}
WAITED = ("_lapsed", "_silent")
NEAR = (14, 18, 20, 21, 22, 23, 27, 28, 29, 30, 31, 35)
"""Calendar days that lie near fifteen and twenty working days."""
LIKELY = ("disclosed", "partly_disclosed", "already_public", "still_unclear", "excessive")
REPLIES = tuple(kind.code for kind in replies.kinds())
APPLICANTS = tuple(kind.code for kind in replies.applicants())
MATTERS = (Matter.DISCLOSURE,) * 8 + tuple(Matter)


def step(chance: Random, kind: StepKind, state: State, *, first: date = FIRST, last: date = LAST) -> Step:
    """Return a step of a kind that says all that it may say, some days after the last one."""
    if state.last is None:
        on = first + timedelta(days=chance.randint(0, (last - first).days))
    else:
        near = kind.endswith(WAITED) or chance.random() < 0.1
        on = state.last + timedelta(days=chance.choice(NEAR) if near else chance.randint(0, 5))
    back = -1 if kind is K.LETTER_ARRIVED else 1
    return Step(
        kind,
        on,
        matter=chance.choice(MATTERS),
        channel=chance.choice(tuple(Channel)),
        applicant=chance.choice(APPLICANTS),
        arrived=chance.choice((None, *(on + timedelta(days=days * back) for days in (0, 0, 1, 4)))),
        ref=chance.choice(_refs(kind, state)),
        days=chance.choice((1, 5, 10, 15, 20, 21)),
        until=on + timedelta(days=chance.randint(1, 90)),
        approver="head",
        reply=chance.choice(LIKELY + REPLIES if kind is K.REPLIED else REPLIES),
        by=chance.choice(tuple(ServedBy)),
    )


def _refs(kind: StepKind, state: State) -> tuple[str, ...]:
    if kind.endswith("_consulted"):
        return f"{len(state.letters)}", f"{len(state.letters)}", "0"
    return tuple(letter.ref for letter in state.letters) or ("0",)


def life(seed: int, *, first: date = FIRST, last: date = LAST) -> tuple[Step, ...]:
    """Return the steps of a request, each of which the law allows after those before it."""
    return tuple(_lived(Random(seed), first, last))


def _lived(chance: Random, first: date, last: date) -> Iterator[Step]:
    state = State()
    for _ in range(chance.randint(3, 24)):
        matter = chance.choice(MATTERS) if state.stage is Stage.NEW else state.matter
        kinds = allowed(state.stage, matter)
        kind = chance.choices(kinds, [1 if kind in RARE else 6 for kind in kinds])[0]
        taken = step(chance, kind, state, first=first, last=last)
        try:
            state = take(state, taken, terms())
        except Refusal:
            continue
        yield taken


def lives(*, first: date = FIRST, last: date = LAST) -> st.SearchStrategy[tuple[Step, ...]]:
    """Return lives of at least one step."""
    seeds = st.integers(0, 2**32)
    return seeds.map(lambda seed: life(seed, first=first, last=last)).filter(bool)
