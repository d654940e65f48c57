"""The pages of a letter that asks for an opinion: where it stands, its one-time link shown once with its sheet, the opinions."""

from dataclasses import dataclass

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.law.procedure import STEPS, Standing
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases import queries as cases
from gongkai.web.cases import wording
from gongkai.web.cases.citing import cited
from gongkai.web.cases.models import Attachment, Case, Opinion
from gongkai.web.cases.opinions import actions, queries
from gongkai.web.cases.opinions.forms import LinkForm
from gongkai.web.cases.opinions.queries import Asked
from gongkai.web.cases.views.finding import case_of
from gongkai.web.cases.wording import sentences
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.vault.sealing import Unreadable


@dataclass(frozen=True, slots=True)
class Shown:
    """An opinion as the page shows it; `reasons` is None where the reader may not see them."""

    opinion: Opinion
    reasons: str | None
    late: bool
    undone: bool
    papers: list[Attachment]


@never_cache
@require_safe
def opinion(request: StaffRequest, number: str, ordinal: int) -> HttpResponse:
    """Show a letter: its period, its link, what was answered."""
    case, standing, asked = _found(request, number, ordinal)
    return _page(request, case, standing, asked, LinkForm(initial={"shown": _known(case, asked)}))


@never_cache
@require_POST
def link(request: StaffRequest, number: str, ordinal: int) -> HttpResponse:
    """Make a link, and show it once with the sheet to enclose."""
    case, standing, asked = _found(request, number, ordinal)
    form = LinkForm(request.POST)
    permissions.check(request.user, "cases.handle", case.organ, request.today)
    if not form.is_valid():
        return _page(request, case, standing, asked, form, status=422)
    given = form.cleaned_data
    try:
        made = actions.make_link(
            case=case, asked=asked.row, shown=given["shown"], email=given["email"], by=call_of(request)
        )
    except Refusal as refusal:
        form.add_error(None if isinstance(refusal, actions.NotOpen) else "shown", said(refusal))
        return _page(request, case, standing, asked, form, status=422)
    address = request.build_absolute_uri(actions.address(made.secret))
    known = {
        "case": case,
        "asked": asked,
        "link": made.link,
        "address": address,
        "qr": segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        "mailed": bool(given["email"]),
        "silence": sentences.SILENCE[asked.letter.whom],
        "basis": cited(STEPS[asked.kind].basis[:1]),
        "last": sentences.certain(asked.limit),
        "verdicts": Opinion.Verdict.labels,
    }
    return render(request, "cases/opinions/sheet.html", known)


@never_cache
@require_POST
def close(request: StaffRequest, number: str, ordinal: int) -> HttpResponse:
    """Close the link that is open."""
    case, _standing, asked = _found(request, number, ordinal)
    permissions.check(request.user, "cases.handle", case.organ, request.today)
    if asked.link is not None:
        actions.close_link(link=asked.link, by=call_of(request))
        messages.success(request, _("链接已经关闭，不能再用来提交意见。"), extra_tags="ok")
    return redirect("cases:opinion", number, ordinal)


@never_cache
@require_safe
def told(request: StaffRequest, number: str, ordinal: int) -> HttpResponse:
    """Show what the applicant is told of the letter, to print: that the time it takes is not counted."""
    case, _standing, asked = _found(request, number, ordinal)
    known = {"case": case, "asked": asked, "text": wording.excluded(asked.kind, case, asked.letter.sent)}
    return render(request, "cases/opinions/told.html", known)


def _page(
    request: StaffRequest, case: Case, standing: Standing, asked: Asked, form: LinkForm, status: int = 200
) -> HttpResponse:
    allowed = permissions.allowed(request.user, case.organ, request.today)
    known = {
        "case": case,
        "standing": standing,
        "asked": asked,
        "rule": STEPS[asked.kind],
        "answer": STEPS[asked.answer],
        "basis": cited(STEPS[asked.kind].basis),
        "last": sentences.certain(asked.limit),
        "past": queries.is_late(asked.limit, request.today),
        "effect": said(sentences.EFFECT[asked.letter.whom]),
        "opinions": [_shown(each, asked, case, "cases.read_opinion" in allowed) for each in asked.opinions],
        "form": form,
        "may_handle": "cases.handle" in allowed,
    }
    return render(request, "cases/opinions/letter.html", known, status=status)


def _shown(opinion: Opinion, asked: Asked, case: Case, may: bool) -> Shown:
    stands = opinion.pk in {each.pk for each in queries.standing_opinions(case)}
    papers = list(opinion.step.attachments.select_related("file").order_by("pk"))
    return Shown(opinion, _reasons(opinion) if may else None, asked.late(opinion.step.on), not stands, papers)


def _reasons(opinion: Opinion) -> str:
    try:
        return queries.reasons(opinion)
    except Unreadable as error:
        return str(error)


def _known(case: Case, asked: Asked) -> str:
    earlier = case.opinion_links.filter(ref=asked.letter.ref).order_by("-pk").first()
    return earlier.shown if earlier else case.subject


def _found(request: StaffRequest, number: str, ordinal: int) -> tuple[Case, Standing, Asked]:
    case = case_of(request, number)
    standing = cases.standing(case, request.today)
    asked = queries.one(case, standing, ordinal)
    if asked is None:
        raise Http404
    return case, standing, asked
