"""How often the same address, or the same number, has tried something: counted in the database, for all processes alike.

What is counted is a keyed digest that changes with the hour or the day. An address is never kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from gongkai.web.organs.origin import address as address
from gongkai.web.portal.models import Tally
from gongkai.web.vault import sealing


@dataclass(frozen=True, slots=True)
class Limit:
    """What is counted, over an hour or a day, and from how many times on it is refused."""

    purpose: str
    most: int
    daily: bool = False

    def window(self, now: datetime) -> datetime:
        """Return when the window of a moment began."""
        began = now.replace(minute=0, second=0, microsecond=0)
        return began.replace(hour=0) if self.daily else began


FILING = Limit("filing", 40, daily=True)
"""Requests filed from one address in a day. A village's one connection may carry many people, so it is wide."""

DRAFTING = Limit("drafting", 300, daily=True)
"""Forms sent from one address in a day, filed or not."""

QUESTION_FROM = 5
"""From how many requests of a day on an address has to answer a small sum."""

CODE_BY_ADDRESS = Limit("code_address", 20)
"""Wrong query codes from one address in an hour."""

CODE_BY_NUMBER = Limit("code_number", 60)
"""Wrong query codes on one number in an hour; from there on only whoever has not been wrong may try."""


LINK = Limit("link", 20)
"""Links to give an opinion that opened nothing, from one address in an hour."""

CHECKING = Limit("checking", 60)
"""Reports handed in for a check from one address in an hour."""


def may_open(who: str, number: str, now: datetime) -> bool:
    """Return whether somebody may try a query code.

    On a number on which many codes were wrong, whoever has not been wrong this hour still may: others do not lock its owner out.
    """
    wrong = count(CODE_BY_ADDRESS, who, now)
    return wrong < CODE_BY_ADDRESS.most and not (wrong and spent(CODE_BY_NUMBER, number, now))


def count(limit: Limit, who: str, now: datetime) -> int:
    """Return how often this was tried in the window of now."""
    window = limit.window(now)
    found = Tally.objects.filter(purpose=limit.purpose, who=_digest(limit, who, window), window=window).first()
    return found.times if found else 0


def spent(limit: Limit, who: str, now: datetime) -> bool:
    """Return whether no more is allowed in the window of now."""
    return count(limit, who, now) >= limit.most


def add(limit: Limit, who: str, now: datetime) -> None:
    """Count one more; what is older than two days is forgotten on the way."""
    window = limit.window(now)
    tally, new = Tally.objects.get_or_create(
        purpose=limit.purpose, who=_digest(limit, who, window), window=window, defaults={"times": 1}
    )
    if new:
        Tally.objects.filter(window__lt=now - timedelta(days=2)).delete()
    else:
        Tally.objects.filter(pk=tally.pk).update(times=F("times") + 1)


def _digest(limit: Limit, who: str, window: datetime) -> str:
    return sealing.digest(f"{window.isoformat()} {who}", purpose=f"attempts {limit.purpose}")
