"""Chinese first, English for whoever chooses it."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_browser_set_to_english_still_gets_chinese(client) -> None:
    assert 'lang="zh-CN"' in client.get("/", headers={"accept-language": "en-US,en"}).content.decode()


def test_whoever_chooses_english_gets_it_on_every_page(client) -> None:
    assert client.post("/language", {"language": "en", "next": "/check/"}).url == "/check/"
    assert 'lang="en"' in client.get("/check/").content.decode()


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_the_choice_leads_nowhere_else(client, to) -> None:
    assert client.post("/language", {"language": "en", "next": to}).url == "/"


def test_an_unknown_language_changes_nothing(client) -> None:
    client.post("/language", {"language": "xx", "next": "/"})
    assert 'lang="zh-CN"' in client.get("/").content.decode()


def test_the_office_says_that_it_is_well(client) -> None:
    assert client.get("/health").json()["status"] == "ok"
