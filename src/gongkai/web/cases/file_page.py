"""What the page of a case shows: the applicant masked or open, the clock and its days, the steps with their papers."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from gongkai.law import procedure, replies
from gongkai.law.deadlines.explanation import sentence
from gongkai.law.deadlines.receipt import RULES
from gongkai.law.procedure import NEEDED, STAGES, STEPS, IllegalStep, Rule, Standing, State, Step, StepKind, Terms
from gongkai.web.bilingual import said
from gongkai.web.cases import facts, queries
from gongkai.web.cases.citing import cited
from gongkai.web.cases.clock_words import clock
from gongkai.web.cases.forms.step_fields import MATTERS
from gongkai.web.cases.identity import PERSON, IdKind
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.opinions.queries import ANSWERED, ASKS
from gongkai.web.vault import masking
from gongkai.web.vault.sealing import Unreadable

FIELDS = {
    "name": gettext_noop("姓名或者单位名称"),
    "id_kind": gettext_noop("证件种类"),
    "id_number": gettext_noop("证件号码"),
    "contact": gettext_noop("联系人"),
    "phone": gettext_noop("联系电话"),
    "email": gettext_noop("电子邮箱"),
    "address": gettext_noop("邮寄地址"),
}
_HEARD = frozenset(
    {
        StepKind.THIRD_PARTY_ANSWERED,
        StepKind.THIRD_PARTY_SILENT,
        StepKind.CO_MAKER_ANSWERED,
        StepKind.CO_MAKER_SILENT,
        StepKind.ORGAN_ANSWERED,
        StepKind.LETTER_RETURNED,
    }
)
_SAYS_MORE = frozenset({StepKind.RECLASSIFIED, StepKind.LETTER_ARRIVED})
_SERVED_BY = {
    "hand": gettext_noop("直接送达"),
    "mail": gettext_noop("邮寄"),
    "online": gettext_noop("网上"),
    "email": gettext_noop("电子邮件"),
}


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

    @property
    def asks(self) -> bool:
        """Whether it is a letter that asks for an opinion."""
        return self.row.kind in ASKS

    @property
    def heard(self) -> bool:
        """Whether it came from somebody who was asked for an opinion."""
        return self.row.kind in ANSWERED


def masked(case: Case) -> list[Said]:
    """Return what is known of the applicant, masked. An organisation is not masked by its name: it is no person."""
    try:
        known = queries.applicant(case)
    except Unreadable as error:
        return [Said(_("申请人"), str(error))]
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
        Said(said(label), str(kinds.get(known[name], known[name])) if name == "id_kind" else known[name])
        for name, label in FIELDS.items()
        if known.get(name)
    ]


def page(case: Case, standing: Standing) -> dict[str, object]:
    """Return what is shown of a case beside its applicant."""
    state, due = standing.state, standing.due
    lang = "en" if get_language() == "en" else "zh"
    return {
        "case": case,
        "standing": standing,
        "stage": said(STAGES[standing.stage]),
        "clock": clock(standing),
        "channel": said(RULES[state.channel]) if state.channel else "",
        "kind": _kind(case.applicant_kind),
        "result": said(replies.kind(state.result)) if state.result else "",
        "days": [
            Day(day.date, day.n if day.counted else None, sentence(day, lang), day.provisional) for day in due.days
        ]
        if due
        else [],
        "notes": due.notes if due else (),
        "basis": cited(due.basis) if due else "",
        "lines": lines(case),
        "rating": getattr(case, "rating", None),
    }


def next_steps(case: Case, standing: Standing, kinds: Iterable[StepKind]) -> tuple[list[Rule], list[Said]]:
    """Return the steps that may follow today, and those that only the stage allows, each with the law's sentence why not.

    A step that needs to be told something is tried only as far as that goes.
    """
    state, by = standing.state, queries.terms(case.organ, standing.state.received or standing.today)
    possible, refused = [], []
    for kind in kinds:
        rule = STEPS[kind]
        try:
            if kind in _HEARD:
                _heard(state, kind, standing.today, by)
            elif not rule.needs and kind not in _SAYS_MORE:
                procedure.take(state, Step(kind, standing.today), by)
        except IllegalStep as refusal:
            refused.append(Said(said(rule), said(refusal)))
        else:
            possible.append(rule)
    return possible, refused


def _heard(state: State, kind: StepKind, today: date, by: Terms) -> None:
    """Refuse a step about a letter where it fits none of them, with the sentence of the last."""
    for letter in state.letters[:-1]:
        with suppress(IllegalStep):
            procedure.take(state, Step(kind, today, ref=letter.ref), by)
            return
    procedure.take(state, Step(kind, today, ref=state.letters[-1].ref if state.letters else "—"), by)


def lines(case: Case) -> list[Line]:
    """Return the steps in their order, each with its papers, and marked where it was undone."""
    rows = list(case.steps.select_related("registered_by", "opinion").order_by("ordinal"))
    stands = {row.pk for row in facts.not_undone(rows)}
    found = {row.pk: _line(row, undone=row.pk not in stands and row.kind != StepKind.UNDONE) for row in rows}
    for attachment in case.attachments.select_related("file").order_by("pk"):
        found[attachment.step_id].papers.append(attachment)
    return list(found.values())


def _line(row: StepRow, *, undone: bool) -> Line:
    details = _details(facts.read(row.kind, row.on, row.facts))
    if (opinion := getattr(row, "opinion", None)) is not None:
        details.append(Said(_("意见"), str(opinion.get_verdict_display())))
    return Line(row, said(STEPS[StepKind(row.kind)]), details, undone)


def _details(step: Step) -> list[Said]:
    details: list[tuple[str | tuple[str, str], str]] = [
        ("改列为", str(MATTERS[step.matter]) if step.kind is StepKind.RECLASSIFIED else ""),
        (NEEDED["channel"], said(RULES[step.channel]) if step.channel else ""),
        (NEEDED["reply"], said(replies.kind(step.reply)) if step.reply else ""),
        (NEEDED["by"], said(_SERVED_BY[step.by]) if step.by else ""),
        (NEEDED["tracking"], step.tracking),
        (NEEDED["withheld"], "；".join(said(replies.kind(code)) for code in step.withheld)),
        (NEEDED["ref"], step.ref),
        ("工作日数", str(step.days or "")),
        (NEEDED["until"], str(step.until or "")),
        (NEEDED["approver"], step.approver),
        (NEEDED["arrived"], str(step.arrived or "")),
    ]
    return [Said(said(label), text) for label, text in details if text]


def _kind(code: str) -> str:
    return next((said(one) for one in replies.columns() if one.code == code), "") or said(replies.applicant(code))
