"""How often somebody may call, counted in the database for all processes alike. Neither a token nor an address is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from gongkai.web.api.models import Tally
from gongkai.web.vault import sealing

FORGOTTEN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Limit:
    """What is counted, over a minute or an hour, and from how many times on it is refused."""

    purpose: str
    most: int
    hourly: bool = True

    def window(self, now: datetime) -> datetime:
        """Return when the window of a moment began."""
        return now.replace(minute=0 if self.hourly else now.minute, second=0, microsecond=0)

    def wait(self, now: datetime) -> int:
        """Return after how many seconds the window of a moment ends."""
        ends = self.window(now) + timedelta(minutes=60 if self.hourly else 1)
        return max(1, int((ends - now).total_seconds()))


CALLS = Limit("calls", 300, hourly=False)
"""Calls with one token in a minute."""

WRONG_TOKENS = Limit("wrong_tokens", 100)
"""Tokens from one address in an hour that open nothing."""

CODE_BY_ADDRESS = Limit("code_address", 20)
"""Wrong query codes from one address in an hour, as on the public's pages."""

CODE_BY_NUMBER = Limit("code_number", 60)
"""Wrong query codes on one number in an hour; from there on only whoever has not been wrong may try."""


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
    key = {"purpose": limit.purpose, "who": _digest(limit, who, window), "window": window}
    if not Tally.objects.filter(**key).update(times=F("times") + 1):
        tally, new = Tally.objects.get_or_create(**key, defaults={"times": 1})
        if new:
            Tally.objects.filter(window__lt=now - FORGOTTEN).delete()
        else:
            Tally.objects.filter(pk=tally.pk).update(times=F("times") + 1)


def _digest(limit: Limit, who: str, window: datetime) -> str:
    return sealing.digest(f"{window.isoformat()} {who}", purpose=f"api attempts {limit.purpose}")
