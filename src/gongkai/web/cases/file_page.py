"""What the page of a case shows: the applicant masked or open, the clock and its days, the steps with their papers."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from gongkai.law import replies
from gongkai.law.deadlines.explanation import sentence
from gongkai.law.deadlines.receipt import RULES
from gongkai.law.procedure import NEEDED, STAGES, STEPS, Standing, Step, StepKind
from gongkai.web.cases import facts, queries
from gongkai.web.cases.clock_words import clock
from gongkai.web.cases.identity import IdKind
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.vault import masking
from gongkai.web.vault.sealing import Unreadable

FIELDS = {
    "name": "姓名或者单位名称",
    "id_kind": "证件种类",
    "id_number": "证件号码",
    "contact": "联系人",
    "phone": "联系电话",
    "email": "电子邮箱",
    "address": "邮寄地址",
}
PERSON = "natural_person"
_SERVED_BY = {"hand": "直接送达", "mail": "邮寄", "online": "网上"}


class Said(NamedTuple):
    """A line of what is known of the applicant."""

    label: str
    text: str


class Day(NamedTuple):
    """A day of the period: the date, its number where it counts, and why it does or does not."""

    date: date
    number: int | None
    sentence: str
    provisional: bool


@dataclass(slots=True)
class Line:
    """A step as the page shows it."""

    row: StepRow
    title: str
    details: list[Said]
    undone: bool = False
    papers: list[Attachment] = field(default_factory=list)


def masked(case: Case) -> list[Said]:
    """Return what is known of the applicant, masked. An organisation is not masked by its name: it is no person."""
    try:
        known = queries.applicant(case)
    except Unreadable as error:
        return [Said("申请人", str(error))]
    person = replies.column(case.applicant_kind) == PERSON
    shown = {
        name: text if name == "id_kind" or (name == "name" and not person) else masking.masked(name, text)
        for name, text in known.items()
    }
    return open_to(shown)


def open_to(known: dict[str, str]) -> list[Said]:
    """Return what is known of the applicant as it is."""
    kinds = dict(IdKind.choices)
    return [
        Said(label, str(kinds.get(known[name], known[name])) if name == "id_kind" else known[name])
        for name, label in FIELDS.items()
        if known.get(name)
    ]


def page(case: Case, standing: Standing) -> dict[str, object]:
    """Return what is shown of a case beside its applicant."""
    state, due = standing.state, standing.due
    return {
        "case": case,
        "standing": standing,
        "stage": STAGES[standing.stage][0],
        "clock": clock(standing),
        "channel": RULES[state.channel].zh if state.channel else "",
        "kind": _kind(case.applicant_kind),
        "result": replies.kind(state.result).zh if state.result else "",
        "days": [Day(day.date, day.n if day.counted else None, sentence(day), day.provisional) for day in due.days]
        if due
        else [],
        "notes": due.notes if due else (),
        "basis": due.basis if due else (),
        "lines": lines(case),
        "rating": getattr(case, "rating", None),
    }


def lines(case: Case) -> list[Line]:
    """Return the steps in their order, each with its papers, and marked where it was undone."""
    found: list[Line] = []
    standing: list[Line] = []
    for row in case.steps.select_related("registered_by").order_by("ordinal"):
        line = Line(row, STEPS[StepKind(row.kind)].zh, _details(facts.read(row.kind, row.on, row.facts)))
        found.append(line)
        if row.kind == StepKind.UNDONE:
            standing.pop().undone = True
        else:
            standing.append(line)
    by_step = {line.row.pk: line for line in found}
    for attachment in case.attachments.select_related("file").order_by("pk"):
        by_step[attachment.step_id].papers.append(attachment)
    return found


def _details(step: Step) -> list[Said]:
    said = [
        (NEEDED["channel"][0], RULES[step.channel].zh if step.channel else ""),
        (NEEDED["reply"][0], replies.kind(step.reply).zh if step.reply else ""),
        (NEEDED["by"][0], _SERVED_BY[step.by] if step.by else ""),
        (NEEDED["ref"][0], step.ref),
        (_("工作日数"), str(step.days or "")),
        (NEEDED["until"][0], str(step.until or "")),
        (NEEDED["approver"][0], step.approver),
        (NEEDED["arrived"][0], str(step.arrived or "")),
    ]
    return [Said(label, text) for label, text in said if text]


def _kind(code: str) -> str:
    return next((one.zh for one in replies.columns() if one.code == code), None) or replies.applicant(code).zh
