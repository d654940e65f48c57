"""How an applicant can contest a reply or silence: the clause, the bodies, and the last days where they can be told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import get_language

from gongkai.law import deadlines, remedies
from gongkai.law.deadlines import Deadline
from gongkai.law.procedure import Standing, State
from gongkai.law.refusal import Refusal
from gongkai.law.remedies import Bodies, Clause, RemedyClass, Service
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


@dataclass(frozen=True, slots=True)
class Worded:
    """A clause, None where there can be none, and what kept it from being said in full."""

    clause: Clause | None
    refused: Refusal | None

    @property
    def said(self) -> str:
        """The clause in the reader's language; empty where there is none."""
        if self.clause is None:
            return ""
        return self.clause.en if get_language() == "en" else self.clause.zh


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
    said = clause(
        state.result, organ=organ, decided=state.closed, service=Service(served, online), withheld=state.withheld
    ).said
    if served is None:
        return Contest(said, organ.review_body, organ.court, None, None, remedy.review_first, split)
    review = deadlines.reconsideration(served, conventions=by.conventions, calendar=by.calendar)
    suit = deadlines.litigation(
        served, review_first=remedy.review_first, conventions=by.conventions, calendar=by.calendar
    )
    return Contest(said, organ.review_body, organ.court, review, suit, remedy.review_first, split)


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
    told = clause(SILENCE, organ=organ, decided=day, service=Service()).said
    return Contest(told, organ.review_body, organ.court, review, suit, remedy.review_first)


def bodies(organ: Organ) -> Bodies:
    """Return where an organ's decisions are contested, as its settings say."""
    chosen = {
        name: str(organ.settings.get(name, ""))
        for name in ("review_address", "court_address", "review_url", "complaint_body")
    }
    return Bodies(organ.review_body, organ.court, **chosen)


def clause(of: str, *, organ: Organ, decided: date, service: Service, withheld: Iterable[str] = ()) -> Worded:
    """Return the clause on the remedies of what an organ decides on a day, as far as it can be said.

    Without an address for applying online the clause is still better said than left out.
    """
    conventions, refused = cases.terms(organ, decided).conventions, None
    for way in dict.fromkeys((service, replace(service, online=False))):
        try:
            found = remedies.clause(
                of,
                decided=decided,
                bodies=bodies(organ),
                service=way,
                conventions=conventions,
                withheld=tuple(withheld),
            )
        except Refusal as refusal:
            refused = refusal
        else:
            return Worded(found, refused)
    return Worded(None, refused)
