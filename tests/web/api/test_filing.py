"""Another system files a request: as staff registers one, once for a key, in the name of its token."""

import base64
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from gongkai.web.cases import queries
from gongkai.web.cases.models import Attachment, Case, Step
from gongkai.web.organs.models import Event, Organ
from gongkai.web.vault import files
from tests.web import factories
from tests.web.api.conftest import System, error_of, places_of, request_of

pytestmark = pytest.mark.django_db
Systems = Callable[..., System]
PDF = base64.b64encode(b"%PDF-1.4\n%%EOF\n").decode()


def test_a_request_is_filed_with_its_number_its_code_and_its_last_day(system: Systems, organ: Organ) -> None:
    """The answer holds what the receipt holds."""
    response = system("cases:file").post("/cases", request_of())
    assert response.status_code == 201
    said = json.loads(response.content)
    case = Case.objects.get()
    assert said["number"] == case.number
    assert queries.followed(case.number, said["query_code"]) == case
    assert said["case"]["due"] == "2026-12-21"
    assert said["case"]["deadline"]["basis"]
    assert case.organ == organ
    assert case.registered_by is not None
    assert case.registered_by.is_service
    assert queries.applicant(case)["id_number"] == "11010519491231002X"


def test_a_scan_of_some_megabytes_is_taken_and_one_too_large_named(system: Systems) -> None:
    """What Django bounds of a form are its fields; a file in base64 is none of them."""
    large, larger = (b"%PDF-1.4\n" + b"0" * size * 1024 * 1024 + b"\n%%EOF\n" for size in (4, 11))
    sent = {"name": "扫描件.pdf", "use": "material"}
    for data, status in ((large, 201), (larger, 422)):
        file = {**sent, "content": base64.b64encode(data).decode()}
        response = system("cases:file").post("/cases", request_of(files=[file]))
        assert response.status_code == status, response.content
    assert "10 MB" in response.content.decode()
    assert files.read(Attachment.objects.get().file) == large


def test_a_stranger_s_body_is_not_read(client: Client) -> None:
    """However much it is: nothing is known of whoever sends it."""
    sent = client.post("/api/v1/cases", b"0" * 3_000_000, content_type="application/json")
    assert (sent.status_code, error_of(sent)["code"]) == (401, "no_token")


def test_the_event_names_the_account_of_the_token_and_holds_no_personal_data(system: Systems) -> None:
    """What a system did stands in the log as what a person did does."""
    other = system("cases:file")
    other.post("/cases", request_of())
    event = Event.objects.filter(thing="case").latest("number")
    assert other.made is not None
    assert event.actor == other.made.token.person
    assert "林某某" not in json.dumps(event.detail, ensure_ascii=False)


def test_the_same_key_files_once_and_tells_the_code_once(system: Systems) -> None:
    """A system that heard no answer sends again."""
    other = system()
    first = json.loads(other.post("/cases", request_of(), key="window-3-000017").content)
    again = other.post("/cases", request_of(), key="window-3-000017")
    assert again.status_code == 200
    said = json.loads(again.content)
    assert (said["number"], said["query_code"]) == (first["number"], None)
    assert Case.objects.count() == 1


def test_the_same_key_of_another_system_is_another_request(system: Systems) -> None:
    """Keys are not shared: nobody is shown the case of another."""
    one, other = system(), system(where=factories.organ())
    first = json.loads(one.post("/cases", request_of(), key="000000017").content)
    second = other.post("/cases", request_of(), key="000000017")
    assert second.status_code == 201
    assert json.loads(second.content)["number"] != first["number"]


@pytest.mark.parametrize("key", [None, "short", "with a blank", "x" * 129, "中文的编号中文的编号"])
def test_a_key_is_needed_and_is_a_plain_word(system: Systems, key: str | None) -> None:
    """Without one a broken line would file twice."""
    other = system()
    headers = {} if key is None else {"Idempotency-Key": key.encode().decode("latin-1")}
    response = other.client.post(
        "/api/v1/cases",
        json.dumps(request_of()),
        content_type="application/json",
        headers={"Authorization": f"Bearer {other.secret}", **headers},
    )
    assert places_of(response) == ["header.Idempotency-Key"]
    assert not Case.objects.exists()


def test_a_key_that_was_used_for_another_request_files_none_and_says_so(system: Systems) -> None:
    """Else the second request would be lost, and its applicant be told the number of another's."""
    other = system()
    other.post("/cases", request_of(), key="window-000001")
    again = other.post("/cases", request_of(subject="2024年度绿化经费"), key="window-000001")
    assert places_of(again) == ["header.Idempotency-Key"]
    assert Case.objects.count() == 1


def test_a_channel_that_needs_it_waits_for_its_confirmation(system: Systems) -> None:
    """Art. 31: the period of a fax runs from the day of the confirmation."""
    other = system()
    waits = json.loads(other.post("/cases", request_of(channel="fax", arrived="2026-11-20")).content)["case"]
    assert (waits["stage"], waits["received"], waits["deadline"]) == ("unconfirmed", None, None)
    confirmed = request_of(channel="fax", arrived="2026-11-19", confirmed="2026-11-20")
    assert json.loads(other.post("/cases", confirmed).content)["case"]["received"] == "2026-11-20"


def test_a_finer_kind_of_applicant_is_taken_and_counts_in_its_column(system: Systems) -> None:
    """A company is known by its code and counts as commercial."""
    asks = {"kind": "company", "name": "云亭养护有限公司", "id_number": "91110000600037341L", "phone": "0731-80000000"}
    response = system().post("/cases", request_of(applicant=asks))
    assert response.status_code == 201, response.content
    assert json.loads(response.content)["case"]["counts"]["column"] == "commercial"


def test_files_are_looked_at_and_kept_encrypted(system: Systems) -> None:
    """A proof of identity, what proves the arrival, what was handed in."""
    papers = [{"name": f"{use}.pdf", "content": PDF, "use": use} for use in ("identity", "evidence", "material")]
    assert system().post("/cases", request_of(files=papers)).status_code == 201
    kept = Attachment.objects.select_related("file").order_by("use")
    assert [each.use for each in kept] == ["evidence", "identity", "material"]
    assert files.read(kept[0].file) == b"%PDF-1.4\n%%EOF\n"


@pytest.mark.parametrize(
    ("paper", "place"),
    [
        ({"name": "a.pdf", "content": "no base64!"}, "body.files.0.content"),
        ({"name": "a.pdf", "content": base64.b64encode(b"<html>").decode()}, "body.files"),
        ({"name": "a.pdf", "content": ""}, "body.files"),
        ({"name": "..", "content": PDF, "use": "letter"}, "body.files.0.use"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_at_its_place(system: Systems, paper: Any, place: str) -> None:
    """And nothing is filed."""
    assert places_of(system().post("/cases", request_of(files=[paper]))) == [place]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"delivery": "email"}, "body.applicant.email"),
        ({"delivery": "mail"}, "body.applicant.address"),
        ({"applicant": {"kind": "natural_person", "name": "林某某", "id_number": "1"}}, "body.applicant.id_number"),
        ({"applicant": {"kind": "martian", "name": "林某某"}}, "body.applicant.kind"),
        ({"applicant": {"kind": "natural_person", "name": "林某某", "phone": "12"}}, "body.applicant.phone"),
        ({"arrived": 1}, "body.arrived"),
        ({"arrived": "23.11.2026"}, "body.arrived"),
        ({"channel": "pigeon"}, "body.channel"),
        ({"subject": ""}, "body.subject"),
        ({"purpose": "研究"}, "body.purpose"),
    ],
)
def test_what_is_not_valid_is_told_at_its_place_in_both_languages(
    system: Systems, changed: dict[str, Any], place: str
) -> None:
    """By the same rules as the form of the counter; and nobody is asked for a purpose."""
    response = system().post("/cases", request_of(**changed))
    assert place in places_of(response)
    said = next(each for each in error_of(response)["fields"] if each["place"] == place)
    assert said["zh"]
    assert said["en"]
    assert said["zh"] != said["en"]


@pytest.mark.parametrize("day", ["2026-11-24", "2018-01-02", "9999-12-31", "0001-01-01"])
def test_a_day_that_the_law_does_not_know_is_refused_with_its_sentence(system: Systems, day: str) -> None:
    """Ahead, or before the Regulation."""
    response = system().post("/cases", request_of(arrived=day))
    assert response.status_code == 409
    assert error_of(response)["zh"].endswith("。")
    assert not Step.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "null", "[]", '"\\ud800"', '{"channel": "a\\u0000"}', "[" * 100_000])
def test_what_is_no_readable_json_is_refused_as_such(system: Systems, body: str) -> None:
    """Half a sign, a zero in a text, a bottomless list: none breaks it."""
    other = system()
    response = other.client.post(
        "/api/v1/cases",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {other.secret}", "Idempotency-Key": "0000000001"},
    )
    assert response.status_code in (400, 422)
    assert error_of(response)


def test_a_token_that_expired_since_files_nothing(system: Systems, clock: Any) -> None:
    """It holds on its last day and not on the next."""
    other = system(until=date(2026, 11, 24))
    clock.go_to(date(2026, 11, 24))
    assert other.post("/cases", request_of(arrived="2026-11-24")).status_code == 201
    clock.go_to(date(2026, 11, 25))
    assert other.post("/cases", request_of(arrived="2026-11-25")).status_code == 401
