"""Where the day begins, and who may do what."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from gongkai.web.bilingual import said
from gongkai.web.organs import account, permissions, queries
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.models import Role
from gongkai.web.organs.permissions import TABLE

PLACES = (
    ("cases:inbox", "cases.read", gettext_lazy("办件"), gettext_lazy("收到的申请，按剩余期限排列")),
    ("cases:register", "cases.register", gettext_lazy("登记申请"), gettext_lazy("当面、邮寄、传真、口头提出的申请")),
    ("publications:list", "publications.edit", gettext_lazy("公开信息"), gettext_lazy("已公开和待公开的信息")),
    ("organs:organs", "organs.read", gettext_lazy("机关"), gettext_lazy("机关资料、隶属关系、本地选项")),
    ("organs:people", "people.read", gettext_lazy("人员和岗位"), gettext_lazy("账号、岗位、代理")),
    ("organs:events", "events.read", gettext_lazy("操作日志"), gettext_lazy("谁在何时做了什么")),
    ("organs:permissions", None, gettext_lazy("岗位权限"), gettext_lazy("各岗位可以做什么")),
)
"""The places of the staff's part: the name of the address, the verb that opens it, its words. What is not there is left out."""


def desk(request: StaffRequest) -> HttpResponse:
    """Show what the person can do here."""
    posts = request.user.posts.filter(queries.on(request.today)).select_related("organ")
    acts = request.user.acts.filter(queries.on(request.today)).select_related("organ", "acts_for")
    known = {
        "posts": posts,
        "acts": acts,
        "places": _places(request),
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


def _places(request: StaffRequest) -> list[dict[str, str]]:
    found = []
    for view, verb, name, words in PLACES:
        try:
            url = reverse(view)
        except NoReverseMatch:
            continue
        if verb is None or permissions.may(request.user, verb, None, request.today):
            found.append({"url": url, "name": str(name), "words": str(words)})
    return found
