"""The first version of the interface, a module a subject. An operation reads what was sent, calls one action or query, answers."""

from typing import Any

from gongkai.web.api.doors import Bearer
from gongkai.web.api.models import Scope
from gongkai.web.api.shapes import FaultAnswer

REFUSALS = {
    400: FaultAnswer,
    401: FaultAnswer,
    403: FaultAnswer,
    404: FaultAnswer,
    409: FaultAnswer,
    413: FaultAnswer,
    422: FaultAnswer,
    429: FaultAnswer,
}


def answers(shape: Any, *refusals: int, status: int = 200) -> dict[int, Any]:
    """Return what an operation answers: its shape, and these refusals; any address can be one that cannot be read."""
    return {status: shape} | {each: REFUSALS[each] for each in (400, *refusals)}


def door(scope: Scope, **described: Any) -> dict[str, Any]:
    """Return the door of an operation: the scope that it takes, which its description names too."""
    return {"auth": Bearer(scope), "openapi_extra": {"x-scope": str(scope), **described}}


READING = (401, 403, 404, 422, 429)
"""The refusals of whatever reads with a token."""

WRITING = (401, 403, 404, 409, 413, 422, 429)
"""The refusals of whatever writes with a token."""
