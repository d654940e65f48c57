"""What is read of a call: JSON up to a size, of text that every database can hold."""

import json
from typing import Any, cast

from django.http import HttpRequest
from ninja.parser import Parser

from gongkai.web.vault import uploads

SMALL = 64 * 1024
"""The most that a call without files may bring."""

MOST = 3 * uploads.LIMIT + 2 * 1024 * 1024
"""The most that a call with files may bring, the files in base64."""


class Reader(Parser):
    """Reads the body whole; how long it may be was looked at before."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what was sent.

        :raises ValueError: where it is no JSON, or holds signs that no text has.
        """
        sent = json.loads(request.body.decode("utf-8"))
        _look_at(sent)
        return cast(dict[str, Any], sent)


def take_in(request: HttpRequest) -> None:
    """Read the body of whoever has shown a token: Django bounds it as it bounds the fields of a form, without its files."""
    request._body = request.read(MOST)


def length(request: HttpRequest) -> int:
    """Return how much a call says that it brings."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0


def _look_at(sent: Any) -> None:
    if isinstance(sent, str):
        if "\0" in sent:
            raise ValueError("a text holds no zero")
        sent.encode("utf-8")  # Half of a pair of signs cannot be.
    elif isinstance(sent, dict):
        for name, value in sent.items():
            _look_at(name)
            _look_at(value)
    elif isinstance(sent, list):
        for each in sent:
            _look_at(each)
