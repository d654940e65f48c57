"""查一份年报: a report goes in, its tables and findings come out, and nothing is left behind."""

import io
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.web.organs import attempts
from gongkai.web.portal import allowances, check_views, report_check
from tests.web import factories

SAMPLES = Path(check_views.__file__).parent / "samples"
EXAMPLES = Path(__file__).resolve().parents[3] / "examples"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_left():
    yield
    for folder in (settings.HOME.folder / "checks").glob("*/"):
        report_check.discard(folder.name)


def upload(client, content: bytes, name: str = "年报.txt"):
    return client.post("/check/", {"report": SimpleUploadedFile(name, content)})


def result(client, response, seconds: float = 60.0):
    assert response.status_code == 302
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        shown = client.get(response.url)
        if shown.status_code != 202:
            return shown
        assert shown["Refresh"] == "1"
        time.sleep(0.1)
    raise AssertionError("The check did not end.")


@pytest.mark.parametrize("name", sorted(check_views.SAMPLES))
def test_each_sample_shows_its_tables_and_findings(client, name) -> None:
    shown = result(client, client.post("/check/", {"sample": name}))
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "<table" in text and "自然人" in text
    assert (SAMPLES / name).read_bytes() == (EXAMPLES / name).read_bytes()


def test_a_wrong_total_is_found_with_its_rule_and_basis(client) -> None:
    text = result(client, client.post("/check/", {"sample": "heqiao-zhen-2025.txt"})).content.decode()
    assert "GK102" in text
    assert "60号" in text or "30号" in text


def test_nothing_is_kept_of_the_upload_and_soon_nothing_of_the_page(client) -> None:
    response = upload(client, (EXAMPLES / "heqiao-zhen-2025.txt").read_bytes())
    assert result(client, response).status_code == 200
    token = response.url.strip("/").split("/")[-1]
    folder = settings.HOME.folder / "checks" / token
    assert sorted(path.name for path in folder.iterdir()) == ["name", "page.html"]
    assert client.post(f"/check/{token}/discard").status_code == 302
    assert not folder.exists()
    assert client.get(response.url).status_code == 404


def test_old_checks_are_swept(client, clock) -> None:
    response = upload(client, b"x" * 100)
    result(client, response)
    assert report_check.sweep(clock.now) == 0
    assert report_check.sweep(clock.now + report_check.KEPT * 2) == 1
    assert client.get(response.url).status_code == 404


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01\x02" * 50, b"%PDF-1.7 broken", b"PK\x03\x04 no archive", "并非年度报告。".encode() * 3],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(client, content) -> None:
    shown = result(client, upload(client, content, "file.bin"))
    assert shown.status_code in (200, 422)
    assert "。" in shown.content.decode()


def test_a_zip_shows_each_of_its_reports_and_no_more_than_a_few(client) -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for number in range(22):
            archive.writestr(f"{number}.txt", (EXAMPLES / "heqiao-zhen-2025.txt").read_bytes())
    text = result(client, upload(client, packed.getvalue(), "全区.zip")).content.decode()
    assert text.count("<article") == 21
    assert "gongkai check" in text


@pytest.mark.parametrize(("fields", "status"), [({}, 400), ({"report": SimpleUploadedFile("a.txt", b"")}, 400)])
def test_a_form_without_a_report_says_what_to_do(client, fields, status) -> None:
    shown = client.post("/check/", fields)
    assert shown.status_code == status
    assert "请" in shown.content.decode()


def test_the_name_of_the_file_cannot_do_harm(client) -> None:
    shown = result(client, upload(client, b"abc", '../../<script>alert(1)</script>".txt'))
    assert b"<script>alert" not in shown.content


def test_the_page_allows_its_own_style_and_nothing_else(client) -> None:
    shown = result(client, client.post("/check/", {"sample": "lizhou-qu-2025.html"}))
    assert shown["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert b"<script" not in shown.content


def test_too_many_at_once_are_asked_to_wait(client, monkeypatch) -> None:
    monkeypatch.setattr(report_check, "AT_ONCE", 0)
    shown = upload(client, b"abc")
    assert shown.status_code == 503
    assert "再试" in shown.content.decode()


@pytest.mark.parametrize("token", ["x", "..", "0" * 32, "0" * 33])
def test_a_wrong_token_opens_nothing(client, token) -> None:
    assert client.get(f"/check/{token}/").status_code == 404


def test_a_child_that_takes_too_long_is_ended(client, clock, monkeypatch, tmp_path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(report_check.sys, "executable", str(slow))
    response = upload(client, b"abc")
    assert client.get(response.url).status_code == 202
    clock.now += timedelta(seconds=report_check.SECONDS + 1)
    assert client.get(response.url).status_code == 422
    assert client.get(response.url).status_code == 404


def test_a_child_that_dies_is_told_and_nothing_is_kept(client, monkeypatch) -> None:
    monkeypatch.setattr(report_check.sys, "executable", "/bin/false")
    response = upload(client, b"abc")
    shown = result(client, response)
    assert shown.status_code == 422
    assert client.get(response.url).status_code == 404


def test_a_sample_can_be_downloaded(client) -> None:
    shown = client.get("/check/sample/heqiao-zhen-2025.txt")
    assert shown["Content-Disposition"].startswith("attachment")
    assert client.get("/check/sample/../settings.py").status_code == 404


def test_an_address_that_checks_very_often_is_asked_to_wait(client) -> None:
    for _ in range(allowances.CHECKING.most):
        attempts.add(allowances.CHECKING, "192.0.2.1", factories.NOW)
    sample = {"sample": "heqiao-zhen-2025.txt"}
    refused = client.post("/check/", sample, REMOTE_ADDR="192.0.2.1")
    assert refused.status_code == 429
    assert "稍后再试" in refused.content.decode()
    assert client.post("/check/", sample, REMOTE_ADDR="192.0.2.2").status_code == 302


def test_the_child_is_told_nothing_of_the_office(client, monkeypatch) -> None:
    started: list[dict[str, str]] = []
    start = subprocess.Popen

    def watch(*given, **named):
        started.append(named["env"])
        return start(*given, **named)

    monkeypatch.setenv("GONGKAI_DATABASE_PASSWORD", "secret")
    monkeypatch.setattr(report_check.subprocess, "Popen", watch)
    assert result(client, client.post("/check/", {"sample": "heqiao-zhen-2025.txt"})).status_code == 200
    assert started and not [name for name in started[0] if name.startswith("GONGKAI_")]


def test_a_process_that_has_the_number_of_an_old_child_is_left_alone(client, clock) -> None:
    token = "0" * 32
    folder = settings.HOME.folder / "checks" / token
    folder.mkdir(parents=True)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True) as other:
        folder.with_suffix(".pid").write_text(str(other.pid))
        try:
            assert report_check.standing(token, clock.now) is report_check.Standing.FAILED
            report_check.discard(token)
            assert not folder.exists()
            with pytest.raises(subprocess.TimeoutExpired):
                other.wait(0.2)
        finally:
            other.kill()


def test_an_upload_that_finds_no_room_leaves_nothing(client, monkeypatch) -> None:
    def full(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report_check, "_start", full)
    client.raise_request_exception = False
    assert client.post("/check/", {"sample": "heqiao-zhen-2025.txt"}).status_code == 500
    assert not list((settings.HOME.folder / "checks").iterdir())
