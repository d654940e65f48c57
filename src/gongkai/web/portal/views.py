"""The public's pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.web.organs import queries as organs


def home(request: HttpRequest) -> HttpResponse:
    """Show what can be done here."""
    return render(request, "portal/home.html", {"organs": organs.organs(request.today)})  # type: ignore[attr-defined]
