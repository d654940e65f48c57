"""The work list."""

from datetime import MAXYEAR, MINYEAR
from enum import StrEnum
from typing import TypeVar

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.law.procedure import STAGES, Stage
from gongkai.web.bilingual import said
from gongkai.web.cases import notify, worklist
from gongkai.web.cases.keeping.actions import ERASED
from gongkai.web.cases.models import Case
from gongkai.web.cases.proposals import proposals
from gongkai.web.cases.teamwork import queries as teamwork
from gongkai.web.cases.worklist import KEPT, MINE, NOBODY, TABS, URGENCIES, Asked, Kept, Tab, Urgency, address
from gongkai.web.cases.writing import queries as writing
from gongkai.web.organs import choosing, permissions
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.models import Organ, Person
from gongkai.web.organs.permissions import NotAllowed

Word = TypeVar("Word", bound=StrEnum)
SHOWN = 20
DIGITS = 9


@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """Show the list of an organ: of the reader's own, where none is named."""
    organs = list(permissions.organs_where(request.user, "cases.read", request.today))
    if not organs:
        raise NotAllowed("cases.read", None)
    organ = choosing.named(organs, request.GET.get("organ", ""), choosing.own(request, organs))
    asked = _asked(request)
    page_of = worklist.page(organ, asked, request.today)
    if asked.number and page_of.count == 1:
        only = page_of.rows[0].case
        if asked.number in (only.number, only.former_number.upper()):
            return redirect("cases:case", only.number)
    chosen = {name: request.GET.get(name, "") for name in ("person", "stage", "reviewed", "year", "kept", "unserved")}
    allowed = permissions.allowed(request.user, organ, request.today)
    known = {
        "organs": organs,
        "organ": organ,
        "asked": asked,
        "page": page_of,
        "tabs": TABS.items(),
        "urgencies": URGENCIES.items(),
        "people": _people(request, organ, asked),
        "person": MINE if asked.helped else asked.person,
        "further": _further(asked),
        "unconfirmed": worklist.count(organ, Asked(tab=Tab.UNCONFIRMED), request.today),
        "overdue": worklist.count(organ, Asked(urgency=Urgency.OVER), request.today),
        "proposed": proposals(Case.objects.filter(organ=organ), request.today),
        "undelivered": notify.undelivered(Case.objects.filter(organ=organ)).exclude(fault=ERASED)[:SHOWN],
        "waiting": _waiting(organ, allowed),
        "may_register": "cases.register" in allowed,
        "link": address(organ),
        "turn": address(organ, tab=asked.tab, urgency=asked.urgency, number=asked.number, **chosen),
        "same_person": address(organ, person=chosen["person"]),
    }
    return render(request, "cases/inbox.html", known)


def _asked(request: StaffRequest) -> Asked:
    given = request.GET
    person = given.get("person", "")
    return Asked(
        tab=_word(Tab, given.get("tab", ""), Tab.OPEN),
        urgency=_word(Urgency, given.get("urgency", ""), Urgency.ANY),
        number="".join(filter(str.isprintable, given.get("number", ""))).strip().upper()[:40],
        page=_number(given.get("page", "")) or 1,
        person=str(request.user.pk) if person == MINE else person if person == NOBODY or _number(person) else "",
        helped=person == MINE,
        stage=stage if (stage := given.get("stage", "")) in list(Stage) else "",
        reviewed=given.get("reviewed") == "1",
        year=year if (year := _number(given.get("year", ""))) in range(MINYEAR, MAXYEAR) else None,
        kept=_word(Kept, given.get("kept", ""), Kept.ANY),
        unserved=given.get("unserved") == "1",
    )


def _people(request: StaffRequest, organ: Organ, asked: Asked) -> list[tuple[str, str]]:
    """Return whose cases can be asked for; who is asked for stands there even where they hold no post any more."""
    found = {str(each.pk): str(each) for each in teamwork.eligible(organ, teamwork.Part.LEAD, request.today)}
    if asked.person not in {"", NOBODY, *found} and not asked.helped:
        found |= {str(each.pk): str(each) for each in Person.objects.filter(pk=asked.person)}
    return [("", _("不限")), (MINE, _("我的（主办和协办）")), (NOBODY, _("未分办")), *found.items()]


def _waiting(organ: Organ, allowed: set[str]) -> int:
    """Return how many versions of an organ wait, for whoever reviews there."""
    if allowed.isdisjoint(writing.VERBS.values()):
        return 0
    return writing.waiting(Case.objects.filter(organ=organ)).order_by().count()


def _further(asked: Asked) -> list[str]:
    """Return in words what is asked for beyond what the form shows."""
    words = [said(STAGES[Stage(asked.stage)])] if asked.stage else []
    if asked.reviewed:
        words.append(_("送审中"))
    if asked.unserved:
        words.append(_("待签收"))
    if asked.tab is Tab.ENDED and asked.year:
        words.append(_("%(year)d 年") % {"year": asked.year})
        words += [str(KEPT[asked.kept])] if asked.kept else []
    return words


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= DIGITS else None


def _word(kind: type[Word], given: str, default: Word) -> Word:
    return kind(given) if given in list(kind) else default
