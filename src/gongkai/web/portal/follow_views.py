"""Following a case: number and code open it for this session; then its course, its clock, and what the applicant can do."""

import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.law import procedure
from gongkai.law.procedure import IllegalStep, Stage, StepKind
from gongkai.web.cases import actions_public, contest, receipt
from gongkai.web.cases import queries as cases
from gongkai.web.cases.models import Attachment, Case, Rating
from gongkai.web.organs import attempts
from gongkai.web.organs.log import Call
from gongkai.web.organs.origin import address
from gongkai.web.portal import clock, follow_session, timeline
from gongkai.web.portal.apply_views import receipt_answer
from gongkai.web.portal.follow_forms import Answer, Grade, Opening, Withdrawal
from gongkai.web.vault import files
from gongkai.web.vault.downloads import as_saved
from gongkai.web.vault.sealing import Unreadable

ANSWERING = {Stage.CLARIFYING: StepKind.CLARIFICATION_GIVEN, Stage.EXPLAINING: StepKind.REASONS_GIVEN}
TITLES = {
    StepKind.CLARIFICATION_GIVEN: gettext_lazy("补正申请"),
    StepKind.REASONS_GIVEN: gettext_lazy("说明理由"),
}


@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for number and code, and open the case for this session."""
    if request.method != "POST":
        return _ask(request, Opening(initial={"number": request.GET.get("number", "")[:40]}))
    form = Opening(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    now: datetime = request.now  # type: ignore[attr-defined]
    number, who = form.cleaned_data["number"], address(request)
    if not attempts.may_open(who, number, now):
        form.add_error(None, _("一小时内试得太多了。请核对接收回执上的编号和查询码，一小时后再试。"))
        return _ask(request, form, status=429)
    case = cases.followed(number, form.cleaned_data["code"])
    if case is None:
        attempts.add_wrong(who, number, now)
        form.add_error(None, _("没有找到。办件编号或者查询码不对，请照接收回执逐位核对后再试。"))
        return _ask(request, form, status=422)
    # Who has planted a session in this browser does not see the case. (Filing keeps its own: it may be confirmed twice.)
    request.session.cycle_key()
    follow_session.open_case(request, case)
    return redirect("portal:case", case.number)


@never_cache
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Show where a case stands."""
    found = _opened(request, number)
    if found is None:
        return _closed(request, number)
    return _page(request, found, Grade())


@never_cache
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Show the form for a clarification or reasons, or take what was written."""
    found = _opened(request, number)
    if found is None:
        return _closed(request, number)
    given = Answer(request.POST or None, request.FILES or None, initial={"token": secrets.token_urlsafe(24)})
    if request.method == "POST" and _repeated(found, request):
        return redirect("portal:case", number)
    standing = cases.standing(found, request.today)  # type: ignore[attr-defined]
    kind = ANSWERING.get(standing.stage)
    if kind is None:
        messages.info(request, _("现在没有需要您补正或者说明的事项。"))
        return redirect("portal:case", number)
    if request.method == "POST" and given.is_valid():
        said = given.cleaned_data
        by = _by(request, said["token"])
        try:
            actions_public.answer(case=found, kind=kind, text=said["text"], uploads=said["papers"], by=by)
        except IllegalStep:
            messages.info(request, _("现在没有需要您补正或者说明的事项。"))
        else:
            messages.success(request, _("本机关已经收到。"), extra_tags="ok")
        return redirect("portal:case", number)
    entries = timeline.entries(found.steps.order_by("ordinal"), standing.state, _terms(found, standing))
    asked = next((entry for entry in reversed(entries) if entry.note or entry.letters or entry.look == "pause"), None)
    context = {"case": found, "form": given, "title": TITLES[kind], "asked": asked}
    return render(request, "portal/answer.html", context, status=422 if given.is_bound else 200)


@never_cache
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Ask whether a request is to be taken back, and take it back."""
    found = _opened(request, number)
    if found is None:
        return _closed(request, number)
    form = Withdrawal(request.POST or None, initial={"token": secrets.token_urlsafe(24)})
    if request.method == "POST" and _repeated(found, request):
        return redirect("portal:case", number)
    if not _can_withdraw(cases.standing(found, request.today)):  # type: ignore[attr-defined]
        messages.info(request, _("这份申请已经办结或者答复，不能再撤回。"))
        return redirect("portal:case", number)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions_public.withdraw(case=found, reason=said["reason"], by=_by(request, said["token"]))
        except IllegalStep:
            messages.info(request, _("这份申请刚刚办结或者答复，不能再撤回。"))
        return redirect("portal:case", number)
    return render(request, "portal/withdraw.html", {"case": found, "form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_POST
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """Take how satisfied an applicant is."""
    found = _opened(request, number)
    if found is None:
        return _closed(request, number)
    form = Grade(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        said = form.cleaned_data
        actions_public.rate(case=found, grade=said["grade"], remark=said["remark"], by=_by(request))
    except actions_public.NotOver:
        messages.info(request, _("办结之后才能评价。"))
    return redirect("portal:case", number)


@never_cache
@require_safe
def letter(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Return a letter that is the applicant's."""
    found = _opened(request, number)
    if found is None:
        return _closed(request, number)
    mine = [each for kept in timeline.letters(found.steps.order_by("ordinal")).values() for each in kept]
    wanted: Attachment | None = next((each for each in mine if each.pk == key), None)
    if wanted is None:
        raise Http404
    try:
        content = files.read(wanted.file)
    except (FileNotFoundError, Unreadable):
        messages.error(request, _("这个文件现在打不开，请联系本机关。"), extra_tags="stop")
        return redirect("portal:case", number)
    actions_public.fetched(attachment=wanted, by=_by(request))
    return as_saved(content, wanted.file.name, wanted.file.content_type)


@never_cache
@require_safe
def case_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Return the receipt as PDF, without the query code, which nobody knows any more."""
    found = _opened(request, number)
    if found is None:
        return _closed(request, number)
    address = request.build_absolute_uri(reverse("portal:follow"))
    return receipt_answer(receipt.render(found, request.today, address=address), found.number)  # type: ignore[attr-defined]


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close what this session has opened."""
    follow_session.close(request)
    request.session.pop("drafts", None)
    messages.info(request, _("已经退出查询。"))
    return redirect("portal:follow")


def _page(request: HttpRequest, found: Case, grade: Grade, status: int = 200) -> HttpResponse:
    today = request.today  # type: ignore[attr-defined]
    standing = cases.standing(found, today)
    by = _terms(found, standing)
    context: dict[str, Any] = {
        "case": found,
        "organ": found.organ,
        "state": standing.state,
        "face": clock.face(standing),
        "entries": timeline.entries(found.steps.order_by("ordinal"), standing.state, by),
        "answering": TITLES[ANSWERING[standing.stage]] if standing.stage in ANSWERING else "",
        "can_withdraw": _can_withdraw(standing),
        "contest": contest.against_reply(found.organ, standing.state),
        "silence": contest.against_silence(found.organ, standing),
        "rating": Rating.objects.filter(case=found).first(),
        "grade": grade,
    }
    return render(request, "portal/case.html", context, status=status)


def _ask(request: HttpRequest, form: Opening, status: int = 200) -> HttpResponse:
    return render(request, "portal/follow.html", {"form": form}, status=status)


def _closed(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for the code again: alike for a case that is not there, one of another, and one whose hour has passed."""
    messages.info(request, _("请用办件编号和查询码打开；打开一小时后需要重新填写。"))
    return redirect(reverse("portal:follow") + f"?number={number}")


def _opened(request: HttpRequest, number: str) -> Case | None:
    found = Case.objects.select_related("organ").filter(number=number.upper()).first()
    return found if found is not None and follow_session.may_see(request, found) else None


def _repeated(found: Case, request: HttpRequest) -> bool:
    token = request.POST.get("token", "")[:64]
    return bool(token) and found.steps.filter(token=token).exists()


def _can_withdraw(standing: procedure.Standing) -> bool:
    return StepKind.WITHDRAWN in procedure.allowed(standing.stage, standing.state.matter)


def _terms(found: Case, standing: procedure.Standing) -> procedure.Terms:
    return cases.terms(found.organ, standing.state.received or standing.today)


def _by(request: HttpRequest, token: str = "") -> Call:
    return Call(request.now, None, token)  # type: ignore[attr-defined]
