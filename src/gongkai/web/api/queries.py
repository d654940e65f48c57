"""What is asked of tokens: which one somebody shows, and which ones an administrator looks after."""

from datetime import date

from django.db.models import QuerySet

from gongkai.web.api.models import Token
from gongkai.web.organs.models import Person
from gongkai.web.organs.permissions import organs_where
from gongkai.web.vault import sealing

PURPOSE = "api token"


def holding(secret: str, today: date) -> Token | None:
    """Return the token that somebody shows, where it opens anything on a day; None alike for all that do not."""
    found = Token.objects.select_related("organ", "person").filter(secret_digest=digest(secret)).first()
    return found if found and state(found, today) == "holds" else None


def digest(secret: str) -> str:
    """Return the keyed digest by which a token is recognised."""
    return sealing.digest(secret, purpose=PURPOSE)


def state(token: Token, today: date) -> str:
    """Return whether a token holds, was revoked, or has expired on a day."""
    if token.revoked_at is not None or not token.person.is_active:
        return "revoked"
    return "holds" if today <= token.valid_until else "expired"


def managed(person: Person, today: date) -> QuerySet[Token]:
    """Return the tokens of the organs whose tokens a person looks after."""
    organs = organs_where(person, "api.manage", today)
    return Token.objects.filter(organ__in=organs).select_related("organ", "person", "made_by").order_by("organ", "-pk")
