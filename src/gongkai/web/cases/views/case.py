"""A case: where it stands, what was asked, its steps and files; opening the identity."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.law import procedure
from gongkai.web.cases import actions_staff, file_page, queries
from gongkai.web.cases.linking import queries as linking
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.cases.teamwork import queries as teamwork
from gongkai.web.cases.views.finding import case_of, verb_of
from gongkai.web.cases.writing import case_part
from gongkai.web.cases.writing import queries as writing
from gongkai.web.cases.writing.todo import Reader
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.vault.downloads import as_saved
from gongkai.web.vault.sealing import Unreadable


@never_cache
def case(request: StaffRequest, number: str) -> HttpResponse:
    """Show a case, with the identity of the applicant masked."""
    found = case_of(request, number)
    return _page(request, found, file_page.masked(found))


@never_cache
@require_POST
def identity(request: StaffRequest, number: str) -> HttpResponse:
    """Open the identity of the applicant, once: it stands on this answer and on no other page."""
    found = case_of(request, number)
    try:
        said = actions_staff.open_identity(case=found, by=call_of(request))
    except Unreadable:
        return _page(request, found, file_page.masked(found))
    return _page(request, found, file_page.open_to(said), opened=True)


@never_cache
def file(request: StaffRequest, number: str, key: int) -> HttpResponse:
    """Return a file of a case to be saved. A proof of identity is asked for by a form, since opening it is an event."""
    found = case_of(request, number)
    attachment = get_object_or_404(Attachment.objects.select_related("file", "case__organ"), pk=key, case=found)
    if attachment.use == Attachment.Use.IDENTITY and request.method != "POST":
        raise Http404
    try:
        content = actions_staff.fetch(attachment=attachment, by=call_of(request))
    except (FileNotFoundError, Unreadable):
        messages.error(request, _("文件打不开：它已被清除，或者密钥不在。请联系系统管理员。"), extra_tags="stop")
        return redirect("cases:case", number)
    return as_saved(content, attachment.file.name, attachment.file.content_type)


def _page(request: StaffRequest, found: Case, applicant: list[file_page.Said], opened: bool = False) -> HttpResponse:
    standing = queries.standing(found, request.today)
    allowed = permissions.allowed(request.user, found.organ, request.today)
    kinds = [
        kind
        for kind in procedure.allowed(standing.stage, standing.state.matter)
        if verb_of(kind) in allowed and kind not in writing.PURPOSES
    ]
    possible, refused = file_page.next_steps(found, standing, kinds)
    known = file_page.page(found, standing) | {
        "applicant": applicant,
        "opened": opened,
        "next": possible,
        "refused": refused,
        "may_open": "cases.open_identity" in allowed,
        "may_erase": "cases.erase" in allowed,
        "may_register": "cases.register" in allowed,
        "people": teamwork.people(found, request.user, request.today),
        "related": linking.related(found, standing, allowed),
        **case_part.known(found, standing, Reader(request.user, frozenset(allowed))),
    }
    return render(request, "cases/case.html", known)
