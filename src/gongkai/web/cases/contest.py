"""How an applicant can contest a reply or silence: the clause, the bodies, and the last days where they can be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from gongkai.law import deadlines, remedies
from gongkai.law.deadlines import Deadline
from gongkai.law.procedure import Standing, State, Terms
from gongkai.law.refusal import Refusal
from gongkai.law.remedies import Bodies, RemedyClass, Service
from gongkai.web.cases import queries as cases
from gongkai.web.organs.models import Organ

SILENCE = "不答复"


@dataclass(frozen=True, slots=True)
class Contest:
    """The ways to contest. `clause` is empty where the organ has not entered what it needs; days are None where unknown."""

    clause: str
    review_body: str
    court: str
    review: Deadline | None
    suit: Deadline | None
    review_first: bool
    split: bool = False


def against_reply(organ: Organ, state: State) -> Contest | None:
    """Return how the reply of a case can be contested; None where there is nothing to contest.

    The conventions of the day of the decision rule here, as the law of that day does; the clock keeps those of the receipt.
    """
    if state.closed is None or not state.result:
        return None
    by = cases.terms(organ, state.closed)
    online = state.by is not None and state.by.electronic
    served = state.served or (state.closed if online else None)
    try:
        remedy = remedies.remedy(
            state.result, decided=state.closed, conventions=by.conventions, withheld=state.withheld
        )
    except Refusal:
        return None
    if remedy.of is RemedyClass.NONE:
        return None
    split = remedy.of is RemedyClass.SPLIT
    clause = _clause(state.result, organ, by, remedies.Service(served, online), state)
    if served is None:
        return Contest(clause, organ.review_body, organ.court, None, None, remedy.review_first, split)
    review = deadlines.reconsideration(served, conventions=by.conventions, calendar=by.calendar)
    suit = deadlines.litigation(
        served, review_first=remedy.review_first, conventions=by.conventions, calendar=by.calendar
    )
    return Contest(clause, organ.review_body, organ.court, review, suit, remedy.review_first, split)


def against_silence(organ: Organ, standing: Standing) -> Contest | None:
    """Return how silence past the last day can be contested; None where the case is not overdue."""
    if not standing.overdue or standing.due is None or standing.due.date is None:
        return None
    day = standing.due.date
    by = cases.terms(organ, day)
    remedy = remedies.remedy(SILENCE, decided=day, conventions=by.conventions)
    suit = None
    if not remedy.review_first:
        suit = deadlines.litigation_over_silence(day, conventions=by.conventions, calendar=by.calendar)
    review = deadlines.reconsideration(day, conventions=by.conventions, calendar=by.calendar)
    clause = _worded(SILENCE, day, organ, by, Service())
    return Contest(clause, organ.review_body, organ.court, review, suit, remedy.review_first)


def bodies(organ: Organ) -> Bodies:
    """Return where an organ's decisions are contested, as its settings say."""
    chosen = {
        name: str(organ.settings.get(name, ""))
        for name in ("review_address", "court_address", "review_url", "complaint_body")
    }
    return Bodies(organ.review_body, organ.court, **chosen)


def _clause(result: str, organ: Organ, by: Terms, service: Service, state: State) -> str:
    if state.closed is None:
        return ""
    said = _worded(result, state.closed, organ, by, service, state.withheld)
    # Without an address for applying online the clause is still better said than left out.
    return said or _worded(result, state.closed, organ, by, Service(service.day), state.withheld)


def _worded(  # noqa: PLR0913 - what a clause is written from
    of: str, decided: date, organ: Organ, by: Terms, service: Service, withheld: Sequence[str] = ()
) -> str:
    where, conventions = bodies(organ), by.conventions
    try:
        found = remedies.clause(
            of, decided=decided, bodies=where, service=service, conventions=conventions, withheld=withheld
        )
    except Refusal:
        return ""
    return found.en if get_language() == "en" else found.zh
