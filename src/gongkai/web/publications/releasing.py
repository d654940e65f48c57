"""Releasing what was prepared: at once, or by the worker from the first minute of a day. Who wrote it does not release it."""

import logging
from collections import Counter
from datetime import date, datetime

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.publications import actions, office_queries
from gongkai.web.publications.actions import NotPublishable
from gongkai.web.publications.drafting import locked, unchanged_since
from gongkai.web.publications.models import Publication, State
from gongkai.web.publications.office_queries import THING

logger = logging.getLogger("gongkai.publications")


@transaction.atomic
def release(
    *, publication: Publication, revision: int, by: Call, on: date | None = None, looked: bool = False
) -> Publication:
    """Release a draft as it stood at a revision: at once, or on a later day. Asked for again, it is not done again.

    `looked` says that whoever releases it has looked at what `scan` found.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotPublishable: where the actor wrote it, it was changed meanwhile, or is no draft, or what was found in it
        was not looked at.
    """
    permissions.check(by.actor, "publications.release", publication.organ, by.today)
    found = locked(publication)
    later = on if on and on > by.today else None
    if found.state is State.RELEASED or (later and found.scheduled == later):
        return found
    _may_be_released(found, revision, by)
    if on and on < by.today:
        raise NotPublishable(_("公开日期早于今天。请填写今天或者以后的日期，或者留空立即发布。"), "on")
    numbers = Counter(each.kind.value for each in office_queries.found_in(found))
    if numbers and not looked:
        raise NotPublishable(_("内容中有疑似个人信息。请逐处核对，确认可以公开后勾选，再发布。"), "looked")
    if later is None:
        actions.make_public(found, by, draft=found.pk, looked_at=dict(numbers))
        return found
    found.scheduled = later
    found.save(update_fields=["scheduled"])
    detail = {"on": later.isoformat(), "looked_at": dict(numbers)}
    _record("publications.scheduled", found, by, **detail)
    return found


@transaction.atomic
def cancel(*, publication: Publication, by: Call) -> None:
    """Make what was to be released on a day a draft again.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotPublishable: where it was released meanwhile.
    """
    permissions.check(by.actor, "publications.release", publication.organ, by.today)
    found = locked(publication)
    if found.state is State.RELEASED:
        raise NotPublishable(_("这条信息已经公开，不能再取消定时。"))
    if found.scheduled is None:
        return
    day, found.scheduled = found.scheduled, None
    found.save(update_fields=["scheduled"])
    detail = {"on": day.isoformat()}
    _record("publications.schedule_cancelled", found, by, **detail)


def release_due(now: datetime) -> int:
    """Release everything whose day has come, and return how much it was. One that fails does not hold up the others."""
    by, done = Call(now), 0
    for key in (
        Publication.objects.filter(scheduled__lte=by.today).order_by("scheduled", "pk").values_list("pk", flat=True)
    ):
        try:
            done += _release_due(key, by)
        except DatabaseError:
            logger.exception("publication %s was not released on its day", key)
    return done


@transaction.atomic
def _release_due(key: int, by: Call) -> bool:
    found = Publication.objects.select_for_update().get(pk=key)
    # Another worker may have released it, or somebody have cancelled it, since it was listed.
    if found.scheduled is None or found.scheduled > by.today:
        return False
    actions.make_public(found, by, draft=found.pk, scheduled=found.scheduled.isoformat())
    return True


def _may_be_released(found: Publication, revision: int, by: Call) -> None:
    if found.state is State.SCHEDULED:
        raise NotPublishable(_("这条信息已经定时发布。要改日期，请先取消定时。"))
    if found.state is not State.DRAFT:
        raise NotPublishable(_("这份草稿已经放弃，不能发布。"))
    unchanged_since(found, revision)
    if by.actor is None or office_queries.wrote(found, by.actor, by.today):
        raise NotPublishable(_("您起草或者修改过这份草稿，不能由您发布。请由本机关其他批准人核对后发布。"))


def _record(verb: str, draft: Publication, by: Call, **detail: object) -> None:
    log.record(verb, thing=THING, key=draft.pk, organ=draft.organ, by=by.needing("publications.release"), **detail)
