"""What the tests of the interface share: an organ, tokens of it, and a system that calls with one."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from gongkai.web.api import actions
from gongkai.web.organs.models import Organ
from tests.web import factories

FOREVER = date(2027, 11, 22)


class System:
    """Another system: it calls with a token, or with none."""

    def __init__(self, secret: str = "", made: actions.Made | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=True)
        self.secret, self.made = secret, made
        self.keys = iter(range(1, 1000))

    def get(self, path: str, **query: Any) -> HttpResponse:
        """Ask."""
        return self.client.get(f"/api/v1{path}", query, headers=self._headers())

    def post(self, path: str, sent: Any, key: str | None = "") -> HttpResponse:
        """Send, with a key of its own each time unless one is given; with none for None."""
        named = {} if key is None else {"Idempotency-Key": key or f"call-{next(self.keys):05}-{id(self)}"}
        content = json.dumps(sent, default=str)
        headers = {**self._headers(), **named}
        return self.client.post(f"/api/v1{path}", content, content_type="application/json", headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} if self.secret else {}


@pytest.fixture
def organ() -> Organ:
    """Return the organ of the tokens."""
    return factories.organ(phone="0731-80000001", review_body="云亭区人民政府", court="云亭区人民法院")


@pytest.fixture
def system(organ: Organ) -> Callable[..., System]:
    """Return what makes a system with a token of these scopes; of all where none are given."""

    def make(*scopes: str, where: Organ | None = None, until: date = FOREVER) -> System:
        made = factories.token(where or organ, *scopes, until=until)
        return System(made.secret, made)

    return make


def request_of(**changed: Any) -> dict[str, Any]:
    """Return a request as a system sends it."""
    return {
        "channel": "counter",
        "arrived": str(factories.TODAY),
        "subject": "2025年度道路养护经费支出明细",
        "description": "请提供2025年度道路养护经费的支出明细表。",
        "delivery": "online",
        "applicant": {
            "kind": "natural_person",
            "name": "林某某",
            "id_number": "11010519491231002X",
            "phone": "13800000000",
        },
    } | changed


def error_of(response: HttpResponse) -> dict[str, Any]:
    """Return the refusal in an answer, which has one shape."""
    said: dict[str, Any] = json.loads(response.content)["error"]
    assert set(said) == {"code", "zh", "en", "basis", "fields"}
    assert said["zh"] and said["en"]
    return said


def places_of(response: HttpResponse) -> Sequence[str]:
    """Return the places that an answer names."""
    assert response.status_code == 422, response.content
    return [each["place"] for each in error_of(response)["fields"]]
