"""Merging a case into another one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongkai.law import procedure, replies
from gongkai.law.procedure import STEPS, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases import queries as cases
from gongkai.web.cases.citing import cited
from gongkai.web.cases.linking import merging
from gongkai.web.cases.linking.forms import MergeForm
from gongkai.web.cases.linking.queries import MERGED
from gongkai.web.cases.models import Case
from gongkai.web.cases.views.finding import case_of
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of


@never_cache
def merge(request: StaffRequest, number: str) -> HttpResponse:
    """Show the form of a merger, or merge the case."""
    found = case_of(request, number)
    permissions.check(request.user, "cases.handle", found.organ, request.today)
    if request.method == "POST" and found.steps.filter(token=request.POST.get("token") or "-").exists():
        return redirect("cases:case", number)
    standing = cases.standing(found, request.today)
    if StepKind.MERGED not in procedure.allowed(standing.stage, standing.state.matter):
        messages.warning(request, _("办件已经变化，现在不能并入其他办件。"), extra_tags="warn")
        return redirect("cases:case", number)
    into = {"number": request.GET["other"][:40]} if request.GET.get("other") else {}
    form = MergeForm(request.POST or None, case=found, initial=into)
    if request.method == "POST" and form.is_valid() and _merged(request, found, form):
        messages.success(request, _("已并入 %(number)s。") % {"number": form.cleaned_data["number"]}, extra_tags="ok")
        return redirect("cases:case", number)
    known = {
        "case": found,
        "form": form,
        "basis": cited(STEPS[StepKind.MERGED].basis),
        "risk": replies.kind(MERGED).risk,
    }
    return render(request, "cases/linking/merge.html", known, status=422 if form.is_bound else 200)


def _merged(request: StaffRequest, found: Case, form: MergeForm) -> bool:
    if form.other is None:
        return False
    try:
        merging.merge(case=found, into=form.other, reason=form.cleaned_data["reason"], by=call_of(request))
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
