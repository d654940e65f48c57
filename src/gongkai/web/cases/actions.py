"""What can be done to a case. Each action checks who and when, changes, and records the event, in one transaction."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.law import procedure
from gongkai.law.deadlines import Channel
from gongkai.law.deadlines.receipt import RULES
from gongkai.law.procedure import Step, StepKind
from gongkai.law.workdays import Calendar
from gongkai.web.cases import facts, fingerprints, queries, tasks
from gongkai.web.cases.models import Applicant, Attachment, Case, Intake, NumberSeries
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.writing.queries import check_plain
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ, Person
from gongkai.web.vault import files, sealing
from gongkai.web.vault.uploads import Checked

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits of query codes without those that are taken for each other: 0 O 1 I L."""
CODE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What an applicant asks for: Art. 29 ¶2, and nothing beyond it."""

    subject: str
    description: str
    form: str
    delivery: str
    applicant_kind: str
    assistance: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a request came: the channel, the day it arrived (today where None), and whether its receipt is confirmed at once.

    Unconfirmed requests of a channel that needs it wait, and the clock does not run (Art. 31).
    """

    channel: Channel
    day: date | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Past:
    """A request with steps behind it, when it came, and where that was told: before this office began, or in another case.

    `code` is its query code; one that nobody knows where none is given. `notes` are the texts of the
    steps in their order, where there are any.
    """

    steps: Sequence[Step]
    filed_at: datetime
    former_number: str = ""
    intake: Intake | None = None
    remark: str = ""
    code: str = ""
    notes: Sequence[str] = ()


Brought = tuple[Asked, Mapping[str, str], Past]
"""A request that is brought along: what is asked, who asks, what happened."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A case just filed, and its query code, which is known here and nowhere else afterwards."""

    case: Case
    code: str


@transaction.atomic
def file(
    *,
    organ: Organ,
    asked: Asked,
    applicant: Mapping[str, str],
    arrival: Arrival,
    by: Call,
    attachments: Sequence[tuple[str, Checked]] = (),
) -> Filed:
    """File a request and return it with its query code. A second call with the same token changes nothing.

    :raises AlreadyFiled: where the token was used.
    :raises NotAllowed: where staff registers without the post for it.
    :raises IllegalStep: where the day lies ahead or before the Regulation.
    """
    if by.actor is not None:
        permissions.check(by.actor, "cases.register", organ, by.today)
    # Only one call at a time gets past the numbers of an organ, so that of two with one token the second finds the first.
    number = _number(organ, by.now.year)
    if by.token and (earlier := StepRow.objects.filter(token=by.token, ordinal=1).select_related("case").first()):
        raise AlreadyFiled(earlier.case)
    code = query_code()
    case = _opened(organ, number, asked, code, by)
    case.save(force_insert=True)
    _sealed(case, applicant).save(force_insert=True)
    waits = RULES[arrival.channel].confirmed and not arrival.confirmed
    kind = StepKind.SUBMITTED if waits else StepKind.RECEIVED
    step = Step(kind, arrival.day or by.today, channel=arrival.channel, applicant=asked.applicant_kind)
    row = record(case, step, by=by)
    for use, upload in attachments:
        attach(row, use=use, upload=upload, now=by.now)
    return Filed(case, code)


def take_over(*, organ: Organ, asked: Asked, applicant: Mapping[str, str], past: Past, by: Call) -> Case:
    """File a request with all the steps that it has behind it, and return it. Runs inside an action.

    Nobody is told of what has long happened. The number is of the year of its receipt. The token is that of the first step.

    :raises Refusal: at the first step that the law does not allow, with what it says.
    """
    return take_over_all(organ=organ, brought=[(asked, applicant, past)], by=by)[0]


def take_over_all(*, organ: Organ, brought: Sequence[Brought], by: Call) -> list[Case]:
    """File several requests of an organ as `take_over` files one, and return them in their order.

    :raises Refusal: where one cannot be taken; then none is.
    """
    known = queries.calendar()
    states = _behind(organ, brought, by.today, known)
    cases, rows, entries, applicants = [], list[StepRow](), list[log.Entry](), []
    for (asked, applicant, past), state in zip(brought, states, strict=True):
        number = _number(organ, (state.received or past.filed_at).year)
        case = _opened(organ, number, asked, past.code or query_code(), by)
        case.filed_at, case.former_number, case.intake = past.filed_at, past.former_number, past.intake
        cases.append(case)
        applicants.append(_sealed(case, applicant))
        notes = past.notes or [""] * len(past.steps)
        for ordinal, (step, note) in enumerate(zip(past.steps, notes, strict=True), 1):
            first = ordinal == 1
            call = by if first else replace(by, token="")
            rows.append(_row(case, step, ordinal, by=call, note=note, remark=past.remark if first else ""))
            entries.append(_entry(rows[-1], step))
    log.record_all(entries, by=by.needing("cases.handle"))
    # After the events, for the same reason as in `record`.
    if (now := queries.calendar()) is not known:
        known, states = now, _behind(organ, brought, by.today, now)
    for case, state in zip(cases, states, strict=True):
        for name, value in summary(organ, state, known).items():
            setattr(case, name, value)
    Case.objects.bulk_create(cases)
    Applicant.objects.bulk_create(applicants)
    StepRow.objects.bulk_create(rows, log.BATCH)
    return cases


def _behind(organ: Organ, brought: Sequence[Brought], today: date, known: Calendar) -> list[procedure.State]:
    return [queries.replayed(organ, past.steps, today, known).state for _, _, past in brought]


def query_code() -> str:
    """Return a new query code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


@transaction.atomic
def take(*, case: Case, step: Step, verb: str, by: Call, note: str = "", remark: str = "") -> StepRow:
    """Take a step of a case and return it. A second call with the same token returns the step it became.

    :raises IllegalStep: where the law does not allow it now.
    :raises MustBeWritten: for a step that only an approved version becomes.
    :raises NotAllowed: where the actor lacks the post.
    """
    locked = Case.objects.select_for_update(of=("self",)).select_related("organ").get(pk=case.pk)
    if by.actor is not None:
        permissions.check(by.actor, verb, locked.organ, by.today)
        check_plain(step.kind)
    if by.token and (taken := locked.steps.filter(token=by.token).first()):
        return taken
    row = record(locked, step, by=by, note=note, remark=remark)
    case.refresh_from_db()
    return row


def held(case: Case, verb: str, by: Call) -> tuple[Case, Person]:
    """Return a case as it is now, held until the transaction ends, and who acts in it. Runs inside an action.

    :raises NotAllowed: where the actor lacks the post.
    """
    locked = Case.objects.select_for_update(of=("self",)).select_related("organ").get(pk=case.pk)
    return locked, permissions.check(by.actor, verb, locked.organ, by.today)


def attach(step: StepRow, *, use: str, upload: Checked, now: datetime) -> Attachment:
    """Keep a file with a step, encrypted, and return it."""
    kept = files.store(upload.data, name=upload.name, content_type=upload.content_type, now=now)
    return Attachment.objects.create(case=step.case, step=step, use=use, file=kept)


def record(case: Case, step: Step, *, by: Call, note: str = "", remark: str = "") -> StepRow:
    """Add a step to a case, write its summary, record the event: the one writer of both. Runs inside an action.

    :raises IllegalStep: where the law does not allow it now.
    """
    if procedure.happened(step) > by.today:
        raise procedure.in_the_future(step, by.today)
    state = queries.standing(case, by.today).state
    taken = procedure.take(state, step, queries.terms(case.organ, state.received or step.on))
    row = _row(case, step, case.steps.count() + 1, by=by, note=note, remark=remark)
    row.save(force_insert=True)
    log.record_all([_entry(row, step)], by=by.needing("cases.handle"))
    # After the event: whoever takes a calendar over holds the end of the log, and what waited for it counts by the new one.
    summarise(case, taken)
    tasks.tell_of_step.enqueue(row.pk)
    return row


def summarise(case: Case, state: procedure.State, known: Calendar | None = None) -> None:
    """Write the summary columns of a case from its state; `known` is the calendar, for whoever writes many."""
    Case.objects.filter(pk=case.pk).update(**summary(case.organ, state, known))


def summary(organ: Organ, state: procedure.State, known: Calendar | None = None) -> dict[str, Any]:
    """Return the summary columns of a case as its state has them."""
    due = procedure.due(state, queries.terms(organ, state.received, known)) if state.received else None
    return {
        "matter": str(state.matter),
        "stage": str(state.stage),
        "received": state.received,
        "due": due.date if due else None,
        "due_provisional": bool(due and due.provisional),
        "result": state.result,
        "closed": state.closed,
        "steps_taken": state.steps,
    }


class AlreadyFiled(Exception):
    """The same form was sent twice: the case that it became the first time."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"这份申请已经提交，办件编号 {case.number}。")
        self.case = case


def _row(case: Case, step: Step, ordinal: int, *, by: Call, note: str = "", remark: str = "") -> StepRow:
    return StepRow(
        case=case,
        ordinal=ordinal,
        kind=step.kind,
        on=step.on,
        facts=facts.written(step),
        note=note,
        remark=remark,
        registered_at=by.now,
        registered_by=by.actor,
        token=by.token,
    )


def _entry(row: StepRow, step: Step) -> log.Entry:
    case = row.case
    said = {"on": str(step.on), "step": row.ordinal, "content": fingerprints.of_step(row, case.number)}
    if row.ordinal == 1:
        said |= {"request": fingerprints.of_request(case), "code": fingerprints.of_code(case)}
    return log.Entry(f"cases.{step.kind}", "case", case.number, case.organ, said)


def _sealed(case: Case, applicant: Mapping[str, str]) -> Applicant:
    sealed = sealing.seal_json(dict(applicant), purpose=queries.purpose(case))
    return Applicant(case=case, sealed=sealed, known_as=fingerprints.of_applicant(applicant))


def _opened(organ: Organ, number: str, asked: Asked, code: str, by: Call) -> Case:
    return Case(
        number=number,
        organ=organ,
        code_digest=sealing.digest(code, purpose="query code"),
        filed_at=by.now,
        registered_by=by.actor,
        subject=asked.subject,
        description=asked.description,
        form=asked.form,
        delivery=asked.delivery,
        applicant_kind=asked.applicant_kind,
        assistance=asked.assistance,
    )


def _number(organ: Organ, year: int) -> str:
    series = NumberSeries.objects.select_for_update().get_or_create(organ=organ, year=year)[0]
    series.last += 1
    series.save(update_fields=["last"])
    return f"{organ.code.upper()}-{year}-{series.last:04d}"
