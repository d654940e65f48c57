"""What is known, in the shapes of the answers: asked of the queries of the office and of the law, and of nothing else."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from gongkai.law import procedure, replies
from gongkai.law.deadlines import Deadline
from gongkai.law.deadlines.explanation import sentence
from gongkai.law.procedure import STAGES, STEPS, Standing, StepKind
from gongkai.report.tally import Tally
from gongkai.web.api import shapes
from gongkai.web.api.wording import Pair, basis, both, words
from gongkai.web.cases import facts, queries
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs.models import Organ, OrganKind
from gongkai.web.reporting import differences
from gongkai.web.reporting import queries as reports
from gongkai.web.reporting.differences import Changed
from gongkai.web.reporting.models import Reported


def named(said: Pair | tuple[str, str]) -> shapes.Bilingual:
    """Return what the law names, in both languages."""
    zh, en = words(said)
    return shapes.Bilingual(zh=zh, en=en)


def organ_line(organ: Organ) -> shapes.OrganLine:
    """Return an organ by its names."""
    zh, en = both(lambda: str(OrganKind(organ.kind).label))
    return shapes.OrganLine(code=organ.code, name=organ.name, kind=organ.kind, kind_name=shapes.Bilingual(zh=zh, en=en))


def organ_full(organ: Organ) -> shapes.OrganFull:
    """Return an organ and how it is reached."""
    known = (
        "disclosure_office",
        "address",
        "postcode",
        "hours",
        "phone",
        "fax",
        "email",
        "contact_checked",
        "review_body",
        "court",
    )
    return shapes.OrganFull(**organ_line(organ).dict(), **{name: getattr(organ, name) for name in known})


def line(case: Case) -> shapes.CaseLine:
    """Return a case as its summary has it."""
    stage = procedure.Stage(case.stage)
    return shapes.CaseLine(
        number=case.number,
        subject=case.subject,
        matter=procedure.Matter(case.matter),
        stage=stage,
        stage_name=named(STAGES[stage]),
        received=case.received,
        due=case.due,
        due_provisional=case.due_provisional,
        result=case.result,
        closed=case.closed,
    )


def full(case: Case, today: date) -> shapes.CaseShape:
    """Return where a case stands, replayed from its steps."""
    standing = queries.standing(case, today)
    state = standing.state
    return shapes.CaseShape(
        **line(case).dict(),
        organ=case.organ.code,
        description=case.description,
        form=case.form,
        delivery=case.delivery,
        applicant_kind=case.applicant_kind,
        channel=state.channel,
        filed_at=timezone.localtime(case.filed_at),
        deadline=due(standing.due),
        days_used=standing.used,
        days_left=standing.left,
        overdue=standing.overdue,
        steps=state.steps,
        counts=counts(case.organ, standing),
        may_follow=list(procedure.allowed(standing.stage, state.matter)),
    )


def due(deadline: Deadline | None) -> shapes.Due | None:
    """Return a deadline with its basis, None where there is none."""
    if deadline is None:
        return None
    notes = [
        shapes.NoteShape(code=note.code, zh=note.zh, en=note.en, basis=basis(note.basis)) for note in deadline.notes
    ]
    return shapes.Due(
        date=deadline.date,
        provisional=deadline.provisional,
        not_before=deadline.not_before,
        waiting_for=deadline.after,
        basis=basis(deadline.basis),
        notes=notes,
    )


def counts(organ: Organ, standing: Standing) -> shapes.Counts | None:
    """Return where a case counts in the report of the year in which it ends, or of this year; None before its receipt."""
    state = standing.state
    if state.received is None:
        return None
    year = (state.closed or standing.today).year
    form = replies.format_for(year)
    why = procedure.uncounted(state)
    return shapes.Counts(
        year=year,
        format=form,
        column=procedure.column(state, conventions=queries.terms(organ, state.received).conventions),
        rows=list(procedure.rows(state, year=year, format_name=form)),
        uncounted=named(why) if why else None,
    )


def days(case: Case, today: date) -> shapes.DeadlineShape:
    """Return the period of a case, day by day."""
    standing = queries.standing(case, today)
    return shapes.DeadlineShape(
        number=case.number,
        stage=standing.stage,
        deadline=due(standing.due),
        days_used=standing.used,
        days_left=standing.left,
        overdue=standing.overdue,
        days=[
            shapes.DayShape(
                date=day.date,
                counted=day.counted,
                number=day.n if day.counted else None,
                why=str(day.why),
                zh=sentence(day, "zh"),
                en=sentence(day, "en"),
                provisional=day.provisional,
            )
            for day in (standing.due.days if standing.due else ())
        ],
    )


def undone(rows: Iterable[StepRow]) -> set[int]:
    """Return the ordinals of the steps that a later one has undone."""
    rows = list(rows)
    stands = {row.ordinal for row in facts.not_undone(rows)}
    return {row.ordinal for row in rows if row.kind != StepKind.UNDONE and row.ordinal not in stands}


def steps(case: Case) -> list[shapes.StepShape]:
    """Return the steps of a case in their order."""
    rows = list(case.steps.select_related("registered_by").order_by("ordinal"))
    gone = undone(rows)
    return [step(row, row.ordinal in gone) for row in rows]


def step(row: StepRow, undone: bool = False) -> shapes.StepShape:
    """Return a step."""
    rule = STEPS[StepKind(row.kind)]
    return shapes.StepShape(
        ordinal=row.ordinal,
        kind=rule.kind,
        name=named(rule),
        on=row.on,
        facts=facts.written(facts.read(row.kind, row.on, row.facts)),
        basis=basis(rule.basis),
        registered_at=timezone.localtime(row.registered_at),
        by_interface=bool(row.registered_by and row.registered_by.is_service),
        undone=undone,
    )


def letters(case: Case) -> list[shapes.LetterShape]:
    """Return the steps of a case that have a text for the applicant or letters, with these."""
    rows = list(case.steps.order_by("ordinal"))
    gone, files = undone(rows), dict[int, list[shapes.LetterFile]]()
    kept = case.attachments.filter(use=Attachment.Use.LETTER).select_related("file").order_by("pk")
    for each in kept:
        files.setdefault(each.step_id, []).append(_letter(each))
    return [
        shapes.LetterShape(
            ordinal=row.ordinal,
            kind=StepKind(row.kind),
            name=named(STEPS[StepKind(row.kind)]),
            on=row.on,
            text=row.note,
            undone=row.ordinal in gone,
            files=files.get(row.pk, []),
        )
        for row in rows
        if row.note or row.pk in files
    ]


def _letter(attachment: Attachment) -> shapes.LetterFile:
    file = attachment.file
    return shapes.LetterFile(
        id=attachment.pk, name=file.name, content_type=file.content_type, size=file.size, sha256=file.sha256
    )


def reported(kept: Reported, now: Tally) -> shapes.ReportedTable:
    """Return table 3 as it was reported, with what differs from the table of now and the reasons given for it."""
    return shapes.ReportedTable(
        settled_at=timezone.localtime(kept.frozen_at),
        digest=kept.digest,
        cells=reports.reported_cells(kept),
        differences=[_difference(each) for each in differences.changed(kept, now)],
    )


def _difference(changed: Changed) -> shapes.CellDifference:
    return shapes.CellDifference(
        cell=changed.cell,
        reported=changed.was,
        now=changed.is_now,
        total=changed.total,
        explained=changed.explained,
        reasons=[
            shapes.ReasonShape(
                was=each.was, now=each.now, reason=each.reason, given_at=timezone.localtime(each.given_at)
            )
            for each in changed.reasons
        ],
    )
