"""Taking a step: its form with the text composed for it, the text composed anew for other days, and the step itself."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongkai.law import procedure
from gongkai.law.procedure import STEPS, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases import file_page, queries
from gongkai.web.cases.citing import cited
from gongkai.web.cases.forms.step import StepForm
from gongkai.web.cases.models import Case
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.opinions.queries import ASKS
from gongkai.web.cases.views.finding import case_of, verb_of
from gongkai.web.cases.writing.queries import PURPOSES
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of

STARTS = ("ref", "arrived", "on")
"""What an address may already say of a step: a proposal names the letter, a reminder the day."""


@never_cache
def step(request: StaffRequest, number: str, kind: str) -> HttpResponse:
    """Show the form of a step, compose its text anew, or take it."""
    found = case_of(request, number)
    if kind not in list(StepKind):
        raise Http404
    permissions.check(request.user, verb_of(kind), found.organ, request.today)
    if request.method == "POST" and found.steps.filter(token=request.POST.get("token") or "-").exists():
        return redirect("cases:case", number)
    standing = queries.standing(found, request.today)
    rule = STEPS[StepKind(kind)]
    if rule.kind not in procedure.allowed(standing.stage, standing.state.matter):
        messages.warning(request, _("办件已经变化，现在不能登记“%(step)s”。") % {"step": said(rule)})
        return redirect("cases:case", number)
    if rule.kind in PURPOSES and request.method != "POST":
        return redirect("cases:write", number, PURPOSES[rule.kind])
    by = queries.terms(found.organ, standing.state.received or request.today)
    initial = {name: request.GET[name][:40] for name in STARTS if request.GET.get(name)}
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StepForm(*given, initial=initial, case=found, kind=rule.kind, standing=standing, by=by)
    left: list[str] = []
    if "update" in request.POST:
        form, left = form.renewed()
    elif form.is_valid() and (taken := _taken(request, form)):
        messages.success(request, _("已登记“%(step)s”。") % {"step": said(rule)}, extra_tags="ok")
        return _onward(found, taken)
    known = {"case": found, "rule": rule, "basis": cited(rule.basis), "form": form, "standing": standing, "left": left}
    if rule.kind is StepKind.UNDONE:
        lines = reversed(file_page.lines(found))
        known["last"] = next(line for line in lines if not line.undone and line.row.kind != StepKind.UNDONE)
    return render(request, "cases/step.html", known, status=422 if form.is_bound else 200)


def _taken(request: StaffRequest, form: StepForm) -> StepRow | None:
    try:
        return form.take(call_of(request))
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def _onward(found: Case, taken: StepRow) -> HttpResponse:
    """Go on to what a letter needs next, its sheet and its link; from any other step back to the case."""
    if taken.kind in ASKS:
        return redirect("cases:opinion", found.number, taken.ordinal)
    return redirect("cases:case", found.number)
