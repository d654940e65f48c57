"""What waits for a review, for whom, and how near its last day is; and the papers that a decision rests on."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.procedure import Standing
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases import queries as cases
from gongkai.web.cases.clock_words import Clock, clock
from gongkai.web.cases.models import Version
from gongkai.web.cases.views.finding import case_of
from gongkai.web.cases.writing import actions, evidence, queries, version_words
from gongkai.web.cases.writing.queries import Known
from gongkai.web.cases.writing.version_words import Where
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.vault.downloads import as_saved
from gongkai.web.vault.models import RestrictedFile
from gongkai.web.vault.sealing import Unreadable


class Row(NamedTuple):
    """A version that waits: where it stands, what of it the reader may say, and how near its last day is."""

    version: Version
    where: Where
    mine: str
    clock: Clock
    due: object


@never_cache
@require_safe
def reviews(request: StaffRequest) -> HttpResponse:
    """Show what waits for a review: what the reader may say something of first, then the nearest last day."""
    if not permissions.organs_where(request.user, "cases.read", request.today):
        raise NotAllowed("cases.read", None)
    found = queries.looked_at(request.user, request.today)
    standings = cases.standings([each.case for each in found], request.today)
    people = queries.Known(found, request.today)
    rows = [_row(each, request, standings, people) for each in found]
    rows.sort(key=lambda row: (not row.mine, str(row.due or "9999"), row.version.submitted_at))
    known = {
        "mine": [row for row in rows if row.mine],
        "others": [row for row in rows if not row.mine],
    }
    return render(request, "cases/writing/reviews.html", known)


@require_POST
def withdraw_evidence(request: StaffRequest, number: str, key: int) -> HttpResponse:
    """Withdraw evidence: it stays to be seen and counts no more."""
    found = case_of(request, number)
    permissions.check(request.user, "cases.handle", found.organ, request.today)
    row = get_object_or_404(found.evidence, pk=key)
    try:
        evidence.withdraw(evidence=row, by=call_of(request))
    except Refusal as refused:
        messages.error(request, said(refused), extra_tags="stop")
    else:
        messages.success(request, _("已撤回这项依据，记录保留。"), extra_tags="ok")
    return redirect("cases:case", number)


@never_cache
@require_safe
def paper(request: StaffRequest, number: str, key: int) -> HttpResponse:
    """Return a file of a version or of the evidence to be saved."""
    found = case_of(request, number)
    try:
        file, content = actions.fetch(case=found, key=key, by=call_of(request))
    except RestrictedFile.DoesNotExist:
        raise Http404 from None
    except (FileNotFoundError, Unreadable):
        messages.error(request, _("文件打不开：它已被清除，或者密钥不在。请联系系统管理员。"), extra_tags="stop")
        return redirect("cases:case", number)
    return as_saved(content, file.name, file.content_type)


def _row(version: Version, request: StaffRequest, standings: dict[int, Standing], people: Known) -> Row:
    standing = standings[version.case_id]
    parts = queries.may_say(version, request.user, request.today, people)
    return Row(
        version,
        version_words.where(version, request.today, known=people),
        _("、").join(str(part.label) for part in parts),
        clock(standing),
        standing.due.date if standing.due else None,
    )
