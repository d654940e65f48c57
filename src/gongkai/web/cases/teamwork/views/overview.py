"""The leader's page of an organ, and the table of the organs below it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.cases.teamwork import overview as pages
from gongkai.web.organs import choosing, permissions
from gongkai.web.organs import queries as organs
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.permissions import NotAllowed


@never_cache
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    """Show an organ: the first that the person may read, where none is named."""
    readable = list(permissions.organs_where(request.user, "cases.read", request.today))
    if not readable:
        raise NotAllowed("cases.read", None)
    organ = choosing.named(readable, request.GET.get("organ", ""), choosing.own(request, readable))
    members = organs.below([organ.pk], request.today) - {organ.pk}
    under = [each for each in readable if each.pk in members]
    known = {
        "organs": readable,
        "organ": organ,
        "overview": pages.overview(organ, request.today),
        "below": (lines := pages.below(under, request.today) if under else []),
        "together": pages.together(lines),
        "late_below": pages.late(lines),
        "year": request.today.year,
    }
    return render(request, "cases/teamwork/overview.html", known)
