"""The first start of an office: its top organ, and the administrator who makes everything else."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.web.organs import log
from gongkai.web.organs.actions import passwords
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ, OrganKind, Person, Post, Role


@dataclass(frozen=True, slots=True)
class Top:
    """The organ at the top of an office. Its code begins the numbers of its cases and is never changed afterwards."""

    name: str = "本机关"
    short_name: str = ""
    kind: str = OrganKind.GOVERNMENT
    code: str = "top"


@dataclass(frozen=True, slots=True)
class Started:
    """What the first start made. The password is known here and nowhere else afterwards."""

    organ: Organ
    administrator: Person
    password: str


@transaction.atomic
def bootstrap(
    *, by: Call, top: Top | None = None, username: str = "admin", since: date | None = None
) -> Started | None:
    """Make the top organ and the first administrator and return them with the one-time password.

    Return None where there is an office already: the first start happens once. `since` is the day from which both hold,
    today where it is not given.

    :raises ValidationError: for a code that is no short word of letters and digits.
    """
    if Organ.objects.exists() or Person.objects.exists():
        return None
    since = since or by.today
    password = passwords.first_password()
    top = top or Top()
    organ = Organ(
        name=top.name, short_name=top.short_name or top.name[:40], code=top.code, kind=top.kind, valid_from=since
    )
    organ.full_clean()
    organ.save(force_insert=True)
    person = Person(username=username, name="系统管理员", must_change_password=True)
    person.set_password(password)
    person.save()
    Post.objects.create(person=person, organ=organ, role=Role.ADMINISTRATOR, valid_from=since)
    log.record("organs.created", thing="organ", key=organ.code, organ=organ, by=by, kind=top.kind)
    log.record("people.created", thing="person", key=person.pk, organ=organ, by=by)
    log.record("people.post_given", thing="person", key=person.pk, organ=organ, by=by, role=Role.ADMINISTRATOR)
    return Started(organ, person, password)
