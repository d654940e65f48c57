"""What every call passes through: the day it is, read once here and handed on as an argument, and one log line."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone

logger = logging.getLogger("gongkai.request")
Answer = Callable[[HttpRequest], HttpResponse]


class Clock:
    """Sets `request.now` and `request.today` (Asia/Shanghai). Views hand them to actions and queries."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a call that knows its day."""
        now = timezone.localtime()
        request.now = now  # type: ignore[attr-defined]
        request.today = now.date()  # type: ignore[attr-defined]
        return self.answer(request)


class RequestLog:
    """Logs the route of a call, its status and its time: the pattern of the address, never its numbers or its query."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a call and log it."""
        started = time.perf_counter()
        response = self.answer(request)
        route = request.resolver_match.route if request.resolver_match else "-"
        spent = round((time.perf_counter() - started) * 1000, 1)
        logger.info(
            "answered",
            extra={"method": request.method, "path": route, "status": response.status_code, "milliseconds": spent},
        )
        return response


class Language(LocaleMiddleware):
    """Shows Chinese until the reader chooses English: official texts are Chinese, whatever language a browser is set to."""

    def process_request(self, request: HttpRequest) -> None:
        """Take the language that was chosen on the site and no other."""
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
