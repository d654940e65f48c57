"""Taking a table of cases over: handed in, looked at, confirmed, then taken some lines at a time until the last.

A table is not one transaction. Ten thousand lines would keep the only writer of a SQLite office busy for a minute, and
nobody could file meanwhile. It is taken in batches instead, each whole or not at all; a case is known by its former
number, so that whoever goes on after a crash takes what is left and nothing twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions
from gongkai.web.cases import queries as cases
from gongkai.web.cases.actions import Past
from gongkai.web.cases.models import Case, Intake
from gongkai.web.cases.taking_over import queries
from gongkai.web.cases.taking_over.actions import opening
from gongkai.web.cases.taking_over.table import lines, workbook
from gongkai.web.cases.taking_over.table.checking import CHECK, Checked, Ready
from gongkai.web.cases.taking_over.table.lines import BadTable
from gongkai.web.cases.taking_over.table.workbook import Unreadable
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ
from gongkai.web.vault import files
from gongkai.web.vault.digests import sm3
from gongkai.web.vault.uploads import Checked as Upload

BATCH = 50
"""How many lines are taken in one transaction: about half a second, in which nobody else can write to SQLite."""
KEPT = timedelta(days=7)
"""For how long a table is kept that nobody has confirmed: it may hold who asked."""


class NotNow(Refusal):
    """What cannot be done to a table as it stands, and why."""


def hand_in(*, organ: Organ, upload: Upload, by: Call) -> Intake:
    """Keep a table to be looked at, encrypted, and return it; the same table again is the one that is there.

    :raises NotAllowed: where the actor lacks the post.
    :raises BadTable: where nothing can be taken of it.
    """
    actor = permissions.check(by.actor, "cases.take_over", organ, by.today)
    digest = sm3(upload.data)
    try:
        lines.read(workbook.read(upload.data))
    except Unreadable:
        raise BadTable(_("文件读不出来，或者不是完整的 XLSX。请用办公软件另存一份后再上传。")) from None
    with transaction.atomic():
        Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
        if there := Intake.objects.filter(organ=organ, digest=digest).first():
            return there
        kept = files.store(upload.data, name=upload.name, content_type=upload.content_type, now=by.now)
        intake = Intake.objects.create(
            organ=organ, name=upload.name, digest=digest, made_by=actor, made_at=by.now, file=kept
        )
        _record("cases.table_handed_in", intake, by, digest=digest)
    return intake


class Gone(NotNow):
    """What cannot be done to a table that somebody has dropped."""

    def __init__(self) -> None:
        super().__init__("这份表格已经放弃，没有导入。需要导入的，请重新上传。", "This table was dropped already.")


@transaction.atomic
def drop(*, intake: Intake, by: Call) -> None:
    """Throw a table away that was not confirmed.

    :raises NotAllowed: where the actor lacks the post.
    :raises Gone: where it was dropped already.
    :raises NotNow: where it was confirmed.
    """
    locked = _locked(intake)
    permissions.check(by.actor, "cases.take_over", locked.organ, by.today)
    if locked.confirmed_at is not None:
        raise NotNow("这份表格已经确认导入，不能放弃。", "This table was confirmed already.")
    _record("cases.table_dropped", locked, by)
    _forget_file(locked)
    locked.delete()


def confirm(*, intake: Intake, by: Call) -> Intake:
    """Confirm that a table is to be taken; `go_on` takes it. A second call changes nothing.

    :raises NotAllowed: where the actor lacks the post.
    :raises Gone: where it was dropped meanwhile.
    :raises NotNow: where there is nothing to take.
    """
    # What takes long comes before the transaction, so that nobody waits for it.
    found = queries.looked_at(intake, by.today)
    with transaction.atomic():
        return _confirm(_locked(intake), found, by)


def _confirm(locked: Intake, found: Checked, by: Call) -> Intake:
    actor = permissions.check(by.actor, "cases.take_over", locked.organ, by.today)
    if locked.confirmed_at is not None:
        return locked
    if not found.ready and found.balance is None:
        raise NotNow(
            "这份表格中没有可以导入的内容。请照“没有导入的行”更正后再上传。", "There is nothing to take in this table."
        )
    locked.lines, locked.confirmed_at, locked.made_by = found.lines, by.now, actor
    locked.refused = [problem.as_json() for problem in found.problems]
    locked.save(update_fields=["lines", "confirmed_at", "made_by", "refused"])
    _record("cases.table_confirmed", locked, by, lines=len(found.ready), refused=len(found.problems))
    return locked


def go_on(intake: Intake, *, by: Call, most: int | None = None) -> Intake:
    """Take what is left of a confirmed table, `most` lines of it where a number is given, and return how it then stands."""
    current = Intake.objects.select_related("organ", "file").get(pk=intake.pk)
    if current.confirmed_at is None or current.ended_at is not None:
        return current
    found = queries.looked_at(current, by.today)
    left = found.ready if most is None else found.ready[:most]
    for start in range(0, len(left), BATCH):
        batch = left[start : start + BATCH]
        try:
            _take(current, batch, by)
        except Refusal:
            # Another calendar was taken over in between, by which a line cannot be taken: asked again, it is told of.
            _take(current, batch, by)
    if len(left) == len(found.ready):
        _end(current, found, by)
    return Intake.objects.select_related("organ").get(pk=intake.pk)


def forget(now: datetime) -> int:
    """Throw tables away that nobody has confirmed for days, and return how many there were."""
    old, count = Intake.objects.filter(confirmed_at=None, made_at__lt=now - KEPT), 0
    for key in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            # Asked again once it is held: somebody may have confirmed it meanwhile.
            if found := old.select_for_update(of=("self",)).select_related("file").filter(pk=key).first():
                _forget_file(found)
                found.delete()
                count += 1
    return count


@transaction.atomic
def _take(intake: Intake, batch: Sequence[Ready], by: Call) -> None:
    """Take some lines, all of them or none. Of two that do it at once the second finds what the first has taken."""
    # The same number may stand in two tables of an organ that are taken at the same time.
    Organ.objects.select_for_update(no_key=True).get(pk=intake.organ_id)
    locked = _locked(intake)
    known = cases.calendar()
    numbers = [each.number for each in batch]
    there = set(
        Case.objects.filter(organ=locked.organ, former_number__in=numbers).values_list("former_number", flat=True)
    )
    told = {(each["sheet"], each["row"]) for each in locked.refused}
    brought = []
    for ready in batch:
        if ready.number in there or (ready.line.sheet, ready.line.row) in told:
            continue
        try:
            cases.replayed(locked.organ, ready.steps, by.today, known)
        except Refusal as refusal:
            # What was right when it was looked at: another day has begun, or another calendar holds.
            locked.refused.append(ready.line.problem("closed", refusal.zh, CHECK).as_json())
        else:
            past = Past(ready.steps, ready.filed_at, ready.number, locked, ready.remark)
            brought.append((ready.asked, ready.applicant, past))
    locked.taken += len(actions.take_over_all(organ=locked.organ, brought=brought, by=by))
    locked.save(update_fields=["taken", "refused"])


@transaction.atomic
def _end(intake: Intake, found: Checked, by: Call) -> None:
    locked = _locked(intake)
    if locked.ended_at is not None:
        return
    if found.balance is not None:
        opening.keep(
            organ=locked.organ, year=by.today.year, cells=found.balance, source=found.source, by=by, intake=locked
        )
    _forget_file(locked)
    told = {(each["sheet"], each["row"]) for each in locked.refused}
    locked.refused += [each.as_json() for each in found.problems if (each.sheet, each.row) not in told]
    locked.ended_at = by.now
    locked.save(update_fields=["ended_at", "refused"])
    _record("cases.table_taken_over", locked, by, taken=locked.taken, refused=len(locked.refused))


def _locked(intake: Intake) -> Intake:
    rows = Intake.objects.select_for_update(of=("self",)).select_related("organ", "file")
    if found := rows.filter(pk=intake.pk).first():
        return found
    raise Gone


def _forget_file(intake: Intake) -> None:
    """Delete the file of a table once the change is certain; what a crash leaves behind is swept with the rest."""
    kept = intake.file
    if kept is None:
        return
    place = files.path(kept)
    intake.file = None
    Intake.objects.filter(pk=intake.pk).update(file=None)
    kept.delete()
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def _record(verb: str, intake: Intake, by: Call, **said: object) -> None:
    log.record(verb, thing="intake", key=intake.pk, organ=intake.organ, by=by, **said)
