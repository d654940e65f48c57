"""How often the same address, number or token has tried something: counted in the database, for all processes alike.

What is counted is a keyed digest that changes with the window. Neither an address nor a token is ever kept. Each app names
its own limits; wrong query codes are counted here, since a code is tried on the public's pages and through the interface.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import F

from gongkai.web.organs.models import Tally
from gongkai.web.vault import sealing

FORGOTTEN = timedelta(days=2)


class Span(Enum):
    """How long a window is."""

    MINUTE = timedelta(minutes=1)
    HOUR = timedelta(hours=1)
    DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """What is counted, from how many times on it is refused, and over what time."""

    purpose: str
    most: int
    span: Span = Span.HOUR

    def window(self, now: datetime) -> datetime:
        """Return when the window of a moment began."""
        began = now.replace(second=0, microsecond=0)
        if self.span is not Span.MINUTE:
            began = began.replace(minute=0)
        return began.replace(hour=0) if self.span is Span.DAY else began

    def wait(self, now: datetime) -> int:
        """Return after how many seconds the window of a moment ends."""
        return max(1, int((self.window(now) + self.span.value - now).total_seconds()))


CODE_BY_ADDRESS = Limit("code_address", 20)
"""Wrong query codes from one address in an hour."""

CODE_BY_NUMBER = Limit("code_number", 60)
"""Wrong query codes on one number in an hour; from there on only whoever has not been wrong may try."""


def may_open(who: str, number: str, now: datetime) -> bool:
    """Return whether somebody may try a query code.

    On a number on which many codes were wrong, whoever has not been wrong this hour still may: others do not lock its owner out.
    """
    wrong = count(CODE_BY_ADDRESS, who, now)
    return wrong < CODE_BY_ADDRESS.most and not (wrong and spent(CODE_BY_NUMBER, number, now))


def add_wrong(who: str, number: str, now: datetime) -> None:
    """Count a query code that opened nothing."""
    add(CODE_BY_ADDRESS, who, now)
    add(CODE_BY_NUMBER, number, now)


def count(limit: Limit, who: str, now: datetime) -> int:
    """Return how often this was tried in the window of now."""
    found = Tally.objects.filter(**_key(limit, who, now)).first()
    return found.times if found else 0


def spent(limit: Limit, who: str, now: datetime) -> bool:
    """Return whether no more is allowed in the window of now."""
    return count(limit, who, now) >= limit.most


def add(limit: Limit, who: str, now: datetime) -> None:
    """Count one more; what is older than two days is forgotten on the way."""
    key = _key(limit, who, now)
    if Tally.objects.filter(**key).update(times=F("times") + 1):
        return
    tally, new = Tally.objects.get_or_create(**key, defaults={"times": 1})
    if new:
        forget(now)
    else:
        Tally.objects.filter(pk=tally.pk).update(times=F("times") + 1)


def forget(now: datetime) -> None:
    """Drop what was counted more than two days ago."""
    Tally.objects.filter(window__lt=now - FORGOTTEN).delete()


def _key(limit: Limit, who: str, now: datetime) -> dict[str, str | datetime]:
    window = limit.window(now)
    digest = sealing.digest(f"{window.isoformat()} {who}", purpose=f"attempts {limit.purpose}")
    return {"purpose": limit.purpose, "who": digest, "window": window}
