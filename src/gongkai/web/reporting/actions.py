"""What can be done to the figures of a report: freeze them, and say why one is no longer what was reported."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ
from gongkai.web.reporting import differences, queries
from gongkai.web.reporting.models import Difference, Reported


class NotReportable(Exception):
    """What cannot be done to the figures of a report, as a sentence; `field` names the entry it is about."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def key(organ: Organ, year: int) -> str:
    """Return what a report is called in the log."""
    return f"{organ.code.upper()}/{year}"


@transaction.atomic
def freeze(*, organ: Organ, year: int, seen: str, by: Call) -> Reported:
    """Keep the figures of a year as those that are reported. A second call with the same token changes nothing.

    `seen` is the digest of the table that the person has looked at.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotReportable: before the year is over, where they were frozen already, or are no longer those that were seen.
    """
    person = permissions.check(by.actor, "reports.freeze", organ, by.today)
    if by.today <= queries.last_day(year):
        raise NotReportable(
            _("%(year)s年度尚未结束：12月31日之前收到和办结的申请都计入本年度。自%(next)s年1月1日起可以确定上报数。")
            % {"year": year, "next": year + 1}
        )
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    earlier = queries.reported(organ, year)
    if earlier is not None:
        if by.token and earlier.token == by.token:
            return earlier
        raise NotReportable(_("这一年度的上报数已经确定，不再改变。以后的变化会作为差异列出，请说明原因。"))
    tally = queries.tallied(organ, year)
    digest = queries.digest(tally)
    if digest != seen:
        raise NotReportable(_("您打开页面之后，有办件的登记改变了这些数。请核对现在的数，再确定一次。"))
    kept = Reported.objects.create(
        organ=organ,
        year=year,
        format=tally.format_name,
        cells=dict(tally.cells),
        behind=dict(tally.behind),
        digest=digest,
        frozen_by=person,
        frozen_at=by.now,
        token=by.token,
    )
    log.record("reports.freeze", thing="report", key=key(organ, year), organ=organ, by=by, content=digest)
    return kept


@transaction.atomic
def explain(*, reported: Reported, cells: Mapping[str, int], reason: str, by: Call) -> list[Difference]:
    """Record why cells, each with the figure seen there, are not as reported. A second call with a token changes nothing.

    :raises NotAllowed: where the actor lacks the post.
    :raises NotReportable: without a reason, or for a cell that is as reported or no longer what the person has seen.
    """
    person = permissions.check(by.actor, "reports.explain", reported.organ, by.today)
    kept = Reported.objects.select_for_update(of=("self",)).select_related("organ").get(pk=reported.pk)
    if by.token and (given := list(kept.differences.filter(token=by.token))):
        return given
    if not reason.strip():
        raise NotReportable(_("请写明数据为什么改变。"), "reason")
    now = {each.cell: each for each in differences.changed(kept, differences.now(kept)) if not each.total}
    if not cells or any(cell not in now or now[cell].is_now != seen for cell, seen in cells.items()):
        raise NotReportable(_("所选的数与上报数相同，或者在您打开页面之后又改变了。请按现在的数重新选择。"), "cells")
    made = [
        Difference.objects.create(
            reported=kept,
            cell=cell,
            was=now[cell].was,
            now=now[cell].is_now,
            reason=reason.strip(),
            given_by=person,
            given_at=by.now,
            token=by.token,
        )
        for cell in now
        if cell in cells
    ]
    log.record(
        "reports.explain",
        thing="report",
        key=key(kept.organ, kept.year),
        organ=kept.organ,
        by=by,
        cells={each.cell: [each.was, each.now] for each in made},
    )
    return made
