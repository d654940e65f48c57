"""Notices about cases: who is told of what, in which words, and never more than needed."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from gongkai.law.deadlines import Channel
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, actions_public, actions_staff, notify, reminders, tasks
from gongkai.web.cases.models import Case
from gongkai.web.cases.proposals import proposals
from gongkai.web.cases.writing.queries import PURPOSES
from gongkai.web.notices import delivery
from gongkai.web.notices.models import Message
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Event, Organ, Person, Role
from tests.web import factories
from tests.web.factories import NOW, SHANGHAI, TODAY

pytestmark = pytest.mark.django_db

WITH_EMAIL = {"name": "林某某", "phone": "13800000000", "email": "lin@example.cn"}


@pytest.fixture(autouse=True)
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that SMS are written to."""
    home = type("Home", (), {"outbox": tmp_path / "outbox", "keys": settings.HOME.keys, "files": tmp_path / "files"})
    monkeypatch.setattr(settings, "HOME", home)
    return tmp_path / "outbox"


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def told(now: datetime = NOW) -> None:
    """Do what the worker does: tell of the steps, then deliver what is due."""
    for task in DBTaskResult.objects.filter(task_path="gongkai.web.cases.tasks.tell_of_step"):
        notify.tell(task.args_kwargs["args"][0], now)
    for message in delivery.waiting(now):
        delivery.attempt(message, now)


def texts(outbox: Path) -> list[str]:
    return sorted(path.read_text("utf-8") for path in outbox.glob("sms-*")) if outbox.exists() else []


def handled(case: Case, kind: StepKind, day: date, **facts: Any) -> None:
    if kind in PURPOSES:
        factories.decided(case, kind, now=at(day), facts=facts)
    else:
        actions.take(case=case, step=Step(kind, day, **facts), verb="", by=Call(at(day)))


def asked_to_clarify(where: Organ | None = None) -> Case:
    case = factories.filed(where, applicant=WITH_EMAIL).case
    handled(case, StepKind.CLARIFICATION_ASKED, TODAY, arrived=TODAY)
    return case


def handler(where: Organ) -> Person:
    return factories.person((where, Role.HANDLER), email="handler@example.gov.cn")


def test_the_applicant_is_told_the_number_and_the_last_day_and_never_the_code() -> None:
    filed = factories.filed(applicant=WITH_EMAIL)
    told()
    (letter,) = mail.outbox
    assert letter.to == ["lin@example.cn"]
    assert filed.case.number in letter.subject and "收到申请" in letter.subject
    for said in ("林某某：", filed.case.number, "2026年11月23日", "2026年12月21日", "/follow/?number=", "特此告知。"):
        assert said in letter.body
    assert filed.code not in letter.body
    assert filed.case.subject not in letter.body + letter.subject


def test_whoever_has_no_e_mail_address_is_told_by_sms(outbox: Path) -> None:
    case = factories.case()
    told()
    (text,) = texts(outbox)
    assert text.startswith("13800000000\n\n【云亭区") and case.number in text and "林" not in text


def test_where_an_answer_is_awaited_both_ways_are_used(outbox: Path) -> None:
    asked_to_clarify()
    told()
    assert len(mail.outbox) == 2 and len(texts(outbox)) == 1
    assert "15 个工作日内补正" in texts(outbox)[0]


def test_whoever_cannot_be_reached_by_either_is_not_told(outbox: Path) -> None:
    factories.filed(applicant={"name": "林某某", "phone": "0731-80000000"})
    told()
    assert Message.objects.count() == 0


def test_an_sms_waits_for_the_morning_and_an_e_mail_does_not(outbox: Path) -> None:
    night = NOW.replace(hour=22)
    case = factories.filed(applicant=WITH_EMAIL, by=factories.call(now=night)).case
    handled(case, StepKind.CLARIFICATION_ASKED, TODAY, arrived=TODAY)
    told(night)
    assert len(mail.outbox) == 2 and texts(outbox) == []
    told(at(TODAY + timedelta(days=1), 8))
    assert len(texts(outbox)) == 1


def test_an_organ_can_choose_its_quiet_hours(outbox: Path) -> None:
    where = factories.organ(settings={"quiet_from": "23:00"})
    factories.filed(where, by=factories.call(now=NOW.replace(hour=22)))
    told(NOW.replace(hour=22))
    assert len(texts(outbox)) == 1


def test_telling_twice_tells_once() -> None:
    factories.filed(applicant=WITH_EMAIL)
    told()
    told()
    assert len(mail.outbox) == 1
    assert Event.objects.filter(verb="cases.notified").count() == 1


def test_nobody_is_told_of_a_step_that_was_undone_or_is_history() -> None:
    case = asked_to_clarify()
    handled(case, StepKind.UNDONE, TODAY)
    told(NOW + notify.LATE + timedelta(minutes=1))
    assert mail.outbox == []
    told()
    assert [letter.subject for letter in mail.outbox] == [f"收到申请（{case.number}）"]


def test_a_step_that_fails_leaves_no_notice() -> None:
    case = factories.case()
    before = DBTaskResult.objects.count()
    with pytest.raises(actions.procedure.IllegalStep):
        handled(case, StepKind.FEE_PAID, TODAY)
    assert DBTaskResult.objects.count() == before


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        (StepKind.EXTENDED, {"days": 10}, "延长 10 个工作日"),
        (StepKind.REASONS_ASKED, {"arrived": TODAY}, "15 个工作日内说明"),
        (StepKind.FEE_NOTIFIED, {"arrived": TODAY}, "20 个工作日内缴纳"),
        (StepKind.REPLIED, {"reply": "disclosed"}, "作出答复"),
        (StepKind.WITHDRAWN, {}, "已经撤回"),
    ],
)
def test_the_applicant_is_told_in_plain_words(kind: StepKind, facts: dict[str, Any], said: str) -> None:
    case = factories.filed(applicant=WITH_EMAIL).case
    handled(case, kind, TODAY, **facts)
    told()
    assert said in mail.outbox[-1].body
    assert "{" not in mail.outbox[-1].body and "None" not in mail.outbox[-1].body


def test_each_notice_has_a_template() -> None:
    for each in (*notify.APPLICANT.values(), notify.OVERDUE):
        assert notify.render_to_string(f"cases/notices/{each.template}.txt", {"number": "YT-1"}).strip()


def test_a_date_that_may_still_change_is_called_so() -> None:
    factories.filed(applicant=WITH_EMAIL, by=factories.call(now=at(date(2026, 12, 15))))
    told(at(date(2026, 12, 15)))
    assert "暂定日期" in mail.outbox[0].body


def test_the_handlers_are_told_of_what_the_public_does() -> None:
    where = factories.organ()
    handler(where)
    case = asked_to_clarify(where)
    actions_public.answer(case=case, kind=StepKind.CLARIFICATION_GIVEN, text="补正。", uploads=[], by=factories.call())
    told()
    mine = [letter for letter in mail.outbox if letter.to == ["handler@example.gov.cn"]]
    assert len(mine) == 2 and all(case.number in letter.body for letter in mine)
    assert "林某某" not in "".join(letter.body for letter in mine)


def test_the_handlers_are_told_once_of_a_message_that_was_given_up() -> None:
    where = factories.organ()
    handler(where)
    case = factories.case(where)
    Message.objects.create(
        key="step/1/sms", kind="sms", about=case.number, state="failed", made_at=NOW, due_at=NOW, fault="Refused"
    )
    assert notify.tell_failures(NOW) == 1
    assert notify.tell_failures(NOW) == 0
    for message in delivery.waiting(NOW):
        delivery.attempt(message, NOW)
    (letter,) = mail.outbox
    assert "没有送到" in letter.body and case.number in letter.body
    assert Event.objects.get(verb="cases.notice_failed").detail == {"channel": "sms", "fault": "Refused"}
    assert notify.undelivered(Case.objects.filter(organ=where)).count() == 1


def test_the_handlers_are_reminded_on_working_days_of_what_is_near_and_late() -> None:
    where = factories.organ()
    handler(where)
    late, soon = factories.case(where), factories.case(where)
    factories.filed(where, by=factories.call(now=at(date(2026, 12, 10))))
    waiting = factories.filed(
        where, arrival=actions.Arrival(Channel.ONLINE, confirmed=False), by=factories.call(now=at(date(2026, 12, 10)))
    ).case
    handled(late, StepKind.EXTENDED, TODAY, days=1)
    assert reminders.remind(at(date(2026, 12, 20))) == 0  # a Sunday
    assert reminders.remind(at(date(2026, 12, 22))) == 1
    assert reminders.remind(at(date(2026, 12, 22), 15)) == 0
    delivery.attempt(Message.objects.get().pk, at(date(2026, 12, 22)))
    body = mail.outbox[0].body
    assert f"{soon.number}　超期 1 个工作日" in body
    assert f"{late.number}　还有 0 个工作日" in body
    assert waiting.number in body


def test_an_organ_without_anything_to_do_is_left_alone() -> None:
    handler(factories.organ())
    assert reminders.remind(NOW) == 0


def test_the_applicant_is_told_once_that_the_reply_is_late() -> None:
    factories.filed(applicant=WITH_EMAIL)
    for day in (date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 23)):
        reminders.tell_overdue(at(day))
    for message in delivery.waiting(at(date(2026, 12, 23))):
        delivery.attempt(message, at(date(2026, 12, 23)))
    (letter,) = mail.outbox
    assert "2026年12月21日（星期一）届满，本机关尚未答复" in letter.body


def test_a_lapse_is_proposed_once_its_day_has_passed_and_a_person_registers_it() -> None:
    case = asked_to_clarify()
    assert proposals(Case.objects.all(), date(2026, 12, 14)) == []
    (found,) = proposals(Case.objects.all(), date(2026, 12, 15))
    assert (found.case, found.since, found.zh) == (case, date(2026, 12, 14), "逾期不补正，视为放弃")
    actions.take(case=case, step=found.step, verb="", by=Call(at(date(2026, 12, 15))))
    assert proposals(Case.objects.all(), date(2026, 12, 15)) == []


@pytest.mark.parametrize(
    ("steps", "proposed"),
    [
        ([(StepKind.FEE_NOTIFIED, {"arrived": TODAY})], ["fee_lapsed"]),
        ([(StepKind.FEE_NOTIFIED, {})], []),
        ([(StepKind.REASONS_ASKED, {"arrived": TODAY})], ["reasons_lapsed"]),
        (
            [
                (StepKind.THIRD_PARTY_CONSULTED, {"ref": "1", "arrived": TODAY}),
                (StepKind.CO_MAKER_CONSULTED, {"ref": "2", "arrived": TODAY}),
                (StepKind.ORGAN_CONSULTED, {"ref": "3", "arrived": TODAY}),
            ],
            ["third_party_silent", "co_maker_silent"],
        ),
    ],
)
def test_what_is_proposed_depends_on_whose_answer_is_awaited(steps: list[Any], proposed: list[str]) -> None:
    case = factories.case()
    for kind, facts in steps:
        handled(case, kind, TODAY, **facts)
    found = proposals(Case.objects.all(), date(2026, 12, 28))
    assert [each.step.kind for each in found] == proposed
    assert all(each.en for each in found)


def test_the_work_list_shows_what_is_proposed_and_what_did_not_arrive(client: Client, clock: Any) -> None:
    where = factories.organ()
    worker = factories.person((where, Role.HANDLER))
    case = asked_to_clarify(where)
    clock.go_to(date(2026, 12, 15))
    Message.objects.create(
        key="step/1/sms", kind="sms", about=case.number, state="failed", made_at=NOW, due_at=NOW, ended_at=NOW
    )
    client.force_login(worker)
    content = client.get("/office/cases/").content.decode()
    assert f"/office/cases/{case.number}/steps/clarification_lapsed/" in content
    assert "2026年12月14日届满" in content and "给这些申请人的通知没有送到" in content


def test_whoever_files_in_english_is_told_in_english() -> None:
    case = factories.filed(applicant={**WITH_EMAIL, "language": "en"}).case
    told()
    (letter,) = mail.outbox
    assert letter.subject == f"Your request was received ({case.number})"
    assert "The last day to reply is 21 December 2026." in letter.body


def test_an_applicant_learns_of_a_new_query_code_and_not_what_it_is(outbox: Path) -> None:
    """A handler can give one: whoever did not ask for it must know."""
    case = factories.filed(applicant=WITH_EMAIL).case
    told()
    mail.outbox.clear()
    code = actions_staff.renew_code(case=case, by=Call(NOW, factories.person((case.organ, Role.HANDLER))))
    for task in DBTaskResult.objects.filter(task_path="gongkai.web.cases.tasks.tell_of_new_code"):
        tasks.tell_of_new_code.call(*task.args_kwargs["args"])
    for message in delivery.waiting(NOW):
        delivery.attempt(message, NOW)
    assert "查询码" in mail.outbox[0].subject
    assert code not in mail.outbox[0].body and case.number in mail.outbox[0].body
