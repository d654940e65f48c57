"""What every call of the interface passes through: how much it brings, JSON for whatever is answered, and no copy kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from gongkai.web.api import faults, reading
from gongkai.web.api.faults import Fault
from gongkai.web.api.wording import CHINESE

View = Callable[..., HttpResponse]
WITH_FILES = frozenset({"cases", "steps", "versions"})
"""The operations that take files."""


def entered(view: View, *, name: str) -> View:
    """Return an operation as an address answers it."""
    most = reading.MOST if name in WITH_FILES else reading.SMALL

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if reading.length(request) > most:
            return faults.answer(faults.too_large())
        with translation.override(CHINESE):
            response = view(request, *args, **named)
        if response.status_code == 405:
            allowed = {"Allow": response.headers.get("Allow", "")}
            return faults.answer(Fault(405, "method_not_allowed", faults.METHOD, headers=allowed))
        # What is said of a case stays with whoever asked.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    # A token is no cookie: no other site's form can send it, and a session opens nothing here.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer
