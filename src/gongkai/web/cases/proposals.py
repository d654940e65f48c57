"""What the system proposes and a person decides: steps that the law allows today because a period has ended in silence.

Nothing is stored and nothing is closed by itself: each proposal is asked of the procedure anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.law import deadlines, procedure
from gongkai.law.deadlines import Clarification, Consultation, Deadline
from gongkai.law.deadlines.events import Consulted
from gongkai.law.procedure import STEPS, IllegalStep, Stage, State, Step, StepKind, Terms
from gongkai.law.workdays import Calendar
from gongkai.web.cases import queries
from gongkai.web.cases.models import Case

SILENT = {Consulted.THIRD_PARTY: StepKind.THIRD_PARTY_SILENT, Consulted.CO_MAKER: StepKind.CO_MAKER_SILENT}
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
    for step, limit in _ended(state, today, by):
        try:
            procedure.take(state, step, by)
        except IllegalStep:
            continue
        yield Proposal(case, step, limit.date)


def _ended(state: State, today: date, by: Terms) -> Iterator[tuple[Step, Deadline]]:
    """Yield what would be registered if a period had ended, with the period's last day."""
    if state.stage is Stage.CLARIFYING and state.clarification_notified:
        asked = Clarification(state.clarification_notified, days=state.clarification_days)
        limit = deadlines.clarification(asked, conventions=by.conventions, calendar=by.calendar)
        yield Step(StepKind.CLARIFICATION_LAPSED, today), limit
    elif state.stage is Stage.EXPLAINING and state.reasons_notified:
        limit = deadlines.reasons(state.reasons_notified, conventions=by.conventions, calendar=by.calendar)
        yield Step(StepKind.REASONS_LAPSED, today), limit
    elif state.stage is Stage.PAYING and state.fee_notified:
        yield Step(StepKind.FEE_LAPSED, today), deadlines.fee_payment(state.fee_notified, calendar=by.calendar)
    for letter in state.letters if state.stage is Stage.CONSULTING else ():
        if letter.open and letter.arrived and letter.whom in SILENT:
            consulted = Consultation(letter.sent, letter.arrived, whom=letter.whom)
            yield Step(SILENT[letter.whom], today, ref=letter.ref), deadlines.opinion(consulted, calendar=by.calendar)
