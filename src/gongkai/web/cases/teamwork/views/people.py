"""Who works on a case: the page, and giving, taking and ending a part."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.web.bilingual import said
from gongkai.web.cases.models import Assignment, Case
from gongkai.web.cases.teamwork import actions, queries
from gongkai.web.cases.teamwork.actions import NotAssignable
from gongkai.web.cases.teamwork.forms import AssignForm, EndForm, HelpForm
from gongkai.web.cases.teamwork.queries import Part
from gongkai.web.cases.views.finding import case_of
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of


@never_cache
@require_safe
def people(request: StaffRequest, number: str) -> HttpResponse:
    """Show who works on a case, with the forms to change it."""
    found = case_of(request, number)
    return _page(request, found, _assigning(request, found), _helping(request, found))


@never_cache
@require_POST
def assign(request: StaffRequest, number: str) -> HttpResponse:
    """Give a case to somebody."""
    found = case_of(request, number)
    permissions.check(request.user, "cases.assign", found.organ, request.today)
    form = _assigning(request, found, bound=True)
    if form.stale:
        return _overtaken(request, found)
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        seen = form.cleaned_data["seen"]
        try:
            made = actions.assign(case=found, person=form.person, seen=seen, reason=reason, by=call_of(request))
        except NotAssignable as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("已由%(person)s主办。") % {"person": made.person}, extra_tags="ok")
            return redirect("cases:case", number)
    return _page(request, found, form, _helping(request, found))


@never_cache
@require_POST
def claim(request: StaffRequest, number: str) -> HttpResponse:
    """Take a case that nobody leads."""
    found = case_of(request, number)
    try:
        actions.claim(case=found, by=call_of(request))
    except NotAssignable as refusal:
        messages.warning(request, said(refusal), extra_tags="warn")
    else:
        messages.success(request, _("本件现在由您主办。"), extra_tags="ok")
    return redirect("cases:case", number)


@never_cache
@require_POST
def ask(request: StaffRequest, number: str) -> HttpResponse:
    """Ask somebody to help."""
    found = case_of(request, number)
    permissions.check(request.user, "cases.assign", found.organ, request.today)
    form = _helping(request, found, bound=True)
    if form.is_valid():
        try:
            made = actions.ask(case=found, person=form.person, task=form.task_asked(), by=call_of(request))
        except NotAssignable as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("已请%(person)s协办。") % {"person": made.person}, extra_tags="ok")
            return redirect("cases:people", number)
    return _page(request, found, _assigning(request, found), form)


@never_cache
def end(request: StaffRequest, number: str, key: int) -> HttpResponse:
    """Show the form that ends a helper's part, or end it."""
    found = case_of(request, number)
    helping = found.assignments.select_related("person", "case__organ").filter(part=Part.CO)
    assignment = get_object_or_404(helping, pk=key)
    if assignment.person_id != request.user.pk:
        permissions.check(request.user, "cases.assign", found.organ, request.today)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ended(request, assignment, form):
        messages.success(request, _("已登记协办结果。"), extra_tags="ok")
        return redirect("cases:case", number)
    known = {"case": found, "assignment": assignment, "form": form}
    return render(request, "cases/teamwork/end.html", known, status=422 if form.is_bound else 200)


def _overtaken(request: StaffRequest, case: Case) -> HttpResponse:
    """Say who leads since the form was opened; where that is who was chosen, the form was sent twice."""
    lead = queries.lead(case)
    if lead is not None and request.POST.get("person") == str(lead.person_id):
        return redirect("cases:case", case.number)
    refusal = said(actions.Overtaken(lead))
    return _page(request, case, _assigning(request, case), _helping(request, case), refusal)


def _ended(request: StaffRequest, assignment: Assignment, form: EndForm) -> bool:
    try:
        actions.end(assignment=assignment, outcome=form.cleaned_data["outcome"], by=call_of(request))
    except NotAssignable as refusal:
        form.refuse(refusal)
        return False
    return True


def _assigning(request: StaffRequest, case: Case, bound: bool = False) -> AssignForm:
    given = request.POST if bound else None
    able = queries.eligible(case.organ, Part.LEAD, request.today)
    return AssignForm(given, people=able, lead=queries.lead(case), auto_id="assign_%s")


def _helping(request: StaffRequest, case: Case, bound: bool = False) -> HelpForm:
    given = request.POST if bound else None
    return HelpForm(given, people=queries.eligible(case.organ, Part.CO, request.today), auto_id="help_%s")


def _page(
    request: StaffRequest, case: Case, assigning: AssignForm, helping: HelpForm, overtaken: str = ""
) -> HttpResponse:
    wrong = next((form for form in (assigning, helping) if form.is_bound), None)
    known = {
        "case": case,
        "people": queries.people(case, request.user, request.today),
        "assigning": assigning,
        "helping": helping,
        "form": wrong,
        "overtaken": overtaken,
    }
    return render(request, "cases/teamwork/people.html", known, status=422 if wrong or overtaken else 200)
