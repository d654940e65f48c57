"""How the staff's pages find a case, and what may be done with it."""

from django.http import Http404

from gongkai.law.procedure import StepKind
from gongkai.web.cases import queries
from gongkai.web.cases.models import Case
from gongkai.web.organs.entrance import StaffRequest


def case_of(request: StaffRequest, number: str) -> Case:
    """Return a case that the person may read; whoever may not is told no more than that there is none.

    :raises Http404: where there is no such case, or none for this person.
    """
    case = queries.readable(request.user, request.today).filter(number=number).first()
    if case is None:
        raise Http404
    return case


def verb_of(kind: str) -> str:
    """Return what a person must be allowed to do for a step of this kind."""
    return "cases.confirm" if kind == StepKind.RECEIVED else "cases.handle"
