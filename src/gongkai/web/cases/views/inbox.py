"""The work list."""

from enum import StrEnum
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gongkai.web.cases import notify, worklist
from gongkai.web.cases.models import Case
from gongkai.web.cases.proposals import proposals
from gongkai.web.cases.worklist import TABS, URGENCIES, Asked, Tab, Urgency
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.models import Organ
from gongkai.web.organs.permissions import NotAllowed

Word = TypeVar("Word", bound=StrEnum)
SHOWN = 20


@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """Show the list of an organ: of the first that the person may read, where none is named."""
    organs = list(permissions.organs_where(request.user, "cases.read", request.today))
    if not organs:
        raise NotAllowed("cases.read", None)
    organ = _organ(organs, request.GET.get("organ", ""))
    asked = Asked(
        tab=_word(Tab, request.GET.get("tab", ""), Tab.OPEN),
        urgency=_word(Urgency, request.GET.get("urgency", ""), Urgency.ANY),
        number="".join(filter(str.isprintable, request.GET.get("number", ""))).strip().upper()[:40],
        page=int(page) if (page := request.GET.get("page", "1")).isdecimal() and len(page) < len("10000") else 1,
    )
    page_of = worklist.page(organ, asked, request.today)
    if asked.number and page_of.count == 1 and page_of.rows[0].case.number == asked.number:
        return redirect("cases:case", asked.number)
    known = {
        "organs": organs,
        "organ": organ,
        "asked": asked,
        "page": page_of,
        "tabs": TABS.items(),
        "urgencies": URGENCIES.items(),
        "unconfirmed": worklist.unconfirmed(organ),
        "overdue": worklist.overdue(organ, request.today),
        "proposed": proposals(Case.objects.filter(organ=organ), request.today),
        "undelivered": notify.undelivered(Case.objects.filter(organ=organ))[:SHOWN],
        "may_register": permissions.may(request.user, "cases.register", organ, request.today),
        "link": _link(organ, asked),
        "turn": _link(organ, asked, tab=asked.tab, urgency=asked.urgency, number=asked.number),
    }
    return render(request, "cases/inbox.html", known)


def _organ(organs: list[Organ], code: str) -> Organ:
    if not code:
        return organs[0]
    found = next((organ for organ in organs if organ.code == code), None)
    if found is None:
        raise Http404
    return found


def _word(kind: type[Word], given: str, default: Word) -> Word:
    return kind(given) if given in list(kind) else default


def _link(organ: Organ, asked: Asked, **words: str) -> str:
    return "?" + urlencode({"organ": organ.code} | {name: word for name, word in words.items() if word})
