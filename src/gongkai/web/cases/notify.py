"""Who is told of what: the applicant of each step that concerns the applicant, the handlers of what the public does.

An applicant is told by e-mail where there is an address, otherwise by SMS; by both where something has to be done by a
last day. No message says what a request is about, and none says the query code.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from gongkai.documents.day_words import full_date
from gongkai.law import procedure
from gongkai.law.deadlines import Clarification, periods
from gongkai.law.procedure import StepKind, Terms
from gongkai.web.cases import facts, queries
from gongkai.web.cases.models import Applicant, Case
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.opinions.queries import MAILED
from gongkai.web.notices.models import Message
from gongkai.web.notices.quiet import Quiet, earliest
from gongkai.web.notices.sending import Notice, send
from gongkai.web.organs import log
from gongkai.web.organs import queries as organs
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Acting, Organ, Person, Role
from gongkai.web.vault.sealing import Unreadable

K = StepKind
LATE = timedelta(days=7)
"""A step registered longer ago is history: nobody is told of it any more."""
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")


@dataclass(frozen=True, slots=True)
class Told:
    """What an applicant is told: the template, the subject, and whether an answer is awaited by a last day."""

    template: str
    subject: str
    awaited: bool = False


APPLICANT: Mapping[StepKind, Told] = {
    K.SUBMITTED: Told("submitted", gettext_noop("申请已经送到")),
    K.RECEIVED: Told("received", gettext_noop("收到申请")),
    K.CLARIFICATION_ASKED: Told("clarification_asked", gettext_noop("请您补正申请"), awaited=True),
    K.CLARIFICATION_GIVEN: Told("clarification_given", gettext_noop("收到补正")),
    K.CLARIFICATION_LAPSED: Told("clarification_lapsed", gettext_noop("逾期没有补正，申请视为放弃")),
    K.REASONS_ASKED: Told("reasons_asked", gettext_noop("请您说明理由"), awaited=True),
    K.THIRD_PARTY_CONSULTED: Told("consulted", gettext_noop("征求意见所需时间不计算在内")),
    K.CO_MAKER_CONSULTED: Told("consulted", gettext_noop("征求意见所需时间不计算在内")),
    K.ORGAN_CONSULTED: Told("consulted", gettext_noop("征求意见所需时间不计算在内")),
    K.EXTENDED: Told("extended", gettext_noop("延长答复期限")),
    K.DELAYED: Told("delayed", gettext_noop("答复的日期")),
    K.FEE_NOTIFIED: Told("fee_notified", gettext_noop("请您缴纳信息处理费"), awaited=True),
    K.FEE_LAPSED: Told("fee_lapsed", gettext_noop("逾期没有缴费，申请视为放弃")),
    K.REPLIED: Told("replied", gettext_noop("已作出答复"), awaited=True),
    K.WITHDRAWN: Told("withdrawn", gettext_noop("申请已经撤回")),
    K.TERMINATED: Told("closed", gettext_noop("结束办理")),
    K.MERGED: Told("closed", gettext_noop("结束办理")),
    K.RECLASSIFIED: Told("reclassified", gettext_noop("改按其他事项办理")),
}
OVERDUE = Told("overdue", gettext_noop("答复期限已经届满"))
NEW_CODE = Told("code_renewed", gettext_noop("查询码已经更换"), awaited=True)
HANDLERS: Mapping[StepKind, str] = {
    K.SUBMITTED: "公众在网上提交了一份申请，等待确认收到。",
    K.RECEIVED: "公众在网上提交了一份申请，系统已确认收到。",
    K.CLARIFICATION_GIVEN: "申请人提交了补正，答复期限重新计算。",
    K.REASONS_GIVEN: "申请人说明了理由。",
    K.WITHDRAWN: "申请人撤回了申请。",
    K.THIRD_PARTY_ANSWERED: "第三方在网上提交了意见。",
    K.CO_MAKER_ANSWERED: "共同制作机关在网上提交了意见。",
    K.ORGAN_ANSWERED: "被征求意见的机关在网上提交了意见。",
}
"""What the handlers are told where it was the public that acted."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How an applicant is reached and in which language."""

    name: str
    email: str
    mobile: str
    language: str


def tell(step: int, now: datetime) -> None:
    """Queue what is to be told of a step; a second time it changes nothing."""
    row = StepRow.objects.select_related("case__organ").filter(pk=step).first()
    if row is None or now - row.registered_at > LATE or _undone(row):
        return
    kind = StepKind(row.kind)
    with transaction.atomic():
        if told := APPLICANT.get(kind):
            _tell_applicant(row.case, told, key=f"step/{row.pk}", words=_words(row), now=now)
        if row.registered_by_id is None and kind in HANDLERS:
            tell_handlers(row.case, HANDLERS[kind], key=f"step/{row.pk}", now=now)


def tell_overdue(case: Case, due: date, now: datetime) -> None:
    """Tell an applicant that the organ has not replied in time: once for each last day."""
    words = {"number": case.number, "due": due}
    with transaction.atomic():
        _tell_applicant(case, OVERDUE, key=f"overdue/{case.pk}/{due}", words=words, now=now)


def tell_new_code(case: Case, digest: str, now: datetime) -> None:
    """Tell an applicant that the query code was replaced: whoever did not ask for that must learn of it."""
    with transaction.atomic():
        _tell_applicant(case, NEW_CODE, key=f"code/{case.pk}/{digest[:16]}", words={"number": case.number}, now=now)


def tell_handlers(case: Case, said: str, *, key: str, now: datetime) -> None:
    """Tell the handlers of a case something by e-mail, those that have an address."""
    for person in handlers(case.organ, now.date()):
        tell_person(person, case, said, key=key, now=now)


def tell_person(person: Person, case: Case, said: str, *, key: str, now: datetime) -> None:
    """Tell somebody who works on a case something by e-mail, where there is an address."""
    if person.email:
        words = {"organ": case.organ, "said": said, "number": case.number, "url": desk_url()}
        mail(person, f"{case.number} {said}", render_to_string("cases/notices/staff.txt", words), key=key, now=now)


def mail(person: Person, subject: str, text: str, *, key: str, now: datetime) -> bool:
    """Queue an e-mail to somebody who works here and return whether it is new."""
    return send(Notice(Message.Kind.EMAIL, person.email, text, subject), key=f"{key}/person/{person.pk}", now=now)


def handlers(organ: Organ, today: date) -> list[Person]:
    """Return who handles cases of an organ on a day, or acts for one who does, and has an e-mail address."""
    holding = organ.posts.filter(organs.on(today), role=Role.HANDLER, person__is_active=True)
    found = set(holding.values_list("person_id", flat=True))
    acting = Acting.objects.filter(organs.on(today), organ=organ, acts_for__in=found)
    found |= set(acting.values_list("person_id", flat=True))
    return list(Person.objects.filter(pk__in=found, is_active=True).exclude(email=""))


def undelivered(cases: QuerySet[Case]) -> QuerySet[Message]:
    """Return the messages about these cases that were given up, the newest first."""
    failed = Message.objects.filter(state=Message.State.FAILED, about__in=cases.values("number"))
    return failed.order_by("-ended_at")


def tell_failures(now: datetime) -> int:
    """Tell the handlers of messages that were given up, and record it; return how many there were."""
    untold = Message.objects.filter(state=Message.State.FAILED, told_at=None)
    for message in untold:
        with transaction.atomic():
            if Message.objects.filter(pk=message.pk, told_at=None).update(told_at=now):
                _tell_failure(message, now)
    return len(untold)


def desk_url() -> str:
    """Return the address at which staff begin."""
    return f"{settings.SITE}{reverse(settings.LOGIN_REDIRECT_URL)}"


def _tell_failure(message: Message, now: datetime) -> None:
    case = Case.objects.select_related("organ").filter(number=message.about or None).first()
    if case is None:
        return
    kind = Message.Kind(message.kind)
    fault = {"channel": str(kind), "fault": message.fault}
    log.record("cases.notice_failed", thing="case", key=case.number, organ=case.organ, by=Call(now), **fault)
    whom = "被征求意见一方" if message.key.startswith(MAILED) else "申请人"
    said = f"给{whom}的{kind.label}没有送到，请用其他方式告知。"
    tell_handlers(case, said, key=f"failed/{message.pk}/{now:%Y%m%d%H%M}", now=now)


def _tell_applicant(case: Case, told: Told, *, key: str, words: Mapping[str, Any], now: datetime) -> None:
    reached = _reached(case)
    if reached is None:
        return
    with translation.override(reached.language):
        notices = list(_notices(case, told, reached, words, now))
    new = []
    for notice in notices:
        ring = earliest(now, _quiet(case.organ), queries.calendar()) if notice.kind == Message.Kind.SMS else now
        if send(notice, key=f"{key}/{notice.kind}", now=now, not_before=ring, about=case.number):
            new.append(str(notice.kind))
    if new:
        detail = {"notice": told.template, "channels": new}
        log.record("cases.notified", thing="case", key=case.number, organ=case.organ, by=Call(now), **detail)


def _notices(case: Case, told: Told, to: Reached, words: Mapping[str, Any], now: datetime) -> Iterator[Notice]:
    calendar = queries.calendar()
    said_words = {name: _day(value, calendar) if isinstance(value, date) else value for name, value in words.items()}
    said = render_to_string(f"cases/notices/{told.template}.txt", said_words).strip()
    around = {
        "said": said,
        "name": to.name or _("申请人"),
        "organ": case.organ.name,
        "phone": case.organ.phone,
        "today": _day(now.date(), None),
        "url": f"{settings.SITE}{reverse('portal:follow')}?number={case.number}",
    }
    if to.email:
        subject = _("%(subject)s（%(number)s）") % {"subject": _(told.subject), "number": case.number}
        yield Notice(Message.Kind.EMAIL, to.email, render_to_string("cases/notices/mail.txt", around), subject)
    if to.mobile and (told.awaited or not to.email):
        yield Notice(Message.Kind.SMS, to.mobile, render_to_string("cases/notices/sms.txt", around))


def _reached(case: Case) -> Reached | None:
    try:
        said = queries.applicant(case)
    except (Applicant.DoesNotExist, Unreadable):
        # Without the key nobody can be told; an office does not run long without it.
        return None
    phone = re.sub(r"[\s-]", "", said.get("phone", ""))
    mobile = phone if _MOBILE.fullmatch(phone) else ""
    reached = Reached(said.get("name", ""), said.get("email", ""), mobile, said.get("language") or "zh-hans")
    return reached if reached.email or reached.mobile else None


def _words(row: StepRow) -> dict[str, Any]:
    """Return what a template may say of a step, as the case stood after it."""
    case = row.case
    taken = facts.steps(case.steps.filter(ordinal__lte=row.ordinal).order_by("ordinal"))
    by = queries.terms(case.organ, queries.ruled_from(taken) or row.on)
    state = procedure.State()
    for each in taken:
        state = procedure.take(state, each, by)
    step, due = taken[-1], procedure.due(state, by)
    return {
        "number": case.number,
        "day": step.on,
        "until": step.until,
        "due": due.date if due else None,
        "provisional": bool(due and due.provisional),
        "days": _days(step, state, by),
    }


def _days(step: procedure.Step, state: procedure.State, by: Terms) -> int | None:
    if step.kind is K.CLARIFICATION_ASKED:
        return Clarification(step.on, days=state.clarification_days).length(by.conventions)
    if step.kind is K.REASONS_ASKED:
        return by.conventions.reasons_days
    return periods.FEE_PAYMENT.number if step.kind is K.FEE_NOTIFIED else step.days


def _undone(row: StepRow) -> bool:
    """Return whether a later step has undone this one."""
    return row not in facts.not_undone(row.case.steps.order_by("ordinal"))


def _quiet(organ: Organ) -> Quiet:
    begins, ends = (time.fromisoformat(organs.setting(organ, name)) for name in ("quiet_from", "quiet_to"))
    return Quiet(begins, ends, organs.setting(organ, "quiet_days_off") == "wait")


def _day(day: date, calendar: Any) -> str:
    if get_language() == "en":
        return f"{day.day} {day:%B} {day.year}"
    return full_date(day, calendar)
