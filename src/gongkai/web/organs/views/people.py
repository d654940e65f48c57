"""The pages of people: who works where, in which posts, who acts for whom."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gongkai.web.organs import account, permissions, queries
from gongkai.web.organs.actions import Objection, staff
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.forms.organs import FromDay
from gongkai.web.organs.forms.people import ActFor, GivePost, NewPerson, PersonFacts
from gongkai.web.organs.models import Acting, Organ, Person, Post
from gongkai.web.organs.views.organs import found
from gongkai.web.organs.views.sent import done, form_page, pressed


def people(request: StaffRequest) -> HttpResponse:
    """Show the people of the organs that the caller may see, organ by organ."""
    readable = permissions.organs_where(request.user, "people.read", request.today)
    editable = set(permissions.organs_where(request.user, "people.edit", request.today).values_list("pk", flat=True))
    posts = queries.posts_in(readable, request.today)
    rows = [
        {"organ": organ, "people": posts.get(organ.pk, {}), "may_edit": organ.pk in editable}
        for _, organ in queries.branches(request.today, readable.values_list("pk", flat=True))
    ]
    return render(request, "organs/people.html", {"rows": rows, "here": "people"})


@never_cache
def new(request: StaffRequest, code: str) -> HttpResponse:
    """Take somebody on, and show the first password once."""
    organ = found(request, code, "people.edit")
    form = NewPerson(request.POST or None)
    made: list[tuple[Person, str]] = []
    if done(form, lambda said: made.append(staff.take_on(organ=organ, by=call_of(request), **said))):
        person, password = made[0]
        return render(request, "organs/first_password.html", {"person": person, "password": password, "here": "people"})
    return form_page(
        request,
        form,
        _words(_("%(short_name)s：新增人员") % {"short_name": organ.short_name}, _("新增"), reverse("organs:people")),
    )


def person(request: StaffRequest, number: int) -> HttpResponse:
    """Show one person: posts, acting, the account."""
    shown = _seen(request, number)
    editable = permissions.organs_where(request.user, "people.edit", request.today)
    known = {
        "person": shown,
        "posts": shown.posts.select_related("organ").order_by("organ", "role", "valid_from"),
        "editable": set(editable.values_list("pk", flat=True)),
        "acts": shown.acts.select_related("organ", "acts_for").order_by("-valid_from"),
        "acted_for_by": shown.acted_for_by.select_related("organ", "person").order_by("-valid_from"),
        "looks_after": staff.looks_after(person=shown, by=call_of(request)),
        "device": account.authenticator(shown),
        "here": "people",
    }
    return render(request, "organs/person.html", known)


def edit(request: StaffRequest, number: int) -> HttpResponse:
    """Change what is said of a person."""
    changed = _edited(request, number)
    form = PersonFacts(
        request.POST or None, initial={name: getattr(changed, name) for name in ("name", "email", "phone")}
    )
    if done(form, lambda said: staff.change(person=changed, by=call_of(request), **said)):
        messages.success(request, _("已保存。"), extra_tags="ok")
        return redirect("organs:person", number)
    return form_page(request, form, _words(_("修改人员资料"), _("保存"), _page(changed)))


def give_post(request: StaffRequest, number: int) -> HttpResponse:
    """Give a person another post, in any organ that the caller looks after."""
    holder = _seen(request, number)
    organs = permissions.organs_where(request.user, "people.edit", request.today)
    permissions.check(request.user, "people.edit", None, request.today)
    form = GivePost(request.POST or None, organs=organs, initial={"valid_from": request.today})
    if done(form, lambda said: staff.give_post(person=holder, by=call_of(request), **said)):
        messages.success(request, _("岗位已登记。"), extra_tags="ok")
        return redirect("organs:person", number)
    return form_page(request, form, _words(_("%(holder)s：增加岗位") % {"holder": holder}, _("增加"), _page(holder)))


def end_post(request: StaffRequest, number: int) -> HttpResponse:
    """End a post from a day on."""
    post = get_object_or_404(Post.objects.select_related("person", "organ"), pk=number)
    permissions.check(request.user, "people.edit", post.organ, request.today)
    form = FromDay(request.POST or None, initial={"on": request.today})
    if done(form, lambda said: staff.end_post(post=post, on=said["on"], by=call_of(request))):
        messages.success(request, _("已登记岗位的终止日期。"), extra_tags="ok")
        return redirect("organs:person", post.person_id)
    heading = _("终止岗位：%(person)s，%(short_name)s %(role)s") % {
        "person": post.person,
        "short_name": post.organ.short_name,
        "role": post.get_role_display(),
    }
    return form_page(request, form, _words(heading, _("终止"), _page(post.person)))


def act_for(request: StaffRequest, code: str) -> HttpResponse:
    """Set up who acts for whom in an organ: for oneself, or as administrator for anybody."""
    organ = found(request, code, "people.delegate")
    working = Person.objects.filter(
        is_active=True, is_service=False, pk__in=organ.posts.filter(queries.on(request.today)).values("person")
    )
    absent = working
    if not permissions.may(request.user, "people.edit", organ, request.today):
        absent = working.filter(pk=request.user.pk)
    form = ActFor(request.POST or None, people=_candidates(organ, request), absent=absent)

    def act(said: dict[str, Any]) -> None:
        days = (said["valid_from"], said["valid_to"])
        staff.act_for(person=said["person"], acts_for=said["acts_for"], organ=organ, days=days, by=call_of(request))

    if done(form, act):
        messages.success(request, _("代理已登记。"), extra_tags="ok")
        return redirect("organs:organ", code)
    return form_page(
        request,
        form,
        _words(
            _("%(short_name)s：设置代理") % {"short_name": organ.short_name},
            _("登记"),
            reverse("organs:organ", args=[code]),
        ),
    )


@require_POST
def end_acting(request: StaffRequest, number: int) -> HttpResponse:
    """End that somebody acts for another."""
    acting = get_object_or_404(Acting.objects.select_related("organ", "acts_for"), pk=number)
    back = reverse("organs:organ", args=[acting.organ.code])
    return pressed(request, lambda: staff.end_acting(acting=acting, by=call_of(request)), _("代理已终止。"), back)


@require_POST
def switch(request: StaffRequest, number: int) -> HttpResponse:
    """Switch an account on or off."""
    switched, on = _edited(request, number), request.POST.get("on") == "1"
    said = _("账号已启用。") if on else _("账号已停用。")
    return pressed(request, lambda: staff.switch(person=switched, on=on, by=call_of(request)), said, _page(switched))


@require_POST
@never_cache
def reset_password(request: StaffRequest, number: int) -> HttpResponse:
    """Give a person a new first password and show it once."""
    forgot = _edited(request, number)
    try:
        password = staff.reset_password(person=forgot, by=call_of(request))
    except Objection as objection:
        messages.error(request, str(objection), extra_tags="stop")
        return redirect("organs:person", number)
    return render(request, "organs/first_password.html", {"person": forgot, "password": password, "here": "people"})


@require_POST
def reset_second_factor(request: StaffRequest, number: int) -> HttpResponse:
    """Drop the authenticator of a person who has lost it."""
    lost = _edited(request, number)
    return pressed(
        request,
        lambda: staff.reset_second_factor(person=lost, by=call_of(request)),
        _("身份验证器已重置，此人下次登录后重新设置。"),
        _page(lost),
    )


def _seen(request: StaffRequest, number: int) -> Person:
    shown = get_object_or_404(Person, pk=number)
    readable = permissions.organs_where(request.user, "people.read", request.today)
    if shown != request.user and not shown.posts.filter(organ__in=readable).exists():
        raise Http404
    return shown


def _edited(request: StaffRequest, number: int) -> Person:
    changed = _seen(request, number)
    staff.check_looks_after(person=changed, by=call_of(request))
    return changed


def _candidates(organ: Organ, request: StaffRequest) -> object:
    """The people of the organ and of the organs that the caller may see: a deputy may sit elsewhere."""
    readable = permissions.organs_where(request.user, "people.read", request.today)
    posts = Post.objects.filter(queries.on(request.today)).filter(Q(organ=organ) | Q(organ__in=readable))
    return Person.objects.filter(is_active=True, is_service=False, pk__in=posts.values("person"))


def _page(shown: Person) -> str:
    return reverse("organs:person", args=[shown.pk])


def _words(heading: str, button: str, back: str, lead: str = "") -> dict[str, object]:
    return {"heading": heading, "button": button, "back": back, "lead": lead, "here": "people"}
