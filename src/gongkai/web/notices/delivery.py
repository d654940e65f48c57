"""Delivering what is queued: tried, tried again later, and given up aloud.

A message is claimed by moving its next time away before it is tried. Whoever is killed meanwhile leaves it queued, and it
is tried again when that time has come: at least once, with the same reference each time.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from gongkai.web.notices import channels
from gongkai.web.notices.channels import NotDelivered
from gongkai.web.notices.models import Message
from gongkai.web.vault import sealing
from gongkai.web.vault.sealing import Unreadable

logger = logging.getLogger("gongkai.notices")

PURPOSE = "message"
LEASE = timedelta(minutes=10)
"""How long one attempt may take before another worker takes the message for left behind."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long to wait after each failed attempt; after the last it is given up."""
FORGOTTEN = timedelta(days=30)
"""For how long the content of a failed message is kept, so that staff can still have it sent."""


def attempt(pk: int, now: datetime) -> datetime | None:
    """Try a message that is due and return when to try it again; None where it has ended, or is not due or taken."""
    message = Message.objects.filter(pk=pk, state=Message.State.QUEUED, due_at__lte=now).first()
    if message is None or not _claimed(message, now):
        return None
    try:
        _deliver(message)
    except NotDelivered as failed:
        return _failed(message, failed, now)
    _end(message, Message.State.SENT, now, sealed=b"", fault="")
    return None


def waiting(now: datetime, limit: int = 200) -> Iterable[int]:
    """Return the messages that are due, those first that have waited longest."""
    due = Message.objects.filter(state=Message.State.QUEUED, due_at__lte=now).order_by("due_at")
    return list(due.values_list("pk", flat=True)[:limit])


def forget(now: datetime) -> int:
    """Drop the content of messages that failed long ago and return how many there were."""
    old = Message.objects.filter(state=Message.State.FAILED, ended_at__lt=now - FORGOTTEN).exclude(sealed=b"")
    return old.update(sealed=b"")


def again(message: Message, now: datetime) -> bool:
    """Queue a failed message once more and return whether its content is still there."""
    failed = Message.objects.filter(pk=message.pk, state=Message.State.FAILED).exclude(sealed=b"")
    return bool(failed.update(state=Message.State.QUEUED, due_at=now, attempts=0, ended_at=None, told_at=None))


def _claimed(message: Message, now: datetime) -> bool:
    mine = Message.objects.filter(pk=message.pk, state=Message.State.QUEUED, due_at=message.due_at)
    message.attempts += 1
    return bool(mine.update(due_at=now + LEASE, attempts=message.attempts))


def _deliver(message: Message) -> None:
    try:
        said = sealing.unseal_json(message.sealed, purpose=PURPOSE)
    except Unreadable:
        raise NotDelivered("Unreadable") from None
    reference = sealing.digest(message.key, purpose=PURPOSE)[:32]
    if message.kind == Message.Kind.SMS:
        channels.sms(said["to"], said["text"], reference)
    else:
        channels.email(said["to"], said["subject"], said["text"], reference)


def _failed(message: Message, failed: NotDelivered, now: datetime) -> datetime | None:
    logger.warning("message %d not delivered (attempt %d): %s", message.pk, message.attempts, failed.fault)
    if failed.final or message.attempts > len(PAUSES):
        _end(message, Message.State.FAILED, now, fault=failed.fault)
        return None
    next_time = now + PAUSES[message.attempts - 1]
    Message.objects.filter(pk=message.pk).update(due_at=next_time, fault=failed.fault)
    return next_time


def _end(message: Message, state: str, now: datetime, **fields: object) -> None:
    Message.objects.filter(pk=message.pk).update(state=state, ended_at=now, **fields)
