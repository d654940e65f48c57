"""A small office that answers at an address of this machine: `python -m tests.browser.office`, with GONGKAI_HOME set.

It makes its database and its district, and says on its first line of output where it answers and what there is to see, as
JSON. It ends when its standard input is closed.

Its clock stands on `factories.NOW` and goes five seconds further with every call, so that a page is the same on every day,
and a form that a browser fills in at once is not taken for a machine's.
"""

import json
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve  # noqa: E402

from gongkai.web.config import middleware  # noqa: E402
from tests.browser import district  # noqa: E402
from tests.web import factories  # noqa: E402

STEP = timedelta(seconds=5)


class Quiet(WSGIRequestHandler):
    """Answers without a word."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of what was answered."""


class Named(WSGIHandler):
    """The office, which says with each answer by the name of which address it was found."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a call."""

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, ("X-Route", name_of(environ["PATH_INFO"]))], *more)

        return super().__call__(environ, start)


def name_of(path: str) -> str:
    """Return the name of an address; nothing where there is none."""
    try:
        return resolve(path).view_name or ""
    except Resolver404:
        return ""


def main() -> None:
    """Run the office until whoever started it closes our standard input."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    calls = count()
    middleware.timezone = SimpleNamespace(  # type: ignore[attr-defined]
        localtime=lambda: factories.NOW + next(calls) * STEP
    )
    call_command("migrate", verbosity=0)
    seen = district.build() | {"address": serve(), "routes": sorted(routes(get_resolver().url_patterns))}
    sys.stdout.write(f"{json.dumps(seen)}\n")
    sys.stdout.flush()
    sys.stdin.read()


def serve() -> str:
    """Answer in the background and return the address."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(Named())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def routes(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """Yield the name of every address of the office."""
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, f"{each.namespace}:" if each.namespace else space)
        else:
            yield f"{space}{each.name}"


if __name__ == "__main__":
    main()
