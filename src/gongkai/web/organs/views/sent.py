"""What pages with a form have in common: an action is tried, and what stands against it is shown at its entry."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongkai.web.organs.actions import Objection
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.forms import Plain


def done(form: Plain, act: Callable[[dict[str, Any]], object]) -> bool:
    """Try an action with what a form says; return whether it was done. An objection stands in the form afterwards."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Objection as objection:
        form.object_to(objection)
        return False
    return True


def form_page(request: StaffRequest, form: Plain, words: Mapping[str, Any]) -> HttpResponse:
    """Show a page with one form: `words` has its heading, its lead, its button and where back leads."""
    return render(
        request, words.get("template", "organs/form.html"), {"form": form, **words}, status=400 if form.errors else 200
    )


def pressed(request: StaffRequest, act: Callable[[], object], said: str, back: str) -> HttpResponse:
    """Try what a button asks for, say how it went, and go back. Called for POST alone."""
    try:
        act()
    except Objection as objection:
        messages.error(request, str(objection), extra_tags="stop")
    else:
        messages.success(request, said, extra_tags="ok")
    return redirect(back)
