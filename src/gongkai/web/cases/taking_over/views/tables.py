"""Handing in a table of cases, looking at what it would bring, and taking it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases.models import Intake
from gongkai.web.cases.taking_over import queries
from gongkai.web.cases.taking_over.actions import tables as actions
from gongkai.web.cases.taking_over.forms import TableFile
from gongkai.web.cases.taking_over.table.columns import Sheet, balance_columns
from gongkai.web.cases.taking_over.table.lines import BadTable, Problem
from gongkai.web.cases.taking_over.tasks import take_table
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.models import Organ
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.vault.downloads import as_saved
from gongkai.web.vault.office_files import XLSX

AT_ONCE = 100
"""How many lines are taken while the page is waited for; more go on in the background."""
SHOWN = 200
"""How many lines that are not taken a page names; the list to download has all of them."""


def take_over(request: StaffRequest) -> HttpResponse:
    """Show what an organ has taken over, or take a table in to be looked at."""
    organs = organs_of(request)
    form = TableFile(request.POST or None, request.FILES or None, organs=organs)
    if request.method == "POST" and form.is_valid():
        organ = next(each for each in organs if each.code == form.cleaned_data["organ"])
        try:
            found = actions.hand_in(organ=organ, upload=form.cleaned_data["table"], by=call_of(request))
        except BadTable as bad:
            form.add_error("table", str(bad))
        else:
            return redirect("cases:intake", found.pk)
    organ = next((each for each in organs if each.code == request.GET.get("organ")), organs[0])
    if not form.is_bound:
        form.initial["organ"] = organ.code
    known = {
        "form": form,
        "organ": organ,
        "organs": organs,
        "intakes": queries.intakes(organ),
        "openings": [(each, cells_of(each.cells)) for each in queries.openings(organ)],
    }
    return render(request, "cases/taking_over/take_over.html", known, status=422 if form.is_bound else 200)


@require_safe
def template(request: StaffRequest) -> HttpResponse:
    """Hand out the empty table."""
    # What writes workbooks takes a second to load: no start of the site waits for it.
    from gongkai.web.cases.taking_over.table import template as workbooks

    organs_of(request)
    return as_saved(workbooks.template(), _("导入办件模板.xlsx"), XLSX)


@require_safe
def intake(request: StaffRequest, key: int) -> HttpResponse:
    """Show what a table would bring, how far it is, or what it has brought."""
    found = _found(request, key)
    known: dict[str, Any] = {"intake": found, "here": "take_over"}
    if found.confirmed_at is None:
        looked = queries.looked_at(found, request.today)
        known |= {
            "looked": looked,
            "sheets": [(sheet, looked.number(sheet)) for sheet in Sheet],
            "problems": looked.problems[:SHOWN],
            "refused": len(looked.problems),
            "balance": cells_of(looked.balance or {}),
        }
        return render(request, "cases/taking_over/intake_preview.html", known)
    known |= {
        "problems": [Problem(**each) for each in found.refused[:SHOWN]],
        "refused": len(found.refused),
        "may_read": permissions.may(request.user, "cases.read", found.organ, request.today),
    }
    response = render(request, "cases/taking_over/intake.html", known)
    if found.ended_at is None:
        response["Refresh"] = "3"
    return response


@require_POST
def confirm(request: StaffRequest, key: int) -> HttpResponse:
    """Take a table: a small one at once, a large one in the background."""
    found = _found(request, key)
    try:
        confirmed = actions.confirm(intake=found, by=call_of(request))
    except Refusal as refusal:
        return _refused(request, refusal, key)
    if confirmed.lines <= AT_ONCE:
        actions.go_on(confirmed, by=call_of(request))
    else:
        take_table.enqueue(confirmed.pk)
    return redirect("cases:intake", key)


@require_POST
def go_on(request: StaffRequest, key: int) -> HttpResponse:
    """Take some more lines of a table here and now: where nothing works in the background, or it was ended."""
    found = _found(request, key)
    actions.go_on(found, by=call_of(request), most=AT_ONCE * 5)
    return redirect("cases:intake", key)


@require_POST
def drop(request: StaffRequest, key: int) -> HttpResponse:
    """Throw a table away that was not confirmed."""
    found = _found(request, key)
    try:
        actions.drop(intake=found, by=call_of(request))
    except Refusal as refusal:
        return _refused(request, refusal, key)
    messages.success(request, _("没有导入，上传的表格已经删除。"), extra_tags="ok")
    return redirect("cases:take_over")


@require_safe
def refused(request: StaffRequest, key: int) -> HttpResponse:
    """Hand out the lines that are not taken, each with its reason and what to do."""
    from gongkai.web.cases.taking_over.table import template as workbooks

    found = _found(request, key)
    if found.confirmed_at is None:
        problems = queries.looked_at(found, request.today).problems
    else:
        problems = [Problem(**each) for each in found.refused]
    return as_saved(workbooks.refused(problems), _("没有导入的行.xlsx"), XLSX)


def organs_of(request: StaffRequest) -> list[Organ]:
    """Return the organs for which somebody may take over.

    :raises NotAllowed: where there is none.
    """
    found = list(permissions.organs_where(request.user, "cases.take_over", request.today))
    if not found:
        raise NotAllowed("cases.take_over", None)
    return found


def cells_of(cells: dict[str, int]) -> list[tuple[str, int]]:
    """Return figures with the headings of their columns, and their sum."""
    found = [(label, cells.get(code, 0)) for code, label in balance_columns().items()]
    return [*found, (_("总计"), sum(number for _label, number in found))] if cells else []


def _found(request: StaffRequest, key: int) -> Intake:
    found = get_object_or_404(Intake.objects.select_related("organ", "file", "made_by"), pk=key)
    permissions.check(request.user, "cases.take_over", found.organ, request.today)
    return found


def _refused(request: StaffRequest, refusal: Refusal, key: int) -> HttpResponse:
    messages.error(request, said(refusal), extra_tags="stop")
    return redirect("cases:take_over") if isinstance(refusal, actions.Gone) else redirect("cases:intake", key)
