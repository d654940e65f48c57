"""The log: adding an event at the end of the chain, and finding where a chain was changed.

An event is added in the transaction of what it records, so that neither stands without the other.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from cryptography.hazmat.primitives import hashes
from django.db import transaction
from django.utils import timezone

from gongkai.web.organs import queries
from gongkai.web.organs.models import Event, EventHead, Organ, Person


@dataclass(frozen=True, slots=True)
class Call:
    """Who acts and when. `actor` is None where the public acts. `token` is that of the form: sent twice, done once."""

    now: datetime
    actor: Person | None = None
    token: str = ""

    @property
    def today(self) -> date:
        """The day in Asia/Shanghai."""
        return timezone.localdate(self.now)


def record(verb: str, *, thing: str, key: object, by: Call, organ: Organ | None = None, **detail: object) -> Event:
    """Add an event at the end of the chain and return it. `detail` holds no personal data.

    :raises TransactionManagementError: outside a transaction.
    """
    if transaction.get_autocommit():
        raise transaction.TransactionManagementError("An event is recorded inside the transaction of what it records.")
    head = EventHead.objects.select_for_update().get_or_create(id=1)[0]
    event = Event(
        number=head.number + 1,
        at=by.now,
        actor=by.actor,
        acting_for=queries.acted_for(by.actor, organ, by.today) if by.actor and organ else None,
        organ=organ,
        verb=verb,
        thing=thing,
        key=str(key),
        detail=detail,
        previous=head.digest,
    )
    event.digest = digest(event)
    event.save(force_insert=True)
    EventHead.objects.filter(id=1).update(number=event.number, digest=event.digest)
    return event


def digest(event: Event) -> str:
    """Return the SM3 digest (GB/T 32905-2016) of an event and of the digest before it, as 64 hexadecimal digits."""
    hashed = hashes.Hash(hashes.SM3())
    hashed.update(json.dumps(_said(event), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
    return hashed.finalize().hex()


def broken() -> Iterator[tuple[int, str]]:
    """Yield the numbers of the events at which the chain does not hold, each with the reason. Others may write meanwhile."""
    head = EventHead.objects.filter(id=1).first() or EventHead()
    number, previous = 0, "0" * 64
    for event in Event.objects.filter(number__lte=head.number).order_by("number").iterator(2000):
        number += 1
        if event.number != number:
            yield number, f"第 {number} 号事件缺失"
            number = event.number
        if event.previous != previous:
            yield event.number, "与前一事件的摘要不相连"
        if event.digest != digest(event):
            yield event.number, "内容与摘要不符"
        previous = event.digest
    if (head.number, head.digest) != (number, previous):
        yield number + 1, "末尾的事件缺失或者被替换"
    end = EventHead.objects.filter(id=1).first() or EventHead()
    for surplus in Event.objects.filter(number__gt=end.number).values_list("number", flat=True)[:1]:
        yield surplus, "事件不是由系统添加的"


def _said(event: Event) -> Mapping[str, object]:
    return {
        "number": event.number,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "acting_for": event.acting_for_id,
        "organ": event.organ_id,
        "verb": event.verb,
        "thing": event.thing,
        "key": event.key,
        "detail": event.detail,
        "previous": event.previous,
    }
