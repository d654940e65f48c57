"""The demonstration: an invented district with two years of work behind it, made by the office's own actions.

The same day and the same seed make the same story. Only what is secret differs: query codes, keys, what is encrypted.
"""

import heapq
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from gongkai.web.demonstration import lives, reports, story
from gongkai.web.demonstration.desk import TINY_PDF, Desk, Life
from gongkai.web.demonstration.district import Place, check_contacts, let_somebody_act, set_up
from gongkai.web.demonstration.hours import SHANGHAI, Hours
from gongkai.web.organs.log import Call
from gongkai.web.publications.actions import Piece, publish
from gongkai.web.vault.uploads import Checked

DAYS = 730
CASES = 160
PASSWORD = "yunting-2026-kaifang"  # noqa: S105 - of an office with invented data
IN_REVIEW = ((1, False), (1, False), (2, False), (3, False), (2, True))
"""How far the replies have come that are on their way on the last day: one step each, and one returned."""


@dataclass(frozen=True, slots=True)
class Built:
    """What whoever looks around needs: who can sign in, with which password, and a request to follow."""

    people: tuple[tuple[str, str, str], ...]
    password: str
    number: str
    code: str
    cases: int
    pieces: int


@transaction.atomic
def build(today: date, *, seed: int = 1, cases: int = CASES) -> Built:
    """Make the district with its two years, a publication for every two cases, and return what to look at.

    :raises ValueError: where there is an office already.
    """
    chance, pieces = random.Random(seed), cases // 2  # noqa: S311 - a story, not a secret
    began = datetime.combine(today - timedelta(days=DAYS), time(9), SHANGHAI)
    district = set_up(began, PASSWORD, chance)
    shown = _first(district.places, "hqz", today, seed)
    led = [
        lives.showcase(shown, _at(today, -14)),
        lives.forgotten(_first(district.places, "lzj", today, seed), _at(today, -36)),
    ]
    led += _in_review(district.places, today, cases // 12, seed)
    led += [lives.life(desk, day) for desk, day in _requests(district.places, today, cases - len(led), seed)]
    led += [
        _piece(place, day, number, seed)
        for number, (place, day) in enumerate(_pieces(district.places, today, pieces, chance))
    ]
    led += [check_contacts(district, _at(today, -3)), let_somebody_act(district, _at(today, -1))]
    led += [reports.settle(district, year) for year in reports.years(began.date(), today)]
    lead(led, _at(today, 0))
    # Who was to be told of it in these two years was told.
    DBTaskResult.objects.all().delete()
    people = tuple(
        (person.username, person.name, word)
        for place in (district.places[0], shown.place)
        for word, person in place.people.items()
    )
    if shown.filed is None:
        raise ValueError("The days of the demonstration do not reach the request that is shown.")
    return Built(people, PASSWORD, shown.case.number, shown.filed.code, cases, pieces)


def lead(led: Sequence[Life], until: datetime) -> None:
    """Lead lives side by side, whatever happens next first, until a moment."""
    waiting: list[tuple[datetime, int, Life]] = []
    for number, each in enumerate(led):
        _go_on(each, number, waiting)
    while waiting and waiting[0][0] <= until:
        _, number, each = heapq.heappop(waiting)
        _go_on(each, number, waiting)


def _go_on(each: Life, number: int, waiting: list[tuple[datetime, int, Life]]) -> None:
    moment = next(each, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, number, each))


def _requests(places: Sequence[Place], today: date, cases: int, seed: int) -> Iterator[tuple[Desk, date]]:
    for number in range(cases):
        # Each request has a chance of its own, so that one more does not change the others.
        chance = random.Random(f"{seed} request {number}")  # noqa: S311 - a story, not a secret
        place = chance.choices(places, [_busy(place) for place in places])[0]
        # More come each year, and some in these weeks.
        back = int(DAYS * chance.random() ** 1.4)
        day = today - timedelta(days=min(back, DAYS - 7))
        yield Desk(place, Hours(chance), lives.wish(place, day.year, chance)), day


def _in_review(places: Sequence[Place], today: date, most: int, seed: int) -> Iterator[Life]:
    for number, (come, returned) in enumerate(IN_REVIEW[:most]):
        desk = _first(places, "hqz", today, f"{seed} in review {number}")
        yield lives.in_review(desk, _at(today, -9), come, returned=returned)


def _first(places: Sequence[Place], code: str, today: date, seed: object) -> Desk:
    place = next(place for place in places if place.organ.code == code)
    chance = random.Random(f"{seed} {code}")  # noqa: S311 - a story, not a secret
    return Desk(place, Hours(chance), lives.wish(place, today.year, chance))


def _busy(place: Place) -> int:
    return {"government": 4, "department": 5, "township": 3, "subdistrict": 2}[place.organ.kind]


def _pieces(places: Sequence[Place], today: date, pieces: int, chance: random.Random) -> Iterator[tuple[Place, date]]:
    for number in range(pieces):
        yield places[number % len(places)], today - timedelta(days=chance.randint(1, DAYS - 30))


def _piece(place: Place, day: date, number: int, seed: int) -> Life:
    chance = random.Random(f"{seed} piece {number}")  # noqa: S311 - a story, not a secret
    told = story.fitting("published", place.organ)
    said = told[number // 15 % len(told)].said
    moment = Hours(chance).working(day)
    yield moment
    pattern = "\n".join((said["title"], said.get("number", ""), said["text"]))
    title, document_number, text = story.filled(pattern, place.organ, day.year, chance).split("\n", 2)
    formed = moment.date() - timedelta(days=chance.randint(1, 18))
    publish(
        organ=place.organ,
        piece=Piece(title, text, formed, document_number, said["item"]),
        by=Call(moment, place.people["approver"]),
        attachments=[Checked(TINY_PDF, "附件.pdf", "application/pdf")] if said.get("file") else (),
    )


def _at(today: date, days: int) -> datetime:
    return datetime.combine(today + timedelta(days=days), time(8, 30), SHANGHAI)
