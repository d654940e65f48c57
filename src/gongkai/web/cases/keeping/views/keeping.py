"""Cases whose time has passed: listed, looked at, erased; and one case alone, where its applicant asks for it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.web.cases.keeping import actions, queries
from gongkai.web.cases.keeping.actions import MOST, NothingToErase
from gongkai.web.cases.keeping.forms import Erasing, Keeping
from gongkai.web.cases.models import Case
from gongkai.web.cases.views.finding import case_of
from gongkai.web.organs import choosing, permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.models import Organ
from gongkai.web.organs.permissions import NotAllowed

CONFIRMED = "confirmed"


@never_cache
@require_safe
def passed(request: StaffRequest) -> HttpResponse:
    """Show the cases of an organ whose time has passed, and what was erased before."""
    organs = list(permissions.organs_where(request.user, "cases.erase", request.today))
    if not organs:
        raise NotAllowed("cases.erase", None)
    organ = choosing.named(organs, request.GET.get("organ", ""), choosing.own(request, organs))
    found = queries.passed(organ, request.today)
    known = {
        "organs": organs,
        "organ": organ,
        "retention": queries.of_organ(organ).label,
        "classes": queries.classes(organ),
        "count": found.count(),
        "rows": [queries.kept(case) for case in found[:MOST]],
        "most": MOST,
        "erasures": queries.erasures(organ)[:50],
    }
    return render(request, "cases/keeping/passed.html", known)


@never_cache
@require_POST
def erase(request: StaffRequest, code: str) -> HttpResponse:
    """Show what would be erased of the chosen cases, then erase it."""
    organs = list(permissions.organs_where(request.user, "cases.erase", request.today))
    organ = next((organ for organ in organs if organ.code == code), None)
    if organ is None:
        raise NotAllowed("cases.erase", Organ.objects.filter(code=code).first())
    numbers = request.POST.getlist("number")[: MOST + 1]
    cases = list(queries.passed(organ, request.today).filter(number__in=numbers).select_related("applicant"))
    if not cases or len(cases) != len(set(numbers)) or len(cases) > MOST:
        messages.warning(request, _("请选择要清除的办件，一次最多 %(most)d 件。") % {"most": MOST})
        return redirect("cases:keeping")
    return _erasing(request, organ, cases, single=False)


@never_cache
def erase_one(request: StaffRequest, number: str) -> HttpResponse:
    """Show what would be erased of one case, then erase it: an applicant may ask for it."""
    case = case_of(request, number)
    permissions.check(request.user, "cases.erase", case.organ, request.today)
    return _erasing(request, case.organ, [case], single=True)


@never_cache
@require_POST
def retain(request: StaffRequest, number: str) -> HttpResponse:
    """Give a case a class of its own."""
    case = case_of(request, number)
    permissions.check(request.user, "cases.erase", case.organ, request.today)
    form = Keeping(request.POST, default="")
    if form.is_valid():
        actions.retain(case=case, retention=form.cleaned_data["retention"], by=call_of(request))
        messages.success(request, _("保管期限已更改。"), extra_tags="ok")
    else:
        messages.warning(request, _("请从列出的期限中选择。"))
    return redirect("cases:erase_one", number)


def _erasing(request: StaffRequest, organ: Organ, cases: Sequence[Case], *, single: bool) -> HttpResponse:
    sent = request.method == "POST" and CONFIRMED in request.POST
    form = Erasing(request.POST if sent else None)
    if sent and form.is_valid():
        numbers = [case.number for case in cases]
        try:
            actions.erase(organ=organ, numbers=numbers, decision=form.decision(), by=call_of(request))
        except NothingToErase as nothing:
            form.add_error(None, str(nothing))
        else:
            messages.success(request, _("已清除 %(n)d 件的信息，统计数字不变。") % {"n": len(numbers)}, extra_tags="ok")
            return redirect("cases:case", numbers[0]) if single else redirect("cases:keeping")
    rows = [queries.kept(case) for case in cases]
    known = {
        "organ": organ,
        "rows": rows,
        "single": single,
        "form": form,
        "files": sum(queries.files(case, texts=False).count() for case in cases),
        "opinions": sum(case.opinions.filter(erased=None).count() for case in cases),
        "early": [row for row in rows if not row.passed(request.today)],
        "possible": all(queries.erasable(case, texts=True) for case in cases),
        "keeping": _keeping(rows[0]) if single else None,
    }
    return render(request, "cases/keeping/erase.html", known, status=422 if form.is_bound else 200)


def _keeping(row: queries.Kept) -> Keeping:
    organs_class = queries.of_organ(row.case.organ).label
    default = _("按本机关的期限（%(label)s）") % {"label": organs_class}
    return Keeping(initial={"retention": row.case.retention}, default=default)
