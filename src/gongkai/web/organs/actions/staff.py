"""People and their posts: taking somebody on, giving and ending posts, acting for somebody, switching an account off.

Whoever looks after a person's account (password, second factor, on and off) needs the post for it in every organ in which
the person holds one: else the administrator of one organ could take over an account of another.
"""

import re
from collections.abc import Sequence
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongkai.web.organs import log, permissions, queries
from gongkai.web.organs.actions import passwords
from gongkai.web.organs.actions.objection import Objection
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Acting, Organ, Person, Post, RecoveryCode, Role

SERVICE = gettext_lazy("接口账号随接口令牌设立和停用，不在这里维护。请在“接口令牌”中办理。")
LAST = gettext_lazy("至少应有一名启用的系统管理员能够维护{organ}，请先安排其他人担任系统管理员。")


@transaction.atomic
def take_on(
    *, organ: Organ, username: str, name: str, roles: Sequence[str], by: Call, email: str = ""
) -> tuple[Person, str]:
    """Make an account with posts in an organ from today and return it with its first password, which is shown once.

    :raises NotAllowed: without the post for it.
    :raises Objection: where the name to sign in with is taken or cannot be, or there is no post.
    """
    permissions.check(by.actor, "people.edit", organ, by.today)
    username = AbstractBaseUser.normalize_username(username.strip())
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._@-]{2,59}", username):
        raise Objection(_("登录名应为3至60个字符，只含字母、数字和 . _ @ -，并以字母或数字开头。"), "username")
    if Person.objects.filter(username__iexact=username).exists():
        raise Objection(_("登录名“%(username)s”已被使用，请更换。") % {"username": username}, "username")
    if not roles:
        raise Objection(_("请至少选择一个岗位。"), "roles")
    password = passwords.first_password()
    person = Person(username=username, name=name.strip(), email=email, must_change_password=True)
    person.set_password(password)
    person.save()
    _record("people.created", person, organ, by)
    for role in dict.fromkeys(roles):
        give_post(person=person, organ=organ, role=role, valid_from=by.today, by=by)
    return person, password


@transaction.atomic
def change(*, person: Person, name: str, email: str, phone: str, by: Call) -> Person:
    """Change what is said of a person and return it. The log keeps which entries changed, not what they say.

    :raises NotAllowed: without the post for it.
    """
    check_looks_after(person=person, by=by)
    _no_service(person)
    said = {"name": name.strip(), "email": email.strip(), "phone": phone.strip()}
    changed = [field for field, value in said.items() if getattr(person, field) != value]
    if changed:
        Person.objects.filter(pk=person.pk).update(**said)
        _record("people.changed", person, None, by, changed=changed)
    return Person.objects.get(pk=person.pk)


@transaction.atomic
def give_post(
    *, person: Person, organ: Organ, role: str, valid_from: date, by: Call, valid_to: date | None = None
) -> Post:
    """Give a person a post in an organ for some days and return it.

    :raises NotAllowed: without the post for it.
    :raises Objection: where the person holds this post on one of these days, or the days cannot be.
    """
    permissions.check(by.actor, "people.edit", organ, by.today)
    _no_service(person)
    if role not in Role.values:
        raise Objection(_("请从列出的岗位中选择。"), "role")
    if valid_to is not None and valid_to <= valid_from:
        raise Objection(_("终止日期应当晚于开始日期，请更正。"), "valid_to")
    if valid_from < organ.valid_from:
        raise Objection(
            _("%(organ)s自%(valid_from)s起设立，请选择此日或者更晚的日期。")
            % {"organ": organ, "valid_from": organ.valid_from},
            "valid_from",
        )
    _hold(person)
    held = person.posts.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from), organ=organ, role=role)
    if (held.filter(valid_from__lt=valid_to) if valid_to else held).exists():
        raise Objection(
            _("%(person)s在这一期间已经担任%(organ)s的%(label)s。")
            % {"person": person, "organ": organ, "label": Role(role).label},
            "role",
        )
    if person.posts.filter(organ=organ, role=role, valid_from=valid_from).exists():
        raise Objection(
            _("%(person)s在%(valid_from)s已有这一岗位的记录，请选择其他开始日期。")
            % {"person": person, "valid_from": valid_from},
            "valid_from",
        )
    post = Post.objects.create(person=person, organ=organ, role=role, valid_from=valid_from, valid_to=valid_to)
    _record("people.post_given", person, organ, by, role=role, valid_from=str(valid_from))
    return post


@transaction.atomic
def end_post(*, post: Post, on: date, by: Call) -> Post:
    """End a post: `on` is the first day on which it is held no more.

    :raises NotAllowed: without the post for it.
    :raises Objection: where it is the caller's own post of administrator, the last one, or the day cannot be.
    """
    permissions.check(by.actor, "people.edit", post.organ, by.today)
    if post.valid_to is not None and post.valid_to <= by.today:
        raise Objection(_("这一岗位已于%(valid_to)s终止。") % {"valid_to": post.valid_to})
    if on < max(post.valid_from, by.today):
        raise Objection(_("终止日期不能早于%(max)s，请更正。") % {"max": max(post.valid_from, by.today)}, "on")
    if post.role == Role.ADMINISTRATOR:
        if _is_self(post.person_id, post.organ, by):
            raise Objection(_("不能终止自己的系统管理员岗位，请由其他系统管理员办理。"))
        _another_administrator(post.organ, post.person_id, on)
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    _record("people.post_ended", post.person, post.organ, by, role=post.role, on=str(on))
    return post


@transaction.atomic
def act_for(*, person: Person, acts_for: Person, organ: Organ, days: tuple[date, date], by: Call) -> Acting:
    """Let a person act for another in an organ, from the first of the days up to and without the second.

    Case workers set up who acts for themselves; administrators for everybody.

    :raises NotAllowed: without the post for it.
    :raises Objection: where the days cannot be, or there is nothing to act for.
    """
    permissions.check(by.actor, "people.delegate", organ, by.today)
    if by.actor != acts_for:
        permissions.check(by.actor, "people.edit", organ, by.today)
    _no_service(person, acts_for)
    valid_from, valid_to = days
    if valid_from < by.today or valid_to <= valid_from:
        raise Objection(_("代理自今日或者以后开始，终止日期应当晚于开始日期，请更正。"), "valid_from")
    if person == acts_for:
        raise Objection(_("代理人和被代理人不能是同一人。"), "person")
    if not person.is_active:
        raise Objection(_("%(person)s的账号已停用，不能代理。") % {"person": person}, "person")
    if not acts_for.posts.filter(queries.on(valid_from), organ=organ).exists():
        raise Objection(
            _("%(acts_for)s届时在%(organ)s没有岗位，无需代理。") % {"acts_for": acts_for, "organ": organ}, "acts_for"
        )
    _hold(acts_for)
    if acts_for.acted_for_by.filter(organ=organ, valid_from__lt=valid_to, valid_to__gt=valid_from).exists():
        raise Objection(_("%(acts_for)s在这一期间已有代理人，请先终止原代理。") % {"acts_for": acts_for}, "valid_from")
    acting = Acting.objects.create(
        person=person, acts_for=acts_for, organ=organ, valid_from=valid_from, valid_to=valid_to
    )
    days_said = {"valid_from": str(valid_from), "valid_to": str(valid_to)}
    _record("people.acting_set", acts_for, organ, by, by_person=person.pk, **days_said)
    return acting


@transaction.atomic
def end_acting(*, acting: Acting, by: Call) -> None:
    """End that somebody acts for another, from today on; one that has not begun is called off.

    :raises NotAllowed: without the post for it, unless it is for the caller.
    """
    if by.actor != acting.acts_for:
        permissions.check(by.actor, "people.edit", acting.organ, by.today)
    if acting.valid_from >= by.today:
        acting.delete()
    else:
        Acting.objects.filter(pk=acting.pk).update(valid_to=min(acting.valid_to, by.today))
    _record("people.acting_ended", acting.acts_for, acting.organ, by, by_person=acting.person_id)


@transaction.atomic
def switch(*, person: Person, on: bool, by: Call) -> Person:
    """Switch an account on or off. Nobody is deleted: the log names them.

    :raises NotAllowed: without the post for it in every organ of the person.
    :raises Objection: for the caller's own account, or the last administrator's.
    """
    check_looks_after(person=person, by=by)
    _no_service(person)
    if not on and person == by.actor:
        raise Objection(_("不能停用自己的账号，请由其他系统管理员办理。"))
    if not on:
        looked_after = person.posts.filter(queries.on(by.today), role=Role.ADMINISTRATOR)
        for post in looked_after.select_related("organ").order_by("organ_id"):
            _another_administrator(post.organ, person.pk, by.today)
    if person.is_active != on:
        person.is_active = on
        person.save(update_fields=["is_active"])
        _record("people.switched_on" if on else "people.switched_off", person, None, by)
    return person


@transaction.atomic
def reset_password(*, person: Person, by: Call) -> str:
    """Give a person a new first password and return it; it is shown once, and sessions of the person end.

    :raises NotAllowed: without the post for it in every organ of the person.
    :raises Objection: for the caller's own, which takes the password in force to change.
    """
    check_looks_after(person=person, by=by)
    _no_service(person)
    if person == by.actor:
        raise Objection(_("自己的密码请在“我的账号”中修改。"))
    password = passwords.first_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    _record("people.password_reset", person, None, by)
    return password


@transaction.atomic
def reset_second_factor(*, person: Person, by: Call) -> None:
    """Drop the authenticator and the recovery codes of a person who has lost them.

    :raises NotAllowed: without the post for it in every organ of the person.
    :raises Objection: for the caller's own, which are changed on the page of the account.
    """
    check_looks_after(person=person, by=by)
    if person == by.actor:
        raise Objection(_("自己的身份验证器请在“我的账号”中更换。"))
    TOTPDevice.objects.filter(user=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    _record("people.second_factor_reset", person, None, by)


def looks_after(*, person: Person, by: Call) -> bool:
    """Return whether the caller looks after a person's account."""
    try:
        check_looks_after(person=person, by=by)
    except permissions.NotAllowed:
        return False
    return True


def check_looks_after(*, person: Person, by: Call) -> None:
    """Refuse who may not look after a person's account: it takes the post for it in every organ of the person.

    :raises NotAllowed: naming the organ in which the caller lacks it.
    """
    held = person.posts.filter(Q(valid_to=None) | Q(valid_to__gt=by.today))
    places = Organ.objects.filter(pk__in=(held if held.exists() else person.posts).values("organ"))
    for organ in places or [None]:
        permissions.check(by.actor, "people.edit", organ, by.today)


def _no_service(*people: Person) -> None:
    """Refuse what would let somebody sign in as an account of the interface, or give it what its token does not."""
    if any(person.is_service for person in people):
        raise Objection(str(SERVICE))


def _is_self(person: int, organ: Organ, by: Call) -> bool:
    acted = queries.acted_for(by.actor, organ, by.today) if by.actor else None
    return person in {by.actor and by.actor.pk, acted and acted.pk}


def _hold(person: Person) -> None:
    """Hold a person until the transaction ends: whoever gives them something else at once sees what was given."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _another_administrator(organ: Organ, without: int, day: date) -> None:
    # Two who end each other's posts at once take turns here, and the second finds itself the last.
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    if not queries.administrators(organ, day) - {without}:
        raise Objection(LAST.format(organ=organ))


def _record(verb: str, person: Person, organ: Organ | None, by: Call, **detail: object) -> None:
    log.record(verb, thing="person", key=person.pk, organ=organ, by=by, **detail)
