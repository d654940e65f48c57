"""The log: adding an event at the end of the chain, and finding where a chain was changed.

An event is added in the transaction of what it records, so that neither stands without the other.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, partial

from django.db import transaction
from django.utils import timezone

from gongkai.web.organs import permissions, queries
from gongkai.web.organs.models import Event, EventHead, Organ, Person
from gongkai.web.vault.digests import sm3

BATCH = 500
"""How many events are written with one question to the database."""


@dataclass(frozen=True, slots=True)
class Call:
    """Who acts and when. `actor` is None where the public acts. `token` is that of the form: sent twice, done once.

    `needed` is the verb of `permissions.TABLE` that what is done needed, where its event is called otherwise. Who acts for
    somebody may have a post of their own, or act for several: the log names in whose post this was done.
    """

    now: datetime
    actor: Person | None = None
    token: str = ""
    needed: str = ""

    def needing(self, verb: str) -> "Call":
        """Return the same call for what needed this verb."""
        return replace(self, needed=verb)

    @property
    def today(self) -> date:
        """The day in Asia/Shanghai."""
        return timezone.localdate(self.now)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an event will say, before it has its place in the chain."""

    verb: str
    thing: str
    key: object
    organ: Organ | None = None
    detail: Mapping[str, object] = field(default_factory=dict)


def record(verb: str, *, thing: str, key: object, by: Call, organ: Organ | None = None, **detail: object) -> Event:
    """Add an event at the end of the chain and return it. `detail` holds no personal data.

    :raises TransactionManagementError: outside a transaction.
    """
    return record_all([Entry(verb, thing, key, organ, detail)], by=by)[0]


def record_all(entries: Iterable[Entry], *, by: Call) -> list[Event]:
    """Add events at the end of the chain in their order, and return them: what `record` does, for many at once.

    :raises TransactionManagementError: outside a transaction.
    """
    if transaction.get_autocommit():
        raise transaction.TransactionManagementError("An event is recorded inside the transaction of what it records.")
    head = EventHead.objects.select_for_update().get_or_create(id=1)[0]
    acting_for = cache(partial(_acted_for, by))
    events = []
    for entry in entries:
        event = Event(
            number=head.number + 1,
            at=by.now,
            actor=by.actor,
            acting_for=acting_for(entry.organ, by.needed or entry.verb),
            organ=entry.organ,
            verb=entry.verb,
            thing=entry.thing,
            key=str(entry.key),
            detail=dict(entry.detail),
            previous=head.digest,
        )
        event.digest = digest(event)
        head.number, head.digest = event.number, event.digest
        events.append(event)
    Event.objects.bulk_create(events, BATCH)
    EventHead.objects.filter(id=1).update(number=head.number, digest=head.digest)
    return events


def _acted_for(by: Call, organ: Organ | None, needed: str) -> Person | None:
    """Return in whose post alone this could be done; where it is not known which it needed, whom one without posts acts for."""
    if by.actor is None or organ is None:
        return None
    if needed in permissions.TABLE:
        return next(iter(permissions.posts_of_others(by.actor, needed, organ, by.today)), None)
    return queries.acted_for(by.actor, organ, by.today)


def digest(event: Event) -> str:
    """Return the SM3 digest (GB/T 32905-2016) of an event and of the digest before it, as 64 hexadecimal digits."""
    return sm3(json.dumps(_said(event), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


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
