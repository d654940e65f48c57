"""Every operation of the interface, with every kind of token: what opens it is the scope that `routes.py` names, in its organ.

A token of every single scope, of all scopes and of none that fits; one of the organ above, below, beside; one revoked, one
expired, one made up; no token at all.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from gongkai.web.api import actions
from gongkai.web.api.models import Scope, Token
from gongkai.web.organs.models import Event, Organ, Post, Role
from gongkai.web.reporting import actions as reporting
from tests.web import factories
from tests.web.reporting.settled_year import frozen, received
from tests.web.routes import ROUTES, SYSTEM, Route

pytestmark = pytest.mark.django_db
SECRET = "不得向其他机关的系统显示的内容描述"
OPERATIONS = [(name, method) for name, route in ROUTES.items() for method in route.scopes]


@dataclass(frozen=True)
class Bearer:
    """A token: what it opens, where, and whether it holds."""

    said: str
    secret: str
    scopes: frozenset[str] = frozenset()
    own: bool = False

    def __str__(self) -> str:
        return self.said


@dataclass
class World:
    """An organ with a case, and everybody's tokens."""

    things: dict[str, Any]
    bearers: list[Bearer]

    def address(self, name: str, route: Route) -> str:
        """Return the address of an operation with the things of this world."""
        return reverse(name, kwargs={key: self._value(value) for key, value in route.arguments.items()})

    def _value(self, value: object) -> object:
        if not isinstance(value, str) or "." not in value:
            return value
        thing, _, attribute = value.partition(".")
        return getattr(self.things[thing], attribute)


def expired(where: Organ) -> str:
    """Return a token of all scopes that has expired."""
    made = factories.token(where)
    yesterday = factories.TODAY - timedelta(days=1)
    Token.objects.filter(pk=made.token.pk).update(valid_until=yesterday)
    return made.secret


def revoked(where: Organ) -> str:
    """Return a token of all scopes that was revoked."""
    made = factories.token(where)
    administrator = factories.person((where, Role.ADMINISTRATOR))
    actions.revoke(token=made.token, by=factories.call(administrator))
    return made.secret


def settle(where: Organ) -> None:
    """Settle the last year of an organ, and give a reason for what differs since."""
    kept = frozen(where, factories.person((where, Role.APPROVER)))
    received(where, date(2025, 12, 29), registered=factories.NOW)
    by = factories.call(factories.person((where, Role.HANDLER)))
    reporting.explain(reported=kept, cells={"requests.new.natural_person": 1}, reason=SECRET, by=by)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Return one world for the whole walk; what a call changes in it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        above = factories.organ(kind="government")
        organ = factories.organ(above)
        others = {"above": above, "below": factories.organ(organ), "beside": factories.organ(above)}
        filed = factories.filed(organ, description=SECRET, attachments=[("letter", factories.pdf())])
        settle(organ)
        bearers = [
            Bearer(scope, factories.token(organ, scope).secret, frozenset([scope]), own=True) for scope in Scope.values
        ]
        bearers += [Bearer("all", factories.token(organ).secret, frozenset(Scope.values), own=True)]
        bearers += [
            Bearer(name, factories.token(each).secret, frozenset(Scope.values)) for name, each in others.items()
        ]
        bearers += [Bearer("revoked", revoked(organ)), Bearer("expired", expired(organ))]
        bearers += [Bearer("made up", "gk_made-up"), Bearer("none", "")]
        yield World({"organ": organ, "case": filed.case, "letter": filed.case.attachments.get()}, bearers)
        transaction.set_rollback(True)


def called(bearer: Bearer, method: str, address: str) -> tuple[HttpResponse, int]:
    """Return the answer to a call, and how many events it made; what it changed is undone."""
    headers = {"Authorization": f"Bearer {bearer.secret}"} if bearer.secret else {}
    before = Event.objects.count()
    with transaction.atomic():
        call = getattr(Client(), method)
        if method == "post":
            headers["Idempotency-Key"] = "a-call-of-the-walk"
            response = call(address, "{}", content_type="application/json", headers=headers)
        else:
            response = call(address, headers=headers)
        made = Event.objects.count() - before
        transaction.set_rollback(True)
    return response, made


def expected(bearer: Bearer, route: Route, method: str) -> set[int]:
    """Return what may be answered."""
    if not bearer.scopes:
        return {401}
    if route.scopes[method] not in bearer.scopes:
        return {403}
    if not bearer.own and "number" in route.arguments:
        return {404, 422}  # What is sent is looked at first; that tells nothing of the case.
    return {200} if method == "get" else {422}


@pytest.mark.parametrize(("name", "method"), OPERATIONS)
def test_an_operation_opens_to_its_scope_in_its_organ_and_to_nothing_else(world: World, name: str, method: str) -> None:
    """A refused call leaves no trace and shows nothing."""
    route, wrong = ROUTES[name], []
    address = world.address(name, route)
    for bearer in world.bearers:
        response, made = called(bearer, method, address)
        may = expected(bearer, route, method)
        shown = any(secret in response.content for secret in (SECRET.encode(), json.dumps(SECRET).encode()))
        opened = bearer.own and route.scopes[method] in bearer.scopes
        if response.status_code not in may or (not opened and (made or shown)):
            wrong.append(f"{bearer}: {response.status_code} instead of {may}, {made} events, shown: {shown}")
    assert wrong == []


@pytest.mark.parametrize(("name", "method"), OPERATIONS)
def test_every_operation_says_its_scope_in_its_description(name: str, method: str) -> None:
    """Whoever reads the description knows which scopes to ask for."""
    route = ROUTES[name]
    described = json.loads(Client().get(reverse("api:openapi")).content)["paths"]
    stand_ins = {key: f"_{key}" if not isinstance(value, int) else value for key, value in route.arguments.items()}
    known = {f"{{{key}}}" for key in stand_ins}
    found = [
        each[method]["x-scope"]
        for path, each in described.items()
        if method in each and {part for part in path.split("/") if part.startswith("{")} == known
        if _same(path, name, stand_ins)
    ]
    assert found == [route.scopes[method]]


def _same(path: str, name: str, stand_ins: dict[str, Any]) -> bool:
    stands = {key: 7 if key == "key" else value for key, value in stand_ins.items()}
    for key, value in stands.items():
        path = path.replace(f"{{{key}}}", str(value))
    return path == reverse(name, kwargs=stands)


def test_a_token_of_one_organ_lists_no_case_of_another(world: World) -> None:
    """The list of the organ above is its own."""
    for bearer in world.bearers:
        if bearer.scopes and not bearer.own:
            response, _ = called(bearer, "get", reverse("api:cases"))
            assert json.loads(response.content) == {"cases": [], "next": None}


def test_no_token_holds_a_post_that_reviews_approves_or_reaches_below(world: World) -> None:
    """Its account holds the post of a handler, or one that only reads, in its organ alone."""
    posts = Post.objects.filter(person__is_service=True)
    assert {post.role for post in posts} == {Role.HANDLER, Role.AUDITOR}
    assert all(post.organ_id == post.person.token.organ_id for post in posts.select_related("person__token"))


def test_every_route_of_the_interface_names_its_scopes() -> None:
    """None is forgotten in this walk."""
    assert {name for name, route in ROUTES.items() if route.access == SYSTEM} == {name for name, _ in OPERATIONS}
