"""Nothing typed is lost: what a form holds comes back to be copied where it could not be taken."""

from collections.abc import Iterator

import pytest
from django import forms
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

from gongkai.web.organs import unsaved
from gongkai.web.organs.models import Event, Person, Role
from tests.web import factories

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver", "Referer": "http://testserver/office/cases/YT-1/write/reply/?at=clarity"}
WRITE = "/office/cases/YT-1/write/reply/"
OFFICE = ("organs", "cases", "publications", "reporting", "api")
TYPED = (forms.TextInput, forms.Textarea)


@pytest.fixture
def person() -> Person:
    """Return a handler."""
    return factories.person((factories.organ(), Role.HANDLER), username="handler")


def text_of(response: HttpResponse) -> str:
    """Return the page."""
    return response.content.decode()


def test_what_was_typed_after_the_session_ended_comes_back_to_be_copied(client: Client) -> None:
    """With its name in words, as text, and with the way back to the page that it was written on."""
    said = {"text": "第一段\r\n<b>第二段</b>", "evidence-search_record-systems": "公文管理系统", "kind": "disclosed"}
    response = client.post(WRITE, said, headers=HERE)
    page = text_of(response)
    assert response.status_code == 401
    assert "没有保存" in page
    assert "第一段\n&lt;b&gt;第二段&lt;/b&gt;</textarea>" in page
    assert ">正文</label>" in page
    assert ">检索的系统与载体</label>" in page
    assert "disclosed" not in page
    assert (
        'href="/office/sign-in?next=%2Foffice%2Fcases%2FYT-1%2Fwrite%2Freply%2F%3Fat%3Dclarity" target="_blank"' in page
    )
    assert "no-store" in response.headers["Cache-Control"]


def test_secrets_and_the_contents_of_files_never_come_back(client: Client) -> None:
    """A file is named, to be chosen again."""
    said = {"old": "secret-1 密", "new": "secret-2 密", "password": "secret-3 密", "code": "654321", "token": "abc密"}
    file = SimpleUploadedFile("公函<1>.pdf", "机密内容".encode())
    page = text_of(client.post("/office/account/password", {**said, "letters": file}, headers=HERE))
    assert not [each for each in (*said.values(), "机密内容") if each in page]
    assert "公函&lt;1&gt;.pdf" in page


def test_nothing_of_it_is_kept(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in the log, nor among the events, nor in a session."""
    client.post(WRITE, {"text": "不应留下的话"}, headers=HERE)
    assert "不应留下的话" not in caplog.text
    assert (Event.objects.count(), Session.objects.count()) == (0, 0)


def test_what_is_longer_than_any_form_is_cut_off_and_said_to_be(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page stays of a size that can be shown."""
    monkeypatch.setattr(unsaved, "MOST", 10)
    page = text_of(client.post(WRITE, {"text": "字" * 12, "remark": "不再显示"}, headers=HERE))
    assert "字" * 10 in page
    assert "字" * 11 not in page
    assert "不再显示" not in page
    assert "只显示了前面的部分" in page


def test_a_page_from_before_the_sign_in_gives_back_what_was_typed(person: Person) -> None:
    """Signing in changes the mark that forms carry; the page says so and leads back to where it was written."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    response = client.post(WRITE, {"text": "写好的正文"}, headers=HERE)
    assert response.status_code == 403
    assert "写好的正文" in text_of(response)
    assert f'href="{WRITE}?at=clarity" target="_blank"' in text_of(response)


def test_what_another_site_made_up_is_not_shown_here() -> None:
    """Nobody's words stand on a page of the office that did not come from it."""
    client = Client(enforce_csrf_checks=True)
    response = client.post(WRITE, {"text": "请致电骗子"}, headers={"Origin": "https://evil.example"})
    assert response.status_code == 401
    assert "请致电骗子" not in text_of(response)
    assert "evil.example" not in text_of(response)


def test_a_page_that_is_being_written_stays_as_it_is(client: Client, person: Person) -> None:
    """The sentence is put above what was typed; after signing in, the page gets a mark that holds and is written on."""
    live = HERE | {"HX-Request": "true"}
    response = client.post(WRITE, {"text": "写到一半"}, headers=live)
    assert (response.status_code, response.headers["HX-Retarget"]) == (200, "#unsaved")
    assert "在新窗口登录" in text_of(response)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    response = strict.post(WRITE, {"text": "写到一半"}, headers=live)
    mark = text_of(response).split('value="')[1].split('"')[0]
    organ = f"/office/organs/{person.posts.get().organ.code}"
    again = strict.post(f"{organ}/contact-checked", {"csrfmiddlewaretoken": mark}, headers=HERE)
    assert again.status_code == 302


def test_signing_in_and_out_ask_for_no_page_of_their_own(client: Client) -> None:
    """Who signs out twice is out; a password sent without the mark of this site is not spoken of."""
    assert client.post("/office/sign-out").status_code == 302
    strict = Client(enforce_csrf_checks=True)
    page = text_of(strict.post("/office/sign-in", {"username": "admin", "password": "x"}, headers=HERE))
    assert "admin" not in page


def test_every_field_that_is_typed_into_has_its_word_or_is_a_secret() -> None:
    """A new form of the office says what its fields are called; what hides while it is typed is never shown."""
    get_resolver().url_patterns  # noqa: B018 - loads every view and with it every form
    wordless = set()
    for form in _below(forms.BaseForm):
        if not form.__module__.startswith(tuple(f"gongkai.web.{app}." for app in OFFICE)):
            continue
        for name, field in form.base_fields.items():
            if isinstance(field.widget, forms.PasswordInput):
                assert name in unsaved.NEVER, f"{form.__name__}.{name}"
            elif isinstance(field.widget, TYPED):
                wordless |= {name} - {*unsaved.WORDS, *unsaved.NEVER}
    assert wordless <= {"person", "thing"}, "those of the log's filter, which is never posted"


def _below(parent: type) -> Iterator[type]:
    for each in parent.__subclasses__():
        yield each
        yield from _below(each)
