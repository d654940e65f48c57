"""Signing in: passwords, lockout, sessions, and the second factor."""

import base64
import re
from binascii import unhexlify
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessLog
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongkai.web.organs.models import Event, Organ, Person, RecoveryCode, Role
from tests.web import factories
from tests.web.conftest import Clock

pytestmark = pytest.mark.django_db
SIGN_IN = "/office/sign-in"


@pytest.fixture
def organ() -> Organ:
    """Return the top organ."""
    return factories.organ(kind="government")


@pytest.fixture
def person(organ: Organ) -> Person:
    """Return an administrator of it."""
    return factories.person((organ, Role.ADMINISTRATOR), username="admin", email="yunting-admin@example.gov.cn")


def sign_in(client: Client, password: str = factories.PASSWORD, **said: str):
    """Send the form of the sign-in page."""
    return client.post(SIGN_IN, {"username": "admin", "password": password} | said)


def token(key: str) -> str:
    """Return what an authenticator shows now."""
    return f"{TOTP(unhexlify(key)).token():06d}"


def verbs() -> list[str]:
    """Return what the log says happened."""
    return list(Event.objects.values_list("verb", flat=True))


def test_who_signs_in_comes_to_the_desk_in_a_new_session_of_eight_hours(client: Client, person: Person) -> None:
    """A session that somebody planted beforehand is worth nothing."""
    client.get(SIGN_IN)
    client.session["planted"] = "1"
    response = sign_in(client)
    assert response.headers["Location"] == reverse("organs:desk")
    cookie = response.cookies["sessionid"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (8 * 3600, True, "Lax")
    assert client.get("/office/").status_code == 200
    assert verbs() == ["people.signed_in"]


def test_a_session_ends_after_hours_without_work_and_not_in_the_middle_of_it(
    client: Client, person: Person, clock: Clock
) -> None:
    """Each hour of work puts the end off; what is done within an hour writes nothing."""
    sign_in(client)
    client.get("/office/")
    assert "sessionid" not in client.get("/office/").cookies
    clock.now += timedelta(hours=2)
    assert client.get("/office/").cookies["sessionid"]["max-age"] == 8 * 3600


def test_the_session_key_changes_at_sign_in(client: Client, person: Person) -> None:
    """Rotation: the key from before opens nothing."""
    session = client.session
    session["seen"] = True
    session.save()
    before = client.cookies["sessionid"] = session.session_key
    sign_in(client)
    assert client.cookies["sessionid"].value != before


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client, person: Person) -> None:
    """The page tells nobody which accounts there are."""
    wrong = sign_in(client, "wrong").content.decode()
    unknown = sign_in(client, "wrong", username="nobody").content.decode()
    assert "登录名或者密码不正确" in wrong
    strip = re.compile(r'value="[^"]*"')
    assert strip.sub("", wrong) == strip.sub("", unknown)


def test_after_eight_wrong_passwords_the_right_one_waits_an_hour(client: Client, person: Person) -> None:
    """The page of the lockout is a page like any other and says what to do."""
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = sign_in(client, "wrong")
    assert response.status_code == 429
    response = sign_in(client)
    assert response.status_code == 429
    assert "1小时后重试" in response.content.decode()


def test_who_guesses_from_elsewhere_does_not_lock_a_person_out(client: Client, person: Person, settings: Any) -> None:
    """Behind a proxy all calls come from the proxy: the address that it tells counts, and not one that is made up."""
    settings.PROXIES = 1
    for number in range(settings.AXES_FAILURE_LIMIT):
        client.post(
            SIGN_IN,
            {"username": "admin", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.9"},
        )
    known = {"username": "admin", "password": factories.PASSWORD}
    assert client.post(SIGN_IN, known, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429
    assert client.post(SIGN_IN, known, headers={"X-Forwarded-For": "198.51.100.4"}).status_code == 302
    assert not AccessLog.objects.exists(), "where people sign in from is not kept"


def test_an_account_that_is_switched_off_does_not_sign_in(client: Client, person: Person) -> None:
    """Nor does an open session of it go on."""
    client.force_login(person)
    Person.objects.update(is_active=False)
    assert client.get("/office/").status_code == 302
    assert sign_in(client).status_code == 400


def test_after_signing_in_a_person_goes_where_they_wanted_but_never_to_another_site(
    client: Client, person: Person
) -> None:
    """The address to go back to is checked."""
    assert sign_in(client, next="/office/permissions").headers["Location"] == "/office/permissions"
    client.logout()
    assert sign_in(client, next="https://evil.example/").headers["Location"] == "/office/"


def test_signing_out_needs_a_post_and_ends_the_session(client: Client, person: Person) -> None:
    """A picture on somebody's page cannot sign anybody out."""
    client.force_login(person)
    assert client.get("/office/sign-out").status_code == 405
    client.post("/office/sign-out")
    assert client.get("/office/").status_code == 302
    assert verbs() == ["people.signed_out"]


def test_a_first_password_opens_nothing_but_the_page_that_changes_it(client: Client, person: Person) -> None:
    """Whoever typed it for somebody else knows it."""
    Person.objects.update(must_change_password=True)
    client.force_login(person)
    assert client.get("/office/permissions").headers["Location"] == "/office/account/password"
    page = client.get("/office/account/password").content.decode()
    assert "至少12个字符" in page
    new = "a-river-of-their-own"
    done = client.post("/office/account/password", {"old": factories.PASSWORD, "new": new, "again": new})
    assert done.status_code == 302
    assert client.get("/office/").status_code == 200, "the session goes on after the change"
    person.refresh_from_db()
    assert person.check_password(new)
    assert not person.must_change_password


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("short", "不足12个字符"),
        ("202611232026112320", "只有数字"),
        ("yunting-admin@example", "相近"),
        ("sojdlg123aljg", "常见"),
        (factories.PASSWORD, "与现在的密码相同"),
    ],
)
def test_a_password_against_the_rules_is_refused_with_what_to_change(
    client: Client, person: Person, new: str, sentence: str
) -> None:
    """Each rule has its sentence."""
    client.force_login(person)
    page = client.post("/office/account/password", {"old": factories.PASSWORD, "new": new, "again": new})
    assert page.status_code == 400
    assert re.search(sentence, page.content.decode())


def test_the_password_in_force_must_be_known_to_change_it(client: Client, person: Person) -> None:
    """An unattended screen does not give the account away."""
    client.force_login(person)
    new = "a-river-of-their-own"
    page = client.post("/office/account/password", {"old": "wrong", "new": new, "again": new})
    assert "现在的密码不正确" in page.content.decode()


def enrol(client: Client) -> tuple[str, list[str]]:
    """Set up an authenticator; return its key and the recovery codes."""
    page = client.get("/office/account/second-factor/new").content.decode()
    spelled = re.search(r'number-plate">([A-Z2-7 ]+)<', page)
    assert spelled
    letters = spelled[1].replace(" ", "")
    key = base64.b32decode(letters + "=" * (-len(letters) % 8)).hex()
    page = client.post("/office/account/second-factor/new", {"code": token(key)}).content.decode()
    return key, re.findall(r'number-plate">([a-z0-9-]+)<', page)


def test_where_the_site_requires_it_an_administrator_sets_up_a_second_factor_first(
    client: Client, organ: Organ, person: Person
) -> None:
    """A handler of the same organ is not asked."""
    Organ.objects.update(settings={"second_factor": "required"})
    client.force_login(person)
    assert client.get("/office/").headers["Location"] == "/office/account/second-factor/new"
    key, codes = enrol(client)
    assert len(set(codes)) == 10
    assert client.get("/office/").status_code == 200
    assert TOTPDevice.objects.get().key == key
    assert not RecoveryCode.objects.filter(digest__in=codes).exists(), "only digests are kept"
    handler = factories.person((organ, Role.HANDLER))
    client.force_login(handler)
    assert client.get("/office/").status_code == 200


def test_the_key_is_shown_as_a_picture_that_the_page_carries_itself(client: Client, person: Person) -> None:
    """Nothing is fetched from anywhere, and the picture has its words."""
    client.force_login(person)
    page = client.get("/office/account/second-factor/new").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "不能扫描的" in page


def test_a_session_asks_once_for_the_second_factor(client: Client, person: Person) -> None:
    """The next session asks again; a token is taken once."""
    client.force_login(person)
    key, _ = enrol(client)
    used = token(key)
    client.logout()
    sign_in(client)
    assert client.get("/office/permissions").headers["Location"] == "/office/account/second-factor"
    assert client.get("/office/account/second-factor/new").headers["Location"] == "/office/account/second-factor"
    replayed = client.post("/office/account/second-factor", {"code": used})
    assert replayed.status_code == 400, "the token that enrolled is spent"
    assert client.post("/office/account/second-factor", {"code": used}).content.decode().count("稍候再试")
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None)
    assert client.post("/office/account/second-factor", {"code": token(key)}).status_code == 302
    assert client.get("/office/permissions").status_code == 200


def test_a_recovery_code_stands_in_once(client: Client, person: Person) -> None:
    """With the blanks and capitals that people write."""
    client.force_login(person)
    _, codes = enrol(client)
    for expected in (302, 400):
        client.logout()
        sign_in(client)
        response = client.post("/office/account/second-factor", {"code": f" {codes[0].upper()} "})
        assert response.status_code == expected
    assert verbs().count("people.recovery_code_used") == 1
    assert codes[0] not in str(list(Event.objects.values()))


def test_who_must_have_a_second_factor_cannot_drop_it(client: Client, organ: Organ, person: Person) -> None:
    """Where it is optional, one's own is dropped with a click."""
    client.force_login(person)
    enrol(client)
    Organ.objects.update(settings={"second_factor": "required"})
    page = client.post("/office/account/second-factor/drop", follow=True).content.decode()
    assert "不能停用" in page
    Organ.objects.update(settings={})
    client.post("/office/account/second-factor/drop")
    assert not TOTPDevice.objects.exists()


def test_new_recovery_codes_replace_the_earlier_ones(client: Client, person: Person) -> None:
    """They are shown once, when they are made."""
    client.force_login(person)
    _, codes = enrol(client)
    page = client.post("/office/account/recovery-codes").content.decode()
    assert set(re.findall(r'number-plate">([a-z0-9-]+)<', page)).isdisjoint(codes)
    assert RecoveryCode.objects.count() == 10


def test_no_page_of_an_account_is_kept_by_a_browser(client: Client, person: Person) -> None:
    """Codes and keys do not lie in a cache."""
    client.force_login(person)
    for place in ("account", "account/password", "account/second-factor/new"):
        assert "no-store" in client.get(f"/office/{place}").headers["Cache-Control"]


def test_an_expired_session_must_sign_in_again(client: Client, person: Person) -> None:
    """Eight hours after signing in."""
    client.force_login(person)
    session = client.session
    session.set_expiry(-int(timedelta(seconds=1).total_seconds()))
    session.save()
    assert client.get("/office/").status_code == 302
