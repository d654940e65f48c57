"""The opinion of whoever was asked for one, by a one-time link: what is asked, the form, reading it back, and that it came.

A link that was never made, was closed, or whose letter waits for no answer any more gets one and the same page.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from gongkai.law import deadlines
from gongkai.law.deadlines import Consultation, Consulted, Deadline
from gongkai.law.procedure import STEPS
from gongkai.web.bilingual import said
from gongkai.web.cases import queries as cases
from gongkai.web.cases.citing import cited
from gongkai.web.cases.models import Opinion, OpinionLink
from gongkai.web.cases.opinions import actions as opinions
from gongkai.web.cases.opinions import queries as letters
from gongkai.web.cases.opinions.actions import NotOpen, Said
from gongkai.web.cases.opinions.queries import Asked
from gongkai.web.cases.wording import sentences
from gongkai.web.organs import attempts
from gongkai.web.organs.log import Call
from gongkai.web.organs.origin import address
from gongkai.web.portal import actions, allowances, clock, queries
from gongkai.web.portal.models import Draft
from gongkai.web.portal.opinion_forms import OpinionForm

SESSION = "opinions"


@never_cache
def opinion(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked with the form, take what was filled in, or say that the opinion came."""
    link, asked = _opened(request, token)
    if link is None:
        return _neutral(request)
    if asked is None:
        return _came(request, link)
    draft = _draft(request, link)
    if request.method != "POST":
        initial = queries.answers(draft) if draft else {}
        return _form(request, link, asked, OpinionForm(initial=initial), draft)
    form = OpinionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, link, asked, form, draft)
    answers = dict(form.cleaned_data)
    papers = answers.pop("papers", None) or []
    now: datetime = request.now  # type: ignore[attr-defined]
    kept = actions.keep(answers=answers, uploads=papers, now=now, earlier=draft)
    request.session[SESSION] = {str(link.pk): kept.key}
    return redirect("portal:opinion_confirm", token)


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Read the opinion back, and hand it in once when it is confirmed."""
    link, asked = _opened(request, token)
    if link is None:
        return _neutral(request)
    draft = _draft(request, link)
    if asked is None or draft is None:
        return redirect("portal:opinion", token)
    answers, papers = queries.answers(draft), list(queries.draft_files(draft))
    if request.method == "POST":
        given = Said(answers["verdict"], answers["reasons"])
        by = Call(request.now, None, draft.key)  # type: ignore[attr-defined]
        try:
            opinions.answer(link=link, said=given, uploads=papers, by=by)
        except NotOpen:
            return _neutral(request)
        Draft.objects.filter(pk=draft.pk).delete()
        request.session.pop(SESSION, None)
        return redirect("portal:opinion", token)
    verdict = Opinion.Verdict(answers["verdict"]).label
    known = _known(request, link, asked) | {"answers": answers, "papers": papers, "verdict": verdict, "token": token}
    return render(request, "portal/opinion_confirm.html", known)


def _opened(request: HttpRequest, token: str) -> tuple[OpinionLink | None, Asked | None]:
    """Return the link and the letter that it answers: no letter where it was used, no link where it opens nothing."""
    now: datetime = request.now  # type: ignore[attr-defined]
    who = address(request)
    if attempts.spent(allowances.LINK, who, now):
        return None, None
    link = letters.link_of(token)
    asked = letters.open_to(link, now.date()) if link else None
    if link is None or (asked is None and link.used_at is None):
        attempts.add(allowances.LINK, who, now)
        return None, None
    return link, asked


def _form(
    request: HttpRequest, link: OpinionLink, asked: Asked, form: OpinionForm, draft: Draft | None
) -> HttpResponse:
    papers = list(queries.draft_files(draft)) if draft else []
    known = _known(request, link, asked) | {"form": form, "papers": papers}
    return render(request, "portal/opinion.html", known, status=422 if form.is_bound else 200)


def _known(request: HttpRequest, link: OpinionLink, asked: Asked) -> dict[str, Any]:
    today = request.today  # type: ignore[attr-defined]
    limit = asked.limit
    return {
        "organ": link.case.organ,
        "link": link,
        "asked": asked,
        "whom": str(asked.letter.whom),
        "basis": cited(STEPS[asked.kind].basis[:1]),
        "limit": limit,
        "last": clock.in_words(limit.date, limit) if limit.date else "",
        "today": _if_today(link, asked, today) if limit.after == "receipt" else None,
        "late": asked.late(today),
        "effect": said(sentences.EFFECT[asked.letter.whom]),
    }


def _if_today(link: OpinionLink, asked: Asked, today: Any) -> str:
    """Return the last day of a letter whose arrival is not registered yet, had it arrived today."""
    calendar = cases.calendar()
    limit: Deadline = deadlines.opinion(
        Consultation(asked.letter.sent, today, whom=asked.letter.whom), calendar=calendar
    )
    return clock.in_words(limit.date, limit) if limit.date and today >= asked.letter.sent else ""


def _came(request: HttpRequest, link: OpinionLink) -> HttpResponse:
    """Say that an opinion came, and when; not what it says."""
    today = request.today  # type: ignore[attr-defined]
    asked = letters.one(link.case, cases.standing(link.case, today), link.asked.ordinal)
    late = bool(asked and link.used_at and asked.late(timezone.localdate(link.used_at)))
    known = {"organ": link.case.organ, "link": link, "late": late, "third_party": link.asked.kind in _THIRD_PARTY}
    return render(request, "portal/opinion_came.html", known)


def _neutral(request: HttpRequest) -> HttpResponse:
    """Say that a link opens nothing: alike for a wrong one, a closed one, and one tried too often."""
    spent = attempts.spent(allowances.LINK, address(request), request.now)  # type: ignore[attr-defined]
    return render(request, "portal/opinion_closed.html", status=429 if spent else 404)


def _draft(request: HttpRequest, link: OpinionLink) -> Draft | None:
    key = request.session.get(SESSION, {}).get(str(link.pk))
    since = request.now - actions.KEPT  # type: ignore[attr-defined]
    return Draft.objects.filter(key=key, made_at__gt=since, case=None).first() if key else None


_THIRD_PARTY = {kind for kind, whom in letters.ASKS.items() if whom is Consulted.THIRD_PARTY}
