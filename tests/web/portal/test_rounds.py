"""Regular work: the chain of pulses goes on by itself, and a day's round is done once."""

from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from gongkai.web.cases import reminders
from gongkai.web.cases import tasks as cases_tasks
from gongkai.web.cases.models import Case
from gongkai.web.notices import tasks as notices_tasks
from gongkai.web.notices.models import Message, Round
from gongkai.web.notices.sending import Notice, send
from gongkai.web.organs.models import Tally
from gongkai.web.portal import rounds
from gongkai.web.portal.models import Draft
from tests.web import factories
from tests.web.factories import NOW, TODAY

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def pulses() -> int:
    return DBTaskResult.objects.filter(task_path="gongkai.web.portal.rounds.pulse", status="READY").count()


def test_one_pulse_waits_however_often_workers_start() -> None:
    rounds.begin()
    rounds.begin()
    assert pulses() == 1


def test_each_pulse_queues_the_next_before_it_does_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "tick", lambda now: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rounds.pulse.func()
    assert pulses() == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_tells_delivers_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    standing = SimpleNamespace(localtime=lambda: NOW, now=lambda: NOW)
    for module in (rounds, cases_tasks, notices_tasks):
        monkeypatch.setattr(module, "timezone", standing)
    monkeypatch.setattr(rounds, "EVERY", timedelta(days=36500))
    factories.filed(applicant={"name": "林某某", "email": "lin@example.cn"})
    rounds.begin()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    assert not DBTaskResult.objects.failed().exists()
    assert Message.objects.get().state == Message.State.SENT
    assert pulses() == 1


def test_the_round_of_a_day_is_done_once_after_its_hour() -> None:
    rounds.tick(NOW.replace(hour=7, minute=0))
    assert not Round.objects.exists()
    rounds.tick(NOW)
    assert Round.objects.get().ended_at == NOW
    assert not rounds.daily(NOW + HOUR)
    assert rounds.daily(NOW + timedelta(days=1))


def test_a_round_whose_worker_was_killed_is_done_again_after_a_while() -> None:
    Round.objects.create(name="daily", day=TODAY, begun_at=NOW)
    assert not rounds.daily(NOW + rounds.TAKEN_FOR_DEAD)
    assert rounds.daily(NOW + rounds.TAKEN_FOR_DEAD + timedelta(seconds=1))


def test_what_is_no_longer_needed_is_dropped() -> None:
    old = NOW - timedelta(days=8)
    Session.objects.create(session_key="old", session_data="", expire_date=old)
    Draft.objects.create(key="old", sealed=b"", made_at=NOW - 2 * HOUR)
    Draft.objects.create(key="new", sealed=b"", made_at=NOW)
    Tally.objects.create(purpose="filing", who="x", window=old)
    DBTaskResult.objects.create(
        status="SUCCESSFUL", args_kwargs={}, task_path="x", backend_name="default", run_after=old, finished_at=old
    )
    rounds.tick(NOW)
    assert not Session.objects.exists() and not Tally.objects.exists() and not DBTaskResult.objects.exists()
    assert Draft.objects.get().key == "new"


def test_a_message_left_behind_by_a_killed_worker_is_delivered_by_the_next_pulse() -> None:
    send(Notice(Message.Kind.EMAIL, "lin@example.cn", "您好。", "收到"), key="k", now=NOW)
    DBTaskResult.objects.all().delete()
    rounds.tick(NOW)
    assert Message.objects.get().state == Message.State.SENT


def test_the_round_of_a_day_can_be_asked_for() -> None:
    said = StringIO()
    call_command("daily", "--today", "2026-11-25", stdout=said)
    call_command("daily", "--today", "2026-11-25", stdout=said)
    assert said.getvalue().splitlines() == [
        "2026-11-25 的定时工作已办理。",
        "2026-11-25 的定时工作先前已办理，或者正在办理。",
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the journal is one of SQLite's")
def test_the_round_of_a_day_leaves_nothing_in_the_journal() -> None:
    """What was erased on a day would be read there for as long as nothing is written over it."""
    factories.case(description="道路养护支出的旧描述")
    journal = Path(f"{connection.settings_dict['NAME']}-wal")
    assert "道路养护支出的旧描述".encode() in journal.read_bytes()
    rounds.daily(factories.NOW)
    assert "道路养护支出的旧描述".encode() not in journal.read_bytes()


def test_the_agenda_of_many_cases_asks_the_database_no_more_than_that_of_few(django_assert_max_num_queries) -> None:
    organ = factories.organ()
    for _ in range(9):
        factories.case(organ)
    with django_assert_max_num_queries(8):
        assert len(reminders.agenda(Case.objects.filter(organ=organ), date(2026, 12, 21)).soon) == 9


def test_those_who_are_told_that_a_reply_is_late_are_found_at_once(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries
) -> None:
    told: list[date] = []
    monkeypatch.setattr(reminders.notify, "tell_overdue", lambda case, due, now: told.append(due))
    for _ in range(9):
        factories.case()
    with django_assert_max_num_queries(4):
        reminders.tell_overdue(NOW + timedelta(days=40))
    assert told == [date(2026, 12, 21)] * 9
