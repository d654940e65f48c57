"""Files that are no honest calendar: each is refused with a sentence, on the page and where it is confirmed, and changes nothing."""

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.law import packs
from gongkai.web.cases.models import Case
from gongkai.web.cases.taking_over import packs_in_force
from gongkai.web.organs.models import CalendarPack, Event, Person, Role
from tests.web import factories
from tests.web.cases.taking_over import made_up

pytestmark = pytest.mark.django_db
GOOD = packs.as_json(made_up.pack())


def pack(**changed: Any) -> bytes:
    """Return a pack as JSON with some of its keys changed."""
    return json.dumps(GOOD | changed).encode()


def day(on: object, off: object = True, **more: object) -> dict[str, object]:
    """Return a day as a pack names it."""
    return {"date": on, "off": off, "holiday": "测试假期", "notice": "test"} | more


def notice(**changed: object) -> list[dict[str, object]]:
    """Return the notices of a pack with something changed."""
    return [GOOD["notices"][0] | changed]


def and_days(*more: dict[str, object]) -> bytes:
    """Return a pack that names further days."""
    return pack(days=[*GOOD["days"], *more])


CONTRADICTING = json.dumps(packs.as_json(packs.shipped()[-1]) | {"days": []}).encode()
FILES = {
    "a day named twice": (and_days(day("2027-02-06")), "2027-02-06 列了不止一次"),
    "a day both off and worked": (and_days(day("2027-01-03")), "2027-01-03 列了不止一次"),
    "a holiday that is worked": (pack(days=[day("2027-05-01", off=False)]), "2027-05-01 是法定节假日"),
    "a day of the year before": (and_days(day("2026-12-28")), "2026-12-28 不属于 2027 年的通知"),
    "a day of the year after": (and_days(day("2028-01-01")), "2028-01-01 不属于 2027 年的通知"),
    "a Monday that is made up for": (and_days(day("2027-03-01", off=False)), "不是周六或者周日"),
    "a day that is none": (and_days(day("2027-02-30")), "date 的值不对"),
    "a moment for a day": (and_days(day("2027-03-01T00:00:00")), "date 的值不对"),
    "a word for yes": (and_days(day("2027-03-01", off="false")), "off 的值不对"),
    "another notice": (and_days(day("2027-03-01", notice="另一份")), "没有列出"),
    "more than is known": (and_days(day("2027-03-01", half=True)), "不认识 half"),
    "no notices": (pack(notices=[]), "没有列出"),
    "a notice without a source": (pack(notices=notice(number="", url="")), "的值不对"),
    "a year without festivals": (pack(year=3000), "年份 3000 不在"),
    "a year far back": (pack(year=-1), "年份 -1 不在"),
    "a word for a year": (pack(year="2027"), "year 的值不对"),
    "a region before its country": (pack(region="云亭"), "缺少 2027 年全国的日历包"),
    "no table": (b"[1, 2]", "不是 TOML 或者 JSON"),
    "too deep": (b'{"days":' + b"[" * 100_000, "不是 TOML 或者 JSON"),
    "half a character": (pack(source="\ud800"), "不能显示的字符"),
    "a key of half a character": (pack(**{"\ud800": 1}), "不能显示的字符"),
    "a null character": (pack(notices=notice(title="通知\0")), "不能显示的字符"),
    "a deleted character": (pack(notices=notice(title="通知\x7f")), "不能显示的字符"),
    "characters of before": (packs.dump(made_up.pack()).encode("gb18030"), "不是文本"),
    "wide characters": (packs.dump(made_up.pack()).encode("utf-16"), "不是文本"),
    "too large": (b" " * 256 * 1024 + pack(), "文件过大"),
    "the shipped year without its days": (CONTRADICTING, "2026-01-01 是法定节假日"),
}


@pytest.fixture
def administrator() -> Person:
    """Return the administrator of a government with a case that a calendar would move."""
    top = factories.organ(kind="government")
    factories.filed(top)
    return factories.person((top, Role.ADMINISTRATOR))


def browser(person: Person) -> Client:
    """Return the browser of somebody who is signed in."""
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_calendar_is_refused_with_a_sentence(
    administrator: Person, content: bytes, words: str
) -> None:
    events, due = Event.objects.count(), Case.objects.get().due
    client, address = browser(administrator), reverse("cases:calendar_import")
    answer = client.post(address, {"pack": SimpleUploadedFile("a.json", content)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    # Nor can it be confirmed by whoever leaves the preview out.
    text = content.decode(errors="replace")
    assert client.post(address, {"text": text, "seen": "0-0"}).status_code in (302, 409, 422)
    assert not CalendarPack.objects.exists()
    assert (Event.objects.count(), Case.objects.get().due) == (events, due)


def test_files_broken_at_random_are_read_or_refused_and_never_more() -> None:
    chance = random.Random(2027)
    whole = packs.dump(made_up.pack()).encode(), pack()
    for _ in range(600):
        broken = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(len(broken))
            broken[at : at + chance.randrange(4)] = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
        try:
            found = packs_in_force.read(bytes(broken), "—")
        except (packs_in_force.Unreadable, packs.BadPack):
            continue
        assert packs.read(packs.dump(found), name="—") == found
        packs.extended([found]).is_workday(date(2027, 6, 1) + timedelta(days=1))
