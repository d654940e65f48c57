"""Where the day begins, and who may do what."""

from django.http import HttpResponse
from django.shortcuts import render

from gongkai.web.bilingual import said
from gongkai.web.organs import account, boards, queries
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.models import Role
from gongkai.web.organs.permissions import TABLE


def desk(request: StaffRequest) -> HttpResponse:
    """Show what waits for the person, and what can be done here."""
    posts = request.user.posts.filter(queries.on(request.today)).select_related("organ")
    acts = request.user.acts.filter(queries.on(request.today)).select_related("organ", "acts_for")
    known = {
        "posts": posts,
        "acts": acts,
        "boards": boards.boards(request.user, request.today),
        "unguarded": account.authenticator(request.user) is None,
    }
    return render(request, "organs/desk.html", known)


def who_may_do_what(request: StaffRequest) -> HttpResponse:
    """Show the table of verbs and posts."""
    rows = [
        {
            "words": said(rule.zh),
            "verb": verb,
            "cells": [{"may": role in rule.roles, "below": role in rule.below, "role": role.label} for role in Role],
        }
        for verb, rule in TABLE.items()
    ]
    return render(request, "organs/permissions.html", {"rows": rows, "roles": Role.labels})
