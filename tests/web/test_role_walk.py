"""Every address of the office, with everybody: each post, in the organ itself, above it, below it, in another one; a stranger.

What should happen is said once, in `routes.py`, and worked out here from the table of verbs alone, not by the code that the
pages ask. An address that is not declared fails.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.models import Intake
from gongkai.web.organs.models import Event, Organ, Role
from gongkai.web.organs.permissions import TABLE
from tests.web import factories
from tests.web.routes import ANYWHERE, CODE, PUBLIC, ROUTES, SIGNED_IN, SYSTEM, TOKEN, TOP, Route

pytestmark = pytest.mark.django_db
PLACES = ("own", "above", "below", "other")
SECRET = "不得向无关人员显示的内容描述"
SIGN_IN = "/office/sign-in"


@dataclass(frozen=True)
class Walker:
    """Somebody who tries every address: a post and where it is held, seen from the organ of the address."""

    role: str
    where: str
    client: Client

    def __str__(self) -> str:
        return f"{self.role or 'nobody'} {self.where}"

    def may(self, access: str) -> bool:
        """Return whether this somebody gets in, by the table."""
        if access in (CODE, TOKEN, SYSTEM):
            return False
        if access == PUBLIC:
            return True
        if not self.role:
            return False
        if access == SIGNED_IN:
            return True
        # Whoever held the post formerly, or will hold it, holds it nowhere.
        rule = TABLE[access.removeprefix(ANYWHERE).removeprefix(TOP)]
        if access.startswith(ANYWHERE):
            return self.role in rule.roles and self.where in PLACES
        if access.startswith(TOP):
            return self.role in rule.roles and self.where == "above"
        return self.role in {"own": rule.roles, "above": rule.below}.get(self.where, ())


@dataclass
class World:
    """Things to come upon, and who comes."""

    things: dict[str, Any]
    walkers: list[Walker]

    def address(self, name: str, route: Route) -> str:
        """Return the address of a route with the things of this world."""
        return reverse(name, kwargs={key: self._value(value) for key, value in route.arguments.items()})

    def _value(self, value: object) -> object:
        if not isinstance(value, str) or "." not in value or value.split(".")[0] not in self.things:
            return value
        thing, _, attribute = value.partition(".")
        return getattr(self.things[thing], attribute)


def entered(*posts: tuple[Organ, str], **fields: Any) -> Client:
    """Return the browser of a person who has signed in."""
    client = Client()
    client.force_login(factories.person(*posts, **fields), "django.contrib.auth.backends.ModelBackend")
    return client


def build() -> World:
    """Make an organ with one above, one below and one beside it, a case in it, and people of every post in each."""
    above = factories.organ(kind="government")
    organ = factories.organ(above)
    places = dict(zip(PLACES, (organ, above, factories.organ(organ), factories.organ(above)), strict=True))
    colleague = factories.person((organ, Role.HANDLER))
    filed = factories.filed(organ, description=SECRET, attachments=[("letter", factories.pdf())])
    consulting = factories.case(organ, description=SECRET)
    letter = Step(StepKind.THIRD_PARTY_CONSULTED, factories.TODAY, ref="1")
    consulted = actions.take(case=consulting, step=letter, verb="", by=factories.call())
    draft = factories.draft(organ, text=SECRET, by=factories.call(colleague), attachments=[factories.pdf()])
    things = {
        "organ": organ,
        "colleague": colleague,
        "post": colleague.posts.get(),
        "acting": factories.acting(factories.person((organ, Role.REVIEWER)), colleague, organ),
        "case": filed.case,
        "code": filed.code,
        "consulting": consulting,
        "consulted": consulted,
        "letter": filed.case.attachments.get(),
        "token": factories.token(organ).token,
        "draft": draft,
        "paper": draft.files.get(),
        "intake": Intake.objects.create(
            organ=organ, name=f"{SECRET}.xlsx", digest="0" * 64, made_by=colleague, made_at=factories.NOW
        ),
        "part": factories.helper(filed.case, colleague),
        "tie": factories.tie(filed.case, colleague),
        "evidence": factories.put(filed.case, "access_arranged", factories.call(colleague)),
        "attached": factories.version(
            filed.case, by=factories.call(colleague), text=SECRET, uploads=[factories.pdf()]
        ).files.get(),
    }
    walkers = [Walker(role, name, entered((place, role))) for role in Role.values for name, place in places.items()]
    former = factories.person()
    factories.post(former, organ, Role.ADMINISTRATOR, valid_to=factories.TODAY)
    coming = factories.person()
    factories.post(coming, organ, Role.ADMINISTRATOR, valid_from=factories.NOW.date().replace(year=2027))
    for name, somebody in (("formerly", former), ("not yet", coming)):
        client = Client()
        client.force_login(somebody, "django.contrib.auth.backends.ModelBackend")
        walkers.append(Walker(Role.ADMINISTRATOR, name, client))
    return World(things, [*walkers, Walker("", "stranger", Client())])


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Return one world for the whole walk; what a step changes in it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def patterns(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the project with its full name."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, space + (f"{each.namespace}:" if each.namespace else ""))
        else:
            yield space + (each.name or f"without a name: {each.pattern}"), each


def sent_away(response: HttpResponse) -> bool:
    """Return whether the answer is the way to the sign-in page: at once, or beside what was typed."""
    return (
        response.status_code == 401 or response.status_code == 302 and response.headers["Location"].startswith(SIGN_IN)
    )


def refused(response: HttpResponse) -> bool:
    """Return whether the answer is a refusal."""
    return sent_away(response) or response.status_code in (403, 404)


def tried(world: World, walker: Walker, method: str, address: str) -> tuple[HttpResponse, int]:
    """Return the answer to a call and how many events it made; whatever it changed is undone."""
    before, cookies = Event.objects.count(), deepcopy(walker.client.cookies)
    with transaction.atomic():
        response = getattr(walker.client, method)(address)
        if response.streaming:
            # Read to its end, a file is closed.
            response.streaming_content = [response.getvalue()]
        made = Event.objects.count() - before
        transaction.set_rollback(True)
    walker.client.cookies = cookies
    return response, made


def test_every_address_is_declared_and_nothing_else_is() -> None:
    """Whoever adds a route says who may come in."""
    assert {name for name, _ in patterns()} == set(ROUTES)


def test_no_address_waives_the_protection_against_forged_forms() -> None:
    """A form of another site cannot act for who is signed in here. The interface knows no session that it could act for."""
    waived = [name for name, each in patterns() if getattr(each.callback, "csrf_exempt", False)]
    assert [name for name in waived if not name.startswith("api:")] == []


@pytest.mark.parametrize("name", ROUTES)
def test_everybody_gets_exactly_as_far_as_the_table_says(world: World, name: str) -> None:
    """For reading and for sending; a refused call leaves no trace and shows nothing."""
    route = ROUTES[name]
    address, wrong = world.address(name, route), []
    # What is open to all is tried with some of them: one of each kind of place, and the stranger.
    for walker in world.walkers[:: -7 if route.access in (PUBLIC, TOKEN) else -1]:
        for method in ("get", "post"):
            response, made = tried(world, walker, method, address)
            if trouble := _trouble(walker, route, response, made):
                wrong.append(f"{walker} {method} {address}: {response.status_code} {trouble}")
    assert wrong == []


def _trouble(walker: Walker, route: Route, response: HttpResponse, made: int) -> str:
    if response.status_code >= 500:
        return "broke"
    if route.access in (CODE, TOKEN):
        closed = response.status_code in (302, 303, 404, 405, 410)
        return "" if closed and not made and SECRET not in _text(response) else "opened"
    if route.access == SYSTEM:
        closed = response.status_code in (401, 405)
        return "" if closed and not made and SECRET not in _text(response) else "opened to a session"
    if walker.may(route.access):
        return "kept out" if refused(response) else ""
    if made or SECRET in _text(response):
        return "left a trace" if made else "showed what is secret"
    if response.status_code == 405:
        return ""
    if not walker.role:
        return "" if sent_away(response) else "let a stranger in"
    return "" if refused(response) else "let in"


def _text(response: HttpResponse) -> str:
    return b"".join(response).decode("utf-8", "replace")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.access != PUBLIC])
def test_a_form_of_another_site_is_refused(world: World, name: str) -> None:
    """Everybody's session with every address, without the token of our own form."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.walkers[0].client.cookies
    before = Event.objects.count()
    closed = (401, 404, 405) if name.startswith("api:") else (302, 401, 403, 405)
    assert client.post(world.address(name, ROUTES[name])).status_code in closed
    assert Event.objects.count() == before


def test_whoever_has_the_code_sees_their_case(world: World) -> None:
    """The walk's refusals are no proof unless somebody gets in."""
    client = Client()
    case = world.things["case"]
    client.post(reverse("portal:follow"), {"number": case.number, "code": world.things["code"]})
    assert client.get(reverse("portal:case", args=[case.number])).status_code == 200
