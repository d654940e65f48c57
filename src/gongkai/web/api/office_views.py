"""The administrators' pages of tokens: which there are, making one, showing it once, revoking it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.api import actions, queries
from gongkai.web.api.forms import NewToken
from gongkai.web.api.models import Scope, Token
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.views.sent import done, pressed

STATES = {
    "holds": ("ok", gettext_lazy("有效")),
    "expired": ("done", gettext_lazy("已过期")),
    "revoked": ("done", gettext_lazy("已撤销")),
}


@never_cache
@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """Show the tokens of the organs that the person looks after."""
    permissions.check(request.user, "api.manage", None, request.today)
    rows = [
        {
            "token": token,
            "scopes": [Scope(scope) for scope in token.scopes],
            "state": state,
            "look": STATES[state][0],
            "word": STATES[state][1],
        }
        for token in queries.managed(request.user, request.today)
        for state in [queries.state(token, request.today)]
    ]
    return render(request, "api/tokens.html", {"rows": rows})


@never_cache
def new(request: StaffRequest) -> HttpResponse:
    """Show the form of a token, or make it and show it once."""
    permissions.check(request.user, "api.manage", None, request.today)
    organs = permissions.organs_where(request.user, "api.manage", request.today)
    form = NewToken(request.POST or None, organs=organs, today=request.today)
    made: list[actions.Made] = []
    if done(form, lambda said: made.append(actions.make(by=call_of(request), **said))):
        scopes = [Scope(scope) for scope in made[0].token.scopes]
        known = {"token": made[0].token, "secret": made[0].secret, "scopes": scopes}
        return render(request, "api/token_made.html", known)
    return render(request, "api/new_token.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
def revoke(request: StaffRequest, key: int) -> HttpResponse:
    """Ask whether a token is to be revoked, and revoke it."""
    token = _seen(request, key)
    if request.method != "POST":
        return render(request, "api/revoke.html", {"token": token})
    by = call_of(request)
    return pressed(request, lambda: actions.revoke(token=token, by=by), _("令牌已撤销，立即失效。"), "tokens:listing")


def _seen(request: StaffRequest, key: int) -> Token:
    found = queries.managed(request.user, request.today).filter(pk=key).first()
    if found is None:
        raise Http404
    return found
