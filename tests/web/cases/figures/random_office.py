"""Cases with random lives, written as their actions would have written them, so that hundreds cost a second."""

import random
from datetime import date, datetime, time, timedelta
from itertools import count

from gongkai.law import procedure, replies
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import STEPS, Matter, State, Step, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions, facts, queries
from gongkai.web.cases.models import Case
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs.models import Organ
from tests.web import factories

K = StepKind
APPLICANTS = tuple(kind.code for kind in replies.applicants())
REPLIES = tuple(kind.code for kind in replies.kinds())
WITHHOLDABLE = tuple(kind.code for kind in replies.kinds() if kind.withholdable)
RARE = frozenset({K.WITHDRAWN, K.RECLASSIFIED, K.UNDONE, K.MERGED, K.CONVERTED})
_numbers = count(1)


def lives(organ: Organ, cases: int, chance: random.Random, *, first: date, last: date) -> list[Case]:
    """Write so many cases that were received between two days and went on until the last."""
    return [
        _life(organ, chance, first + timedelta(days=chance.randrange((last - first).days)), last) for _ in range(cases)
    ]


def written(organ: Organ, steps: list[Step], **fields: object) -> Case:
    """Write a case with these steps, which the law must allow."""
    day = steps[0].on
    state = procedure.State()
    by = queries.terms(organ, day)
    for step in steps:
        state = procedure.take(state, step, by)
    case = Case.objects.create(
        **{
            "number": f"{organ.code.upper()}-{day.year}-{next(_numbers):04d}",
            "organ": organ,
            "code_digest": "0" * 64,
            "subject": "道路养护经费支出明细",
            "description": "请提供支出明细表。",
            "form": "electronic",
            "delivery": "online",
            "applicant_kind": steps[0].applicant or "natural_person",
            "filed_at": datetime.combine(day, time(10), factories.SHANGHAI),
        }
        | actions.summary(organ, state)
        | fields
    )
    StepRow.objects.bulk_create(
        StepRow(
            case=case,
            ordinal=ordinal,
            kind=step.kind,
            on=step.on,
            facts=facts.written(step),
            registered_at=datetime.combine(step.on, time(11), factories.SHANGHAI),
        )
        for ordinal, step in enumerate(steps, 1)
    )
    return case


def _life(organ: Organ, chance: random.Random, day: date, last: date) -> Case:
    channel = chance.choice(tuple(Channel))
    opening = K.SUBMITTED if channel is Channel.ONLINE and chance.random() < 0.2 else K.RECEIVED
    steps = [Step(opening, day, channel=channel, applicant=chance.choice(APPLICANTS))]
    by = queries.terms(organ, day)
    state = procedure.take(State(), steps[0], by)
    for _ in range(chance.randint(0, 14)):
        day += timedelta(days=chance.choice((0, 1, 2, 3, 5, 8, 20, 40)))
        kinds = list(procedure.allowed(state.stage, state.matter))
        if day > last or not kinds:
            break
        kind = chance.choices(kinds, [0.2 if each in RARE else 4.0 if each is K.REPLIED else 1.0 for each in kinds])[0]
        step = _step(kind, day, state, chance, steps[0])
        try:
            state = procedure.take(state, step, by)
        except Refusal:
            continue
        steps.append(step)
    return written(organ, steps)


def _step(kind: StepKind, day: date, state: State, chance: random.Random, opening: Step) -> Step:  # noqa: C901
    said: dict[str, object] = {}
    if kind in (K.THIRD_PARTY_CONSULTED, K.CO_MAKER_CONSULTED, K.ORGAN_CONSULTED):
        said = {"ref": str(len(state.letters) + 1), "arrived": day}
    elif "ref" in STEPS[kind].needs and kind is not K.MERGED:
        said = {"ref": chance.choice([letter.ref for letter in state.letters] or [""])}
    elif kind in (K.CLARIFICATION_ASKED, K.REASONS_ASKED, K.FEE_NOTIFIED):
        said = {"arrived": day if chance.random() < 0.8 else None}
    elif kind is K.RECEIVED:
        said = {"channel": opening.channel, "applicant": opening.applicant}
    elif kind in (K.REPLIED, K.TERMINATED):
        reply = chance.choice(REPLIES)
        split = replies.kind(reply).remedy is replies.RemedyClass.SPLIT
        withheld = (chance.choice(WITHHOLDABLE),) if split else ()
        said = {"reply": reply, "by": chance.choice(tuple(ServedBy)), "withheld": withheld}
    elif kind is K.EXTENDED:
        said = {"days": chance.randint(1, 20), "approver": "云某"}
    elif kind is K.DELAYED:
        said = {"until": day + timedelta(days=chance.randint(20, 60))}
    elif kind is K.MERGED:
        said = {"ref": "YT-2025-0001"}
    elif kind is K.RECLASSIFIED:
        said = {"matter": chance.choice(tuple(Matter))}
    return Step(kind, day, **said)  # type: ignore[arg-type]
