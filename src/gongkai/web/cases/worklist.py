"""The work list of an organ: what is open by its last day, what waits, what has ended. Only indexed columns are asked.

How many there are is counted up to a bound, so that a list of a hundred thousand cases opens as fast as one of ten.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from gongkai.law import provisional
from gongkai.law.procedure import STAGES, Stage, Standing
from gongkai.web.bilingual import said
from gongkai.web.cases import queries
from gongkai.web.cases.clock_words import Clock, clock
from gongkai.web.cases.models import Case
from gongkai.web.organs.local_settings import SOON
from gongkai.web.organs.models import Organ

PAGE = 50
MOST = 5_000
"""How far a list is counted and turned over; beyond it a filter or a number finds a case."""


class Tab(StrEnum):
    """A part of the list."""

    OPEN = "open"
    PAUSED = "paused"
    UNCONFIRMED = "unconfirmed"
    ENDED = "ended"
    ALL = "all"


TABS = {
    Tab.OPEN: gettext_lazy("办理中"),
    Tab.PAUSED: gettext_lazy("期限暂停或者无期限"),
    Tab.UNCONFIRMED: gettext_lazy("待确认收到"),
    Tab.ENDED: gettext_lazy("已办结"),
    Tab.ALL: gettext_lazy("全部"),
}


class Urgency(StrEnum):
    """How near the last day is."""

    ANY = ""
    OVER = "over"
    SOON = "soon"
    NORMAL = "ok"


URGENCIES = {
    Urgency.ANY: gettext_lazy("不限"),
    Urgency.OVER: gettext_lazy("超期"),
    Urgency.SOON: gettext_lazy("临期（不超过 5 个工作日）"),
    Urgency.NORMAL: gettext_lazy("正常"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is asked for: a part, how near, how a number begins, which page."""

    tab: Tab = Tab.OPEN
    urgency: Urgency = Urgency.ANY
    number: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    case: Case
    standing: Standing
    clock: Clock

    @property
    def stage(self) -> str:
        """Where it stands, in words."""
        return said(STAGES[self.standing.stage])


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, how many pages there are, how many cases; `beyond` says that there are more than were counted."""

    rows: list[Row]
    number: int
    pages: int
    count: int
    beyond: bool

    @property
    def before(self) -> int:
        """The page before this one."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The page after this one."""
        return self.number + 1


def page(organ: Organ, asked: Asked, today: date) -> Page:
    """Return a page of an organ's list, with where each case stands."""
    found = _found(organ, asked, today)
    count = found.order_by()[: MOST + 1].count()
    pages = max(1, -(-min(count, MOST) // PAGE))
    number = min(max(1, asked.page), pages)
    cases = list(found.select_related("organ")[(number - 1) * PAGE : number * PAGE])
    stand = queries.standings(cases, today)
    rows = [Row(case, stand[case.pk], clock(stand[case.pk])) for case in cases]
    return Page(rows, number, pages, min(count, MOST), count > MOST)


def unconfirmed(organ: Organ) -> int:
    """Return how many requests of an organ wait for the confirmation of their receipt."""
    return Case.objects.filter(organ=organ, stage=Stage.UNCONFIRMED).order_by()[: MOST + 1].count()


def overdue(organ: Organ, today: date) -> int:
    """Return how many open requests of an organ are past their last day."""
    return Case.objects.filter(_near(Urgency.OVER, today), organ=organ, closed=None).order_by()[: MOST + 1].count()


def _found(organ: Organ, asked: Asked, today: date) -> QuerySet[Case]:
    cases = Case.objects.filter(organ=organ)
    if asked.number:
        # A number is looked for in all parts: whoever knows it need not know where the case stands.
        return cases.filter(number__gte=asked.number, number__lt=asked.number + "\uffff").order_by("number")
    if asked.tab is Tab.OPEN:
        return cases.filter(_near(asked.urgency, today), closed=None, due__isnull=False).order_by("due", "pk")
    if asked.tab is Tab.PAUSED:
        return cases.filter(closed=None, due=None).exclude(stage=Stage.UNCONFIRMED).order_by("pk")
    if asked.tab is Tab.UNCONFIRMED:
        return cases.filter(stage=Stage.UNCONFIRMED).order_by("pk")
    if asked.tab is Tab.ENDED:
        return cases.filter(closed__isnull=False).order_by("-closed", "-due", "-pk")
    return cases.order_by("-filed_at", "-pk")


def _near(urgency: Urgency, today: date) -> Q:
    if urgency is Urgency.ANY:
        return Q()
    if urgency is Urgency.OVER:
        return Q(due__lt=today, due_provisional=False)
    calendar = provisional.estimated(queries.calendar(), today + timedelta(days=60))
    far = calendar.add(today, SOON + 1)
    return Q(due__gte=far) if urgency is Urgency.NORMAL else Q(due__gte=today, due__lt=far)
