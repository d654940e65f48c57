"""What a leader sees of an organ on one page: what is open, what is late and why, who has how much, how the year went.

Every figure is counted by the conditions of the work list and says what of the list is behind it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from gongkai.law.procedure import STAGES
from gongkai.web.bilingual import said
from gongkai.web.cases import worklist
from gongkai.web.cases.models import Assignment, Case
from gongkai.web.cases.proposals import WAITING, Proposal, proposals
from gongkai.web.cases.teamwork import queries
from gongkai.web.cases.teamwork.whereabouts import reasons
from gongkai.web.cases.worklist import KEPT, NOBODY, Asked, Kept, Row, Tab, Urgency, near, part
from gongkai.web.cases.writing.queries import waiting
from gongkai.web.organs.models import Organ, Person

SHOWN = {Urgency.OVER: 12, Urgency.SOON: 6}
"""How many late cases, and how many near ones, stand on the page; the rest is behind the figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name, and what of the work list is behind it."""

    name: str
    count: int
    behind: Mapping[str, str]
    look: str = ""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A case that is late or near, and why it is still there."""

    row: Row
    reason: str


@dataclass(frozen=True, slots=True)
class Load:
    """What one person leads, or nobody does."""

    person: Person | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The page of an organ."""

    open: tuple[Figure, ...]
    waiting: tuple[Figure, ...]
    ended: tuple[Figure, ...]
    late: tuple[Stuck, ...]
    near: tuple[Stuck, ...]
    loads: tuple[Load, ...]
    proposed: tuple[Proposal, ...]

    @property
    def late_count(self) -> int:
        """How many are late, shown or not."""
        return next(each.count for each in self.open if each.look == "over")

    @property
    def near_count(self) -> int:
        """How many are near, shown or not."""
        return next(each.count for each in self.open if each.look == "soon")


@dataclass(frozen=True, slots=True)
class Line:
    """An organ below, with its figures in the order of the table."""

    organ: Organ
    figures: tuple[Figure, ...]


def overview(organ: Organ, today: date) -> Overview:
    """Return the page of an organ on a day."""
    cases, asked = Case.objects.filter(organ=organ), _open_counts(today)
    counted = cases.filter(closed=None).aggregate(**asked)
    led = Assignment.objects.filter(queries.LEADING, case__organ=organ, case__closed=None).count()
    nobody = Figure(_("未分办"), counted["live"] - led, {"tab": Tab.LIVE, "person": NOBODY})
    late, close = (_stuck(organ, urgency, today) for urgency in (Urgency.OVER, Urgency.SOON))
    return Overview(
        _open_figures(counted),
        (*_stages(cases), _reviews(cases), nobody),
        _ended(worklist.kept(cases, today.year).get(organ.pk, {}), today.year),
        late,
        close,
        tuple(_loads(cases, asked, nobody)),
        tuple(proposals(cases, today)),
    )


def together(lines: Sequence[Line]) -> list[int]:
    """Return the sums of the figures of several organs."""
    return [sum(each.count for each in column) for column in zip(*(line.figures for line in lines), strict=True)]


def late(lines: Iterable[Line]) -> list[Line]:
    """Return the organs that have late cases."""
    return [line for line in lines if any(each.look == "over" and each.count for each in line.figures)]


def below(organs: Iterable[Organ], today: date) -> list[Line]:
    """Return the figures of several organs, with as many questions to the database as for one."""
    organs, asked = list(organs), _open_counts(today)
    cases = Case.objects.filter(organ__in=organs)
    counts = {each["organ"]: each for each in _grouped(cases.filter(closed=None), "organ", asked)}
    led = Assignment.objects.filter(queries.LEADING, case__organ__in=organs, case__closed=None)
    leading = _by_organ(led.values_list("case__organ"))
    reviews = _by_organ(waiting(cases).order_by().values_list("case__organ"), "case")
    years = worklist.kept(cases, today.year)
    blank = dict.fromkeys(asked, 0)
    lines = []
    for organ in organs:
        counted = counts.get(organ.pk, blank)
        nobody = counted["live"] - leading.get(organ.pk, 0)
        figures = (
            *_open_figures(counted),
            Figure(_("送审中"), reviews.get(organ.pk, 0), {"tab": Tab.LIVE, "reviewed": "1"}),
            Figure(_("未分办"), nobody, {"tab": Tab.LIVE, "person": NOBODY}),
            *_ended(years.get(organ.pk, {}), today.year),
        )
        lines.append(Line(organ, figures))
    return lines


def _open_counts(today: date) -> dict[str, Count]:
    return {
        "live": Count("pk"),
        "over": Count("pk", filter=part(Tab.OPEN) & near(Urgency.OVER, today)),
        "soon": Count("pk", filter=part(Tab.OPEN) & near(Urgency.SOON, today)),
        "normal": Count("pk", filter=part(Tab.OPEN) & near(Urgency.NORMAL, today)),
        "paused": Count("pk", filter=part(Tab.PAUSED)),
        "unconfirmed": Count("pk", filter=part(Tab.UNCONFIRMED)),
    }


def _open_figures(counted: Mapping[str, int]) -> tuple[Figure, ...]:
    return (
        Figure(_("未办结"), counted["live"], {"tab": Tab.LIVE}),
        Figure(_("超期"), counted["over"], {"urgency": Urgency.OVER}, "over"),
        Figure(_("临期"), counted["soon"], {"urgency": Urgency.SOON}, "soon"),
        Figure(_("正常"), counted["normal"], {"urgency": Urgency.NORMAL}, "ok"),
        Figure(_("期限暂停或者无期限"), counted["paused"], {"tab": Tab.PAUSED}),
        Figure(_("待确认收到"), counted["unconfirmed"], {"tab": Tab.UNCONFIRMED}),
    )


def _stages(cases: QuerySet[Case]) -> list[Figure]:
    open_now = cases.filter(closed=None, stage__in=WAITING)
    counted = dict(open_now.order_by().values_list("stage").annotate(Count("pk")))
    return [
        Figure(said(STAGES[stage]), counted.get(stage, 0), {"tab": Tab.LIVE, "stage": str(stage)}) for stage in WAITING
    ]


def _reviews(cases: QuerySet[Case]) -> Figure:
    count = waiting(cases).order_by().values("case").distinct().count()
    return Figure(_("送审中"), count, {"tab": Tab.LIVE, "reviewed": "1"})


def _ended(counted: Mapping[Kept, int], year: int) -> tuple[Figure, ...]:
    behind = {"tab": str(Tab.ENDED), "year": str(year)}
    return tuple(Figure(str(KEPT[kept]), counted.get(kept, 0), behind | {"kept": str(kept)}) for kept in KEPT)


def _stuck(organ: Organ, urgency: Urgency, today: date) -> tuple[Stuck, ...]:
    rows = worklist.first(organ, Asked(urgency=urgency), today, SHOWN[urgency])
    why = reasons(rows, organ, today)
    return tuple(Stuck(row, why[row.case.pk]) for row in rows)


def _loads(cases: QuerySet[Case], asked: Mapping[str, Count], nobody: Figure) -> Iterable[Load]:
    led = cases.filter(closed=None, assignments__part=queries.Part.LEAD, assignments__ended_at=None)
    counted = {each.pop("assignments__person"): each for each in _grouped(led, "assignments__person", asked)}
    people = Person.objects.in_bulk(list(counted))
    for key in sorted(counted, key=lambda key: (-counted[key]["over"], -counted[key]["live"], key)):
        yield Load(people[key], tuple(_of(str(key), counted[key])))
    if nobody.count:
        free = cases.filter(queries.unassigned(), closed=None).aggregate(**asked)
        yield Load(None, tuple(_of(NOBODY, free)))


def _grouped(cases: QuerySet[Case], by: str, asked: Mapping[str, Count]) -> list[dict[str, int]]:
    return list(cases.order_by().values(by).annotate(**asked))


def _of(person: str, counted: Mapping[str, int]) -> Iterable[Figure]:
    for each in _open_figures(counted)[:5]:
        yield Figure(each.name, each.count, {**each.behind, "person": person}, each.look)


def _by_organ(found: QuerySet[Any, tuple[int]], counted: str = "pk") -> dict[int, int]:
    return dict(found.annotate(Count(counted, distinct=True)))
