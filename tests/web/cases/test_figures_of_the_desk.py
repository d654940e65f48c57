"""The desk in the morning: what waits, in figures, each of them as many as its list has lines."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, desk
from gongkai.web.cases.actions import Arrival
from gongkai.web.cases.models import Case
from gongkai.web.cases.teamwork import actions as teamwork
from gongkai.web.organs.models import Organ, Person, Role
from tests.web import factories

pytestmark = pytest.mark.django_db
FIGURE = re.compile(r'<dt>([^<]+)</dt><dd><a href="([^"]+)">(\d+)</a>')


def entered(person: Person) -> Client:
    """Return the browser of a person who has signed in."""
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def figures(client: Client) -> list[tuple[str, str, int]]:
    """Return the figures of the desk: the name, the address, the number."""
    page = client.get("/office/").content.decode()
    return [(name, unescape(url), int(number)) for name, url, number in FIGURE.findall(page)]


def lines(client: Client, url: str) -> int:
    """Return how many lines the list behind a figure has."""
    page = client.get(url).content.decode()
    if url.endswith("#proposed"):
        return page.split('id="proposed"')[1].split("</details>")[0].count("<li>")
    if "/reviews/" in url:
        rows = page.split("<caption>等待您审核")[1].split("</table>")[0] if "<caption>等待您审核" in page else ""
        return rows.count("<tr>") - 1 if rows else 0
    return page.count('class="number-plate"')


def received(organ: Organ, day: date) -> Case:
    """Return a case that came in on a day."""
    now = factories.NOW.replace(year=day.year, month=day.month, day=day.day)
    return factories.filed(organ, by=factories.call(now=now), arrival=Arrival(Channel.COUNTER, day)).case


def step(case: Case, kind: StepKind, on: date = factories.TODAY, **said: Any) -> None:
    """Take a step of a case."""
    actions.take(case=case, step=Step(kind, on, **said), verb="", by=factories.call())


@pytest.fixture
def organ() -> Organ:
    """Return an organ with one of everything that waits: for all of its people to come upon."""
    organ = factories.organ(factories.organ(kind="government"), code="yt")
    handler = factories.person((organ, Role.HANDLER), username="handler")
    late, near = received(organ, date(2026, 10, 12)), received(organ, date(2026, 10, 29))
    received(organ, date(2026, 10, 13))
    for case in (late, near):
        teamwork.assign(case=case, person=handler, by=factories.call(handler))
    factories.submitted(late, by=factories.call(handler))
    factories.helper(factories.case(organ), handler, factories.person((organ, Role.REVIEWER), username="helper"))
    factories.filed(organ, arrival=Arrival(Channel.ONLINE, confirmed=False))
    silent = received(organ, date(2026, 9, 1))
    step(silent, StepKind.CLARIFICATION_ASKED, date(2026, 9, 3), arrived=date(2026, 9, 4))
    for by in (ServedBy.HAND, ServedBy.HAND, ServedBy.ONLINE, ServedBy.MAIL):
        ended = received(organ, date(2026, 9, 1))
        step(ended, StepKind.REPLIED, date(2026, 9, 10), reply="disclosed", by=by)
    step(ended, StepKind.UNDONE)
    signed = received(organ, date(2026, 9, 1))
    step(signed, StepKind.REPLIED, date(2026, 9, 10), reply="disclosed", by=ServedBy.HAND)
    step(signed, StepKind.SERVED, date(2026, 9, 11))
    received(factories.organ(), date(2026, 10, 12))
    return organ


@pytest.mark.parametrize("role", Role.values)
def test_every_figure_is_as_many_as_its_list_has_lines(organ: Organ, role: str) -> None:
    """For each post, in the organ and above it."""
    for where in (organ, Organ.objects.get(kind="government")):
        client = entered(factories.person((where, role)))
        assert [(name, lines(client, url)) for name, url, _ in figures(client)] == [
            (name, number) for name, _, number in figures(client)
        ]


def test_who_handles_sees_what_waits_in_the_organ_and_what_is_theirs(organ: Organ) -> None:
    client = entered(Person.objects.get(username="handler"))
    assert [(name, number) for name, _, number in figures(client)] == [
        ("待办", 5),
        ("超期", 3),
        ("临期", 1),
        ("我的待办", 2),
        ("我的超期", 1),
        ("我的临期", 1),
        ("待确认收到", 1),
        ("未分办", 5),
        ("待签收", 2),
        ("系统建议登记", 1),
    ]


def test_who_reviews_sees_what_waits_for_a_word_of_theirs(organ: Organ) -> None:
    """Who approves is told once the others have spoken, and who only helps sees what they help with."""
    said = {role: {name: n for name, _, n in figures(entered(factories.person((organ, role))))} for role in Role}
    assert said[Role.LEGAL_REVIEWER]["等待您审核"] == 1
    assert said[Role.APPROVER]["等待您审核"] == 0
    assert "等待您审核" not in said[Role.HANDLER]
    assert ("我的待办", 1) in [(name, n) for name, _, n in figures(entered(Person.objects.get(username="helper")))]


def test_who_reads_no_cases_sees_no_figures(organ: Organ) -> None:
    assert figures(entered(factories.person((organ, Role.ADMINISTRATOR)))) == []
    assert figures(entered(factories.person())) == []


def test_more_cases_and_more_organs_ask_the_database_no_more(organ: Organ) -> None:
    """Of somebody with posts in many organs the desk counts the first."""
    person = Person.objects.get(username="handler")
    client = entered(person)
    client.get("/office/")
    with CaptureQueriesContext(connection) as before:
        client.get("/office/")
    for _ in range(5):
        received(organ, date(2026, 10, 12))
        step(received(organ, date(2026, 9, 1)), StepKind.CLARIFICATION_ASKED, date(2026, 9, 3))
    with CaptureQueriesContext(connection) as after:
        client.get("/office/")
    assert len(after) == len(before) < 45
    for _ in range(5):
        another = factories.organ()
        received(another, date(2026, 10, 12))
        factories.post(person, another, Role.HANDLER)
    assert len({match[0] for _, url, _ in figures(client) if (match := re.search("organ=[^&#]+", url))}) == desk.MOST


def test_an_organ_in_which_nothing_waits_is_left_out_beside_one_in_which_something_does(organ: Organ) -> None:
    quiet = factories.organ()
    person = factories.person((organ, Role.HANDLER), (quiet, Role.HANDLER))
    assert f"{quiet.short_name}的办件" not in entered(person).get("/office/").content.decode()
    alone = factories.person((quiet, Role.HANDLER))
    assert [number for _, _, number in figures(entered(alone))] == [0, 0, 0]
