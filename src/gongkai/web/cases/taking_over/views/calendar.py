"""The office's calendar: the years that are known, and taking over the pack of another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.law.packs import BadPack, Pack, dump
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases.models import Case
from gongkai.web.cases.taking_over import packs_in_force
from gongkai.web.cases.taking_over.actions import calendar as actions
from gongkai.web.cases.taking_over.forms import PackFile, ShownPack
from gongkai.web.cases.taking_over.packs_in_force import Preview
from gongkai.web.organs import permissions
from gongkai.web.organs import queries as organs
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.vault.downloads import as_saved


@require_safe
def calendar(request: StaffRequest) -> HttpResponse:
    """Show the years that are known, each with its notices and days, and where the dates begin that are provisional."""
    permissions.check(request.user, "calendar.read", None, request.today)
    known = organs.calendar()
    top = organs.site_organ(request.today)
    words = {
        "years": packs_in_force.years(),
        "superseded": packs_in_force.superseded(),
        "last": known.last,
        "next": known.last.year + 1,
        "provisional": Case.objects.filter(closed=None, due_provisional=True).count(),
        "may_take_over": permissions.may(request.user, "calendar.take_over", top, request.today),
    }
    return render(request, "cases/taking_over/calendar.html", words)


@require_safe
def pack(request: StaffRequest, year: int) -> HttpResponse:
    """Hand out the pack of a year, to start another one from."""
    permissions.check(request.user, "calendar.read", None, request.today)
    region = request.GET.get("region", "")
    held = next(
        (each for each in packs_in_force.in_force() if (each.pack.year, each.pack.region) == (year, region)), None
    )
    if held is None:
        raise Http404
    return as_saved(dump(held.pack), f"{year}{region}.toml", "text/plain; charset=utf-8")


def take_over(request: StaffRequest) -> HttpResponse:
    """Take a pack: show what it would do, and do it once that was confirmed."""
    top = organs.site_organ(request.today)
    permissions.check(request.user, "calendar.take_over", top, request.today)
    if request.method == "POST" and "seen" in request.POST:
        return _confirmed(request)
    form = PackFile(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = PackFile(request.POST, request.FILES)
        if form.is_valid():
            try:
                return _shown(request, packs_in_force.preview(form.cleaned_data["pack"], request.today))
            except BadPack as bad:
                form.add_error("pack", forms.ValidationError([said(fault) for fault in bad.faults]))
    return _form(request, form)


def _confirmed(request: StaffRequest) -> HttpResponse:
    form = ShownPack(request.POST)
    if not form.is_valid():
        again = PackFile({}, {})
        again.add_error(None, _("没有收到完整的日历包。请重新选择文件。"))
        return _form(request, again)
    taken: Pack = form.cleaned_data["text"]
    try:
        row = actions.take_over(pack=taken, seen=form.cleaned_data["seen"], by=call_of(request))
    except actions.Changed as changed:
        return _shown(request, changed.preview, again=True)
    except Refusal as refusal:
        messages.error(request, said(refusal), extra_tags="stop")
        return redirect("cases:calendar")
    messages.success(request, _done(row), extra_tags="ok")
    return redirect("cases:calendar")


def _done(row: Any) -> str:
    if row is None:
        return _("这个日历包已经在用，没有改动。")
    return _("%(year)d 年的日历包已经导入，期限改变的办件已经更正，并告知了经办人。") % {"year": row.year}


def _shown(request: StaffRequest, preview: Preview, *, again: bool = False) -> HttpResponse:
    found = preview.consequences
    known = {
        "preview": preview,
        "found": found,
        "organs": len({each.case.organ_id for each in found.open}),
        "form": ShownPack(initial={"text": dump(preview.pack), "seen": preview.fingerprint}),
        "again": again,
    }
    return render(request, "cases/taking_over/calendar_preview.html", known, status=409 if again else 200)


def _form(request: StaffRequest, form: PackFile) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "cases/taking_over/calendar_import.html", {"form": form}, status=status)
