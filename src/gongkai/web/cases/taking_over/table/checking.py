"""Which lines of a table can be taken by an organ on a day: asked of the law, step by step, before anything is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db.models import Min
from django.utils import timezone

from gongkai.law import procedure
from gongkai.law.procedure import Standing, State, Step
from gongkai.law.refusal import Refusal
from gongkai.law.workdays import Calendar
from gongkai.web.cases import queries
from gongkai.web.cases.actions import Asked
from gongkai.web.cases.models import Delivery, Form, Purpose
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.taking_over.table import steps
from gongkai.web.cases.taking_over.table.columns import NUMBER, Sheet
from gongkai.web.cases.taking_over.table.lines import Line, Problem, Read
from gongkai.web.cases.writing.queries import PURPOSES
from gongkai.web.organs.models import Organ

APPLICANT = ("name", "contact", "id_kind", "id_number", "phone", "email", "address")
CHECK = "核对这一列和前后各列的日期、内容。确实如此的，不从表格导入，在“登记申请”中登记，并在办件中说明。"


@dataclass(frozen=True, slots=True)
class Ready:
    """A line that can be taken: what it says as the office keeps it, and where the case then stands."""

    line: Line
    asked: Asked
    applicant: Mapping[str, str]
    steps: tuple[Step, ...]
    filed_at: datetime
    standing: Standing

    @property
    def number(self) -> str:
        """The number that it had."""
        return str(self.line.said[NUMBER])

    @property
    def remark(self) -> str:
        """What the office notes of it for itself."""
        return str(self.line.said.get("remark", ""))


@dataclass(frozen=True, slots=True)
class Checked:
    """What can be taken of a table and what cannot; `there` are lines whose cases were taken before."""

    ready: list[Ready]
    problems: list[Problem]
    there: int = 0
    balance: dict[str, int] | None = None
    source: str = ""
    aside: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def lines(self) -> int:
        """How many lines hold a case."""
        return len(self.ready) + self.there + len(self.problems)

    def number(self, sheet: str) -> int:
        """Return how many lines of a sheet can be taken."""
        return sum(each.line.sheet == sheet for each in self.ready)

    @property
    def overdue(self) -> int:
        """How many of those in hand are past their last day."""
        return sum(each.standing.overdue for each in self.ready if not each.standing.state.ended)


def check(organ: Organ, read: Read, today: date, known: Calendar, there: Iterable[str] = ()) -> Checked:
    """Return which lines can be taken by an organ on a day; `there` are the former numbers of cases taken before."""
    ready: list[Ready] = []
    since = decides_here_since(organ)
    problems, before, seen, again = list(read.problems), set(there), set[str](), list[Line]()
    for line in read.lines:
        number = line.said[NUMBER]
        if number in seen:
            problems.append(line.problem(NUMBER, "这个编号在表中出现了不止一次", "一件一行，编号各不相同。"))
            continue
        seen.add(number)
        if number in before:
            again.append(line)
            continue
        found = _ready(organ, line, today, known)
        if isinstance(found, Ready):
            found = _bypassing(found, since)
        (ready if isinstance(found, Ready) else problems).append(found)  # type: ignore[arg-type]
    problems.sort(key=lambda each: (list(Sheet).index(Sheet(each.sheet)) if each.sheet in list(Sheet) else 9, each.row))
    doubts = list(_doubts([*(each.line for each in ready), *again], read.balance, today))
    return Checked(ready, problems, len(again), read.balance, read.source, read.aside, doubts)


def _ready(organ: Organ, line: Line, today: date, known: Calendar) -> Ready | Problem:
    if problem := _misplaced(line, today):
        return problem
    try:
        told = steps.steps(line.said)
    except Refusal as refusal:
        return line.problem("closed", refusal.zh, CHECK)
    column = ""
    by = queries.terms(organ, line.said["received"], known)
    state = State()
    try:
        for each in told:
            column = each.column
            if procedure.happened(each.step) > today:
                raise procedure.in_the_future(each.step, today)
            state = procedure.take(state, each.step, by)
        standing = procedure.standing(state, today, by)
    except Refusal as refusal:
        return line.problem(column, refusal.zh, CHECK)
    begun = datetime.combine(told[0].step.on, time(), timezone.get_default_timezone())
    return Ready(line, _asked(line.said), _applicant(line.said), tuple(each.step for each in told), begun, standing)


def decides_here_since(organ: Organ) -> date | None:
    """Return the day on which an organ registered the first case of its own: what it decides from then on is reviewed here."""
    own = StepRow.objects.filter(case__organ=organ, case__intake=None, ordinal=1)
    first = own.aggregate(first=Min("registered_at"))["first"]
    return timezone.localdate(first) if first else None


def _bypassing(found: Ready, since: date | None) -> Ready | Problem:
    """Return a line, or why it is none to take: a decision made since then went round the review (先审查后公开)."""
    late = next((step for step in found.steps if step.kind in PURPOSES and since and step.on >= since), None)
    if late is None:
        return found
    return found.line.problem(
        "extended" if PURPOSES[late.kind] == Purpose.EXTENSION else "closed",
        f"本机关自 {since} 起在本系统办理，此后的答复和延期须在系统内送审、批准，不能从表格导入",
        "把这一件作为在办申请导入（不填办结和此后的延期），再在系统内送审、发出。",
    )


def _misplaced(line: Line, today: date) -> Problem | None:
    closed: date | None = line.said.get("closed")
    if closed is None:
        return None
    if line.sheet is Sheet.ENDED and closed.year != today.year:
        return line.problem("closed", f"不在 {today.year} 年办结", f"移到“{Sheet.REGISTER}”，或者更正日期。")
    if line.sheet is Sheet.REGISTER and closed.year >= today.year:
        return line.problem("closed", f"不在 {today.year} 年以前办结", f"移到“{Sheet.ENDED}”，或者更正日期。")
    return None


def _asked(said: Mapping[str, Any]) -> Asked:
    return Asked(
        subject=said["subject"],
        description=said.get("description", said["subject"]),
        form=said.get("form", str(Form.ELECTRONIC)),
        delivery=said.get("delivery", str(Delivery.ONLINE)),
        applicant_kind=said["applicant"],
    )


def _applicant(said: Mapping[str, Any]) -> dict[str, str]:
    return {name: said[name] for name in APPLICANT if said.get(name)}


def _doubts(lines: Iterable[Line], balance: Mapping[str, int] | None, today: date) -> Iterator[str]:
    """Yield what does not agree and may still be right; `lines` are those that can be taken and those taken before."""
    if balance is None:
        return
    year, carried = today.year, 0
    for line in lines:
        closed: date | None = line.said.get("closed")
        carried += line.said["received"].year < year and (closed is None or closed.year >= year)
    if carried != sum(balance.values()):
        yield (
            f"上年结转数合计 {sum(balance.values())} 件；这份表格中收到申请之日在 {year} 年以前、上年底没有办结的有 {carried} 件。"
            "请核对；年度报告的“二、上年结转”以上年结转数为准的，差异须说明。"
        )
