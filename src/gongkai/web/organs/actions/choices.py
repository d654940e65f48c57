"""What an organ chooses: its answers where practice differs (law), and the settings of its own work."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.law import options
from gongkai.law.options import Choice, UnknownOption
from gongkai.web.bilingual import said
from gongkai.web.organs import log, permissions
from gongkai.web.organs.actions.objection import Objection
from gongkai.web.organs.local_settings import SETTINGS, BadSetting
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ


@transaction.atomic
def choose(*, organ: Organ, choice: Choice, by: Call) -> Organ:
    """Choose the answer of an organ to a question that the law leaves open, from a day on, and return the organ.

    An earlier choice that is still open ends on that day; it is kept, for requests received before.

    :raises NotAllowed: without the post for it.
    :raises Objection: where the option does not take the value, no document is named, or days overlap.
    """
    permissions.check(by.actor, "organs.edit", organ, by.today)
    _check(choice)
    organ = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    kept = [_ended(entry, choice) if entry["name"] == choice.name else entry for entry in organ.options]
    organ.options = [*kept, _written(choice)]
    organ.save(update_fields=["options"])
    _record("organs.option_chosen", organ, by, **_written(choice))
    return organ


@transaction.atomic
def end_choice(*, organ: Organ, name: str, on: date, by: Call) -> Organ:
    """Go back to the default of an option from a day on, and return the organ.

    :raises NotAllowed: without the post for it.
    :raises Objection: where there is no open choice that began before that day.
    """
    permissions.check(by.actor, "organs.edit", organ, by.today)
    organ = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    opened = [entry for entry in organ.options if entry["name"] == name and not entry.get("valid_to")]
    if not opened or on.isoformat() <= str(opened[0]["valid_from"]):
        raise Objection(_("没有在此日之前生效且尚未终止的选择，请核对日期。"), "on")
    organ.options = [entry | {"valid_to": on.isoformat()} if entry in opened else entry for entry in organ.options]
    organ.save(update_fields=["options"])
    _record("organs.option_ended", organ, by, name=name, on=str(on))
    return organ


@transaction.atomic
def set_up(*, organ: Organ, values: Mapping[str, str], by: Call) -> Organ:
    """Keep the settings of an organ's own work and return it. Saving without a change records nothing.

    :raises NotAllowed: without the post for it.
    :raises Objection: for a value that a setting does not take.
    """
    permissions.check(by.actor, "organs.edit", organ, by.today)
    organ = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    changed: dict[str, str] = {}
    for name, value in values.items():
        if name not in SETTINGS:
            raise Objection(_("没有“%(name)s”这一设置。") % {"name": name}, name)
        try:
            checked = SETTINGS[name].check(value)
        except BadSetting as error:
            raise Objection(str(error), name) from None
        if checked != str(organ.settings.get(name, SETTINGS[name].default)):
            changed[name] = checked
    if changed:
        organ.settings = organ.settings | changed
        organ.save(update_fields=["settings"])
        _record("organs.set_up", organ, by, changed=changed)
    return organ


def _check(choice: Choice) -> None:
    try:
        options.check(choice)
    except UnknownOption as error:
        raise Objection(said(error), "value") from None
    if not choice.source.strip():
        raise Objection(_("请写明所依据的文件名称和文号。"), "source")
    if choice.valid_from < options.IN_FORCE:
        raise Objection(
            _("生效日期不能早于现行条例施行之日（%(IN_FORCE)s）。") % {"IN_FORCE": options.IN_FORCE}, "valid_from"
        )
    if choice.valid_to is not None and choice.valid_to <= choice.valid_from:
        raise Objection(_("终止日期应当晚于生效日期，请更正。"), "valid_to")


def _ended(entry: dict[str, Any], choice: Choice) -> dict[str, Any]:
    began, ends = date.fromisoformat(entry["valid_from"]), entry.get("valid_to")
    until = date.fromisoformat(ends) if ends else date.max
    if until <= choice.valid_from or (choice.valid_to or date.max) <= began:
        return entry
    if ends is None and began < choice.valid_from:
        return entry | {"valid_to": choice.valid_from.isoformat()}
    raise Objection(
        _("此项自%(began)s起已有选择，与所填期间重叠，请选择更晚的生效日期。") % {"began": began}, "valid_from"
    )


def _written(choice: Choice) -> dict[str, Any]:
    return {
        "name": choice.name,
        "value": choice.value,
        "source": choice.source.strip(),
        "valid_from": choice.valid_from.isoformat(),
        "valid_to": choice.valid_to.isoformat() if choice.valid_to else None,
    }


def _record(verb: str, organ: Organ, by: Call, **detail: object) -> None:
    log.record(verb, thing="organ", key=organ.code, organ=organ, by=by, **detail)
