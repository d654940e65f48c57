"""What people do to their own account: sign in and out, change the password, set up the second factor."""

import time
from binascii import unhexlify

from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongkai.web.organs import account, log, permissions, queries
from gongkai.web.organs.actions import passwords
from gongkai.web.organs.actions.objection import Objection
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Person, RecoveryCode
from gongkai.web.vault import sealing


@transaction.atomic
def record_sign_in(*, person: Person, by: Call, means: str = "password") -> None:
    """Record that somebody has signed in, and by what means."""
    _record("people.signed_in", Call(by.now, person), means=means)


@transaction.atomic
def record_sign_out(*, by: Call) -> None:
    """Record that somebody has signed out."""
    _record("people.signed_out", by)


@transaction.atomic
def change_password(*, old: str, new: str, by: Call) -> Person:
    """Change the password of whoever calls and return the person.

    :raises Objection: where the old one is wrong or the new one against the rules.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=_actor(by).pk)
    if not person.check_password(old):
        raise Objection(_("现在的密码不正确，请重新输入。"), "old")
    passwords.check(person, new)
    person.set_password(new)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    _record("people.password_changed", by)
    return person


@transaction.atomic
def enrol(*, key: str, token: str, by: Call) -> tuple[TOTPDevice, list[str]]:
    """Take an authenticator into use and return it with the recovery codes, which are shown once. An earlier one is dropped.

    :raises Objection: where the token does not fit the key.
    """
    person = _actor(by)
    totp = TOTP(unhexlify(key), step=30, digits=6)
    totp.time = time.time()
    if not token.isascii() or not token.isdigit() or not totp.verify(int(token), tolerance=1):
        raise Objection(_("动态码不正确，请确认手机时间准确，并输入当前显示的6位数字。"), "code")
    TOTPDevice.objects.filter(user=person).delete()
    device = TOTPDevice.objects.create(user=person, name=_("身份验证器"), key=key, confirmed=True, last_t=totp.t())
    codes = _new_codes(person)
    _record("people.second_factor_set", by)
    return device, codes


@transaction.atomic
def drop_second_factor(*, by: Call) -> None:
    """Stop using the second factor.

    :raises Objection: where the site asks it of this person.
    """
    person = _actor(by)
    if queries.needs_second_factor(person, by.today):
        raise Objection(_("本网站要求您的岗位使用第二重验证，不能停用；更换手机的，请重新设置身份验证器。"))
    TOTPDevice.objects.filter(user=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    _record("people.second_factor_dropped", by)


@transaction.atomic
def renew_codes(*, by: Call) -> list[str]:
    """Make new recovery codes, which are shown once; the earlier ones hold no longer.

    :raises Objection: where there is no second factor to recover.
    """
    if account.authenticator(_actor(by)) is None:
        raise Objection(_("尚未设置身份验证器，请先设置。"))
    codes = _new_codes(_actor(by))
    _record("people.recovery_codes_renewed", by)
    return codes


def verify(*, code: str, by: Call) -> TOTPDevice:
    """Check a token of the authenticator, or a recovery code, which holds once, and return the authenticator.

    Outside one transaction: a wrong code is counted although it is refused.

    :raises Objection: where it is wrong, or was tried too often.
    """
    device = account.authenticator(_actor(by))
    if device is None:
        raise Objection(_("尚未设置身份验证器，请先设置。"))
    if not device.verify_is_allowed()[0]:
        raise Objection(_("动态码连续输错，请稍候再试。每错一次，等待时间加倍。"), "code")
    entered = passwords.clean_code(code)
    if device.verify_token(entered) if entered.isascii() and entered.isdigit() else _spend(device, entered, by):
        return device
    raise Objection(_("动态码不正确，请输入身份验证器当前显示的6位数字，或者一个未用过的恢复码。"), "code")


@transaction.atomic
def _spend(device: TOTPDevice, code: str, by: Call) -> bool:
    digest = sealing.digest(code, purpose="recovery code")
    spent = RecoveryCode.objects.filter(person=_actor(by), digest=digest, used_at=None).update(used_at=by.now)
    if spent:
        device.throttle_reset()
        _record("people.recovery_code_used", by)
    else:
        device.throttle_increment()
    return bool(spent)


def _new_codes(person: Person) -> list[str]:
    codes = passwords.recovery_codes()
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=sealing.digest(passwords.clean_code(code), purpose="recovery code"))
        for code in codes
    )
    return codes


def _actor(by: Call) -> Person:
    if by.actor is None or not by.actor.is_authenticated:
        raise permissions.NotAllowed("organs.read", None)
    return by.actor


def _record(verb: str, by: Call, **detail: object) -> None:
    person = _actor(by)
    log.record(verb, thing="person", key=person.pk, organ=queries.home(person, by.today), by=by, **detail)
