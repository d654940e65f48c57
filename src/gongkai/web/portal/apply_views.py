"""Filing a request: two screens, then the page with the number, the query code and the due date."""

from datetime import datetime

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.law import deadlines, replies
from gongkai.law.deadlines import Clock
from gongkai.web.bilingual import said
from gongkai.web.cases import identity, receipt
from gongkai.web.cases import queries as cases
from gongkai.web.organs import attempts
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ
from gongkai.web.organs.origin import address
from gongkai.web.portal import actions, allowances, clock, follow_session, hints, queries
from gongkai.web.portal.apply_forms import WAYS, Application, takes_pictures
from gongkai.web.portal.models import Draft
from gongkai.web.vault import masking
from gongkai.web.vault.downloads import as_saved

SESSION, DRAFTS = "drafts", 10


@never_cache
def apply(request: HttpRequest) -> HttpResponse:
    """Show the first screen, or take what was filled in and go on to the second."""
    now: datetime = request.now  # type: ignore[attr-defined]
    who = address(request)
    if attempts.spent(allowances.FILING, who, now) or attempts.spent(allowances.DRAFTING, who, now):
        return refused(request)
    ask = attempts.count(allowances.FILING, who, now) >= allowances.QUESTION_FROM
    organs = queries.receiving(now.date())
    if request.method != "POST":
        form = Application(initial=_initial(request), organs=organs, now=now.timestamp(), ask=ask)
        return _first(request, form)
    attempts.add(allowances.DRAFTING, who, now)
    earlier = _own(request, request.POST.get("draft", ""))
    kept = earlier is not None and earlier.files.exists()
    form = Application(request.POST, request.FILES, organs=organs, now=now.timestamp(), ask=ask, kept=kept)
    if not form.is_valid():
        return _first(request, form, status=422)
    answers = dict(form.cleaned_data)
    pictures = answers.pop("pictures", None) or []
    if not takes_pictures(form.organs[answers["organ"]]):
        answers["left_out"], pictures = len(pictures), []
    draft = actions.keep(answers=answers, uploads=pictures, now=now, earlier=earlier)
    request.session[SESSION] = [*request.session.get(SESSION, []), draft.key][-DRAFTS:]
    return redirect("portal:confirm", draft.key)


@never_cache
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Read the request back, with the identity masked, and file it when the applicant confirms."""
    draft = _draft(request, key)
    now: datetime = request.now  # type: ignore[attr-defined]
    if draft.case_id is not None:
        return redirect("portal:filed", key)
    if request.method == "POST":
        who = address(request)
        if attempts.spent(allowances.FILING, who, now):
            return refused(request)
        filed = actions.submit(draft=draft, by=Call(now))
        attempts.add(allowances.FILING, who, now)
        if filed.case is not None:
            follow_session.open_case(request, filed.case)
        return redirect("portal:filed", key)
    answers = queries.answers(draft)
    organ = Organ.objects.get(code=answers["organ"])
    by = cases.terms(organ, now.date())
    due = deadlines.reply(Clock(now.date(), conventions=by.conventions), calendar=by.calendar)
    shown = {
        "draft": draft,
        "answers": answers,
        "organ": organ,
        "kind": _kind(answers),
        "way": dict(WAYS)[answers["way"]],
        "id_kind": identity.IdKind(answers["id_kind"]).label,
        "id_number": masking.id_number(answers["id_number"]),
        "phone": masking.phone(answers["phone"]),
        "pictures": list(queries.draft_files(draft)),
        "hints": list(hints.hints(answers["subject"], answers["description"])),
        "matches": queries.matches(f"{answers['subject']} {answers['description']}"),
        "staff_confirms": queries.staff_confirms(organ),
        "due": due,
        "due_in_words": clock.in_words(due.date, due) if due.date else "",
    }
    return render(request, "portal/confirm.html", shown)


@never_cache
@require_safe
def filed(request: HttpRequest, key: str) -> HttpResponse:
    """Show the number, the query code, the due date and what happens next; for an hour, and to this session alone."""
    draft = _draft(request, key)
    if draft.case is None:
        return redirect("portal:confirm", key)
    case = draft.case
    standing = cases.standing(case, request.today)  # type: ignore[attr-defined]
    address = request.build_absolute_uri(reverse("portal:follow")) + f"?number={case.number}"
    return render(
        request,
        "portal/filed.html",
        {
            "draft": draft,
            "case": case,
            "code": queries.answers(draft)["code"],
            "state": standing.state,
            "face": clock.face(standing),
            "follow_address": address,
            "qr": segno.make(address, error="m").svg_data_uri(scale=4, border=2),
        },
    )


@never_cache
@require_safe
def filed_receipt(request: HttpRequest, key: str) -> HttpResponse:
    """Return the receipt as PDF, with the query code."""
    draft = _draft(request, key)
    if draft.case is None:
        raise Http404
    code = str(queries.answers(draft)["code"])
    address = request.build_absolute_uri(reverse("portal:follow"))
    return receipt_answer(receipt.render(draft.case, request.today, address=address, code=code), draft.case.number)  # type: ignore[attr-defined]


@require_POST
def matches(request: HttpRequest) -> HttpResponse:
    """Return what is already published on what is being typed, and what would make it clearer: a part of a page."""
    subject, description = request.POST.get("subject", "")[:200], request.POST.get("description", "")[:1000]
    text = f"{subject} {description}".strip()
    found = queries.matches(text) if len(text) > 1 else []
    warned = list(hints.hints(subject, description)) if len(description) > hints.SHORT else []
    return render(request, "portal/matches.html", {"matches": found, "hints": warned, "typing": True})


def receipt_answer(content: bytes, number: str) -> HttpResponse:
    """Return a receipt to download."""
    return as_saved(content, f"{number}.pdf", "application/pdf")


def refused(request: HttpRequest) -> HttpResponse:
    """Return the sentence for an address that has filed very often today."""
    said = _(
        "今天从您所在的网络提交的申请已经很多，系统暂时不再接收。请明天再来，或者用当面、邮寄、电话等方式向本机关提出申请。"
    )
    return render(request, "portal/refused.html", {"said": said}, status=429)


def _first(request: HttpRequest, form: Application, status: int = 200) -> HttpResponse:
    given = {"form": form, "again": request.POST.get("draft", "") or request.GET.get("again", "")}
    return render(request, "portal/apply.html", given, status=status)


def _initial(request: HttpRequest) -> dict[str, object]:
    earlier = _own(request, request.GET.get("again", ""))
    if earlier is not None:
        return queries.answers(earlier)
    return {"organ": request.GET.get("organ", ""), "subject": request.GET.get("q", "")[:200]}


def _own(request: HttpRequest, key: str) -> Draft | None:
    if key not in request.session.get(SESSION, []):
        return None
    since = request.now - actions.KEPT  # type: ignore[attr-defined]
    return Draft.objects.filter(key=key, made_at__gt=since, case=None).first()


def _draft(request: HttpRequest, key: str) -> Draft:
    if key not in request.session.get(SESSION, []):
        raise Http404
    since = request.now - actions.KEPT  # type: ignore[attr-defined]
    draft = Draft.objects.select_related("case__organ").filter(key=key, made_at__gt=since).first()
    if draft is None:
        raise Http404
    return draft


def _kind(answers: dict[str, str]) -> str:
    if answers["sub_kind"]:
        return said(replies.applicant(answers["sub_kind"]))
    return next(said(one) for one in replies.columns() if one.code == answers["kind"])
