"""What of the cases waits for somebody, for the desk: of the organs that they hold a post in, of their own, for their review."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.cases import worklist
from gongkai.web.cases.models import Case
from gongkai.web.cases.proposals import proposals
from gongkai.web.cases.worklist import NOBODY, Asked, Tab, Urgency
from gongkai.web.cases.writing import queries as writing
from gongkai.web.cases.writing.queries import VERBS
from gongkai.web.organs import permissions
from gongkai.web.organs import queries as organs
from gongkai.web.organs.boards import Board, Figure
from gongkai.web.organs.models import Organ, Person

MOST = 3
"""Of how many organs the desk counts; somebody with posts in more opens the others from the leader's page."""


def boards(reader: Person, today: date) -> Iterator[Board]:
    """Yield what waits for a person on a day: for their review first, then in each organ in which anything waits."""
    if not permissions.anywhere(reader, today).isdisjoint(VERBS.values()):
        count = len(writing.mine(reader, today))
        yield Board(_("审核"), (Figure(_("等待您审核"), count, reverse("cases:reviews")),))
    held = {organ for organ, _role in organs.posts(reader, today)}
    found = [
        Board(_("%(organ)s的办件") % {"organ": organ.short_name}, tuple(_of(organ, reader, today)))
        for organ in permissions.organs_where(reader, "cases.read", today).filter(pk__in=held)[:MOST]
    ]
    yield from [board for board in found if any(each.count for each in board.figures)] or found[:1]


def _of(organ: Organ, reader: Person, today: date) -> Iterator[Figure]:
    allowed = permissions.allowed(reader, organ, today)
    asked, more = _asked(reader, allowed)
    for name, count in worklist.counts(organ, asked | more, today).items():
        if count or name in asked:
            yield _figure(name, count, organ, (asked | more)[name])
    if "cases.handle" in allowed:
        yield from _beside(organ, today)


def _asked(reader: Person, allowed: set[str]) -> tuple[dict[str, Asked], dict[str, Asked]]:
    """Return by name what is counted of what is open: what always stands there, and what only where there is any."""
    own = Asked(person=str(reader.pk), helped=True)
    over, soon = Urgency.OVER, Urgency.SOON
    asked = {_("待办"): Asked(), _("超期"): Asked(urgency=over), _("临期"): Asked(urgency=soon)}
    more = {_("我的待办"): own, _("我的超期"): replace(own, urgency=over), _("我的临期"): replace(own, urgency=soon)}
    if "cases.confirm" in allowed:
        more[_("待确认收到")] = Asked(tab=Tab.UNCONFIRMED)
    if "cases.assign" in allowed:
        more[_("未分办")] = Asked(tab=Tab.LIVE, person=NOBODY)
    return asked, more


def _beside(organ: Organ, today: date) -> Iterator[Figure]:
    """Yield what is to be registered: replies that were handed over, and steps that the system proposes."""
    asked = Asked(tab=Tab.ENDED, unserved=True)
    if count := worklist.count(organ, asked, today):
        yield _figure(_("待签收"), count, organ, asked)
    if proposed := proposals(Case.objects.filter(organ=organ), today):
        yield Figure(_("系统建议登记"), len(proposed), f"{_url(organ, Asked())}#proposed")


def _figure(name: str, count: int, organ: Organ, asked: Asked) -> Figure:
    return Figure(name, count, _url(organ, asked), asked.urgency if count else "")


def _url(organ: Organ, asked: Asked) -> str:
    return reverse("cases:inbox") + worklist.address(organ, **worklist.words(asked))
