"""Keying in a request, and the receipt for whoever handed it in."""

import base64

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.refusal import Refusal
from gongkai.web import bilingual
from gongkai.web.cases import actions_staff, queries, receipt
from gongkai.web.cases.actions import AlreadyFiled
from gongkai.web.cases.clock_words import clock
from gongkai.web.cases.forms import request as asking
from gongkai.web.cases.forms.registration import Registration
from gongkai.web.cases.views.finding import case_of
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.vault import sealing
from gongkai.web.vault.downloads import as_saved

CODES, KEPT = "query codes", 10


@never_cache
def register(request: StaffRequest) -> HttpResponse:
    """Show the form of a request that came on paper or by mouth, or register it."""
    organs = list(permissions.organs_where(request.user, "cases.register", request.today))
    if not organs:
        raise NotAllowed("cases.register", None)
    initial = {"organ": request.GET.get("organ", "")} if request.GET.get("organ") else {}
    form = Registration(
        request.POST or None, request.FILES or None, organs=organs, today=request.today, initial=initial
    )
    if request.method == "POST" and form.is_valid() and (done := _registered(request, form)):
        return done
    return render(request, "cases/register.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def registered(request: StaffRequest, number: str) -> HttpResponse:
    """Show number, query code and due date; the code to whoever has registered it, in this session."""
    case = case_of(request, number)
    standing = queries.standing(case, request.today)
    known = {
        "case": case,
        "standing": standing,
        "clock": clock(standing),
        "code": code_of(request, number),
        "follow": request.build_absolute_uri(reverse("portal:follow")),
    }
    return render(request, "cases/registered.html", known)


@never_cache
@require_safe
def pdf(request: StaffRequest, number: str) -> HttpResponse:
    """Return the receipt, with the query code where this session knows it."""
    case = case_of(request, number)
    address = request.build_absolute_uri(reverse("portal:follow"))
    content = receipt.render(case, request.today, address=address, code=code_of(request, number))
    return as_saved(content, _("接收回执 %(number)s.pdf") % {"number": number}, "application/pdf")


@never_cache
@require_POST
def new_code(request: StaffRequest, number: str) -> HttpResponse:
    """Give the applicant a new query code."""
    case = case_of(request, number)
    keep_code(request, number, actions_staff.renew_code(case=case, by=call_of(request)))
    return redirect("cases:registered", number)


def _registered(request: StaffRequest, form: Registration) -> HttpResponse | None:
    said = form.cleaned_data
    try:
        filed = actions_staff.register(
            organ=form.organs[said["organ"]],
            asked=asking.asked(said),
            applicant=asking.applicant(said),
            came=form.came(),
            by=call_of(request),
            papers=form.papers(),
        )
    except AlreadyFiled as earlier:
        return redirect("cases:registered", earlier.case.number)
    except Refusal as refusal:
        form.add_error(None, bilingual.said(refusal))
        return None
    keep_code(request, filed.case.number, filed.code)
    return redirect("cases:registered", filed.case.number)


def keep_code(request: StaffRequest, number: str, code: str) -> None:
    """Keep a code for the next page, encrypted: the database of sessions must not open a case."""
    sealed = sealing.seal(code.encode(), purpose=f"query code of {number}")
    codes = request.session.get(CODES, {}) | {number: base64.b64encode(sealed).decode()}
    request.session[CODES] = dict(list(codes.items())[-KEPT:])


def code_of(request: StaffRequest, number: str) -> str:
    """Return the query code of a case, where this session has kept it; nothing else."""
    kept = request.session.get(CODES, {}).get(number)
    return sealing.unseal(base64.b64decode(kept), purpose=f"query code of {number}").decode() if kept else ""
