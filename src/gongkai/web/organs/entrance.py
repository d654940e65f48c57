"""The way into the staff's part: nobody passes who is not signed in, has a first password, or owes the second factor.

Every address under `office/` is behind it, whichever app it belongs to. A view that strangers may see says so with
`@open_to_strangers`.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.web.organs import account, places
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Person
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.organs.places import Group
from gongkai.web.organs.unsaved import unsaved

PREFIX = "office/"
KEPT_UP = timedelta(hours=1)
"""How often a session in use is saved anew, so that it ends after hours without work and never in the middle of it."""
ALWAYS = frozenset({"organs:sign_out"})
Answer = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponse])


class StaffRequest(HttpRequest):
    """A request past the entrance: somebody is signed in, and the clock has been read."""

    now: datetime
    today: date
    user: Person
    places: Callable[[], list[Group]]


def open_to_strangers(view: View) -> View:
    """Mark a view under `office/` that is answered without signing in."""
    view.open_to_strangers = True  # type: ignore[attr-defined]
    return view


def guarded(route: str, view: Callable[..., Any]) -> bool:
    """Return whether one has to be signed in for this view at this address."""
    return route.startswith(PREFIX) and not getattr(view, "open_to_strangers", False)


def at_work(request: HttpRequest) -> bool:
    """Return whether somebody who works here stands within the office: what goes wrong there is said in its frame.

    That may be asked of a call that came nowhere near a view, and of one that was refused before its clock was read.
    """
    within = request.path_info.startswith(f"/{PREFIX}") and hasattr(request, "today")
    if not within or not request.user.is_authenticated:
        return False
    staff = cast(StaffRequest, request)
    if hasattr(staff, "places"):
        return True
    if account.next_step(staff.user, staff.today) is not None:
        return False
    _open(staff)
    return True


def call_of(request: HttpRequest) -> Call:
    """Return who calls and when, for an action: with the token of the form, where it carries one."""
    actor = request.user if request.user.is_authenticated else None
    return Call(request.now, actor, request.POST.get("token", "")[:64])  # type: ignore[attr-defined]


class Entrance:
    """Sends who may not pass where they can, and answers what a person may not do with the sentence that says so."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a call."""
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let a call pass, or return where to go first."""
        place = request.resolver_match
        if place is None or not guarded(place.route, view):
            return None
        if not request.user.is_authenticated:
            return _sent_away(request, place.view_name)
        staff = cast(StaffRequest, request)
        _keep_up(staff)
        step = account.next_step(staff.user, staff.today)
        if step is None:
            _open(staff)
            return None
        if place.view_name in {step, *ALWAYS}:
            return None
        return redirect(step)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refused verb with the page that says which posts it needs."""
        if isinstance(error, NotAllowed):
            return render(request, "organs/not_allowed.html", {"sentence": str(error)}, status=403)
        return None


def _open(request: StaffRequest) -> None:
    request.places = cache(partial(places.groups, request))


def _sent_away(request: HttpRequest, view: str) -> HttpResponse:
    if request.method == "POST" and view not in ALWAYS:
        return unsaved(request)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("organs:desk"))


def _keep_up(request: StaffRequest) -> None:
    seen = request.session.get("worked")
    if seen is None or request.now - datetime.fromisoformat(seen) > KEPT_UP:
        request.session["worked"] = request.now.isoformat()
