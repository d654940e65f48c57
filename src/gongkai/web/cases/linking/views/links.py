"""Which cases belong together: linking two, and ending a link."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.web.bilingual import said
from gongkai.web.cases.linking import actions, queries
from gongkai.web.cases.linking.actions import NotLinked
from gongkai.web.cases.linking.forms import LinkForm
from gongkai.web.cases.models import Case, CaseLink
from gongkai.web.cases.views.finding import case_of
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of


@never_cache
def link(request: StaffRequest, number: str) -> HttpResponse:
    """Show what looks like a case with the form of a link, or link it."""
    found = case_of(request, number)
    permissions.check(request.user, "cases.handle", found.organ, request.today)
    initial = {"number": request.GET.get("other", "")[:40]}
    form = LinkForm(request.POST or None, case=found, initial=initial)
    if request.method == "POST" and form.is_valid() and _linked(request, found, form):
        messages.success(request, _("已登记。"), extra_tags="ok")
        return redirect("cases:case", number)
    known = {"case": found, "form": form, "similar": queries.alike(found), "links": queries.links(found)}
    return render(request, "cases/linking/link.html", known, status=422 if form.is_bound else 200)


@never_cache
@require_POST
def unlink(request: StaffRequest, number: str, key: int) -> HttpResponse:
    """End a link."""
    found = case_of(request, number)
    permissions.check(request.user, "cases.handle", found.organ, request.today)
    ours = CaseLink.objects.filter(case=found) | CaseLink.objects.filter(other=found)
    linked = get_object_or_404(ours.select_related("case__organ", "other__organ"), pk=key)
    try:
        actions.unlink(link=linked, by=call_of(request))
    except NotLinked as refusal:
        messages.warning(request, said(refusal), extra_tags="warn")
    else:
        messages.success(request, _("已取消。"), extra_tags="ok")
    return redirect("cases:case", number)


def _linked(request: StaffRequest, found: Case, form: LinkForm) -> bool:
    answers = form.cleaned_data
    if form.other is None:
        return False
    try:
        actions.link(case=found, other=form.other, kind=answers["kind"], note=answers["note"], by=call_of(request))
    except NotLinked as refusal:
        form.refuse(refusal)
        return False
    return True
