"""Organs: setting them up, changing what is said of them, ending them, moving them under another organ."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from gongkai.web.organs import log, permissions, queries, uscc
from gongkai.web.organs.actions.objection import Objection
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Membership, Organ

CHANGEABLE = (
    "name",
    "short_name",
    "kind",
    "uscc",
    "disclosure_office",
    "address",
    "postcode",
    "hours",
    "phone",
    "fax",
    "email",
    "review_body",
    "court",
)
"""What can be changed of an organ. Its code stands in numbers that were given out, and stays."""

CONTACT = frozenset({"disclosure_office", "address", "postcode", "hours", "phone", "fax", "email"})


@transaction.atomic
def create(*, parent: Organ, code: str, fields: Mapping[str, Any], valid_from: date, by: Call) -> Organ:
    """Set up an organ under another one and return it. `fields` are those of `CHANGEABLE`.

    :raises NotAllowed: without the post for it in the organ above.
    :raises Objection: where a code, a name or a day cannot be.
    """
    permissions.check(by.actor, "organs.edit_tree", parent, by.today)
    known = _checked(fields)
    if not re.fullmatch(r"[a-z][a-z0-9]{0,19}", code):
        raise Objection(_("编码应以小写字母开头，只含小写字母和数字，不超过20个字符。"), "code")
    if Organ.objects.filter(code=code).exists():
        raise Objection(_("编码“%(code)s”已被使用，请更换。") % {"code": code}, "code")
    _unique_name(known["name"])
    _hold_tree(parent)
    _exists_on(parent, valid_from)
    organ = Organ.objects.create(code=code, valid_from=valid_from, **known)
    Membership.objects.create(parent=parent, child=organ, valid_from=valid_from)
    _record("organs.created", organ, by, kind=organ.kind, under=parent.code, valid_from=str(valid_from))
    return organ


@transaction.atomic
def change(*, organ: Organ, fields: Mapping[str, Any], by: Call) -> Organ:
    """Change what is said of an organ and return it. Saving without a change records nothing.

    :raises NotAllowed: without the post for it.
    :raises Objection: where a code or a name cannot be.
    """
    permissions.check(by.actor, "organs.edit", organ, by.today)
    changed = {name: value for name, value in _checked(fields).items() if getattr(organ, name) != value}
    if not changed:
        return organ
    if "name" in changed:
        _unique_name(changed["name"])
    before = {name: getattr(organ, name) for name in changed}
    for name, value in changed.items():
        setattr(organ, name, value)
    organ.save(update_fields=[*changed])
    _record("organs.changed", organ, by, changed={name: [before[name], changed[name]] for name in changed})
    return organ


@transaction.atomic
def check_contact(*, organ: Organ, by: Call) -> Organ:
    """Record that the contact data of an organ were checked today and are right.

    :raises NotAllowed: without the post for it.
    """
    permissions.check(by.actor, "organs.check_contact", organ, by.today)
    organ.contact_checked = by.today
    organ.save(update_fields=["contact_checked"])
    _record("organs.contact_checked", organ, by)
    return organ


@transaction.atomic
def end(*, organ: Organ, on: date, by: Call) -> Organ:
    """End an organ: `on` is the first day on which it exists no more. Its people keep their posts, to finish its cases.

    :raises NotAllowed: without the post for it.
    :raises Objection: where organs stand under it on that day, or it is the top organ, or the day cannot be.
    """
    permissions.check(by.actor, "organs.edit_tree", organ, by.today)
    _hold_tree(organ)
    tie = _tie(organ, on)
    if organ.valid_to is not None:
        raise Objection(_("%(organ)s已经登记为自%(valid_to)s起撤销。") % {"organ": organ, "valid_to": organ.valid_to})
    if tie is None:
        raise Objection(_("本网站的顶层机关不能撤销。"), "on")
    if on <= organ.valid_from or on <= tie.valid_from:
        raise Objection(_("撤销日期应当晚于%(max)s，请更正。") % {"max": max(organ.valid_from, tie.valid_from)}, "on")
    below = organ.members.filter(Q(valid_to=None) | Q(valid_to__gt=on)).select_related("child")
    if names := "、".join(member.child.name for member in below):
        raise Objection(
            _("届时%(names)s仍隶属于%(organ)s，请先调整这些机关的隶属关系。") % {"names": names, "organ": organ}, "on"
        )
    tie.valid_to = organ.valid_to = on
    tie.save(update_fields=["valid_to"])
    organ.save(update_fields=["valid_to"])
    _record("organs.ended", organ, by, on=str(on))
    return organ


@transaction.atomic
def move(*, organ: Organ, parent: Organ, on: date, by: Call) -> Membership:
    """Put an organ under another one from a day on and return the new tie. Earlier days keep the earlier one.

    :raises NotAllowed: without the post for it, in the organ and in the one it goes under.
    :raises Objection: where it would stand under itself, or the day cannot be.
    """
    permissions.check(by.actor, "organs.edit_tree", organ, by.today)
    permissions.check(by.actor, "organs.edit_tree", parent, by.today)
    _hold_tree(organ, parent)
    if organ.pk == parent.pk or organ.pk in queries.above(parent, on):
        raise Objection(
            _("%(parent)s本身隶属于%(organ)s，不能作为它的上级。") % {"parent": parent, "organ": organ}, "parent"
        )
    _exists_on(organ, on)
    _exists_on(parent, on)
    tie = _tie(organ, on)
    if organ.parents.filter(valid_from__gte=on).exists():
        raise Objection(
            _("%(organ)s在%(on)s当日或者之后已有隶属关系的变动，请选择更晚的日期。") % {"organ": organ, "on": on}, "on"
        )
    if tie is None:
        raise Objection(_("本网站的顶层机关没有上级，不能调整。"), "parent")
    if tie.parent_id == parent.pk:
        raise Objection(_("%(organ)s已经隶属于%(parent)s。") % {"organ": organ, "parent": parent}, "parent")
    ended, tie.valid_to = tie.valid_to, on
    tie.save(update_fields=["valid_to"])
    made = Membership.objects.create(parent=parent, child=organ, valid_from=on, valid_to=ended)
    _record("organs.moved", organ, by, under=parent.code, before=tie.parent.code, on=str(on))
    return made


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    known = {name: value for name, value in fields.items() if name in CHANGEABLE}
    try:
        if "uscc" in known:
            known["uscc"] = uscc.check(known["uscc"])
    except uscc.BadCode as error:
        raise Objection(str(error), "uscc") from None
    return known


def _unique_name(name: str) -> None:
    if Organ.objects.filter(name=name).exists():
        raise Objection(_("已有名称为“%(name)s”的机关，请更换名称。") % {"name": name}, "name")


def _exists_on(organ: Organ, day: date) -> None:
    if day < organ.valid_from:
        raise Objection(
            _("%(organ)s自%(valid_from)s起设立，请选择此日或者更晚的日期。")
            % {"organ": organ, "valid_from": organ.valid_from},
            "valid_from",
        )
    if organ.valid_to is not None and day >= organ.valid_to:
        raise Objection(
            _("%(organ)s自%(valid_to)s起撤销，请选择更早的日期。") % {"organ": organ, "valid_to": organ.valid_to},
            "valid_from",
        )


def _hold_tree(*organs: Organ) -> None:
    """Hold who stands under whom until the transaction ends, and bring these organs up to date: one changes it at a time."""
    list(Organ.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    for organ in organs:
        organ.refresh_from_db(fields=["valid_from", "valid_to"])


def _tie(organ: Organ, day: date) -> Membership | None:
    return organ.parents.filter(queries.on(day)).select_related("parent").first()


def _record(verb: str, organ: Organ, by: Call, **detail: object) -> None:
    log.record(verb, thing="organ", key=organ.code, organ=organ, by=by, **detail)
