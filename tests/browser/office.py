"""A small office that answers at an address of this machine: `python -m tests.browser.office`, with GONGKAI_HOME set.

It makes its database and its district, and says on its first line of output where it answers and what there is to see, as
JSON. It ends when its standard input is closed.

Its clock stands on `factories.NOW` and goes five seconds further with every call, so that a page is the same on every day,
and a form that a browser fills in at once is not taken for a machine's.
"""

import json
import sys
import threading
from collections.abc import Iterator
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
from django.urls import URLPattern, URLResolver, get_resolver  # noqa: E402

from gongkai.web.config import middleware  # noqa: E402
from tests.browser import district  # noqa: E402
from tests.web import factories  # noqa: E402

STEP = timedelta(seconds=5)


class Quiet(WSGIRequestHandler):
    """Answers without a word."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of what was answered."""


def main() -> None:
    """Run the office until whoever started it closes our standard input."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    calls = count()
    middleware.timezone = SimpleNamespace(  # type: ignore[attr-defined]
        localtime=lambda: factories.NOW + next(calls) * STEP
    )
    call_command("migrate", verbosity=0)
    seen = district.build() | {"address": serve(), "routes": sorted(routes(get_resolver().url_patterns))}
    print(json.dumps(seen), flush=True)
    sys.stdin.read()


def serve() -> str:
    """Answer in the background and return the address."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(WSGIHandler())
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
