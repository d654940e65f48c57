"""Calendars made up at random, judged by a recount day by day: the preview, the refusals, the events, the pages, the tables."""

import copy
import random
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law import packs
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions, queries
from gongkai.web.cases.actions import Arrival
from gongkai.web.cases.figures import lateness
from gongkai.web.cases.figures import queries as figures
from gongkai.web.cases.figures.periods import Scope, Span, of
from gongkai.web.cases.models import Case
from gongkai.web.cases.taking_over import packs_in_force
from gongkai.web.cases.taking_over.actions.calendar import Forbidding, take_over
from gongkai.web.organs.models import Event, Role
from gongkai.web.upkeep import replaying
from tests.web import factories
from tests.web.cases.taking_over import recount
from tests.web.cases.taking_over.recount import DAY, Known, Letter, Life, Limit
from tests.web.conftest import Clock

pytestmark = pytest.mark.django_db
K = StepKind
SENT = {
    K.THIRD_PARTY_CONSULTED: (K.THIRD_PARTY_ANSWERED, True),
    K.CO_MAKER_CONSULTED: (K.CO_MAKER_ANSWERED, True),
    K.ORGAN_CONSULTED: (K.ORGAN_ANSWERED, False),
}


def at(day: date) -> datetime:
    """Return a moment of a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=factories.SHANGHAI)


class Told:
    """A case, and its life in the words of the recount."""

    def __init__(self, case: Case, received: date) -> None:
        self.case, self.received, self.day = case, received, received
        self.life, self.begun = Life(received), False

    def take(self, kind: StepKind, day: date, **said: Any) -> bool:
        """Take a step of the case, and return whether the law allowed it."""
        try:
            actions.take(case=self.case, step=Step(kind, day, **said), verb="", by=factories.call(now=at(day)))
        except Refusal:
            return False
        self.day = day
        return True

    def go_on(self, today: date, chance: random.Random) -> None:
        """Let something happen to the case, on its last day or a few days later, and write it down."""
        day = min(today, self.day + DAY * chance.randrange(12))
        if self.life.ended:
            return
        if self.life.clarifying:
            if self.take(K.CLARIFICATION_GIVEN, day):
                self.life.start, self.life.clarifying = day, None
        elif self.life.paying:
            if self.take(K.FEE_PAID, day):
                self.life.start, self.life.paying = day, None
        elif waiting := [n for n, letter in enumerate(self.life.letters) if not letter.ended]:
            self._hear(chance.choice(waiting), day, chance)
        else:
            chance.choice((self._ask, self._extend, self._send, self._send, self._charge, self._reply))(day, chance)

    def _hear(self, number: int, day: date, chance: random.Random) -> None:
        letter = self.life.letters[number]
        ref, way = str(number + 1), chance.random()
        if letter.arrived is None:
            if way < 0.5:
                letter.arrived = day if self.take(K.LETTER_ARRIVED, day, ref=ref, arrived=day) else None
            else:
                letter.ended = day if self.take(K.LETTER_RETURNED, day, ref=ref) else None
        elif way < 0.7 and self.take(self.answers[number], day, ref=ref):
            letter.ended = day

    @property
    def answers(self) -> list[StepKind]:
        """By which steps its letters are answered."""
        rows = self.case.steps.order_by("ordinal").values_list("kind", flat=True)
        return [SENT[StepKind(kind)][0] for kind in rows if kind in SENT]

    def _ask(self, day: date, chance: random.Random) -> None:
        days, received = chance.randrange(5, 16), self.received
        if not self.begun and self.take(K.CLARIFICATION_ASKED, day, arrived=day, days=days):
            self.life.clarifying, self.begun = (day, days), True
            self.life.kept_to.append((day, lambda known: known.after(received, 7)))

    def _extend(self, day: date, chance: random.Random) -> None:
        days, before = chance.randrange(1, 21), copy.deepcopy(self.life)
        last = queries.standing(self.case, day).due
        if last and last.not_before and self.day <= last.not_before < day:
            day = last.not_before
        if self.take(K.EXTENDED, day, days=days, approver="方批准"):
            self.life.number += days
            self.life.kept_to.append((day, before.due))

    def _send(self, day: date, chance: random.Random) -> None:
        kind = chance.choice(list(SENT))
        arrived = day if chance.random() < 0.7 else None
        for ref in range(len(self.life.letters) + 1, len(self.life.letters) + 1 + chance.randrange(1, 3)):
            if self.take(kind, day, ref=str(ref), arrived=arrived):
                self.life.letters.append(Letter(day, arrived, SENT[kind][1]))

    def _charge(self, day: date, chance: random.Random) -> None:
        before = copy.deepcopy(self.life)
        if self.take(K.FEE_NOTIFIED, day, arrived=day):
            self.life.paying = day
            self.life.kept_to.append((day, before.due))

    def _reply(self, day: date, chance: random.Random) -> None:
        if self.take(K.REPLIED, day, reply="disclosed", by=ServedBy.ONLINE):
            self.life.ended = day


class District:
    """A government with two bureaus, its calendar, and its cases."""

    def __init__(self, seed: int, clock: Clock) -> None:
        self.chance, self.clock, self.known = random.Random(seed), clock, Known()
        self.top = factories.organ(kind="government")
        self.organs = [self.top, factories.organ(self.top), factories.organ(self.top)]
        self.administrator = factories.person((self.top, Role.ADMINISTRATOR))
        self.handlers = {each.pk: factories.person((each, Role.HANDLER)) for each in self.organs}
        self.told: list[Told] = []

    def live(self, today: date, number: int, back: int) -> None:
        """Let time pass until a day: new requests come in, old ones go on."""
        self.clock.go_to(today)
        for _ in range(number):
            day = today - DAY * self.chance.randrange(back)
            by, arrival = factories.call(now=at(day)), Arrival(Channel.COUNTER, day)
            self.told.append(Told(factories.filed(self.chance.choice(self.organs), by=by, arrival=arrival).case, day))
        for each in self.told:
            for _ in range(self.chance.randrange(4)):
                each.go_on(today, self.chance)

    def come(self, year: int, named: dict[date, bool], today: date) -> bool:
        """Take a notice over and judge all that follows from it; return whether it was taken."""
        then = self.known.and_of(year, named)
        pack = recount.pack_of(named, year)
        broken = {each.case.number for each in self.told if each.life.broken(then)}
        expected = {}
        for each in self.told:
            moved = recount.moved(each.life.waits(self.known), each.life.waits(then))
            if moved and each.case.number not in broken:
                expected[each.case.number] = moved
        preview = packs_in_force.preview(packs.read(packs.dump(pack), name="—"), today)
        found = preview.consequences
        assert {number for number, _ in found.refused} == broken
        assert {each.case.number: limits(each.moves) for each in found.moving} == expected
        ended = {each.case.number for each in self.told if each.life.ended}
        assert {each.case.number for each in found.ended} == ended & expected.keys()
        before, rows = Event.objects.count(), dict(Case.objects.values_list("number", "due"))
        by = factories.call(self.administrator, at(today))
        if broken:
            with pytest.raises(Forbidding) as refused:
                take_over(pack=pack, seen=preview.fingerprint, by=by)
            assert set(refused.value.numbers) == broken
            assert (Event.objects.count(), dict(Case.objects.values_list("number", "due"))) == (before, rows)
            return False
        if take_over(pack=pack, seen=preview.fingerprint, by=by) is None:
            assert self.known == then
            return False
        self.known = then
        events = list(Event.objects.filter(number__gt=before, verb="cases.last_day_moved"))
        assert {event.key: said(event.detail["moves"]) for event in events} == expected
        assert Event.objects.count() == before + 1 + len(expected)
        return True

    def check(self, today: date) -> None:
        """Compare what stands beside the cases, on their pages and in the tables with the recount."""
        assert list(replaying.differences(today)) == []
        for each in self.told:
            each.case.refresh_from_db()
            assert (each.case.due, each.case.due_provisional) == each.life.waits(self.known)["reply"]
        for each in self.chance.sample(self.told, 4):
            day, guess = each.life.waits(self.known)["reply"]
            client = Client()
            client.force_login(self.handlers[each.case.organ_id], "django.contrib.auth.backends.ModelBackend")
            page = client.get(reverse("cases:case", args=[each.case.number])).content.decode()
            if day and not each.life.ended:
                assert f"{day.year}年{day.month}月{day.day}日" in page
                assert not guess or "暂定" in page
        tables = figures.counts(self.organs, of(Span.MONTH, today), today)
        for organ in self.organs:
            theirs = [each for each in self.told if each.case.organ_id == organ.pk]
            self._check_tables(tables[organ.pk], theirs, today)

    def _check_tables(self, counts: figures.Counts, theirs: list[Told], today: date) -> None:
        cells = counts.cells[Scope.PERIOD]
        dues = {each: each.life.waits(self.known)["reply"] for each in theirs}
        month = [each for each in theirs if each.life.ended and each.life.ended.replace(day=1) == today.replace(day=1)]
        late = [each for each in month if (d := dues[each])[0] and not d[1] and each.life.ended > d[0]]  # type: ignore[operator]
        assert (cells["late"], cells["closed"]) == (len(late), len(month))
        taken = [recount.working_days(self.known, each.received, each.life.ended) for each in month]  # type: ignore[arg-type]
        assert lateness.median(counts.taken[Scope.PERIOD]) == recount.median(taken)
        assert sorted(counts.taken[Scope.PERIOD].elements()) == sorted(taken)
        on_hand = [dues[each] for each in theirs if not each.life.ended]
        assert cells["over"] == sum(bool(day and day < today and not guess) for day, guess in on_hand)
        for days in (1, 3, 5):
            far = self.known.after(today, days + 1)
            assert cells[f"near_{days}"] == sum(bool(day and today <= day < far) for day, _ in on_hand)


def limits(moves: Any) -> dict[str, tuple[Limit, Limit]]:
    """Return moves in the words of the recount."""
    return {
        str(each.kind): ((each.before.date, each.before.provisional), (each.after.date, each.after.provisional))
        for each in moves
    }


def said(moves: dict[str, Any]) -> dict[str, tuple[Limit, Limit]]:
    """Return what an event says of moves in the words of the recount."""
    return {
        kind: tuple((date.fromisoformat(part["date"]) if part["date"] else None, part["provisional"]) for part in pair)
        for kind, move in moves.items()
        if (pair := (move["before"], move["after"]))
    }


@pytest.mark.parametrize("seed", [1, 303])
def test_calendars_at_random_move_what_a_recount_says(clock: Clock, seed: int) -> None:
    district = District(seed, clock)
    chance = district.chance
    taken = 0
    # The notice of 2027 comes late, is changed twice after the fact, that of 2026 too, and that of 2028 follows.
    for today, year, number, back in (
        (date(2026, 12, 22), 2027, 24, 45),
        (date(2026, 12, 31), 2027, 6, 9),
        (date(2027, 2, 20), 2027, 12, 50),
        (date(2027, 3, 1), 2026, 3, 9),
        (date(2027, 12, 16), 2028, 16, 40),
        (date(2028, 1, 4), 2027, 4, 9),
    ):
        district.live(today, number, back)
        district.check(today)
        earlier = district.known.named.get(year)
        named = recount.another(dict(earlier), year, chance) if earlier else recount.notice_for(year, chance)
        taken += district.come(year, named, today)
        district.check(today)
    assert taken >= 2
