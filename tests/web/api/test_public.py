"""What is open to all: the organs, the kinds, the calendar, the status of a request by number and code; and the description."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.actions import Filed
from gongkai.web.organs import attempts
from gongkai.web.organs.models import Organ
from tests.web import factories
from tests.web.api.conftest import System, error_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def anybody() -> System:
    """Return somebody without a token."""
    return System()


@pytest.fixture
def filed(organ: Organ) -> Filed:
    """Return a request with its query code."""
    return factories.filed(organ)


def status(anybody: System, number: str, code: str) -> Any:
    """Return the answer to number and code."""
    return anybody.post("/status", {"number": number, "code": code}, key=None)


def test_number_and_code_show_where_a_request_stands(anybody: System, filed: Filed) -> None:
    """As on the public's page, with the last day; and nothing of who asks or what was written."""
    code = filed.code.lower()
    response = status(anybody, filed.case.number.lower(), f"{code[:4]}-{code[4:8]} {code[8:]}")
    said = json.loads(response.content)
    assert (said["stage"], said["deadline"]["date"], said["remedies"]) == ("in_hand", "2026-12-21", None)
    assert [step["kind"] for step in said["steps"]] == ["received"]
    assert "林某某" not in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_a_reply_and_silence_come_with_their_remedies(anybody: System, filed: Filed, clock: Any) -> None:
    """The clause in both languages, the bodies, and until when."""
    clock.go_to(date(2026, 12, 22))
    silent = json.loads(status(anybody, filed.case.number, filed.code).content)
    assert silent["overdue"]
    assert silent["remedies"]["review_body"] == "云亭区人民政府"
    assert silent["remedies"]["clause"]["zh"] != silent["remedies"]["clause"]["en"]
    factories.replied(filed.case, "state_secret", now=clock.now)
    said = json.loads(status(anybody, filed.case.number, filed.code).content)
    assert said["result"] == "state_secret"
    assert said["remedies"]["review_until"]


@pytest.mark.parametrize("wrong", ["number", "code"])
def test_a_wrong_number_and_a_wrong_code_are_answered_alike(anybody: System, filed: Filed, wrong: str) -> None:
    """So that nobody learns which numbers there are."""
    given = {"number": filed.case.number, "code": filed.code} | {wrong: "YT1-2026-9999"}
    response = status(anybody, **given)
    assert (response.status_code, error_of(response)["code"]) == (404, "no_match")


def test_guessing_is_stopped_and_counted_by_the_hour(anybody: System, filed: Filed, clock: Any) -> None:
    """Also with the right code, until the hour has passed."""
    for _ in range(attempts.CODE_BY_ADDRESS.most):
        assert status(anybody, filed.case.number, "wrong").status_code == 404
    response = status(anybody, filed.case.number, filed.code)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    clock.go_to(factories.TODAY, hour=11)
    assert status(anybody, filed.case.number, filed.code).status_code == 200


def test_guesses_on_the_pages_and_through_the_interface_are_counted_together(
    anybody: System, filed: Filed, client: Client
) -> None:
    """Whoever tries in both places has no more tries than in one."""
    for _ in range(attempts.CODE_BY_ADDRESS.most):
        client.post("/follow/", {"number": filed.case.number, "code": "ABCD2345EFGH"})
    assert status(anybody, filed.case.number, filed.code).status_code == 429


def test_others_guesses_do_not_lock_the_owner_out(anybody: System, filed: Filed) -> None:
    """Who has not been wrong may still try."""
    for _ in range(attempts.CODE_BY_NUMBER.most):
        attempts.add(attempts.CODE_BY_NUMBER, filed.case.number, factories.NOW)
    assert status(anybody, filed.case.number, filed.code).status_code == 200
    assert status(anybody, filed.case.number, "wrong").status_code == 404
    assert status(anybody, filed.case.number, filed.code).status_code == 429


def test_steps_that_concern_the_office_alone_are_not_shown(anybody: System, filed: Filed) -> None:
    """What was heard, and what was undone, is not told; that somebody is asked moves the clock, and is."""
    steps = [
        Step(StepKind.ORGAN_CONSULTED, factories.TODAY, ref="1"),
        Step(StepKind.ORGAN_ANSWERED, factories.TODAY, ref="1"),
        Step(StepKind.CLARIFICATION_ASKED, factories.TODAY),
        Step(StepKind.UNDONE, factories.TODAY),
    ]
    for step in steps:
        actions.take(case=filed.case, step=step, verb="", by=factories.call())
    said = json.loads(status(anybody, filed.case.number, filed.code).content)
    assert [step["kind"] for step in said["steps"]] == ["received", "organ_consulted"]


def test_organs_are_told_with_their_contact_and_the_day_it_was_checked(anybody: System, organ: Organ) -> None:
    """Those of today, each by its code."""
    ended = factories.organ(valid_to=factories.TODAY)
    codes = [each["code"] for each in json.loads(anybody.get("/organs").content)]
    assert organ.code in codes
    assert ended.code not in codes
    said = json.loads(anybody.get(f"/organs/{organ.code}").content)
    assert (said["phone"], said["review_body"]) == ("0731-80000001", "云亭区人民政府")
    assert said["kind_name"]["en"] != said["kind_name"]["zh"]
    assert anybody.get(f"/organs/{ended.code}").status_code == 404
    assert "options" not in said
    assert "settings" not in said


def test_the_kinds_and_the_calendar_are_those_of_the_law(anybody: System) -> None:
    """With the row or the column of the report, and the years whose holidays are known."""
    kinds = {each["code"]: each for each in json.loads(anybody.get("/reply-kinds").content)}
    assert kinds["disclosed"]["rows"]["2021"]
    assert kinds["merged"]["uncounted"]["zh"]
    applicants = {each["code"]: each["column"] for each in json.loads(anybody.get("/applicant-kinds").content)}
    assert (applicants["company"], applicants["commercial"]) == ("commercial", "commercial")
    known = json.loads(anybody.get("/calendar").content)
    assert known["years"][-1] == 2026
    days = json.loads(anybody.get("/calendar/2026").content)["days"]
    assert {"day": "2026-01-04", "kind": "make_up"}.items() <= days[3].items()
    assert anybody.get("/calendar/2031").status_code == 404


def test_the_page_of_the_description_loads_nothing_from_outside(anybody: System) -> None:
    """A government network is closed."""
    text = anybody.get("/").content.decode()
    loaded = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert [each for each in loaded if each.startswith(("http:", "https:", "//"))] == []
    assert "<script" not in text


def test_every_operation_and_every_shape_is_on_the_page_with_words(anybody: System) -> None:
    """Each parameter and each entry that is sent says what it is."""
    known = json.loads(anybody.get("/openapi.json").content)
    text = anybody.get("/").content.decode()
    for path, methods in known["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in text
            assert operation["summary"]
            assert operation["description"]
            assert operation["tags"]
    for name, shape in known["components"]["schemas"].items():
        assert f'id="shape-{name}"' in text
        sent = name.startswith("Sent")
        assert not sent or all(entry.get("description") for entry in _entries(shape)), name


def _entries(shape: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for entry in shape.get("properties", {}).values() if "$ref" not in entry]


def test_what_is_not_there_is_said_in_json_too(anybody: System) -> None:
    """Whatever the address and the method, and whatever is too large."""
    for path in ("/api/", "/api/v1", "/api/v2/cases", "/api/v1/nothing", "/api/v1/cases/"):
        assert error_of(Client().get(path))["code"] == "not_found"
    wrong = Client().delete("/api/v1/organs")
    assert (wrong.status_code, error_of(wrong)["code"], wrong.headers["Allow"]) == (405, "method_not_allowed", "GET")
    assert error_of(Client().get("/api/v1/organs/%00"))["code"] == "bad_address"
    large = Client().post("/api/v1/status", "x", content_type="application/json", CONTENT_LENGTH="70000")
    assert (large.status_code, error_of(large)["code"]) == (413, "too_large")
    larger = Client().post("/api/v1/cases", "x", content_type="application/json", CONTENT_LENGTH="70000000")
    assert (larger.status_code, error_of(larger)["code"]) == (413, "too_large")
