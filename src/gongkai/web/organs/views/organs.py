"""The pages of organs: the tree, one organ, and what can be changed of it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.law.options import OPTIONS
from gongkai.web.bilingual import said
from gongkai.web.organs import permissions, queries
from gongkai.web.organs.actions import choices, structure
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.forms.organs import ChooseOption, FromDay, MoveOrgan, NewOrgan, OrganFacts, SiteSettings
from gongkai.web.organs.local_settings import SETTINGS
from gongkai.web.organs.models import Organ
from gongkai.web.organs.views.sent import done, form_page, pressed

STALE = 180
"""Days after which contact data are due for another look."""


def tree(request: StaffRequest) -> HttpResponse:
    """Show the organs of a day in their tree."""
    day = _day(request.GET.get("day", ""), request.today)
    within = permissions.organs_where(request.user, "organs.read", request.today).values_list("pk", flat=True)
    rows = [
        {"organ": organ, "indent": "　" * depth, "checked": _freshness(organ, request.today)}
        for depth, organ in queries.branches(day, within)
    ]
    return render(request, "organs/organs.html", {"rows": rows, "day": day, "here": "organs"})


def organ(request: StaffRequest, code: str) -> HttpResponse:
    """Show one organ."""
    shown = found(request, code, "organs.read")
    ties = shown.parents.select_related("parent").order_by("valid_from")
    below = shown.members.filter(queries.on(request.today)).select_related("child")
    known = {
        "organ": shown,
        "facts": [
            (shown._meta.get_field(name).verbose_name, getattr(shown, name))  # type: ignore[union-attr]
            for name in structure.CHANGEABLE[4:]
        ],
        "ties": ties,
        "below": below,
        "allowed": {verb.replace(".", "_") for verb in permissions.allowed(request.user, shown, request.today)},
        "freshness": _freshness(shown, request.today),
        "posts": queries.colleagues(shown, request.today),
        "chosen": [pair for pair in queries.chosen_options(shown, request.today) if pair[1]],
        "here": "organs",
    }
    return render(request, "organs/organ.html", known)


def new(request: StaffRequest, code: str) -> HttpResponse:
    """Set up an organ under another one."""
    parent = found(request, code, "organs.edit_tree")
    form = NewOrgan(request.POST or None, initial={"valid_from": request.today})

    def act(said: dict[str, Any]) -> None:
        fields = {name: value for name, value in said.items() if name not in ("code", "valid_from")}
        structure.create(
            parent=parent, code=said["code"], fields=fields, valid_from=said["valid_from"], by=call_of(request)
        )

    if done(form, act):
        messages.success(request, _("机关已设立。请为它安排系统管理员。"), extra_tags="ok")
        return redirect("organs:organ", form.cleaned_data["code"])
    return form_page(
        request, form, _words(parent, _("在%(short_name)s下设立机关") % {"short_name": parent.short_name}, _("设立"))
    )


def edit(request: StaffRequest, code: str) -> HttpResponse:
    """Change what is said of an organ."""
    changed = found(request, code, "organs.edit")
    initial = {name: getattr(changed, name) for name in structure.CHANGEABLE}
    form = OrganFacts(request.POST or None, initial=initial)
    if done(form, lambda said: structure.change(organ=changed, fields=said, by=call_of(request))):
        messages.success(request, _("已保存。"), extra_tags="ok")
        return redirect("organs:organ", code)
    return form_page(request, form, _words(changed, _("修改机关资料"), _("保存")))


@require_POST
def contact_checked(request: StaffRequest, code: str) -> HttpResponse:
    """Record that the contact data are right today."""
    looked_at = found(request, code, "organs.check_contact")
    back = reverse("organs:organ", args=[code])
    return pressed(
        request,
        lambda: structure.check_contact(organ=looked_at, by=call_of(request)),
        _("已记录：联系方式核对无误。"),
        back,
    )


def end(request: StaffRequest, code: str) -> HttpResponse:
    """End an organ from a day on."""
    ended = found(request, code, "organs.edit_tree")
    form = FromDay(request.POST or None)
    if done(form, lambda said: structure.end(organ=ended, on=said["on"], by=call_of(request))):
        messages.success(request, _("已登记撤销日期。"), extra_tags="ok")
        return redirect("organs:organ", code)
    lead = _("自所填日期起，本机关不再收到申请，不再列入机关名录。此前的办件和记录保留，人员岗位不变，以便办结。")
    return form_page(request, form, _words(ended, _("撤销机关"), _("登记撤销"), lead))


def move(request: StaffRequest, code: str) -> HttpResponse:
    """Put an organ under another one from a day on."""
    moved = found(request, code, "organs.edit_tree")
    parents = permissions.organs_where(request.user, "organs.edit_tree", request.today).exclude(pk=moved.pk)
    form = MoveOrgan(request.POST or None, parents=parents)
    if done(
        form,
        lambda said: structure.move(organ=moved, parent=said["parent"], on=said["on"], by=call_of(request)),
    ):
        messages.success(request, _("已登记新的隶属关系。"), extra_tags="ok")
        return redirect("organs:organ", code)
    return form_page(request, form, _words(moved, _("调整隶属关系"), _("保存")))


def options(request: StaffRequest, code: str) -> HttpResponse:
    """Show what the organ has chosen where the law leaves a question open."""
    shown = found(request, code, "organs.read")
    rows = [
        {
            "option": option,
            "choice": choice,
            "basis": "；".join(str(each) for each in option.basis),
            "history": [entry for entry in shown.options if entry["name"] == option.name],
        }
        for option, choice in queries.chosen_options(shown, request.today)
    ]
    may_edit = permissions.may(request.user, "organs.edit", shown, request.today)
    return render(
        request, "organs/options.html", {"organ": shown, "rows": rows, "may_edit": may_edit, "here": "organs"}
    )


def choose(request: StaffRequest, code: str, name: str) -> HttpResponse:
    """Choose the organ's answer to one question."""
    chooser = found(request, code, "organs.edit")
    option = OPTIONS.get(name)
    if option is None:
        raise Http404
    form = ChooseOption(request.POST or None, option=option, initial={"valid_from": request.today})
    if done(form, lambda _: choices.choose(organ=chooser, choice=form.choice(), by=call_of(request))):
        messages.success(request, _("已登记本机关的选择。"), extra_tags="ok")
        return redirect("organs:options", code)
    basis = "；".join(str(each) for each in option.basis)
    words = _words(
        chooser,
        _("本地选项"),
        _("登记"),
        _("%(zh)s依据：%(basis)s。默认：%(default)s。")
        % {"zh": said(option), "basis": basis, "default": option.default},
    )
    return form_page(request, form, words)


def end_choice(request: StaffRequest, code: str, name: str) -> HttpResponse:
    """Go back to the default from a day on."""
    chooser = found(request, code, "organs.edit")
    if name not in OPTIONS:
        raise Http404
    form = FromDay(request.POST or None)
    if done(form, lambda said: choices.end_choice(organ=chooser, name=name, on=said["on"], by=call_of(request))):
        messages.success(request, _("已登记终止日期。"), extra_tags="ok")
        return redirect("organs:options", code)
    return form_page(request, form, _words(chooser, _("恢复默认"), _("登记"), said(OPTIONS[name])))


def settings(request: StaffRequest, code: str) -> HttpResponse:
    """Keep the settings of an organ's own work."""
    kept = found(request, code, "organs.edit")
    whole_site = kept == queries.site_organ(request.today)
    initial = {name: queries.setting(kept, name) for name in SETTINGS}
    form = SiteSettings(request.POST or None, whole_site=whole_site, initial=initial)
    if done(form, lambda said: choices.set_up(organ=kept, values=said, by=call_of(request))):
        messages.success(request, _("已保存。"), extra_tags="ok")
        return redirect("organs:organ", code)
    return form_page(request, form, _words(kept, _("工作设置"), _("保存")))


def found(request: StaffRequest, code: str, verb: str) -> Organ:
    """Return the organ with a code in which the caller may do something.

    :raises NotAllowed: where the caller may not.
    """
    organ = get_object_or_404(Organ, code=code)
    permissions.check(request.user, verb, organ, request.today)
    return organ


def _words(organ: Organ, heading: str, button: str, lead: str = "") -> dict[str, object]:
    back = reverse("organs:organ", args=[organ.code])
    return {"organ": organ, "heading": heading, "button": button, "lead": lead, "back": back, "here": "organs"}


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def _freshness(organ: Organ, today: date) -> dict[str, object]:
    checked = organ.contact_checked
    if checked is None:
        return {"words": _("从未核对"), "badge": "over", "on": None}
    if (today - checked).days > STALE:
        return {"words": _("超过半年未核对"), "badge": "soon", "on": checked}
    return {"words": _("已核对"), "badge": "ok", "on": checked}
