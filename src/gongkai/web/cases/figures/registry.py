"""The register of requests (登记簿): which lines are asked for, and what stands in each. No applicant is named in it.

The page, its print and its files are made of the same lines in the same order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law import procedure, provisional, replies
from gongkai.law.deadlines import Channel
from gongkai.law.deadlines.receipt import RULES
from gongkai.law.procedure import Matter, Stage, StepKind
from gongkai.law.workdays import Calendar
from gongkai.web.bilingual import said
from gongkai.web.cases import queries
from gongkai.web.cases.figures import lateness, situation
from gongkai.web.cases.figures.grid import NOTHING, Cell, Grid, Value
from gongkai.web.cases.models import Assignment, Case, Step
from gongkai.web.organs.local_settings import SOON
from gongkai.web.organs.models import Organ, Person

PAGE = 50
MOST = 20_000
"""How many lines a file or a print has at most; beyond it a shorter period is asked for."""
BATCH = 1_000
OPEN, ENDED = "open", "ended"
RECEIVED, CLOSED = "received", "closed"
HEADS = (
    gettext_lazy("序号"),
    gettext_lazy("办件编号"),
    gettext_lazy("信息名称"),
    gettext_lazy("申请人类别"),
    gettext_lazy("提交渠道"),
    gettext_lazy("收到日期"),
    gettext_lazy("阶段"),
    gettext_lazy("答复期限"),
    gettext_lazy("延长"),
    gettext_lazy("结果"),
    gettext_lazy("办结日期"),
    gettext_lazy("用时（工作日）"),
    gettext_lazy("时限"),
    gettext_lazy("主办"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines: of whom, received or closed between two days, at which stage, with which result, channel, handler."""

    organ: Organ
    first: date | None = None
    last: date | None = None
    by: str = RECEIVED
    stage: str = ""
    result: str = ""
    channel: str = ""
    handler: int | None = None


def selection(asked: Asked) -> QuerySet[Case]:
    """Return the cases of the register that are asked for, in the order of their receipt."""
    found = Case.objects.filter(organ=asked.organ, matter=Matter.DISCLOSURE)
    if asked.first:
        found = found.filter(**{f"{asked.by}__gte": asked.first})
    if asked.last:
        found = found.filter(**{f"{asked.by}__lte": asked.last})
    if asked.stage in (OPEN, ENDED):
        found = found.filter(closed__isnull=asked.stage == OPEN)
    elif asked.stage:
        found = found.filter(stage=asked.stage)
    if asked.result:
        found = found.filter(result=asked.result)
    if asked.channel:
        found = found.filter(steps__ordinal=1, steps__facts__channel=asked.channel)
    if asked.handler:
        found = found.annotate(lead=Subquery(_leads(OuterRef("pk")))).filter(lead=asked.handler)
    return in_order(found)


def in_order(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return cases in the order of the register: as they were received, those not confirmed last."""
    return cases.order_by(F("received").asc(nulls_last=True), "number")


def handlers(organ: Organ) -> QuerySet[Person]:
    """Return who leads or led cases of an organ."""
    return Person.objects.filter(assignments__part=Assignment.Part.LEAD, assignments__case__organ=organ).distinct()


def grid(cases: QuerySet[Case], today: date, *, first: int = 0, last: int = MOST) -> Grid:
    """Return the lines of the register from the first to the last of some cases, in their order."""
    found = Grid(_("依申请公开登记簿"), [str(head) for head in HEADS])
    calendar = provisional.estimated(queries.calendar(), today)
    keys = list(cases.values_list("pk", flat=True)[first:last])
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        for number, values in enumerate(_lines(some, today, calendar), first + start + 1):
            found.add(number, *values)
    return found


def _lines(keys: Sequence[int], today: date, calendar: Calendar) -> Iterator[list[Value | Cell]]:
    # Asked for by their keys so that a batch is one short question each, whatever the filter costs.
    several = Case.objects.filter(pk__in=keys)
    known = {case.pk: case for case in several.select_related("organ")}
    opening = Step.objects.filter(case__in=keys, ordinal=1).annotate(channel=KT("facts__channel"))
    channels = dict(opening.values_list("case_id", "channel"))
    leads = {
        each.case_id: each.person.name
        for each in Assignment.objects.filter(case__in=keys, part=Assignment.Part.LEAD)
        .select_related("person")
        .order_by("pk")
    }
    extended, late = _extended(keys), set(lateness.late(several).values_list("pk", flat=True))
    soon = calendar.add(today, SOON + 1)
    for key in keys:
        case = known[key]
        channel = channels.get(key)
        yield [
            Cell(case.number, reverse("cases:case", args=[case.number])),
            case.subject,
            applicant_kind(case.applicant_kind),
            said(RULES[Channel(channel)]) if channel else NOTHING,
            case.received or NOTHING,
            said(procedure.STAGES[Stage(case.stage)]),
            _due(case),
            extended.get(key) or NOTHING,
            said(replies.kind(case.result)) if case.result else NOTHING,
            case.closed or NOTHING,
            max(0, calendar.count(case.received, case.closed)) if case.received and case.closed else NOTHING,
            _in_time(case, key in late, today, soon),
            leads.get(key, NOTHING),
        ]


def applicant_kind(code: str) -> str:
    """Return the kind of applicant of a case in words."""
    return next((said(one) for one in replies.columns() if one.code == code), "") or said(replies.applicant(code))


def _due(case: Case) -> Value:
    if case.due is None:
        return NOTHING
    return _("%(day)s（暂定）") % {"day": case.due.isoformat()} if case.due_provisional else case.due


def _in_time(case: Case, late: bool, today: date, soon: date) -> str:
    if case.closed is not None:
        if late:
            return _("超期办结")
        return _("按期办结") if case.due and not case.due_provisional else NOTHING
    if case.due is None:
        return _("暂停") if case.received else _("待确认")
    if case.due < today and not case.due_provisional:
        return _("超期")
    return _("临期") if case.due < soon else _("正常")


def _extended(keys: Sequence[int]) -> dict[int, str]:
    with_one = Step.objects.filter(case__in=keys, kind=StepKind.EXTENDED).values("case")
    rows = Step.objects.filter(case__in=with_one).order_by("case_id", "ordinal")
    found = {}
    for case, steps in groupby(rows.values_list("case_id", "on", "kind", "facts"), lambda row: row[0]):
        days = [said["days"] for _case, _on, kind, said in situation.standing(steps) if kind == StepKind.EXTENDED]
        if days:
            found[case] = _("%(days)d个工作日") % {"days": days[-1]}
    return found


def _leads(case: OuterRef) -> "QuerySet[Assignment, Any]":
    leading = Assignment.objects.filter(case=case, part=Assignment.Part.LEAD)
    return leading.order_by("-pk").values("person")[:1]
