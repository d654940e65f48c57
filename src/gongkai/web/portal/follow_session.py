"""Which cases a session has opened by number and query code: an encrypted mark in the session that ends after an hour.

It ends at once where the query code is replaced: whoever had the old one is to see nothing any more.
"""

import base64
from datetime import datetime, timedelta

from django.http import HttpRequest

from gongkai.web.cases.models import Case
from gongkai.web.vault import sealing
from gongkai.web.vault.sealing import Unreadable

OPEN = timedelta(hours=1)
CASES = 10
_KEY, _PURPOSE = "followed", "followed cases"


def open_case(request: HttpRequest, case: Case) -> None:
    """Let this session see a case for an hour from now."""
    now: datetime = request.now  # type: ignore[attr-defined]
    opened = {**_opened(request), _mark(case): (now + OPEN).timestamp()}
    kept = dict(list(opened.items())[-CASES:])
    request.session[_KEY] = base64.b64encode(sealing.seal_json(kept, purpose=_PURPOSE)).decode()


def may_see(request: HttpRequest, case: Case) -> bool:
    """Return whether this session has opened a case within the hour."""
    now: datetime = request.now  # type: ignore[attr-defined]
    return _opened(request).get(_mark(case), 0) > now.timestamp()


def close(request: HttpRequest) -> None:
    """Forget which cases were opened."""
    request.session.pop(_KEY, None)


def _mark(case: Case) -> str:
    return f"{case.pk} {case.code_digest}"


def _opened(request: HttpRequest) -> dict[str, float]:
    marked = request.session.get(_KEY)
    if not marked:
        return {}
    try:
        found: dict[str, float] = sealing.unseal_json(base64.b64decode(marked), purpose=_PURPOSE)
    except (Unreadable, ValueError):
        return {}
    return found
