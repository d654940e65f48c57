"""Queueing a message: in the transaction of what it tells of, so that both are kept or neither."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.web.notices import delivery, tasks
from gongkai.web.notices.models import Message
from gongkai.web.vault import sealing


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told to whom: an address or a number, and the text. An SMS has no subject."""

    kind: str
    to: str
    text: str
    subject: str = ""


@transaction.atomic
def send(notice: Notice, *, key: str, now: datetime, not_before: datetime | None = None, about: str = "") -> bool:
    """Queue a notice and return whether it is new: the same key is queued once. It is delivered after the commit."""
    due_at = max(now, not_before or now)
    said = {"to": notice.to, "subject": notice.subject, "text": notice.text}
    message, new = Message.objects.get_or_create(
        key=key,
        defaults={
            "kind": notice.kind,
            "about": about,
            "sealed": sealing.seal_json(said, purpose=delivery.PURPOSE),
            "made_at": now,
            "due_at": due_at,
        },
    )
    if new:
        later = tasks.deliver.using(run_after=due_at) if due_at > now else tasks.deliver
        later.enqueue(message.pk)
    return new
