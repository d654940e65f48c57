"""The interface keeps what its description says, for whatever is sent: no error of the server, and each refusal as described.

Calls are made up from the description (schemathesis), with a token of all scopes, of one scope and without any.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi import checks

from gongkai.web.api import limits, reference
from gongkai.web.api.models import Scope
from gongkai.web.organs import attempts
from gongkai.web.organs.attempts import Limit
from gongkai.web.organs.models import Organ
from tests.web import factories
from tests.web.api.conftest import request_of

CHECKS: list[Any] = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.unsupported_method,
]
ALL = "all"


def _can_be_wrong(path: str, method: str) -> bool:
    """Return whether anything that an operation takes can be of a wrong shape; a text in an address cannot."""
    operation = reference.document()["paths"][path][method]
    texts = [each for each in operation["parameters"] if each["in"] == "path" and each["schema"]["type"] == "string"]
    return "requestBody" in operation or len(operation["parameters"]) > len(texts)


OPERATIONS = [
    (path, method, operation.get("x-scope", ""))
    for path, methods in reference.document()["paths"].items()
    for method, operation in methods.items()
]
POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
CALLS = [
    *((*each, POSITIVE) for each in OPERATIONS),
    *((*each, NEGATIVE) for each in OPERATIONS if _can_be_wrong(each[0], each[1])),
]
NUMBER = "/api/v1/cases/{number}"
RIGHT: dict[str, dict[str, Any]] = {
    "/api/v1/cases": request_of(),
    f"{NUMBER}/steps": {"kind": "clarification_asked", "on": str(factories.TODAY), "note": "请写明年份。"},
    f"{NUMBER}/versions": {"kind": "replied", "reply": "disclosed", "text": "现予公开。", "submit": True},
}
"""What could be done, into which what is made up is put piece by piece, so that a call gets as far as the law."""
EXAMPLES = int(os.environ.get("GONGKAI_API_EXAMPLES", "5"))
"""How many calls of each kind are made up; more where somebody looks for what these do not find."""
QUIET = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock, which stands, not count everything into one minute."""
    for place, name in (
        (limits, "CALLS"),
        (limits, "WRONG_TOKENS"),
        (attempts, "CODE_BY_ADDRESS"),
        (attempts, "CODE_BY_NUMBER"),
    ):
        limit: Limit = getattr(place, name)
        monkeypatch.setattr(place, name, replace(limit, most=1_000_000))


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the connection of the test over its calls, as the client of Django does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def schema() -> Any:
    """Return the description, as what calls are made up from."""
    config = SchemathesisConfig.from_dict({"generation": {"no-shrink": True, "allow-x00": True}})
    loaded = schemathesis.openapi.from_dict(reference.document(), config=config)
    loaded.app = get_wsgi_application()
    return loaded


@pytest.fixture
def things(organ: Organ) -> dict[str, Any]:
    """Return what there is to come upon: a case with a letter."""
    filed = factories.filed(organ, attachments=[("letter", factories.pdf())])
    return {"number": filed.case.number, "key": filed.case.attachments.get().pk, "code": organ.code, "year": 2026}


Secrets = Callable[[str], dict[str, str]]


@pytest.fixture
def headers(organ: Organ) -> Secrets:
    """Return what makes the header of a token with a scope."""

    def make(scope: str) -> dict[str, str]:
        if not scope:
            return {}
        secret = factories.token(organ, *([] if scope == ALL else [scope])).secret
        return {"Authorization": f"Bearer {secret}"}

    return make


@pytest.mark.parametrize(("path", "method", "scope", "mode"), CALLS, ids=[f"{m} {p} {mode}" for p, m, _, mode in CALLS])
def test_nothing_that_is_sent_breaks_it(  # noqa: PLR0913 - what a call is made up from
    schema: Any, things: dict[str, Any], headers: Secrets, path: str, method: str, scope: str, mode: GenerationMode
) -> None:
    """Each answer is one that the description names, of the shape that it says."""
    with_token = headers(ALL if scope else "")

    @QUIET
    @given(case=_cases(schema, path, method, mode), known=st.integers(0, 3), kept=st.randoms(use_true_random=False))
    def send(case: Any, known: int, kept: Random) -> None:
        if known:
            found = case.path_parameters or {}
            case.path_parameters = {name: things.get(name, value) for name, value in found.items()}
        if known > 1 and isinstance(case.body, dict) and (right := RIGHT.get(path)):
            case.body = right | {name: value for name, value in case.body.items() if kept.random() < known / 8}
        with transaction.atomic():
            response = case.call(headers=with_token)
            case.validate_response(response, checks=CHECKS)
            transaction.set_rollback(True)

    send()


@pytest.mark.parametrize("given_scope", [*Scope.values, ""], ids=lambda scope: scope or "no token")
def test_a_token_of_one_scope_is_refused_alike_whatever_is_sent(
    schema: Any, things: dict[str, Any], headers: Secrets, given_scope: str
) -> None:
    """401 without a token and 403 without the scope, before anything that was sent is read."""
    sent = headers(given_scope)
    for path, method, scope in OPERATIONS:
        if not scope or scope == given_scope:
            continue

        @settings(QUIET, max_examples=1)
        @given(case=_cases(schema, path, method, POSITIVE))
        def send(case: Any) -> None:
            response = case.call(headers=sent)
            assert response.status_code == (403 if given_scope else 401)  # noqa: B023
            case.validate_response(response, checks=CHECKS[:-1])

        send()


def _cases(schema: Any, path: str, method: str, mode: GenerationMode) -> Any:
    return schema[path][method.upper()].as_strategy(generation_mode=mode)
