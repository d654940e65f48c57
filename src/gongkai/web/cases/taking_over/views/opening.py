"""Typing in what an organ carried into a year, where no table says it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases.taking_over.actions import opening as actions
from gongkai.web.cases.taking_over.forms import Opening
from gongkai.web.cases.taking_over.views.tables import organs_of
from gongkai.web.organs.entrance import StaffRequest, call_of


def opening(request: StaffRequest) -> HttpResponse:
    """Show the form of the figures that a year begins with, or enter them."""
    organs = organs_of(request)
    code = request.GET.get("organ", organs[0].code)
    form = Opening(request.POST or None, organs=organs, today=request.today, initial={"organ": code})
    if request.method == "POST" and form.is_valid():
        organ = next(each for each in organs if each.code == form.cleaned_data["organ"])
        given = form.cleaned_data
        try:
            actions.enter(
                organ=organ, year=given["year"], cells=form.cells, source=given["source"], by=call_of(request)
            )
        except Refusal as refusal:
            form.add_error(None, said(refusal))
        else:
            messages.success(request, _("上年结转数已经登记。"), extra_tags="ok")
            return redirect(f"{reverse('cases:take_over')}?organ={organ.code}")
    return render(request, "cases/taking_over/opening.html", {"form": form}, status=422 if form.is_bound else 200)
