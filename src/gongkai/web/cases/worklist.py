"""The work list of an organ: what is open by its last day, what waits, what has ended, and who leads it.

Only indexed columns are asked. How many there are is counted up to a bound, so that a list of a hundred thousand cases opens
as fast as one of ten. Every figure of the leader's page is counted by the conditions of this list, and opens it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy
from django.db.models.fields.json import KT
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from gongkai.law import provisional, replies
from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import STAGES, Matter, Stage, Standing, StepKind
from gongkai.web.bilingual import said
from gongkai.web.cases import queries
from gongkai.web.cases.clock_words import Clock, clock
from gongkai.web.cases.figures.lateness import late
from gongkai.web.cases.models import Case, Step
from gongkai.web.cases.teamwork import queries as teamwork
from gongkai.web.cases.writing.queries import waiting
from gongkai.web.organs.local_settings import SOON
from gongkai.web.organs.models import Organ, Person

PAGE = 50
MOST = 5_000
"""How far a list is counted and turned over; beyond it a filter or a number finds a case."""
NOBODY, MINE = "none", "me"
"""In place of a person: cases that nobody leads, and those of whoever reads the list."""


class Tab(StrEnum):
    """A part of the list."""

    OPEN = "open"
    PAUSED = "paused"
    UNCONFIRMED = "unconfirmed"
    LIVE = "live"
    ENDED = "ended"
    ALL = "all"


TABS = {
    Tab.OPEN: gettext_lazy("办理中"),
    Tab.PAUSED: gettext_lazy("期限暂停或者无期限"),
    Tab.UNCONFIRMED: gettext_lazy("待确认收到"),
    Tab.LIVE: gettext_lazy("全部未办结"),
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


class Kept(StrEnum):
    """Whether an ended case was answered in time."""

    ANY = ""
    IN_TIME = "in_time"
    LATE = "late"
    NO_CLOCK = "no_clock"


KEPT = {
    Kept.IN_TIME: gettext_lazy("按期办结"),
    Kept.LATE: gettext_lazy("超期办结"),
    Kept.NO_CLOCK: gettext_lazy("期限停止时办结"),
}
UNCOUNTED = tuple(kind.code for kind in replies.kinds() if kind.uncounted)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is asked for: a part, how near, how a number begins, which page.

    `person` is the key of who leads, or `NOBODY`; `helped` adds what the person helps with. `stage` is one of the law's,
    `reviewed` says that a version is submitted. Of what ended, `year` is the year, `kept` whether it was in time, and
    `unserved` says that the reply is handed over and not signed for yet.
    """

    tab: Tab = Tab.OPEN
    urgency: Urgency = Urgency.ANY
    number: str = ""
    page: int = 1
    person: str = ""
    helped: bool = False
    stage: str = ""
    reviewed: bool = False
    year: int | None = None
    kept: Kept = Kept.ANY
    unserved: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list."""

    case: Case
    standing: Standing
    clock: Clock
    lead: Person | None = None

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
    """Return a page of an organ's list, with where each case stands and who leads it."""
    found = _found(organ, asked, today)
    counted = _counted(found)
    pages = max(1, -(-min(counted, MOST) // PAGE))
    number = min(max(1, asked.page), pages)
    shown = _cases(found, (number - 1) * PAGE, number * PAGE)
    return Page(rows(shown, today), number, pages, min(counted, MOST), counted > MOST)


def first(organ: Organ, asked: Asked, today: date, most: int) -> list[Row]:
    """Return the first lines of an organ's list, without counting the rest."""
    return rows(_cases(_found(organ, asked, today), 0, most), today)


def count(organ: Organ, asked: Asked, today: date) -> int:
    """Return how many lines an organ's list has for this: those that it shows, and one more where there are too many."""
    return _counted(_found(organ, asked, today))


def counts(organ: Organ, asked: Mapping[str, Asked], today: date) -> dict[str, int]:
    """Return how many lines an organ's list has for several parts of what is open, with one question to the database."""
    cases = Case.objects.filter(organ=organ, closed=None)
    found: dict[str, int] = cases.aggregate(
        **{name: Count("pk", filter=_is(each, today)) for name, each in asked.items()}
    )
    return found


def words(asked: Asked) -> dict[str, str]:
    """Return in the words of an address what is asked for, as the page of the list reads it back."""
    return {
        "tab": "" if asked.tab is Tab.OPEN else str(asked.tab),
        "urgency": str(asked.urgency),
        "person": MINE if asked.helped else asked.person,
        "stage": asked.stage,
        "reviewed": "1" if asked.reviewed else "",
        "year": str(asked.year or ""),
        "kept": str(asked.kept),
        "unserved": "1" if asked.unserved else "",
    }


def address(organ: Organ, **words: str) -> str:
    """Return what asks the list for a part of an organ's cases, from the question mark on."""
    return "?" + urlencode({"organ": organ.code} | {name: word for name, word in words.items() if word})


def rows(cases: list[Case], today: date) -> list[Row]:
    """Return lines for these cases, in their order."""
    stand, leads = queries.standings(cases, today), teamwork.leads(cases)
    return [Row(case, stand[case.pk], clock(stand[case.pk]), leads.get(case.pk)) for case in cases]


def part(tab: Tab) -> Q:
    """Return the condition that a case stands in a part of the list."""
    if tab is Tab.OPEN:
        return Q(closed=None, due__isnull=False)
    if tab is Tab.PAUSED:
        return Q(closed=None, due=None) & ~Q(stage=Stage.UNCONFIRMED)
    if tab is Tab.UNCONFIRMED:
        return Q(closed=None, stage=Stage.UNCONFIRMED)
    if tab is Tab.LIVE:
        return Q(closed=None)
    return Q(closed__isnull=False) if tab is Tab.ENDED else Q()


def near(urgency: Urgency, today: date) -> Q:
    """Return the condition that the last day of a case is as near as that."""
    if urgency is Urgency.ANY:
        return Q()
    if urgency is Urgency.OVER:
        return Q(due__lt=today, due_provisional=False)
    calendar = provisional.estimated(queries.calendar(), today + timedelta(days=60))
    far = calendar.add(today, SOON + 1)
    return Q(due__gte=far) if urgency is Urgency.NORMAL else _soon(today, far)


def ended(cases: QuerySet[Case], year: int, kept: Kept = Kept.ANY) -> QuerySet[Case]:
    """Return those requests that ended in a year and count in its report, all of them or as they were kept."""
    closed = cases.filter(closed__range=(date(year, 1, 1), date(year, 12, 31)), matter=Matter.DISCLOSURE)
    closed = closed.exclude(result__in=("", *UNCOUNTED))
    if kept is Kept.ANY:
        return closed
    if kept is Kept.NO_CLOCK:
        return closed.filter(due=None)
    tardy = late(closed)
    return tardy if kept is Kept.LATE else closed.filter(due__isnull=False).exclude(pk__in=tardy.values("pk"))


def kept(cases: QuerySet[Case], year: int) -> dict[int, dict[Kept, int]]:
    """Return by organ how those requests that ended in a year were kept, as `ended` lists them."""
    closed = ended(cases, year)
    counts = [_by_organ(each) for each in (closed.filter(due__isnull=False), late(closed), closed.filter(due=None))]
    return {
        organ: {
            Kept.IN_TIME: counts[0].get(organ, 0) - counts[1].get(organ, 0),
            Kept.LATE: counts[1].get(organ, 0),
            Kept.NO_CLOCK: counts[2].get(organ, 0),
        }
        for organ in {organ for each in counts for organ in each}
    }


def _counted(found: QuerySet[Case]) -> int:
    return found.order_by()[: MOST + 1].count()


def _by_organ(cases: QuerySet[Case]) -> dict[int, int]:
    return dict(cases.order_by().values_list("organ").annotate(Count("pk")))


def _cases(found: QuerySet[Case], start: int, end: int) -> list[Case]:
    # Only keys are sorted: what people wrote is long.
    keys = list(found.values_list("pk", flat=True)[start:end])
    known = Case.objects.select_related("organ").in_bulk(keys)
    return [known[key] for key in keys]


def _soon(today: date, far: date) -> Q:
    # A provisional last day that has passed may yet move: it is near, and not over.
    return Q(due__lt=far) & (Q(due__gte=today) | Q(due_provisional=True))


_ORDER: dict[Tab, tuple[str | OrderBy, ...]] = {
    Tab.OPEN: ("due", "pk"),
    Tab.LIVE: (F("due").asc(nulls_last=True), "pk"),
    Tab.ENDED: ("-closed", "-due", "-pk"),
    Tab.ALL: ("-filed_at", "-pk"),
}


def _found(organ: Organ, asked: Asked, today: date) -> QuerySet[Case]:
    cases = Case.objects.filter(organ=organ)
    if asked.number:
        # A number is looked for in all parts: whoever knows it need not know where the case stands.
        found = cases.filter(number__gte=asked.number, number__lt=asked.number + "\uffff").order_by("number")
        # One that it had before this office began is asked for where no number begins like it.
        return found if found.exists() else cases.filter(former_number__iexact=asked.number).order_by("number")
    cases = cases.filter(_is(asked, today))
    if asked.tab is Tab.ENDED and asked.year:
        cases = ended(cases, asked.year, asked.kept)
    if asked.reviewed:
        cases = cases.filter(pk__in=waiting(Case.objects.filter(organ=organ)).order_by().values("case"))
    if asked.unserved:
        # Few are replied to and not yet served: found first, whatever else has ended.
        cases = cases.filter(pk__in=_unserved(organ).values("pk"))
    return cases.order_by(*_ORDER.get(asked.tab, ("pk",)))


def _is(asked: Asked, today: date) -> Q:
    """Return the condition on a case itself and on who works on it."""
    found = part(asked.tab) & _of(asked)
    if asked.tab is Tab.OPEN:
        found &= near(asked.urgency, today)
    return found & Q(stage=asked.stage) if asked.stage else found


def _unserved(organ: Organ) -> QuerySet[Case]:
    replied = Step.objects.filter(case=OuterRef("pk"), kind=StepKind.REPLIED).order_by("-ordinal")
    sent = Subquery(replied.values_list(KT("facts__by"))[:1])
    return Case.objects.filter(organ=organ, stage=Stage.REPLIED).alias(sent=sent).filter(sent=ServedBy.HAND)


def _of(asked: Asked) -> Q:
    if asked.person == NOBODY:
        return teamwork.unassigned()
    return teamwork.led_by(int(asked.person), helped=asked.helped) if asked.person else Q()
