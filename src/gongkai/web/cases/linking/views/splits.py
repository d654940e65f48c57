"""Splitting a case: the form, and the page that shows the numbers and query codes of the further cases."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.law import procedure
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases import queries as cases
from gongkai.web.cases.linking import queries, splitting
from gongkai.web.cases.linking.forms import SplitForm
from gongkai.web.cases.linking.splitting import AlreadySplit
from gongkai.web.cases.models import Case
from gongkai.web.cases.views.finding import case_of
from gongkai.web.cases.views.registering import code_of, keep_code
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of


@never_cache
def split(request: StaffRequest, number: str) -> HttpResponse:
    """Show the form of a split, with more entries where asked for, or split the case."""
    found = case_of(request, number)
    permissions.check(request.user, "cases.register", found.organ, request.today)
    more = "more" in request.POST
    form = SplitForm(request.POST or None, more=more)
    # A form that is sent twice is known by its token, however the case stands by now.
    if request.method == "POST" and not more and form.is_valid() and _split(request, found, form):
        messages.success(request, _("已拆分。"), extra_tags="ok")
        return redirect("cases:split_done", number)
    standing = cases.standing(found, request.today)
    try:
        procedure.may_split(standing.state, request.today)
    except Refusal as refusal:
        messages.warning(request, said(refusal), extra_tags="warn")
        return redirect("cases:case", number)
    known = {
        "case": found,
        "form": form,
        "more": more,
        "coming": splitting.due(found, call_of(request)),
        "done": queries.split_off(found),
    }
    return render(request, "cases/linking/split.html", known, status=422 if form.is_bound and not more else 200)


@never_cache
@require_safe
def done(request: StaffRequest, number: str) -> HttpResponse:
    """Show the cases that were split off; the query codes to whoever has split them, in this session."""
    found = case_of(request, number)
    made = [(each, code_of(request, each.number)) for each in queries.split_off(found)]
    follow = request.build_absolute_uri(reverse("portal:follow"))
    return render(request, "cases/linking/split_done.html", {"case": found, "made": made, "follow": follow})


def _split(request: StaffRequest, found: Case, form: SplitForm) -> bool:
    try:
        made = splitting.split(
            case=found, matters=form.matters(), keeps=form.cleaned_data["keeps"], by=call_of(request)
        )
    except AlreadySplit:
        return True
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    for each in made.filed:
        keep_code(request, each.case.number, each.code)
    return True
