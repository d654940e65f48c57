"""The calls that the documentation shows do what it says: each is sent as it stands there, one after the other."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from gongkai.web.api.models import Scope
from gongkai.web.cases import actions
from gongkai.web.cases.models import Case
from gongkai.web.organs.models import Organ
from tests.web import factories

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).resolve().parents[3] / "docs" / "howto" / "use-the-api.md"
SITE = "http://testserver"


def calls() -> Iterator[tuple[str, int | None]]:
    """Yield every call that the page shows, with the status that is said above it; None where it is to succeed."""
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S):
        expected = re.match(r"# (\d+)\n", block)
        text = block[expected.end() :] if expected else block
        for call in re.split(r"(?<!\\)\n(?=curl )", text.strip()):
            yield call, int(expected[1]) if expected else None


def sent(client: Client, call: str, known: dict[str, Any]) -> HttpResponse:
    """Send a call as curl would: with `-d` it is a POST."""
    words = shlex.split(Template(call.replace("\\\n", " ")).substitute(known))
    assert words[0] == "curl"
    address, headers, content = "", {}, None
    at = iter(words[1:])
    for word in at:
        if word == "-H":
            name, _, value = next(at).partition(": ")
            headers[name] = value
        elif word == "-d":
            content = next(at)
        elif word == "-o":
            next(at)
        else:
            address = word.removeprefix(SITE)
    kind = headers.pop("Content-Type", "application/json")
    if content is None:
        return client.get(address, headers=headers)
    return client.post(address, content, content_type=kind, headers=headers)


def test_every_call_of_the_page_does_what_it_says(organ: Organ) -> None:
    """In the order of the page, with the number, the code and the letter that come up on the way."""
    client = Client(enforce_csrf_checks=True)
    known = {"SITE": SITE, "TOKEN": factories.token(organ).secret}
    number = 0
    for call, expected in calls():
        number += 1
        response = sent(client, call, known)
        fine = response.status_code == expected if expected else response.status_code in (200, 201)
        assert fine, f"{call}\n{response.status_code} {response.content.decode()}"
        if "query_code" in (said := _json(response)):
            case = Case.objects.get()
            letter = actions.attach(
                case.steps.get(), use="letter", upload=factories.pdf("告知书.pdf"), now=factories.NOW
            )
            known |= {"NUMBER": said["number"], "CODE": said["query_code"], "LETTER": letter.pk}
    assert number > 10


def test_the_refusal_that_the_page_shows_is_the_one_that_comes(organ: Organ) -> None:
    """Its code and both sentences."""
    shown = next(json.loads(text) for text in _shown("json") if "error" in text)["error"]
    case = factories.case(organ)
    known = {"SITE": SITE, "TOKEN": factories.token(organ).secret, "NUMBER": case.number}
    call = next(call for call, expected in calls() if expected == 409)
    said = _json(sent(Client(), call, known))["error"]
    assert {name: said[name] for name in ("code", "zh", "en", "fields")} == {
        name: shown[name] for name in ("code", "zh", "en", "fields")
    }
    assert set(shown["basis"]) <= set(said["basis"])


def test_every_scope_stands_on_the_page() -> None:
    """With what it opens."""
    text = PAGE.read_text("utf-8")
    assert [scope for scope in Scope.values if f"| `{scope}` |" not in text] == []


def _shown(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)


def _json(response: HttpResponse) -> Any:
    return json.loads(response.content) if "json" in response.headers["Content-Type"] else {}
