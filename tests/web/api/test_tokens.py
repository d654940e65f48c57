"""Tokens: made by administrators, shown once, revoked; what holds one, and what nobody signs in with."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import auth
from django.http import HttpRequest
from django.test import Client

from gongkai.web.api import actions, limits, queries
from gongkai.web.api.models import Scope, Token
from gongkai.web.organs import attempts
from gongkai.web.organs.actions import Objection, staff
from gongkai.web.organs.attempts import Limit, Span
from gongkai.web.organs.models import Event, Organ, Person, Post, Role, Tally
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.upkeep import tables
from tests.web import factories
from tests.web.api.conftest import System, error_of

pytestmark = pytest.mark.django_db
Systems = Callable[..., System]


@pytest.fixture
def administrator(organ: Organ) -> Person:
    """Return the administrator of the organ."""
    return factories.person((organ, Role.ADMINISTRATOR))


@pytest.fixture
def browser(administrator: Person) -> Client:
    """Return the administrator's browser."""
    client = Client()
    client.force_login(administrator, "django.contrib.auth.backends.ModelBackend")
    return client


def form(where: Organ, **changed: Any) -> dict[str, Any]:
    """Return what an administrator fills in."""
    return {
        "organ": where.code,
        "name": "区政务服务平台",
        "scopes": ["cases:file", "cases:read"],
        "valid_until": "2027-11-22",
    } | changed


def test_a_token_is_shown_once_and_only_its_digest_is_kept(browser: Client, organ: Organ) -> None:
    """Nobody can look it up afterwards."""
    page = browser.post("/office/tokens/new/", form(organ))
    token = Token.objects.get()
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert secret not in browser.get("/office/tokens/").content.decode()
    assert secret not in str(Token.objects.values())
    assert secret not in str(list(Event.objects.values()))
    assert queries.holding(secret, factories.TODAY) == token


def test_making_and_revoking_stand_in_the_log(browser: Client, organ: Organ) -> None:
    """With the scopes and the last day."""
    browser.post("/office/tokens/new/", form(organ))
    token = Token.objects.get()
    browser.post(f"/office/tokens/{token.pk}/revoke/")
    made, revoked = Event.objects.filter(thing="token").order_by("number")
    assert made.detail == {"scopes": ["cases:file", "cases:read"], "valid_until": "2027-11-22"}
    assert revoked.verb == "api.token_revoked"


def test_a_revoked_token_opens_nothing_from_then_on(system: Systems, organ: Organ, administrator: Person) -> None:
    """Its account holds no post any more; a second time changes nothing."""
    other = system()
    assert other.get("/cases").status_code == 200
    assert other.made is not None
    for _ in range(2):
        actions.revoke(token=other.made.token, by=factories.call(administrator))
    assert other.get("/cases").status_code == 401
    person = other.made.token.person
    assert not Post.objects.filter(person=person, valid_to=None).exists()
    assert not Person.objects.get(pk=person.pk).is_active
    assert Event.objects.filter(verb="api.token_revoked").count() == 1


def test_the_list_says_when_a_token_was_last_used(system: Systems, browser: Client, clock: Any) -> None:
    """By the day, so that one that nobody uses is seen."""
    other = system("cases:read")
    page = browser.get("/office/tokens/").content.decode()
    assert "2026-11-25" not in page
    clock.go_to(date(2026, 11, 25))
    other.get("/cases")
    assert "2026-11-25" in browser.get("/office/tokens/").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"scopes": []}, "请至少选择一项权限范围"),
        ({"scopes": ["cases:approve"]}, "请从列出的权限范围中选择"),
        ({"valid_until": "2026-11-22"}, "有效期应在今日至"),
        ({"valid_until": "2030-01-01"}, "有效期应在今日至"),
        ({"name": ""}, "请填写对方系统"),
        ({"organ": "other"}, "请从列出的机关中选择"),
    ],
)
def test_a_token_that_cannot_be_is_refused_with_what_to_do(
    browser: Client, organ: Organ, changed: dict[str, Any], sentence: str
) -> None:
    """And neither token nor account is made."""
    page = browser.post("/office/tokens/new/", form(organ, **changed))
    assert page.status_code == 400
    assert sentence in page.content.decode()
    assert not Token.objects.exists()
    assert not Person.objects.filter(is_service=True).exists()


def test_an_administrator_looks_after_the_tokens_of_the_organs_below_and_of_no_other(organ: Organ) -> None:
    """As after its people."""
    above, beside = factories.organ(kind="government"), factories.organ()
    below = factories.organ(above)
    top = factories.person((above, Role.ADMINISTRATOR))
    made = factories.token(below, "cases:read")
    assert list(queries.managed(top, factories.TODAY)) == [made.token]
    with pytest.raises(NotAllowed):
        actions.make(
            organ=beside,
            name="x",
            scopes=["cases:read"],
            valid_until=factories.TODAY,
            by=factories.call(top),
        )
    client = Client()
    client.force_login(factories.person((beside, Role.ADMINISTRATOR)), "django.contrib.auth.backends.ModelBackend")
    assert client.post(f"/office/tokens/{made.token.pk}/revoke/").status_code == 404


def test_reading_scopes_take_a_post_that_only_reads(organ: Organ) -> None:
    """Whoever steals such a token changes nothing."""
    reads = factories.token(organ, "cases:read", "letters:read", "statistics:read").token.person
    acts = factories.token(organ, "cases:step").token.person
    assert [post.role for post in reads.posts.all()] == [Role.AUDITOR]
    assert [post.role for post in acts.posts.all()] == [Role.HANDLER]
    assert acts.posts.get().valid_to == date(2027, 11, 23)


def test_nobody_signs_in_with_the_account_of_a_token(organ: Organ) -> None:
    """It has no password, and even with one it would not be let in."""
    person = factories.token(organ).token.person
    assert not person.has_usable_password()
    person.set_password(factories.PASSWORD)
    person.save()
    assert auth.authenticate(HttpRequest(), username=person.username, password=factories.PASSWORD) == person
    client = Client()
    page = client.post("/office/sign-in", {"username": person.username, "password": factories.PASSWORD})
    assert page.status_code == 400
    assert not client.session.get(auth.SESSION_KEY)


def test_no_provider_of_identities_signs_one_in(organ: Organ) -> None:
    """Whatever name it says."""
    pytest.importorskip("mozilla_django_oidc", reason="the extra `oidc` is not installed")
    from gongkai.web.organs.oidc import Backend

    person = factories.token(organ).token.person
    assert not Backend().filter_users_by_claims({"preferred_username": person.username}).exists()


def test_no_administrator_gives_such_an_account_a_password_a_post_or_a_deputy(
    organ: Organ, administrator: Person
) -> None:
    """It lives and ends with its token."""
    person, by = factories.token(organ).token.person, factories.call(administrator)
    days = (factories.TODAY, factories.TODAY + timedelta(days=7))
    colleague = factories.person((organ, Role.HANDLER))
    tried: list[Callable[[], object]] = [
        lambda: staff.reset_password(person=person, by=by),
        lambda: staff.change(person=person, name="某", email="a@example.com", phone="", by=by),
        lambda: staff.switch(person=person, on=False, by=by),
        lambda: staff.give_post(person=person, organ=organ, role=Role.APPROVER, valid_from=factories.TODAY, by=by),
        lambda: staff.act_for(person=person, acts_for=colleague, organ=organ, days=days, by=by),
        lambda: staff.act_for(person=colleague, acts_for=person, organ=organ, days=days, by=by),
    ]
    for each in tried:
        with pytest.raises(Objection, match="接口账号"):
            each()


def test_the_account_is_shown_among_the_people_and_offered_nowhere(
    browser: Client, organ: Organ, administrator: Person
) -> None:
    """Who looks at the posts of an organ sees that a system holds one."""
    person = factories.token(organ).token.person
    assert "接口账号" in browser.get("/office/people/").content.decode()
    page = browser.get(f"/office/people/{person.pk}").content.decode()
    assert "不能登录" in page
    assert "重置密码" not in page
    choices = browser.get(f"/office/organs/{organ.code}/acting").context["form"].fields["person"].queryset
    assert person not in choices


def test_a_session_opens_nothing_here(browser: Client, organ: Organ) -> None:
    """Neither reading nor writing: so no other site's form can act for who is signed in."""
    assert browser.get("/api/v1/cases").status_code == 401
    assert browser.post("/api/v1/cases", "{}", content_type="application/json").status_code == 401


@pytest.mark.parametrize("header", ["", "Basic YTpi", "Bearer", "Bearer ", "bearer gk_x", "Bearer gk_x y", "gk_x"])
def test_a_header_that_holds_no_token_opens_nothing(header: str) -> None:
    """Whatever its form; the answer says how it is done."""
    response = Client().get("/api/v1/cases", headers={"Authorization": header})
    assert (response.status_code, error_of(response)["code"]) == (401, "no_token")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_that_calls_too_often_waits_for_the_next_minute(
    system: Systems, monkeypatch: pytest.MonkeyPatch, clock: Any
) -> None:
    """Others are not kept waiting by it."""
    monkeypatch.setattr(limits, "CALLS", Limit("calls", 2, Span.MINUTE))
    one, other = system(), system()
    assert [one.get("/cases").status_code for _ in range(3)] == [200, 200, 429]
    refused = one.get("/cases")
    assert error_of(refused)["code"] == "too_many"
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert other.get("/cases").status_code == 200
    clock.now += timedelta(minutes=1)
    assert one.get("/cases").status_code == 200


def test_trying_tokens_is_stopped_and_neither_token_nor_address_is_kept(
    organ: Organ, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is counted is a digest that changes with the hour."""
    monkeypatch.setattr(limits, "WRONG_TOKENS", Limit("wrong_tokens", 3))
    guesser = System("gk_guess")
    assert [guesser.get("/cases").status_code for _ in range(4)] == [401, 401, 401, 429]
    kept = json.dumps(list(Tally.objects.values()), default=str)
    assert "127.0.0.1" not in kept
    assert "gk_guess" not in kept


def test_tallies_are_forgotten_after_two_days(organ: Organ) -> None:
    """The table does not grow."""
    for days in (0, 3):
        attempts.add(limits.CALLS, "1", factories.NOW + timedelta(days=days))
    assert Tally.objects.count() == 1


def test_no_digest_of_a_token_leaves_with_the_tables(organ: Organ) -> None:
    """What is told to others opens nothing."""
    assert "secret_digest" not in {field.name for field in tables.columns(Token)}
    assert Tally not in tables.own()


def test_every_scope_has_its_words(organ: Organ) -> None:
    """In Chinese; the page shows them."""
    assert all(scope.label != scope.value for scope in Scope)
