"""The page of the log: what happened, newest first. It shows who acted on what, and nothing that a thing says of anybody."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.web.bilingual import said
from gongkai.web.organs import permissions, queries, words
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.forms.events import Filter
from gongkai.web.organs.models import Event

PAGE = 50
FIRST, LAST = date(1900, 1, 1), date(9999, 1, 1)


def events(request: StaffRequest) -> HttpResponse:
    """Show a page of the log as filtered. Pages are found by the number of the last event, so that late ones are as fast."""
    permissions.check(request.user, "events.read", None, request.today)
    organs = permissions.organs_where(request.user, "events.read", request.today)
    form = Filter(request.GET, organs=organs, verbs=words.verb_names())
    found = _readable(request)
    found = _filtered(found, form.cleaned_data) if form.is_valid() else found.none()
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit():
        found = found.filter(number__lt=int(before[:18]))
    rows = list(found[: PAGE + 1])
    shown = [{"event": event, "name": words.verb_name(event.verb), "thing": _thing(event)} for event in rows[:PAGE]]
    known = {"form": form, "rows": shown, "older": _older(request, rows), "here": "events"}
    return render(request, "organs/events.html", known, status=200 if form.is_valid() else 400)


def _readable(request: StaffRequest) -> QuerySet[Event]:
    """Where the whole site is theirs, also what belongs to no organ."""
    organs = permissions.organs_where(request.user, "events.read", request.today)
    seen = Q(organ__in=organs)
    top = queries.site_organ(request.today)
    if top and organs.filter(pk=top.pk).exists():
        seen |= Q(organ=None)
    return Event.objects.filter(seen).select_related("actor", "acting_for", "organ").order_by("-number")


def _filtered(found: QuerySet[Event], said: dict[str, Any]) -> QuerySet[Event]:
    asked = {
        "organ": said["organ"],
        "verb": said["verb"],
        "key": said["thing"].strip(),
        "at__gte": said["since"] and _start(said["since"]),
        "at__lt": said["until"] and _start(said["until"], after=1),
    }
    found = found.filter(**{name: value for name, value in asked.items() if value})
    if name := said["person"].strip():
        found = found.filter(Q(actor__username=name) | Q(acting_for__username=name))
    return found


def _start(day: date, after: int = 0) -> datetime:
    """Return the start of a day, or of one after it; within the days that every zone and every database knows."""
    return timezone.make_aware(datetime.combine(min(max(day, FIRST), LAST) + timedelta(days=after), time.min))


def _thing(event: Event) -> str:
    return f"{said(words.THINGS.get(event.thing, event.thing))} {event.key}"


def _older(request: StaffRequest, rows: list[Event]) -> str:
    if len(rows) <= PAGE:
        return ""
    query = request.GET.copy()
    query["before"] = str(rows[PAGE - 1].number)
    return query.urlencode()
