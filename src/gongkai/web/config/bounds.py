"""What the office does not take in, and what browsers do not keep: said once here for every address.

Django bounds the fields of a form and leaves its files to the server in front; an office may have none.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from gongkai.report.readers import limits
from gongkai.web.api import faults
from gongkai.web.organs.entrance import PREFIX
from gongkai.web.portal import views
from gongkai.web.vault import uploads

Answer = Callable[[HttpRequest], HttpResponse]

ROOM = 2 * 1024 * 1024
"""What a form may hold beside its files."""

MOST = 3 * uploads.LIMIT + ROOM
"""The most that one form may bring: as many files of the largest size as the public is offered."""

LARGER = {"/check/": limits.INPUT_BYTES + ROOM}
"""Addresses that take more: a published report is checked whole."""


class Bounds:
    """Refuses what is too large before any of it is read, and signs that no address and no database can hold."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a call of a usual size."""
        most = LARGER.get(request.path, MOST)
        if _length(request) > most:
            return (
                faults.answer(faults.too_large())
                if _for_systems(request)
                else views.too_large(request, most // 1024 // 1024)
            )
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return faults.answer(faults.bad_address()) if _for_systems(request) else views.bad_request(request)
        return self.answer(request)


class Unkept:
    """Has no browser and no proxy keep a page of the office's own side, whatever it shows."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a call."""
        response = self.answer(request)
        if request.path.startswith(f"/{PREFIX}") and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


def _for_systems(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0
