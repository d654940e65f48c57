"""The way in: a token in the header Authorization, that holds today and has the scope, not too often. No session counts."""

from datetime import date, datetime
from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from gongkai.web.api import actions, faults, limits, queries, reading
from gongkai.web.api.models import Scope, Token
from gongkai.web.api.wording import Words
from gongkai.web.organs import attempts
from gongkai.web.organs.log import Call
from gongkai.web.organs.origin import address


class ApiRequest(HttpRequest):
    """A call past the door: the token is known, and the clock has been read."""

    now: datetime
    today: date
    auth: Token


class Bearer(HttpBearer):
    """Lets in whoever shows a token with a scope. Where a cookie says who somebody is, nobody asks it."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token that is shown, None where it opens nothing.

        :raises Fault: where it lacks the scope, or there were too many calls.
        """
        call = cast(ApiRequest, request)
        who = address(request)
        if attempts.spent(limits.WRONG_TOKENS, who, call.now):
            raise faults.too_many(limits.WRONG_TOKENS.wait(call.now))
        found = queries.holding(token, call.today)
        if found is None:
            attempts.add(limits.WRONG_TOKENS, who, call.now)
            return None
        if attempts.spent(limits.CALLS, str(found.pk), call.now):
            raise faults.too_many(limits.CALLS.wait(call.now))
        attempts.add(limits.CALLS, str(found.pk), call.now)
        actions.used(token=found, today=call.today)
        if self.scope not in found.scopes:
            raise faults.Fault(403, "scope_missing", _lacking(self.scope))
        reading.take_in(call)
        return found


def call_of(request: ApiRequest, token: str = "") -> Call:
    """Return who calls and when, for an action: the account of the token."""
    return Call(request.now, request.auth.person, token)


def _lacking(scope: Scope) -> Words:
    return Words(
        f"这一令牌没有权限范围“{scope}”，请由本机关的系统管理员另行生成。",
        f"This token lacks the scope “{scope}”; ask an administrator of the organ for another.",
    )
