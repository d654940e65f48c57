"""What a person does with the address of the own calendar: making it, making it anew, stopping it."""

import secrets

from django.db import transaction

from gongkai.web.cases.figures import due_days
from gongkai.web.cases.models import Feed
from gongkai.web.organs import log, permissions, queries
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Person


@transaction.atomic
def renew_feed(*, by: Call) -> str:
    """Give a person's calendar a new address and return its secret part; an earlier address opens nothing any more.

    :raises NotAllowed: where the actor works on no cases anywhere.
    """
    person = permissions.check(by.actor, "cases.read", None, by.today)
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(person=person, defaults={"digest": due_days.digest(token), "made_at": by.now})
    _record("people.feed_renewed", person, by)
    return token


@transaction.atomic
def stop_feed(*, by: Call) -> bool:
    """Take the address of a person's calendar away, and return whether there was one.

    :raises NotAllowed: where the actor works on no cases anywhere.
    """
    person = permissions.check(by.actor, "cases.read", None, by.today)
    deleted, _ = Feed.objects.filter(person=person).delete()
    if deleted:
        _record("people.feed_stopped", person, by)
    return bool(deleted)


def _record(verb: str, person: Person, by: Call) -> None:
    log.record(verb, thing="person", key=person.pk, organ=queries.home(person, by.today), by=by)
