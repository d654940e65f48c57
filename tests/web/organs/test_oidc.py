"""Signing in through a provider of identities: whom it names, and everything that a false answer could try."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from gongkai.web.organs.models import Event, Person, Role
from tests.web import factories

pytest.importorskip("mozilla_django_oidc", reason="the extra oidc is not installed")

import requests  # noqa: E402

from gongkai.web.organs import oidc  # noqa: E402
from tests.web.organs import provider as stand_in  # noqa: E402

pytestmark = pytest.mark.django_db
BEGIN, RETURN = "/office/sign-in/provider", "/office/sign-in/provider/return"


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[stand_in.Provider]:
    """Return a provider that this office is set up with."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with stand_in.running() as running:
        settings.OIDC_ISSUER = running.issuer
        settings.OIDC_RP_CLIENT_ID, settings.OIDC_RP_CLIENT_SECRET = stand_in.CLIENT, stand_in.SECRET
        settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, "gongkai.web.organs.oidc.Backend"]
        oidc.described.cache_clear()
        yield running
        oidc.described.cache_clear()


@pytest.fixture
def lin() -> Person:
    """Return somebody who works here."""
    return factories.person((factories.organ(), Role.HANDLER), username="lin", email="lin@example.gov.cn")


def there_and_back(client: Client, onward: str = "") -> str:
    """Go to the provider and return the address that it sends the browser back to."""
    begun = client.get(BEGIN, {"next": onward} if onward else {})
    answer = requests.get(begun.headers["Location"], allow_redirects=False, timeout=5)
    place = urlsplit(answer.headers["Location"])
    assert place.path == RETURN
    return f"{place.path}?{place.query}"


def signed_in(client: Client) -> bool:
    """Return whether the desk opens."""
    return client.get("/office/").status_code == 200


def test_whom_the_provider_names_is_signed_in(client: Client, provider: stand_in.Provider, lin: Person) -> None:
    """With PKCE, and back to where they wanted to go."""
    response = client.get(there_and_back(client, "/office/permissions"))
    assert response.headers["Location"] == "/office/permissions"
    assert signed_in(client)
    assert provider.verified == 1
    event = Event.objects.get()
    assert (event.verb, event.actor, event.detail) == ("people.signed_in", lin, {"means": "oidc"})


def test_the_sign_in_page_offers_it_only_where_it_is_set_up(
    client: Client, provider: stand_in.Provider, settings: Any
) -> None:
    """A button that leads nowhere helps nobody."""
    assert BEGIN in client.get("/office/sign-in").content.decode()
    settings.OIDC_ISSUER = ""
    assert BEGIN not in client.get("/office/sign-in").content.decode()
    assert client.get(BEGIN).status_code == 404
    assert client.get(RETURN).status_code == 404


def test_somebody_is_found_by_the_e_mail_address_where_the_name_is_not_known(
    client: Client, provider: stand_in.Provider, lin: Person
) -> None:
    """In whichever letters it is written."""
    provider.claims = {"sub": "1", "email": "LIN@example.gov.cn"}
    client.get(there_and_back(client))
    assert signed_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "nobody"},
        {"email": "nobody@example.gov.cn"},
        {"email": "lin@example.gov.cn", "email_verified": False},
        {},
    ],
)
def test_nobody_is_made_an_account(
    client: Client, provider: stand_in.Provider, lin: Person, claims: dict[str, Any]
) -> None:
    """The provider says who somebody is; the office who works here."""
    provider.claims = {"sub": "1"} | claims
    response = client.get(there_and_back(client))
    assert response.status_code == 403
    assert "联系本机关的系统管理员" in response.content.decode()
    assert Person.objects.count() == 1
    assert not signed_in(client)


def test_two_people_of_one_address_are_not_guessed_at(client: Client, provider: stand_in.Provider, lin: Person) -> None:
    """Neither is signed in."""
    factories.person(email="lin@example.gov.cn")
    provider.claims = {"sub": "1", "email": "lin@example.gov.cn"}
    assert client.get(there_and_back(client)).status_code == 403


def test_an_account_that_is_switched_off_stays_out(client: Client, provider: stand_in.Provider, lin: Person) -> None:
    """Whatever the provider says."""
    Person.objects.update(is_active=False)
    assert client.get(there_and_back(client)).status_code == 403


@pytest.mark.parametrize(
    "false",
    [
        {"nonce": "of another session"},
        {"iss": "https://another.example"},
        {"aud": "another client"},
        {"exp": int(time.time()) - 60},
        {"sub": "another person"},
    ],
    ids=lambda false: next(iter(false)),
)
def test_a_token_that_does_not_fit_is_refused(
    client: Client, provider: stand_in.Provider, lin: Person, false: dict[str, Any]
) -> None:
    """Nonce, issuer, audience, end and subject are each looked at."""
    provider.token_claims = false
    assert client.get(there_and_back(client)).status_code == 403
    assert not signed_in(client)


def test_a_token_under_another_key_is_refused(client: Client, provider: stand_in.Provider, lin: Person) -> None:
    """The signature counts, whatever the token says."""
    provider.published_key = stand_in.Provider().signing_key
    assert client.get(there_and_back(client)).status_code == 403
    assert not signed_in(client)


def test_an_answer_that_this_session_never_asked_for_is_refused(
    client: Client, provider: stand_in.Provider, lin: Person
) -> None:
    """The state ties an answer to a session: nobody is signed in as somebody else by a link."""
    address = there_and_back(Client())
    assert client.get(address).status_code == 403
    assert not signed_in(client)


def test_an_answer_counts_once(client: Client, provider: stand_in.Provider, lin: Person) -> None:
    """The second time, state and code are spent."""
    address = there_and_back(client)
    client.get(address)
    client.logout()
    assert client.get(address).status_code == 403
    assert not signed_in(client)


def test_the_state_and_the_nonce_differ_each_time(client: Client, provider: stand_in.Provider) -> None:
    """And the challenge of PKCE is sent with them."""
    asked = [parse_qs(urlsplit(client.get(BEGIN).headers["Location"]).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]


def test_a_provider_that_is_silent_leaves_the_password(
    client: Client, provider: stand_in.Provider, settings: Any, lin: Person
) -> None:
    """The page says so, and signing in by password asks nothing of the provider."""
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    response = client.get(BEGIN)
    assert response.status_code == 502
    assert "用密码登录" in response.content.decode()
    client.post("/office/sign-in", {"username": "lin", "password": factories.PASSWORD})
    assert signed_in(client)
