"""What the system proposes and a person decides: steps that the law allows today because a period has ended in silence.

Nothing is stored and nothing is closed by itself: each proposal is asked of the procedure anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.law import procedure
from gongkai.law.procedure import STEPS, IllegalStep, Stage, State, Step
from gongkai.law.workdays import Calendar
from gongkai.web.cases import queries
from gongkai.web.cases.models import Case
from gongkai.web.cases.waited_for import waited_for

WAITING = (Stage.CLARIFYING, Stage.CONSULTING, Stage.EXPLAINING, Stage.PAYING)
"""The stages in which somebody outside is waited for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A step that may be taken now, for `cases.actions.take`, and the last day that has passed."""

    case: Case
    step: Step
    since: date | None

    @property
    def zh(self) -> str:
        """What is proposed."""
        return STEPS[self.step.kind].zh

    @property
    def en(self) -> str:
        """What is proposed, in English."""
        return STEPS[self.step.kind].en


MOST = 200
"""How many waiting cases are looked at, those that wait longest."""


def proposals(cases: QuerySet[Case], today: date) -> list[Proposal]:
    """Return what is proposed for these cases on a day, the case that waits longest first."""
    waiting = cases.filter(stage__in=[str(stage) for stage in WAITING]).order_by().values_list("received", "pk")
    # Sorted here: asked for in this order, the database walks through all that were ever received.
    keys = [key for _, key in sorted(waiting, key=lambda row: (row[0] or today, row[1]))[:MOST]]
    known = Case.objects.select_related("organ").in_bulk(keys)
    found, calendar = [known[key] for key in keys], queries.calendar()
    standing = queries.standings(found, today)
    return [each for case in found for each in _proposals(case, standing[case.pk].state, today, calendar)]


def _proposals(case: Case, state: State, today: date, known: Calendar) -> Iterator[Proposal]:
    by = queries.terms(case.organ, state.received or today, known)
    for each in waited_for(state, by.conventions):
        if each.lapsed is None:
            continue
        step = Step(each.lapsed, today, ref=each.ref)
        try:
            procedure.take(state, step, by)
        except IllegalStep:
            continue
        yield Proposal(case, step, each.last_day(by.calendar).date)
