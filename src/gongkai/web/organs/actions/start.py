"""The first start of an office: its top organ, and the administrator who makes everything else."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.web.organs import log
from gongkai.web.organs.actions import passwords
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ, OrganKind, Person, Post, Role


@dataclass(frozen=True, slots=True)
class Started:
    """What the first start made. The password is known here and nowhere else afterwards."""

    organ: Organ
    administrator: Person
    password: str


@transaction.atomic
def bootstrap(
    *,
    by: Call,
    name: str = "本机关",
    short_name: str = "",
    kind: str = OrganKind.GOVERNMENT,
    username: str = "admin",
    since: date | None = None,
) -> Started | None:
    """Make the top organ and the first administrator and return them with the one-time password.

    Return None where there is an office already: the first start happens once. `since` is the day from which both hold,
    today where it is not given.
    """
    if Organ.objects.exists() or Person.objects.exists():
        return None
    since = since or by.today
    password = passwords.first_password()
    organ = Organ.objects.create(name=name, short_name=short_name or name[:40], code="top", kind=kind, valid_from=since)
    person = Person(username=username, name="系统管理员", must_change_password=True)
    person.set_password(password)
    person.save()
    Post.objects.create(person=person, organ=organ, role=Role.ADMINISTRATOR, valid_from=since)
    log.record("organs.created", thing="organ", key=organ.code, organ=organ, by=by, kind=kind)
    log.record("people.created", thing="person", key=person.pk, organ=organ, by=by)
    log.record("people.post_given", thing="person", key=person.pk, organ=organ, by=by, role=Role.ADMINISTRATOR)
    return Started(organ, person, password)
