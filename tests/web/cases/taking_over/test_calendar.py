"""Taking a calendar pack over moves the last days that it moves, and no others, and tells whoever has to know."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.law import packs
from gongkai.law.deadlines import Channel, Kind, ServedBy
from gongkai.law.packs import Pack
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, queries
from gongkai.web.cases.actions import Arrival, Filed
from gongkai.web.cases.figures import due_days
from gongkai.web.cases.models import Assignment, Case
from gongkai.web.cases.taking_over import packs_in_force
from gongkai.web.cases.taking_over.actions.calendar import Changed, Forbidding, take_over
from gongkai.web.notices.models import Message
from gongkai.web.organs.models import CalendarPack, Event, Organ, Person, Role
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.upkeep import replaying
from tests.web import factories
from tests.web.cases.taking_over import made_up
from tests.web.conftest import Clock

pytestmark = pytest.mark.django_db
K = StepKind
TODAY = date(2026, 12, 22)
NOW = datetime(2026, 12, 22, 10, 0, tzinfo=factories.SHANGHAI)


@dataclass
class Office:
    """A government, two bureaus under it, and who works there."""

    top: Organ = field(default_factory=lambda: factories.organ(kind="government"))
    organs: list[Organ] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Set the bureaus up."""
        self.organs = [self.top, factories.organ(self.top), factories.organ(self.top)]
        self.administrator = factories.person((self.top, Role.ADMINISTRATOR))
        self.handlers = [
            factories.person((each, Role.HANDLER), email=f"{each.code}@example.cn") for each in self.organs
        ]

    def take(self, pack: Pack | None = None) -> CalendarPack | None:
        """Take a pack over as it would be after looking at it."""
        pack = pack or made_up.pack()
        seen = packs_in_force.preview(pack, TODAY).fingerprint
        return take_over(pack=pack, seen=seen, by=factories.call(self.administrator, NOW))


@pytest.fixture
def office(clock: Clock) -> Office:
    """Return an office on 22 December 2026, before the calendar of 2027 is known."""
    clock.go_to(TODAY)
    return Office()


def at(day: date) -> datetime:
    """Return a moment of a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=factories.SHANGHAI)


def filed(organ: Organ, day: date) -> Filed:
    """Return a request received on a day."""
    return factories.filed(organ, by=factories.call(now=at(day)), arrival=Arrival(Channel.COUNTER, day))


def step(case: Case, kind: StepKind, day: date, **said: Any) -> None:
    """Take a step of a case on a day."""
    actions.take(case=case, step=Step(kind, day, **said), verb="", by=factories.call(now=at(day)))


@dataclass
class Life:
    """What happened to a case, in the plainest words, so that its last days can be recounted without any rule."""

    case: Case
    start: date
    number: int = 20
    sent: date | None = None
    answered: date | None = None
    clarifying: tuple[date, int] | None = None
    paying: date | None = None
    ended: bool = False

    def days(self, made: Pack | None) -> dict[str, date | None]:
        """Return the last days, counted one by one."""
        found: dict[str, date | None] = {}
        idle: list[date] = []
        if self.sent:
            until = self.answered
            if until is None:
                until = made_up.after(self.sent, 15, made)
                if not self.ended:
                    found["consultation:1"] = until
            idle = [self.sent + timedelta(days=n) for n in range(1, (until - self.sent).days + 1)]
        waits = self.clarifying or self.paying
        found["reply"] = None if waits else made_up.after(self.start, self.number, made, idle)
        if self.clarifying:
            found["clarification"] = made_up.after(*self.clarifying, made)
        if self.paying:
            found["fee_payment"] = made_up.after(self.paying, 20, made)
        return found


def extended(life: Life, then: date, chance: random.Random) -> None:
    life.number += (more := chance.randrange(1, 21))
    step(life.case, K.EXTENDED, then, days=more, approver="方批准")


def clarifying(life: Life, then: date, chance: random.Random) -> None:
    step(life.case, K.CLARIFICATION_ASKED, then, arrived=then, days=(days := chance.randrange(5, 20)))
    life.clarifying = then, days


def clarified(life: Life, then: date, chance: random.Random) -> None:
    step(life.case, K.CLARIFICATION_ASKED, then, arrived=then)
    life.start = min(TODAY, then + timedelta(days=chance.randrange(1, 9)))
    step(life.case, K.CLARIFICATION_GIVEN, life.start)


def consulting(life: Life, then: date, chance: random.Random) -> None:
    step(life.case, K.THIRD_PARTY_CONSULTED, then, arrived=then, ref="1")
    life.sent = then


def heard(life: Life, then: date, chance: random.Random) -> None:
    consulting(life, then, chance)
    life.answered = min(TODAY, then + timedelta(days=chance.randrange(1, 6)))
    step(life.case, K.THIRD_PARTY_ANSWERED, life.answered, ref="1")


def paying(life: Life, then: date, chance: random.Random) -> None:
    step(life.case, K.FEE_NOTIFIED, then, arrived=then)
    life.paying = then


def replied(life: Life, then: date, chance: random.Random) -> None:
    step(life.case, K.REPLIED, then, reply="disclosed", by=ServedBy.ONLINE)
    life.ended = True


def plain(life: Life, then: date, chance: random.Random) -> None:
    """Leave it as it is."""


WAYS = (plain, extended, clarifying, clarified, consulting, heard, paying, replied)


def lives(office: Office, number: int) -> Iterator[Life]:
    """Yield cases with random lives in several organs."""
    chance = random.Random(2027)
    for n in range(number):
        day = date(2026, 11, 2) + timedelta(days=chance.randrange(46))
        life = Life(filed(office.organs[n % 3], day).case, day)
        chance.choice(WAYS)(life, min(TODAY, day + timedelta(days=chance.randrange(1, 4))), chance)
        yield life


def test_the_right_cases_move_and_only_those(office: Office) -> None:
    made = made_up.pack()
    every = list(lives(office, 60))
    before, after = ({each.case.number: each.days(which) for each in every} for which in (None, made))
    last = date(2026, 12, 28)
    expected = {
        number: {
            kind: (was, after[number][kind])
            for kind, was in days.items()
            if was != after[number][kind] or (was is not None and was > last)
        }
        for number, days in before.items()
    }
    expected = {number: days for number, days in expected.items() if days}
    assert not list(replaying.differences(TODAY))

    found = packs_in_force.preview(made, TODAY).consequences
    shown = {
        each.case.number: {str(move.kind): (move.before.date, move.after.date) for move in each.moves}
        for each in found.moving
    }
    assert shown == expected
    assert 20 < len(expected) < 60, "the lives are such that some move and some do not"
    assert {each.case.number for each in found.ended} == {
        each.case.number for each in every if each.ended and each.case.number in expected
    }

    untouched = {case.number: case for case in Case.objects.exclude(number__in=expected)}
    events = Event.objects.count()
    office.take(made)
    assert not list(replaying.differences(TODAY))
    for case in Case.objects.all():
        assert case.due == after[case.number]["reply"]
        assert not case.due_provisional
        if case.number in untouched:
            assert case.due == untouched[case.number].due
    moved = Event.objects.filter(verb="cases.last_day_moved")
    assert {event.key for event in moved} == expected.keys()
    assert moved.count() == len(expected)
    assert Event.objects.count() == events + len(expected) + 1


def test_an_event_says_the_day_before_and_after_and_makes_nobody_a_party(office: Office) -> None:
    case = filed(office.top, date(2026, 12, 14)).case
    office.take()
    event = Event.objects.get(verb="cases.last_day_moved")
    assert event.key == case.number
    assert event.actor is None
    assert event.detail["moves"]["reply"] == {
        "before": {"date": "2027-01-12", "provisional": True},
        "after": {"date": "2027-01-13", "provisional": False},
    }
    assert Event.objects.get(number=event.detail["calendar"]).actor == office.administrator


def test_every_page_shows_the_new_day_at_once(office: Office) -> None:
    made = filed(office.organs[1], date(2026, 12, 14))
    staff, stranger = Client(), Client()
    staff.force_login(office.handlers[1], "django.contrib.auth.backends.ModelBackend")
    stranger.post(reverse("portal:follow"), {"number": made.case.number, "code": made.code})
    address = reverse("portal:case", args=[made.case.number])
    assert "2027年1月12日" in stranger.get(address).content.decode()
    assert b"20270112" in due_days.feed(office.handlers[1], TODAY)
    office.take()
    status, inbox = stranger.get(address).content.decode(), staff.get(reverse("cases:inbox")).content.decode()
    for page in (status, inbox):
        assert "2027年1月13日" in page
        assert "2027年1月12日" not in page
        assert "暂定" not in page
    assert "2027年1月13日" in staff.get(reverse("cases:case", args=[made.case.number])).content.decode()
    assert b"20270113" in due_days.feed(office.handlers[1], TODAY)


def test_the_same_pack_twice_changes_nothing(office: Office) -> None:
    filed(office.top, date(2026, 12, 14))
    assert office.take() is not None
    events, messages = Event.objects.count(), Message.objects.count()
    assert office.take() is None
    assert (CalendarPack.objects.count(), Event.objects.count(), Message.objects.count()) == (1, events, messages)


def test_a_pack_that_ships_is_in_force_already(office: Office) -> None:
    assert office.take(packs.shipped()[-1]) is None
    assert not CalendarPack.objects.exists()


def test_a_later_pack_replaces_and_the_one_before_it_stays_in_the_table(office: Office) -> None:
    case = filed(office.top, date(2026, 12, 14)).case
    first, second = made_up.pack(), made_up.pack(off=[])
    days = []
    for each in (first, second, first):
        assert office.take(each) is not None
        case.refresh_from_db()
        days.append(case.due)
    assert days == [date(2027, 1, 13), date(2027, 1, 11), date(2027, 1, 13)]
    assert CalendarPack.objects.count() == 3
    assert len(packs_in_force.superseded()) == 2
    assert not list(replaying.differences(TODAY))


def test_a_pack_that_makes_a_registered_step_illegal_is_refused_with_the_numbers(office: Office) -> None:
    case = filed(office.organs[1], date(2026, 11, 17)).case
    other = filed(office.organs[1], date(2026, 11, 17)).case
    # The last day to reply, by which the extension was made.
    step(case, K.EXTENDED, date(2026, 12, 15), days=5, approver="方批准")
    shipped = packs.shipped()[-1]
    earlier = made_up.pack(
        off=[day.date for day in shipped.days if day.off],
        worked=[*(day.date for day in shipped.days if not day.off), date(2026, 11, 22)],
        year=2026,
    )
    with pytest.raises(Forbidding) as refused:
        office.take(earlier)
    assert refused.value.numbers == (case.number,)
    assert case.number in refused.value.zh
    assert other.number not in refused.value.zh
    assert not CalendarPack.objects.exists()
    assert not Event.objects.filter(verb="cases.last_day_moved").exists()


def test_what_changed_since_the_preview_is_shown_again(office: Office) -> None:
    filed(office.top, date(2026, 12, 14))
    pack = made_up.pack()
    seen = packs_in_force.preview(pack, TODAY).fingerprint
    later = filed(office.top, date(2026, 12, 21)).case
    with pytest.raises(Changed) as changed:
        take_over(pack=pack, seen=seen, by=factories.call(office.administrator, NOW))
    assert later.number in {each.case.number for each in changed.value.preview.consequences.open}
    assert not CalendarPack.objects.exists()
    take_over(pack=pack, seen=changed.value.preview.fingerprint, by=factories.call(office.administrator, NOW))
    assert CalendarPack.objects.exists()


def test_who_leads_a_case_is_told_and_all_handlers_where_nobody_does(office: Office) -> None:
    led = filed(office.organs[1], date(2026, 12, 14)).case
    filed(office.organs[1], date(2026, 12, 15))
    filed(office.organs[2], date(2026, 12, 15))
    leader = factories.person((office.organs[1], Role.HANDLER), email="lead@example.cn")
    Assignment.objects.create(
        case=led, person=leader, part=Assignment.Part.LEAD, assigned_by=leader, assigned_at=at(date(2026, 12, 15))
    )
    Message.objects.all().delete()
    row = office.take()
    assert row is not None
    told = set(Message.objects.filter(key__startswith=f"calendar/{row.pk}/").values_list("key", flat=True))
    people = [leader, office.handlers[1], office.handlers[2]]
    assert told == {f"calendar/{row.pk}/person/{person.pk}" for person in people}


@pytest.mark.parametrize("where", ["below", "elsewhere"])
def test_only_an_administrator_of_the_top_organ_takes_a_pack_over(office: Office, where: str) -> None:
    place = office.organs[1] if where == "below" else factories.organ()
    stranger = factories.person((place, Role.ADMINISTRATOR))
    with pytest.raises(NotAllowed):
        take_over(pack=made_up.pack(), seen="", by=factories.call(stranger, NOW))


# The pages


def browser(person: Person) -> Client:
    """Return the browser of somebody who is signed in."""
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def sent(client: Client, text: str | bytes, name: str = "2027.toml") -> Any:
    """Return the answer to a pack that is handed in."""
    content = text.encode() if isinstance(text, str) else text
    return client.post(reverse("cases:calendar_import"), {"pack": SimpleUploadedFile(name, content)})


def test_a_pack_is_shown_and_confirmed_on_the_page(office: Office) -> None:
    case = filed(office.organs[2], date(2026, 12, 14)).case
    client = browser(office.administrator)
    shown = sent(client, packs.dump(made_up.pack()))
    page = shown.content.decode()
    assert shown.status_code == 200
    for words in (case.number, office.organs[2].short_name, "2027-01-12（暂定）", "2027-01-13", "推后 1 天"):
        assert words in page
    fields = {name: shown.context["form"].initial[name] for name in ("text", "seen")}
    filed(office.organs[2], date(2026, 12, 15))
    again = client.post(reverse("cases:calendar_import"), fields)
    assert again.status_code == 409
    assert "重新计算" in again.content.decode()
    fields = {name: again.context["form"].initial[name] for name in ("text", "seen")}
    assert client.post(reverse("cases:calendar_import"), fields).status_code == 302
    done = client.get(reverse("cases:calendar")).content.decode()
    assert "2027 年的日历包已经导入" in done
    assert "2028 年的放假安排还没有导入" in done


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "文件是空的"),
        ("year = 2027", "缺少列表 days"),
        (b"\xff\xfe\x00", "不是文本"),
        (b"#" * (256 * 1024 + 1), "文件过大"),
        (packs.dump(made_up.pack()).replace("2027-02-08", "2027-02-28"), "2027-02-08 是法定节假日"),
        (packs.dump(made_up.pack(off=[], worked=[], year=2028)), "缺少 2027 年全国的日历包"),
    ],
)
def test_a_file_with_faults_is_refused_with_all_of_them(office: Office, content: str | bytes, words: str) -> None:
    answer = sent(browser(office.administrator), content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not CalendarPack.objects.exists()


def test_a_pack_can_be_fetched_and_handed_in_as_it_is(office: Office) -> None:
    client = browser(office.administrator)
    fetched = client.get(reverse("cases:calendar_pack", args=[2026]))
    assert packs.read(fetched.content.decode(), name="2026") == packs.shipped()[-1]
    assert "已经在用" in sent(client, fetched.content).content.decode()
    assert client.get(reverse("cases:calendar_pack", args=[2031])).status_code == 404


def test_who_reads_the_calendar_is_offered_no_import(office: Office) -> None:
    page = browser(office.handlers[0]).get(reverse("cases:calendar"))
    assert reverse("cases:calendar_import") not in page.content.decode()
    assert browser(office.handlers[0]).get(reverse("cases:calendar_import")).status_code == 403


def test_a_day_to_pay_moves_too(office: Office) -> None:
    case = filed(office.top, date(2026, 12, 14)).case
    step(case, K.FEE_NOTIFIED, date(2026, 12, 16), arrived=date(2026, 12, 16))
    found = packs_in_force.preview(made_up.pack(), TODAY).consequences
    assert [move.kind for move in found.open[0].moves] == [Kind.FEE_PAYMENT]
    office.take()
    case.refresh_from_db()
    assert case.due is None
    assert queries.standing(case, TODAY).due is not None
