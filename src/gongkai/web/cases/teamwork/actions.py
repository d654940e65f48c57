"""Giving people their parts in a case: who leads it (分办, 转办, 认领), who helps (协办), and how a part ends.

Whoever gives a part says whom they saw leading (`seen`), so that of two who decide at once the second is told and decides
again. Those concerned are told by e-mail; no message says what a case is about.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.law.refusal import Refusal
from gongkai.web.cases import notify
from gongkai.web.cases.actions import held
from gongkai.web.cases.models import Assignment, Case
from gongkai.web.cases.teamwork import queries
from gongkai.web.cases.teamwork.queries import Part
from gongkai.web.organs import log
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Person


class NotAssignable(Refusal):
    """A part that cannot be given or ended now, and what to do; `field` is the entry it is about."""

    def __init__(self, zh: str, en: str, field: str = "") -> None:
        super().__init__(zh, en)
        self.field = field


class Overtaken(NotAssignable):
    """Somebody else has decided meanwhile who leads."""

    def __init__(self, now: Assignment | None) -> None:
        if now is None:
            zh, en = "本件现在没有主办人。请按现在的情况重新分办。", "Nobody leads this case now. Decide again."
        else:
            zh = f"{now.assigned_by}刚刚把本件交给{now.person}主办。请按现在的情况重新决定。"
            en = f"{now.assigned_by} has just given this case to {now.person}. Decide again as it is now."
        super().__init__(zh, en)


@dataclass(frozen=True, slots=True)
class Task:
    """What a helper is asked for, and the internal day by which it is wanted; it moves no legal period."""

    text: str
    wanted_by: date | None = None


@transaction.atomic
def assign(*, case: Case, person: Person, by: Call, seen: int = 0, reason: str = "") -> Assignment:
    """Give a case to who is to lead it, from nobody or from who led it until now, and return the part.

    `seen` is the key of the part that was seen leading, 0 for none. A second call for the same person changes nothing.

    :raises Overtaken: where somebody else has decided meanwhile.
    :raises NotAssignable: where the case has ended, the person holds no post for it, or a transfer has no reason.
    :raises NotAllowed: where the actor lacks the post.
    """
    locked, actor = held(case, "cases.assign", by)
    now = queries.lead(locked)
    if now is not None and now.person_id == person.pk:
        return now
    if (now.pk if now else 0) != seen:
        raise Overtaken(now)
    if now is not None and not reason.strip():
        raise NotAssignable(
            "转办应当写明理由，原主办人和新主办人都能看到。", "Say why the case is transferred.", "reason"
        )
    _check(locked, person, Part.LEAD, by)
    if now is not None:
        _end(now, actor, reason.strip(), by)
        _tell(now.person, locked, f"{actor}已把您主办的办件转给{person}。", key=f"assignment/{now.pk}/ended", by=by)
    made = _led(locked, person, actor, by)
    before = {"before": now.person_id} if now else {}
    _record("cases.assigned", locked, made, by.needing("cases.assign"), **before)
    given = f"{actor}把一件申请转给您主办。" if now else f"{actor}把一件申请分给您主办。"
    _tell(person, locked, given, key=f"assignment/{made.pk}", by=by)
    return made


@transaction.atomic
def claim(*, case: Case, by: Call) -> Assignment:
    """Take a case that nobody leads (认领), and return the part. A second call changes nothing.

    :raises Overtaken: where somebody leads it already.
    :raises NotAssignable: where the case has ended, or the actor handles it only for somebody else.
    :raises NotAllowed: where the actor lacks the post.
    """
    locked, actor = held(case, "cases.handle", by)
    now = queries.lead(locked)
    if now is not None and now.person_id == actor.pk:
        return now
    if now is not None:
        raise Overtaken(now)
    _check(locked, actor, Part.LEAD, by)
    made = _led(locked, actor, actor, by)
    _record("cases.claimed", locked, made, by.needing("cases.handle"))
    return made


@transaction.atomic
def ask(*, case: Case, person: Person, task: Task, by: Call) -> Assignment:
    """Ask a person to help with a case (协办), and return the part. The same task a second time is the same part.

    :raises NotAssignable: where the case has ended, the person has a part in it already, or the day is past.
    :raises NotAllowed: where the actor lacks the post.
    """
    locked, actor = held(case, "cases.assign", by)
    has = locked.assignments.filter(person=person, ended_at=None).first()
    if has is not None and (has.part, has.task, has.wanted_by) == (Part.CO, task.text.strip(), task.wanted_by):
        return has
    _check(locked, person, Part.CO, by)
    if has is not None:
        part = Part(has.part).label
        raise NotAssignable(f"{person}已经是本件的{part}人。", f"{person} has a part in this case already.", "person")
    if not task.text.strip():
        raise NotAssignable("请写明请对方做什么。", "Say what is asked for.", "task")
    if task.wanted_by is not None and task.wanted_by < by.today:
        raise NotAssignable("希望完成的日期已经过去，请填写今天或者以后的日期。", "That day is past.", "wanted_by")
    made = Assignment.objects.create(
        case=locked,
        person=person,
        part=Part.CO,
        task=task.text.strip(),
        wanted_by=task.wanted_by,
        assigned_by=actor,
        assigned_at=by.now,
    )
    _record("cases.assigned", locked, made, by.needing("cases.assign"))
    until = f"，希望在 {task.wanted_by} 前完成" if task.wanted_by else ""
    _tell(person, locked, f"{actor}请您协办一件申请{until}。", key=f"assignment/{made.pk}", by=by)
    return made


@transaction.atomic
def end(*, assignment: Assignment, outcome: str, by: Call) -> Assignment:
    """End a helper's part with what came of it, and return it; the helper does this, or who may assign. Twice is once.

    :raises NotAssignable: for the part of who leads, which is transferred, or where the outcome is missing.
    :raises NotAllowed: where the actor is neither.
    """
    own = by.actor is not None and by.actor.pk == assignment.person_id
    locked, actor = held(assignment.case, "cases.read" if own else "cases.assign", by)
    found = Assignment.objects.select_related("person").get(pk=assignment.pk, case=locked)
    if found.ended_at is not None:
        return found
    if found.part == Part.LEAD:
        raise NotAssignable("主办人不能直接结束，请转办给他人。", "Who leads is not ended but transferred.")
    if not outcome.strip():
        raise NotAssignable("请写明协办的结果。", "Say what came of it.", "outcome")
    _end(found, actor, outcome.strip(), by)
    _record("cases.part_ended", locked, found, by)
    if leading := queries.lead(locked):
        said = f"{found.person}的协办已经有了结果。"
        _tell(leading.person, locked, said, key=f"assignment/{found.pk}/ended", by=by)
    return found


def _check(case: Case, person: Person, part: Part, by: Call) -> None:
    if case.closed is not None:
        raise NotAssignable("办件已经办结，不再分办。", "The case has ended.")
    if not queries.eligible(case.organ, part, by.today).filter(pk=person.pk).exists():
        raise NotAssignable(
            f"{person}在{case.organ}没有可以{part.label}的岗位。请从名单中另选，或者请系统管理员增加岗位。",
            f"{person} holds no post in this organ for it.",
            "person",
        )


def _led(case: Case, person: Person, actor: Person, by: Call) -> Assignment:
    """Make a person lead; who helped until now leads from here on."""
    if helping := case.assignments.filter(person=person, ended_at=None).first():
        _end(helping, actor, "改为主办", by)
    return Assignment.objects.create(case=case, person=person, part=Part.LEAD, assigned_by=actor, assigned_at=by.now)


def _end(assignment: Assignment, actor: Person, outcome: str, by: Call) -> None:
    assignment.ended_by, assignment.ended_at, assignment.outcome = actor, by.now, outcome
    assignment.save(update_fields=["ended_by", "ended_at", "outcome"])


def _record(verb: str, case: Case, made: Assignment, by: Call, **detail: object) -> None:
    said = {"person": made.person_id, "part": str(made.part), **detail}
    log.record(verb, thing="case", key=case.number, organ=case.organ, by=by, **said)


def _tell(person: Person, case: Case, said: str, *, key: str, by: Call) -> None:
    if by.actor is None or person.pk != by.actor.pk:
        notify.tell_person(person, case, said, key=key, now=by.now)
