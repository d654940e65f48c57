"""Messages: queued once, tried until they are out, given up aloud, and readable by nobody who looks into the database."""

import smtplib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django_tasks_db.models import DBTaskResult

from gongkai.law import packs
from gongkai.web.notices import channels, delivery
from gongkai.web.notices.channels import NotDelivered
from gongkai.web.notices.models import Message
from gongkai.web.notices.quiet import Quiet, earliest
from gongkai.web.notices.sending import Notice, send
from tests.web.factories import NOW, SHANGHAI

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
LETTER = Notice(Message.Kind.EMAIL, "lin@example.cn", "本机关收到您的申请。", "收到申请")
TEXT = Notice(Message.Kind.SMS, "13800000000", "本机关收到您的申请。")


@pytest.fixture(autouse=True)
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that SMS are written to."""
    home = type("Home", (), {"outbox": tmp_path / "outbox", "keys": settings.HOME.keys})
    monkeypatch.setattr(settings, "HOME", home)
    return tmp_path / "outbox"


def queued(notice: Notice = LETTER, **more: Any) -> Message:
    send(notice, **{"key": "step/1", "now": NOW} | more)
    return Message.objects.get()


def fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(self: EmailBackend, messages: object) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def test_a_message_is_sent_once_and_its_content_forgotten() -> None:
    message = queued()
    assert delivery.attempt(message.pk, NOW) is None
    assert delivery.attempt(message.pk, NOW) is None
    message.refresh_from_db()
    assert [each.to for each in mail.outbox] == [["lin@example.cn"]]
    assert (message.state, bytes(message.sealed), message.attempts) == ("sent", b"", 1)


def test_the_same_key_is_queued_once() -> None:
    assert send(LETTER, key="step/1", now=NOW)
    assert not send(LETTER, key="step/1", now=NOW)
    assert Message.objects.count() == DBTaskResult.objects.count() == 1


def test_neither_the_message_nor_its_task_says_who_it_is_for_or_what_it_says() -> None:
    message = queued()
    row = Message.objects.values().get()
    told = f"{row}{DBTaskResult.objects.values().get()}{bytes(message.sealed)!r}"
    assert "example.cn" not in told and "收到" not in told


def test_a_message_is_not_tried_before_its_time() -> None:
    message = queued(not_before=NOW + MINUTE)
    delivery.attempt(message.pk, NOW)
    assert mail.outbox == []
    delivery.attempt(message.pk, NOW + MINUTE)
    assert len(mail.outbox) == 1
    assert DBTaskResult.objects.get().run_after == NOW + MINUTE


def test_a_server_that_is_away_is_tried_again_later_and_later_and_then_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fail(monkeypatch, ConnectionRefusedError("lin@example.cn"))
    message, at, times = queued(), NOW, []
    while (later := delivery.attempt(message.pk, at)) is not None:
        times.append(later - at)
        at = later
    assert times == list(delivery.PAUSES)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.fault) == ("failed", 6, "ConnectionRefusedError")
    assert bytes(message.sealed) != b""


def test_an_address_that_the_server_does_not_know_is_given_up_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fail(monkeypatch, smtplib.SMTPRecipientsRefused({"lin@example.cn": (550, b"lin@example.cn unknown")}))
    message = queued()
    assert delivery.attempt(message.pk, NOW) is None
    message.refresh_from_db()
    assert (message.state, message.fault) == ("failed", "SMTPRecipientsRefused 550")


def test_a_server_that_is_busy_is_not_a_wrong_address(monkeypatch: pytest.MonkeyPatch) -> None:
    fail(monkeypatch, smtplib.SMTPRecipientsRefused({"lin@example.cn": (451, b"later")}))
    assert delivery.attempt(queued().pk, NOW) == NOW + MINUTE
    fail(monkeypatch, smtplib.SMTPServerDisconnected())
    assert delivery.attempt(Message.objects.get().pk, NOW + MINUTE) == NOW + 6 * MINUTE


def test_a_failure_says_nothing_of_the_address_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fail(monkeypatch, smtplib.SMTPRecipientsRefused({"lin@example.cn": (550, b"lin@example.cn unknown")}))
    delivery.attempt(queued().pk, NOW)
    assert "550" in caplog.text and "lin@" not in caplog.text


def test_a_message_whose_worker_was_killed_is_tried_again_with_the_same_reference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = []

    def killed(self: EmailBackend, messages: list[mail.EmailMessage]) -> int:
        sent.append(messages[0].extra_headers["Message-ID"])
        raise KeyboardInterrupt

    monkeypatch.setattr(EmailBackend, "send_messages", killed)
    message = queued()
    with pytest.raises(KeyboardInterrupt):
        delivery.attempt(message.pk, NOW)
    assert delivery.waiting(NOW) == []
    assert delivery.waiting(NOW + delivery.LEASE) == [message.pk]
    with pytest.raises(KeyboardInterrupt):
        delivery.attempt(message.pk, NOW + delivery.LEASE)
    assert sent[0] == sent[1]


def test_an_sms_that_is_tried_twice_is_one_file(outbox: Path) -> None:
    message = queued(TEXT)
    delivery.attempt(message.pk, NOW)
    Message.objects.update(state="queued", sealed=message.sealed)
    delivery.attempt(message.pk, NOW + delivery.LEASE)
    (written,) = outbox.iterdir()
    assert written.read_text("utf-8") == "13800000000\n\n本机关收到您的申请。\n"
    assert written.stat().st_mode & 0o077 == 0


def test_an_sms_can_be_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(settings, "SMS_BACKEND", "gongkai.web.notices.channels.ConsoleSms")
    channels.sms("13800000000", "您好。", "r1")
    assert "您好。" in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_tried_again(monkeypatch: pytest.MonkeyPatch, outbox: Path) -> None:
    outbox.write_text("")
    with pytest.raises(NotDelivered) as failed:
        channels.sms("13800000000", "您好。", "r1")
    assert not failed.value.final


def test_a_failed_message_can_be_queued_again_until_its_content_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    message = queued()
    with monkeypatch.context() as patched:
        fail(patched, ValueError("subject"))
        delivery.attempt(message.pk, NOW)
    assert delivery.again(message, NOW)
    delivery.attempt(message.pk, NOW)
    assert len(mail.outbox) == 1
    assert not delivery.again(message, NOW)


def test_the_content_of_old_failures_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    message = queued()
    fail(monkeypatch, ValueError("subject"))
    delivery.attempt(message.pk, NOW)
    assert delivery.forget(NOW + delivery.FORGOTTEN) == 0
    assert delivery.forget(NOW + delivery.FORGOTTEN + MINUTE) == 1
    assert not delivery.again(message, NOW)


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (date(2026, 11, 23), time(10), "2026-11-23 10:00"),
        (date(2026, 11, 23), time(21), "2026-11-24 08:00"),
        (date(2026, 11, 24), time(7, 59), "2026-11-24 08:00"),
        (date(2026, 11, 27), time(23), "2026-11-30 08:00"),  # a Friday night
        (date(2026, 11, 28), time(12), "2026-11-30 08:00"),  # a Saturday
        (date(2026, 9, 30), time(22), "2026-10-08 08:00"),  # the National Day holiday
        (date(2026, 10, 10), time(9), "2026-10-10 09:00"),  # a Saturday that is worked
        (date(2027, 5, 14), time(22), "2027-05-17 08:00"),  # past the published calendar
    ],
)
def test_nobody_is_rung_at_night_or_on_a_day_off(day: date, hour: time, expected: str) -> None:
    found = earliest(datetime.combine(day, hour, SHANGHAI), Quiet(), packs.published())
    assert f"{found:%Y-%m-%d %H:%M}" == expected


def test_an_organ_may_ring_on_days_off_and_have_no_quiet_hours() -> None:
    sunday = datetime(2026, 11, 22, 23, tzinfo=SHANGHAI)
    assert earliest(sunday, Quiet(time(0), time(0), days_off=False), packs.published()) == sunday
    noon = earliest(sunday.replace(hour=13), Quiet(time(12), time(14), days_off=False), packs.published())
    assert noon.hour == 14
