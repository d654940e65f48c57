"""Signing in and out, one's own password, and the second factor."""

import base64
from io import BytesIO

import django_otp
import segno
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from gongkai.web.organs import account, queries
from gongkai.web.organs.actions import Objection, passwords
from gongkai.web.organs.actions import account as own
from gongkai.web.organs.entrance import StaffRequest, call_of, open_to_strangers
from gongkai.web.organs.forms.entry import ChangePassword, Code, SignIn

PENDING_KEY = "authenticator key"
WRONG = gettext_lazy("登录名或者密码不正确，请核对后重新输入。连续%(times)d次不正确的，暂停登录%(hours)d小时。")


@open_to_strangers
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the sign-in page, and sign in."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    form = SignIn(request.POST or None)
    if form.is_valid():
        person = auth.authenticate(
            request, username=form.cleaned_data["username"], password=form.cleaned_data["password"]
        )
        if person is not None and not person.is_service:
            auth.login(request, person)
            own.record_sign_in(person=person, by=call_of(request))
            return redirect(onward)
        limit = {"times": settings.AXES_FAILURE_LIMIT, "hours": settings.AXES_COOLOFF_TIME}
        form.add_error(None, WRONG % limit)
    known = {"form": form, "next": onward, "single_sign_on": bool(settings.OIDC_ISSUER)}
    return render(request, "organs/sign_in.html", known, status=400 if form.errors else 200)


@require_POST
def sign_out(request: StaffRequest) -> HttpResponse:
    """End the session."""
    own.record_sign_out(by=call_of(request))
    auth.logout(request)
    messages.success(request, _("您已退出。"), extra_tags="ok")
    return redirect("portal:home")


@never_cache
@sensitive_post_parameters()
def change_password(request: StaffRequest) -> HttpResponse:
    """Show the rules for passwords, and change one's own."""
    form = ChangePassword(request.POST or None)
    if form.is_valid():
        try:
            person = own.change_password(
                old=form.cleaned_data["old"], new=form.cleaned_data["new"], by=call_of(request)
            )
        except Objection as objection:
            form.object_to(objection)
        else:
            auth.update_session_auth_hash(request, person)
            messages.success(request, _("密码已修改，其他设备上的登录已失效。"), extra_tags="ok")
            return redirect("organs:desk")
    known = {"form": form, "rules": passwords.RULES, "first": request.user.must_change_password}
    return render(request, "organs/password.html", known, status=400 if form.errors else 200)


@never_cache
def my_account(request: StaffRequest) -> HttpResponse:
    """Show what one's own account has: posts, password, second factor."""
    posts = request.user.posts.filter(queries.on(request.today)).select_related("organ")
    acts = request.user.acts.filter(queries.on(request.today)).select_related("organ", "acts_for")
    known = {
        "posts": posts,
        "acts": acts,
        "device": account.authenticator(request.user),
        "codes_left": request.user.recovery_codes.filter(used_at=None).count(),
        "required": queries.needs_second_factor(request.user, request.today),
    }
    return render(request, "organs/account.html", known)


@never_cache
def second_factor_check(request: StaffRequest) -> HttpResponse:
    """Ask for the token of the authenticator, once a session."""
    if request.user.is_verified():  # type: ignore[attr-defined]
        return redirect("organs:desk")
    form = Code(request.POST or None)
    if form.is_valid():
        try:
            device = own.verify(code=form.cleaned_data["code"], by=call_of(request))
        except Objection as objection:
            form.object_to(objection)
        else:
            request.session.cycle_key()
            django_otp.login(request, device)
            return redirect("organs:desk")
    return render(request, "organs/second_factor_check.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
def second_factor_enrol(request: StaffRequest) -> HttpResponse:
    """Show a new key as a picture and in letters, and take it into use once a token proves that it was read."""
    key = request.session.setdefault(PENDING_KEY, random_hex(20))
    form = Code(request.POST or None)
    if form.is_valid():
        try:
            device, codes = own.enrol(
                key=key, token=passwords.clean_code(form.cleaned_data["code"]), by=call_of(request)
            )
        except Objection as objection:
            form.object_to(objection)
        else:
            del request.session[PENDING_KEY]
            request.session.cycle_key()
            django_otp.login(request, device)
            return render(request, "organs/recovery_codes.html", {"codes": codes})
    known = {"form": form, "picture": _picture(request, key), "key": _spelled(key)}
    return render(request, "organs/second_factor_enrol.html", known, status=400 if form.errors else 200)


@require_POST
def second_factor_drop(request: StaffRequest) -> HttpResponse:
    """Stop using the second factor, where the site allows it."""
    try:
        own.drop_second_factor(by=call_of(request))
    except Objection as objection:
        messages.error(request, str(objection), extra_tags="stop")
    else:
        messages.success(request, _("已停用第二重验证。"), extra_tags="ok")
    return redirect("organs:account")


@require_POST
@never_cache
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """Make new recovery codes and show them once."""
    try:
        codes = own.renew_codes(by=call_of(request))
    except Objection as objection:
        messages.error(request, str(objection), extra_tags="stop")
        return redirect("organs:account")
    return render(request, "organs/recovery_codes.html", {"codes": codes})


@open_to_strangers
@require_GET
@never_cache
def single_sign_on(request: HttpRequest) -> HttpResponse:
    """Go to the provider of identities, where one is set up."""
    if not settings.OIDC_ISSUER:
        return render(request, "organs/no_provider.html", status=404)
    from gongkai.web.organs import oidc

    return oidc.begin(request)


@open_to_strangers
@require_GET
@never_cache
def single_sign_on_return(request: HttpRequest) -> HttpResponse:
    """Come back from the provider: sign in whoever it names, if that person works here."""
    if not settings.OIDC_ISSUER:
        return render(request, "organs/no_provider.html", status=404)
    from gongkai.web.organs import oidc

    return oidc.come_back(request)


def _onward(request: HttpRequest) -> str:
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("organs:desk")


def _spelled(key: str) -> str:
    letters = base64.b32encode(bytes.fromhex(key)).decode().rstrip("=")
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _picture(request: StaffRequest, key: str) -> str:
    address = TOTPDevice(user=request.user, key=key).config_url
    picture = BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=5, xmldecl=False, border=4)
    return "data:image/svg+xml;base64," + base64.b64encode(picture.getvalue()).decode()
