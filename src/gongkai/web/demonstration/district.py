"""The organs of the invented district and their people, set up by an administrator as in any office."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from stdnum.cn import uscc

from gongkai.web.demonstration.story import person_name, story
from gongkai.web.organs import actions, log
from gongkai.web.organs.actions import choices, staff, structure
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ, Person, Role

POSTS = {
    "handler": (Role.HANDLER,),
    "reviewer": (Role.REVIEWER, Role.LEGAL_REVIEWER, Role.SECRECY_REVIEWER),
    "approver": (Role.APPROVER,),
}
"""The people of each organ: the last part of their name to sign in with, and their posts."""
REMEDIES = {
    "review_address": "云亭区滨河大道1号",
    "review_url": "https://review.example.com/",
    "court_address": "云亭区学府路9号",
    "complaint_body": "云亭区政务公开工作领导小组办公室",
}
"""Where decisions are contested, beside the bodies themselves: every letter says it."""
ABOVE = {"supervisor": (Role.SUPERVISOR,), "auditor": (Role.AUDITOR,)}
"""Those that the district government has beside them."""


@dataclass(frozen=True, slots=True)
class Place:
    """An organ with those who work there, by the names of `POSTS`."""

    organ: Organ
    people: Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class District:
    """The district: its places, the government first, and its administrator."""

    places: tuple[Place, ...]
    administrator: Person


def set_up(began: datetime, password: str, chance: random.Random) -> District:
    """Set up the organs and their people, all of whom sign in with one password."""
    by, since = Call(began), began.date()
    top = story()["government"]
    first = actions.Top(top["name"], top["short_name"], top["kind"], top["code"])
    started = actions.bootstrap(by=by, top=first, since=since)
    if started is None:
        raise ValueError("There is an office already.")
    # One password for everybody, hashed once: this is a place to look around in.
    hashed = make_password(password)
    administrator = started.administrator
    Person.objects.filter(pk=administrator.pk).update(password=hashed, must_change_password=False)
    government = started.organ
    call = Call(began, administrator)
    structure.change(organ=government, fields=_fields(top, 0), by=call)
    government.refresh_from_db()
    organs = [government]
    for number, entry in enumerate(story()["organs"], 1):
        organs.append(
            structure.create(
                parent=government, code=entry["code"], fields=_fields(entry, number), valid_from=since, by=call
            )
        )
    organs = [choices.set_up(organ=organ, values=REMEDIES, by=call) for organ in organs]
    places = tuple(Place(organ, dict(_people(organ, hashed, call, chance))) for organ in organs)
    return District(places, administrator)


def check_contacts(district: District, moment: datetime) -> Iterator[datetime]:
    """Have the contact data of all organs but the last two checked at a moment."""
    yield moment
    for place in district.places[:-2]:
        structure.check_contact(organ=place.organ, by=Call(moment, district.administrator))


def let_somebody_act(district: District, moment: datetime) -> Iterator[datetime]:
    """Let the reviewer of an organ act for its approver, who is away for two weeks."""
    yield moment
    place, day = district.places[1], timezone.localdate(moment)
    staff.act_for(
        person=place.people["reviewer"],
        acts_for=place.people["approver"],
        organ=place.organ,
        days=(day, day + timedelta(days=14)),
        by=Call(moment, place.people["approver"]),
    )


def _people(organ: Organ, hashed: str, by: Call, chance: random.Random) -> Iterator[tuple[str, Person]]:
    posts = POSTS | (ABOVE if organ.kind == "government" else {})
    for word, roles in posts.items():
        person = Person.objects.create(username=f"{organ.code}.{word}", name=person_name(chance), password=hashed)
        log.record("people.created", thing="person", key=person.username, organ=organ, by=by)
        for role in roles:
            staff.give_post(person=person, organ=organ, role=role, valid_from=by.today, by=by)
        yield word, person


def _fields(entry: Mapping[str, str], number: int) -> dict[str, str]:
    office = {"disclosure_office": entry.get("disclosure_office", f"{entry['short_name']}政府信息公开工作办公室")}
    said = {key: entry[key] for key in ("name", "short_name", "kind", "address")}
    return (
        said
        | office
        | {
            "uscc": _code(number),
            "postcode": "000000",
            "hours": "工作日 8:30-12:00，14:00-17:30",
            "phone": f"0000-8000{number:04d}",
            "email": f"{entry['code']}@example.com",
            "review_body": entry.get("review_body", story()["government"]["name"]),
            "court": entry.get("court", "云亭区人民法院"),
        }
    )


def _code(number: int) -> str:
    """Return a code of an invented organ: right by its check digit, in a district that there is not."""
    body = f"11000000{number:08d}0"
    return body + uscc.calc_check_digit(body)
