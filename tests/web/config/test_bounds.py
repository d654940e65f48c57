"""What is too large is refused unread and in plain words, and the office's own pages are kept by no browser."""

import contextlib
import json
import logging
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.web.config import bounds
from gongkai.web.config import logging as lines
from gongkai.web.portal import queries
from tests.web import factories

pytestmark = pytest.mark.django_db
WITNESS = "ZHANG-SAN"


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/follow/", bounds.MOST, 200),
        ("/follow/", bounds.MOST + 1, 413),
        ("/apply/", 10**12, 413),
        ("/office/cases/register/", 10**9, 413),
        ("/check/", bounds.MOST + 1, 200),
        ("/check/", bounds.LARGER["/check/"] + 1, 413),
        ("/nothing/here", 10**9, 413),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_read(client, path, length, status) -> None:
    answer = client.get(path, CONTENT_LENGTH=str(length))
    assert answer.status_code == status
    if status == 413:
        assert "没有接收" in answer.content.decode()


def test_three_pictures_of_the_largest_size_are_within_bounds(client) -> None:
    pictures = [SimpleUploadedFile(f"{n}.png", b"0" * (10 * 1024 * 1024)) for n in range(3)]
    assert client.post("/apply/", {"pictures": pictures}).status_code == 422


@pytest.mark.parametrize("path", ["/follow/%00/", "/publications/?organ=%00", "/organs/a%00b/"])
def test_a_sign_that_no_database_holds_is_refused(client, path) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert "不完整" in answer.content.decode()


def test_pages_of_the_office_are_kept_by_no_browser(client) -> None:
    client.force_login(factories.person((factories.organ(), "administrator")))
    for path in ("/office/", "/office/people/", "/office/organs/", "/office/events/", "/office/nothing"):
        assert "no-store" in client.get(path)["Cache-Control"], path


def test_static_files_come_with_the_policy(client) -> None:
    with contextlib.closing(client.get("/static/gongkai/gongkai.css")) as answer:
        assert "default-src 'self'" in answer["Content-Security-Policy"]


def test_a_failure_is_told_in_plain_words_and_without_the_database(client, monkeypatch, caplog) -> None:
    def fail(*given: object) -> None:
        raise ValueError(WITNESS)

    monkeypatch.setattr(queries, "recent", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "系统出错" in answer.content.decode()
    assert WITNESS not in answer.content.decode()
    written = [lines.Lines().format(record) for record in caplog.records]
    assert any("queries.recent" in line and "ValueError" in line for line in written)
    assert not any(WITNESS in line for line in written)


def test_the_log_names_the_route_of_a_stale_form_and_no_number(client, caplog) -> None:
    strict = type(client)(enforce_csrf_checks=True)
    assert strict.post(f"/follow/{WITNESS}/withdraw").status_code == 403
    written = [json.loads(lines.Lines().format(record)) for record in caplog.records]
    assert any("follow/<str:number>/withdraw" in line["message"] for line in written)
    assert not any(WITNESS in json.dumps(line) for line in written)


def test_the_log_says_what_the_machine_says_and_what_an_error_follows_from() -> None:
    try:
        try:
            raise KeyError(WITNESS)
        except KeyError as error:
            raise OSError(28, "No space left on device") from error
    except OSError:
        record = logging.LogRecord("gongkai", logging.ERROR, "", 0, "failed", None, sys.exc_info())
    said = json.loads(lines.Lines().format(record))["error"]
    assert "No space left on device" in said
    assert "KeyError\n" in said
    assert WITNESS not in said
