"""What the law asks of a piece that is being prepared: which items an organ publishes unasked, and by which day."""

from datetime import date
from typing import NamedTuple, cast

from django.utils.translation import gettext as _

from gongkai.law import catalogue, deadlines
from gongkai.law.deadlines import Deadline
from gongkai.law.deadlines.periods import Unit
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.organs import queries as organs
from gongkai.web.organs.local_settings import SOON
from gongkai.web.organs.models import Organ, OrganKind
from gongkai.web.publications.models import Publication


class Clock(NamedTuple):
    """The last day to publish, the badge's class, its word, what is left in a sentence; `own` are limits of the item's parts."""

    due: Deadline
    look: str
    word: str
    left: str
    own: tuple[str, ...]


def items(organ: Organ, today: date) -> tuple[catalogue.Item, ...]:
    """Return what an organ publishes unasked."""
    kind = "authorised" if organ.kind == OrganKind.PUBLIC_BODY else organ.kind
    conventions = organs.local_conventions(organ, today)
    return catalogue.items(cast(catalogue.OrganKind, kind), on=today, conventions=conventions)


def clock(publication: Publication, today: date) -> Clock | None:
    """Return how near the last day to publish is; None for what was formed when the Regulation did not say one."""
    try:
        due = _due(publication)
        return None if due.date is None else Clock(due, *_left(due, due.date, today), _own_limits(publication))
    except Refusal:
        return None


def _due(publication: Publication) -> Deadline:
    if not publication.item:
        return deadlines.publication(publication.formed)
    limit = catalogue.limit(publication.item, on=publication.formed)
    if limit.unit is not Unit.WORKDAYS:
        return deadlines.publication(publication.formed)
    return deadlines.publication(publication.formed, workdays=limit.number, basis=limit.basis)


def _own_limits(publication: Publication) -> tuple[str, ...]:
    """Return in sentences what limits of their own the parts of an item have: which part a piece is, its writer knows."""
    if not publication.item:
        return ()
    item = catalogue.item(publication.item, on=publication.formed)
    names = {part.code: said(part) for part in item.parts}
    return tuple(_sentence(names.get(part, said(item)), limit) for part, limit in item.limits.items())


def _sentence(name: str, limit: catalogue.Limit) -> str:
    parts = {"part": name, "day": said(limit), "number": limit.number}
    if limit.unit is Unit.WORKDAYS:
        return _("其中“%(part)s”自%(day)s起 %(number)d 个工作日内公开。") % parts
    return _("其中“%(part)s”自%(day)s起 %(number)d 日内公开。") % parts


def _left(due: Deadline, last: date, today: date) -> tuple[str, str, str]:
    if today > last:
        return "over", _("超期"), _over(due, last, today)
    left = sum(day.counted and day.date > today for day in due.days)
    if left == 0:
        return "soon", _("临期"), _("今天届满")
    look, word = ("soon", _("临期")) if left <= SOON else ("ok", _("正常"))
    return look, word, _("还剩 %(days)d 个工作日") % {"days": left}


def _over(due: Deadline, last: date, today: date) -> str:
    try:
        number = due.calendar.count(last, today) if due.calendar else 0
    except Refusal:
        number = 0
    return _("超过 %(days)d 个工作日") % {"days": number} if number else _("已过最后一日")
