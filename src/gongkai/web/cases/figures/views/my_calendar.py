"""A person's calendar of last days: its address, shown once; and the calendar itself, for whoever has the address."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.web.cases.figures import actions, due_days
from gongkai.web.cases.models import Feed
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of, open_to_strangers


@never_cache
@require_safe
def my_calendar(request: StaffRequest) -> HttpResponse:
    """Show what is in a person's calendar, and whether it has an address."""
    return _page(request)


@never_cache
@require_POST
def renew(request: StaffRequest) -> HttpResponse:
    """Make an address, and show it on this answer and on no other page."""
    token = actions.renew_feed(by=call_of(request))
    return _page(request, request.build_absolute_uri(reverse("cases:feed", args=[token])))


@never_cache
@require_POST
def stop(request: StaffRequest) -> HttpResponse:
    """Take the address away."""
    if actions.stop_feed(by=call_of(request)):
        messages.success(request, _("已停用。原来的地址不能再打开。"), extra_tags="ok")
    return redirect("cases:my_calendar")


@open_to_strangers
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return a person's calendar to whoever has its address; what has not changed is not sent again."""
    found = Feed.objects.select_related("person").filter(digest=due_days.digest(token)).first()
    if found is None or not found.person.is_active:
        raise Http404
    content = due_days.feed(found.person, request.today)  # type: ignore[attr-defined]
    tag = due_days.tag(content)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    whole = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
    answer = get_conditional_response(request, etag=tag, response=whole)
    return answer if isinstance(answer, HttpResponse) else whole


def _page(request: StaffRequest, address: str = "") -> HttpResponse:
    permissions.check(request.user, "cases.read", None, request.today)
    known = {
        "address": address,
        "feed": Feed.objects.filter(person=request.user).first(),
        "days": list(due_days.due_days(request.user, request.today)),
    }
    return render(request, "cases/figures/my_calendar.html", known)
