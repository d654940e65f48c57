"""What becomes of the requests of the invented district: each is a life that stops at the days on which something happens.

A life asks the real actions, and so the law, at every step. All lives are led side by side, so that the log of events
grows day by day as an office's does; what lies after today has not happened yet.
"""

import random
from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import islice

from gongkai.law.deadlines import Channel
from gongkai.law.procedure import IllegalStep, StepKind
from gongkai.web.cases import actions_public
from gongkai.web.cases.actions import Asked
from gongkai.web.cases.models import Delivery, Form
from gongkai.web.demonstration import story
from gongkai.web.demonstration.desk import Desk, Life
from gongkai.web.demonstration.district import Place
from gongkai.web.organs.log import Call

K = StepKind
WISHES = {
    Form.ELECTRONIC: ((Delivery.ONLINE, Delivery.EMAIL), (6, 1)),
    Form.PAPER: ((Delivery.MAIL, Delivery.PICKUP), (1, 1)),
}
"""How what is asked for is wished, and how often: on paper nothing is got online."""
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


def plain(desk: Desk, moment: datetime) -> Life:
    """Replied to within the period."""
    moment = desk.hours.later(moment, 2, 16)
    yield moment
    sent = yield from desk.reply(moment, _one_of(desk.chance, REPLIES))
    yield from desk.after(sent)


def late(desk: Desk, moment: datetime) -> Life:
    """Replied to after the last day."""
    moment = desk.hours.later(moment, 21, 26)
    yield moment
    sent = yield from desk.reply(moment, _one_of(desk.chance, REPLIES))
    yield from desk.after(sent)


def clarified(desk: Desk, moment: datetime) -> Life:
    """Replied to after the applicant has clarified it."""
    asked = desk.hours.later(moment, 1, 6)
    yield asked
    desk.step(asked, K.CLARIFICATION_ASKED, arrived=asked.date())
    given = desk.hours.later(asked, 2, 12)
    yield given
    words = story.note("clarification_given", desk.asked.subject)
    actions_public.answer(case=desk.case, kind=K.CLARIFICATION_GIVEN, text=words, uploads=(), by=Call(given))
    replied = desk.hours.later(given, 3, 16)
    yield replied
    sent = yield from desk.reply(
        replied, "still_unclear" if desk.chance.random() < 0.15 else _one_of(desk.chance, REPLIES)
    )
    yield from desk.after(sent)


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
        consents = desk.chance.random() < 0.4
        desk.heard(heard, consents=consents)
        kind = "disclosed_after_consulting" if consents else desk.chance.choice(("trade_secret", "partly_disclosed"))
    else:
        heard = desk.hours.later(sent, 17, 19)
        yield heard
        desk.step(heard, K.THIRD_PARTY_SILENT, ref="1")
        kind = desk.chance.choice(("disclosed_after_consulting", "partly_disclosed"))
    replied = desk.hours.later(heard, 2, 8)
    yield replied
    sent = yield from desk.reply(replied, kind)
    yield from desk.after(sent)


def extended(desk: Desk, moment: datetime) -> Life:
    """Replied to after the period was extended."""
    longer = desk.hours.later(moment, 13, 17)
    yield longer
    longer = yield from desk.extension(longer)
    replied = desk.hours.later(longer, 6, 18)
    yield replied
    sent = yield from desk.reply(replied, _one_of(desk.chance, REPLIES))
    yield from desk.after(sent)


def paid(desk: Desk, moment: datetime) -> Life:
    """Replied to after a fee was paid."""
    notified = desk.hours.later(moment, 3, 10)
    yield notified
    desk.charge(notified)
    received = desk.hours.later(notified, 2, 12)
    yield received
    desk.step(received, K.FEE_PAID)
    replied = desk.hours.later(received, 3, 15)
    yield replied
    sent = yield from desk.reply(replied, "disclosed")
    yield from desk.after(sent)


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
    sent = yield from desk.reply(replied, "excessive")
    yield from desk.after(sent)


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
        yield from desk.reply(moment, "does_not_exist")


def showcase(desk: Desk, moment: datetime) -> Life:
    """Lead the request that whoever looks around is shown: clarified, and in hand on the last day."""
    yield moment
    desk.file(moment, Channel.ONLINE)
    asked = desk.hours.later(moment, 3)
    yield asked
    desk.claim(asked)
    desk.step(asked, K.CLARIFICATION_ASKED, arrived=asked.date())
    given = desk.hours.later(asked, 4)
    yield given
    words = story.note("clarification_given", desk.asked.subject)
    actions_public.answer(case=desk.case, kind=K.CLARIFICATION_GIVEN, text=words, uploads=(), by=Call(given))


def forgotten(desk: Desk, moment: datetime) -> Life:
    """Lead a request that nobody has taken up: it is overdue."""
    yield moment
    desk.file(moment, Channel.ONLINE)


def in_review(desk: Desk, moment: datetime, come: int, *, returned: bool = False) -> Life:
    """Lead a request whose reply is on its way on the last day: sent, returned, reviewed or approved, as far as it has come."""
    yield moment
    desk.file(moment, Channel.ONLINE)
    moment = desk.hours.later(moment, 2)
    yield moment
    desk.claim(moment)
    yield from islice(desk.reply(moment, "does_not_exist", returned=returned), come)


def wish(place: Place, year: int, chance: random.Random) -> Asked:
    """Return what somebody asks of an organ."""
    told = chance.choice(story.fitting("asked", place.organ))
    subject, description = _both(told.said["subject"], told.said["description"], place, year, chance)
    form = chance.choices(list(WISHES), (7, 4))[0]
    return Asked(
        subject,
        description,
        form=form,
        delivery=chance.choices(*WISHES[form])[0],
        applicant_kind=chance.choice(APPLICANTS),
    )


def _both(subject: str, description: str, place: Place, year: int, chance: random.Random) -> tuple[str, str]:
    # The same village stands in both: one sentence is filled in, and cut.
    said = story.filled(f"{subject}\n{description}", place.organ, year, chance)
    head, _, rest = said.partition("\n")
    return head, rest


def _one_of(chance: random.Random, weights: Mapping[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
