"""Making a token for another system, and revoking it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.web.api import queries
from gongkai.web.api.models import Scope, Token
from gongkai.web.organs import log, permissions
from gongkai.web.organs.actions import Objection
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ, Person, Post, Role

MARK = "gk_"
"""How a token begins, so that it is recognised where it does not belong."""

LONGEST = timedelta(days=731)
"""For how long a token can hold at most."""

ACTS = frozenset({Scope.FILE, Scope.STEP, Scope.IDENTITY})
"""The scopes that take the post of a handler; for the others a post that only reads is enough."""


@dataclass(frozen=True, slots=True)
class Made:
    """A token just made, and its secret, which is known here and nowhere else afterwards."""

    token: Token
    secret: str


@transaction.atomic
def make(*, organ: Organ, name: str, scopes: Sequence[str], valid_until: date, by: Call) -> Made:
    """Make a token for another system, with the account in whose name it acts, and return it with its secret.

    :raises NotAllowed: without the post for it.
    :raises Objection: where a scope is none, or the day cannot be.
    """
    actor = permissions.check(by.actor, "api.manage", organ, by.today)
    chosen = [scope for scope in Scope if scope in scopes]
    if not chosen or len(chosen) != len(set(scopes)):
        raise Objection(_("请从列出的权限范围中至少选择一项。"), "scopes")
    if not by.today <= valid_until <= by.today + LONGEST:
        last = by.today + LONGEST
        raise Objection(_("有效期应在今日至%(last)s之间，请更正。") % {"last": last}, "valid_until")
    secret = MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        organ=organ,
        name=name.strip(),
        person=_account(organ, name.strip(), chosen, valid_until, by),
        scopes=[str(scope) for scope in chosen],
        secret_digest=queries.digest(secret),
        valid_until=valid_until,
        made_by=actor,
        made_at=by.now,
    )
    _record("api.token_made", token, by, scopes=token.scopes, valid_until=str(valid_until))
    return Made(token, secret)


@transaction.atomic
def revoke(*, token: Token, by: Call) -> Token:
    """Revoke a token: from now on it opens nothing. A second time changes nothing.

    :raises NotAllowed: without the post for it.
    """
    locked = Token.objects.select_for_update(of=("self",)).select_related("organ", "person").get(pk=token.pk)
    actor = permissions.check(by.actor, "api.manage", locked.organ, by.today)
    if locked.revoked_at is not None:
        return locked
    locked.revoked_by, locked.revoked_at = actor, by.now
    locked.save(update_fields=["revoked_by", "revoked_at"])
    Person.objects.filter(pk=locked.person_id).update(is_active=False)
    Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=by.today), person=locked.person).update(valid_to=by.today)
    _record("api.token_revoked", locked, by)
    return locked


def used(*, token: Token, today: date) -> None:
    """Note that a token was used on a day: written once a day."""
    if token.last_used != today:
        Token.objects.filter(pk=token.pk).update(last_used=today)


def _account(organ: Organ, name: str, scopes: Sequence[Scope], valid_until: date, by: Call) -> Person:
    """Return a new account that nobody signs in with, holding the one post that the scopes take, in the organ alone."""
    person = Person(username=f"api-{secrets.token_hex(6)}", name=name, is_service=True)
    person.set_unusable_password()
    person.save()
    role = Role.HANDLER if ACTS.intersection(scopes) else Role.AUDITOR
    ends = valid_until + timedelta(days=1)
    Post.objects.create(person=person, organ=organ, role=role, valid_from=by.today, valid_to=ends)
    log.record("people.created", thing="person", key=person.pk, organ=organ, by=by)
    log.record("people.post_given", thing="person", key=person.pk, organ=organ, by=by, role=role)
    return person


def _record(verb: str, token: Token, by: Call, **said: object) -> None:
    log.record(verb, thing="token", key=token.pk, organ=token.organ, by=by, **said)
