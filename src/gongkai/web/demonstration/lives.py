"""What becomes of the requests of the invented district: each is a life that stops at the days on which something happens.

A life asks the real actions, and so the law, at every step. All lives are led side by side, so that the log of events
grows day by day as an office's does; what lies after today has not happened yet.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import IllegalStep, Step, StepKind
from gongkai.web.cases import actions, actions_public
from gongkai.web.cases.actions import Arrival, Asked, Filed
from gongkai.web.cases.models import Case, Delivery, Form
from gongkai.web.demonstration import story
from gongkai.web.demonstration.district import Place
from gongkai.web.demonstration.hours import Hours
from gongkai.web.organs.log import Call

Life = Iterator[datetime]
"""The days on which something happens; it happens when the life is asked for the next one."""

K = StepKind
APPLICANTS = ("individual", "individual", "individual", "individual", "lawyer_in_person", "company", "law_firm")
CHANNELS = (Channel.ONLINE,) * 12 + (
    Channel.COUNTER,
    Channel.COUNTER,
    Channel.COUNTER,
    Channel.REGISTERED_MAIL,
    Channel.REGISTERED_MAIL,
    Channel.REGISTERED_MAIL,
    Channel.ORDINARY_MAIL,
    Channel.ORAL,
    Channel.FAX,
)
REPLIES: Mapping[str, int] = {
    "disclosed": 34,
    "already_public": 12,
    "partly_disclosed": 14,
    "does_not_exist": 12,
    "not_this_organ": 9,
    "needs_creation": 4,
    "internal_workflow": 3,
    "discussion_record": 3,
    "petition": 5,
    "repeated": 2,
}


@dataclass(slots=True)
class Desk:
    """A case on the desks of an organ: what is done with it, and by whom."""

    place: Place
    hours: Hours
    asked: Asked
    filed: Filed | None = field(default=None)
    tried: datetime | None = field(default=None)

    @property
    def case(self) -> Case:
        """The case, once it was filed."""
        if self.filed is None:
            raise ValueError("It has not been filed.")
        return self.filed.case

    @property
    def chance(self) -> random.Random:
        """What decides by chance."""
        return self.hours.chance

    def file(self, moment: datetime, channel: Channel, *, confirmed: bool = True) -> None:
        """File it: online by the applicant, else by the handler who received it."""
        by = Call(moment, None if channel is Channel.ONLINE else self.place.people["handler"])
        self.filed = actions.file(
            organ=self.place.organ,
            asked=self.asked,
            applicant=_applicant(self.chance, self.asked.applicant_kind),
            arrival=Arrival(channel, moment.date(), confirmed=confirmed),
            by=by,
        )

    def step(self, moment: datetime, kind: StepKind, verb: str = "cases.handle", **said: Any) -> None:
        """Have the handler take a step."""
        self.tried = moment
        word = said.get("reply", str(kind))
        actions.take(
            case=self.case,
            step=Step(kind, moment.date(), **said),
            verb=verb,
            by=Call(moment, self.place.people["handler"]),
            note=story.note(word, self.asked.subject),
        )

    def reply(self, moment: datetime, kind: str) -> None:
        """Have the handler send the reply in the way that was asked for."""
        ways = {Delivery.PICKUP: ServedBy.HAND, Delivery.MAIL: ServedBy.MAIL}
        self.step(moment, K.REPLIED, reply=kind, by=ways.get(Delivery(self.asked.delivery), ServedBy.ONLINE))

    def after(self, moment: datetime) -> Life:
        """Serve, file away and rate what was replied to."""
        if self.asked.delivery == Delivery.PICKUP:
            moment = self.hours.later(moment, 1, 4)
            yield moment
            self.step(moment, K.SERVED)
        if self.chance.random() < 0.4:
            moment = self.hours.later(moment, 1, 5)
            yield moment
            grade = self.chance.choice((5, 5, 4, 4, 3, 2))
            actions_public.rate(case=self.case, grade=grade, remark="", by=Call(moment))
        moment = self.hours.later(moment, 15, 40)
        yield moment
        self.step(moment, K.ARCHIVED)


def plain(desk: Desk, moment: datetime) -> Life:
    """Replied to within the period."""
    moment = desk.hours.later(moment, 3, 18)
    yield moment
    desk.reply(moment, _one_of(desk.chance, REPLIES))
    yield from desk.after(moment)


def late(desk: Desk, moment: datetime) -> Life:
    """Replied to after the last day."""
    moment = desk.hours.later(moment, 22, 27)
    yield moment
    desk.reply(moment, _one_of(desk.chance, REPLIES))
    yield from desk.after(moment)


def clarified(desk: Desk, moment: datetime) -> Life:
    """Replied to after the applicant has clarified it."""
    asked = desk.hours.later(moment, 1, 6)
    yield asked
    desk.step(asked, K.CLARIFICATION_ASKED, arrived=asked.date())
    given = desk.hours.later(asked, 2, 12)
    yield given
    words = story.note("clarification_given", desk.asked.subject)
    actions_public.answer(case=desk.case, kind=K.CLARIFICATION_GIVEN, text=words, uploads=(), by=Call(given))
    replied = desk.hours.later(given, 4, 17)
    yield replied
    desk.reply(replied, "still_unclear" if desk.chance.random() < 0.15 else _one_of(desk.chance, REPLIES))
    yield from desk.after(replied)


def given_up(desk: Desk, moment: datetime) -> Life:
    """Never clarified."""
    asked = desk.hours.later(moment, 1, 6)
    yield asked
    desk.step(asked, K.CLARIFICATION_ASKED, arrived=asked.date())
    lapsed = desk.hours.later(asked, 17, 20)
    yield lapsed
    desk.step(lapsed, K.CLARIFICATION_LAPSED)


def consulted(desk: Desk, moment: datetime) -> Life:
    """Replied to after a third party was heard, or was silent."""
    sent = desk.hours.later(moment, 2, 8)
    yield sent
    desk.step(sent, K.THIRD_PARTY_CONSULTED, ref="1", arrived=sent.date())
    if desk.chance.random() < 0.75:
        heard = desk.hours.later(sent, 3, 12)
        yield heard
        desk.step(heard, K.THIRD_PARTY_ANSWERED, ref="1")
    else:
        heard = desk.hours.later(sent, 17, 19)
        yield heard
        desk.step(heard, K.THIRD_PARTY_SILENT, ref="1")
    replied = desk.hours.later(heard, 2, 8)
    yield replied
    desk.reply(replied, desk.chance.choice(("disclosed_after_consulting", "trade_secret", "partly_disclosed")))
    yield from desk.after(replied)


def extended(desk: Desk, moment: datetime) -> Life:
    """Replied to after the period was extended."""
    longer = desk.hours.later(moment, 14, 18)
    yield longer
    desk.step(longer, K.EXTENDED, days=20, approver=desk.place.people["approver"].name)
    replied = desk.hours.later(longer, 6, 18)
    yield replied
    desk.reply(replied, _one_of(desk.chance, REPLIES))
    yield from desk.after(replied)


def paid(desk: Desk, moment: datetime) -> Life:
    """Replied to after a fee was paid."""
    notified = desk.hours.later(moment, 3, 10)
    yield notified
    desk.step(notified, K.FEE_NOTIFIED, arrived=notified.date())
    received = desk.hours.later(notified, 2, 12)
    yield received
    desk.step(received, K.FEE_PAID)
    replied = desk.hours.later(received, 3, 15)
    yield replied
    desk.reply(replied, "disclosed")
    yield from desk.after(replied)


def explained(desk: Desk, moment: datetime) -> Life:
    """Asked too often, asked for reasons, and not convincing."""
    asked = desk.hours.later(moment, 2, 6)
    yield asked
    desk.step(asked, K.REASONS_ASKED, arrived=asked.date())
    given = desk.hours.later(asked, 2, 8)
    yield given
    actions_public.answer(case=desk.case, kind=K.REASONS_GIVEN, text="需要比较各年的情况。", uploads=(), by=Call(given))
    replied = desk.hours.later(given, 2, 4)
    yield replied
    desk.reply(replied, "excessive")
    yield from desk.after(replied)


def withdrawn(desk: Desk, moment: datetime) -> Life:
    """Taken back by the applicant."""
    moment = desk.hours.later(moment, 1, 9)
    yield moment
    words = story.note("withdrawn", desk.asked.subject)
    actions_public.withdraw(case=desk.case, reason=words, by=Call(moment))


WAYS: Mapping[Callable[[Desk, datetime], Life], int] = {
    plain: 58,
    clarified: 12,
    consulted: 8,
    extended: 7,
    given_up: 4,
    withdrawn: 4,
    late: 3,
    paid: 2,
    explained: 2,
}


def life(desk: Desk, day: date) -> Life:
    """Lead a request from the day on which somebody writes it."""
    channel = desk.chance.choice(CHANNELS)
    moment = desk.hours.any_time(day) if channel is Channel.ONLINE else desk.hours.working(day)
    unconfirmed = channel in (Channel.ONLINE, Channel.FAX) and desk.chance.random() < 0.08
    yield moment
    desk.file(moment, channel, confirmed=not unconfirmed)
    if unconfirmed:
        moment = desk.hours.later(moment, 1, 2)
        yield moment
        desk.step(moment, K.RECEIVED, "cases.confirm", channel=channel, applicant=desk.asked.applicant_kind)
    way = desk.chance.choices(list(WAYS), list(WAYS.values()))[0]
    try:
        yield from way(desk, moment)
    except IllegalStep:
        # Past the published calendar it is not certain whether a period has ended, and the law refuses what hangs on it.
        moment = desk.hours.later(desk.tried or moment, 1, 3)
        yield moment
        desk.reply(moment, "does_not_exist")


def showcase(desk: Desk, moment: datetime) -> Life:
    """Lead the request that whoever looks around is shown: clarified, and in hand on the last day."""
    yield moment
    desk.file(moment, Channel.ONLINE)
    asked = desk.hours.later(moment, 3)
    yield asked
    desk.step(asked, K.CLARIFICATION_ASKED, arrived=asked.date())
    given = desk.hours.later(asked, 4)
    yield given
    words = story.note("clarification_given", desk.asked.subject)
    actions_public.answer(case=desk.case, kind=K.CLARIFICATION_GIVEN, text=words, uploads=(), by=Call(given))


def forgotten(desk: Desk, moment: datetime) -> Life:
    """Lead a request that nobody has taken up: it is overdue."""
    yield moment
    desk.file(moment, Channel.ONLINE)


def wish(place: Place, year: int, chance: random.Random) -> Asked:
    """Return what somebody asks of an organ."""
    told = chance.choice(story.fitting("asked", place.organ))
    return Asked(
        *_both(told.said["subject"], told.said["description"], place, year, chance),
        form=chance.choices((Form.ELECTRONIC, Form.PAPER), (8, 2))[0],
        delivery=chance.choices((Delivery.ONLINE, Delivery.EMAIL, Delivery.MAIL, Delivery.PICKUP), (6, 1, 2, 2))[0],
        applicant_kind=chance.choice(APPLICANTS),
    )


def _both(subject: str, description: str, place: Place, year: int, chance: random.Random) -> tuple[str, str]:
    # The same village stands in both: one sentence is filled in, and cut.
    said = story.filled(f"{subject}\n{description}", place.organ, year, chance)
    head, _, rest = said.partition("\n")
    return head, rest


def _applicant(chance: random.Random, kind: str) -> dict[str, str]:
    number = chance.randint(0, 9999)
    name = story.person_name(chance)
    person = {"name": name, "phone": f"1380000{number:04d}", "email": f"a{number}@example.com"}
    if kind in ("individual", "lawyer_in_person"):
        return person | {
            "id_kind": "resident_id",
            "id_number": f"000000199001{number % 28 + 1:02d}{number % 1000:03d}X",
        }
    suffix = "有限公司" if kind == "company" else "律师事务所"
    return person | {
        "organisation": f"云亭{story.story()['given'][number % 20]}{suffix}",
        "contact": name,
        "id_kind": "uscc",
        "id_number": f"91000000{number:09d}X",
    }


def _one_of(chance: random.Random, weights: Mapping[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
