"""A version as its reviewers and its issuer see it: the letter, what was looked at, what was said, and the buttons."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.law import procedure, replies
from gongkai.law.procedure import STEPS, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases import queries as cases
from gongkai.web.cases.citing import cited
from gongkai.web.cases.clock_words import clock
from gongkai.web.cases.models import Purpose, Verdict, Version
from gongkai.web.cases.views.finding import case_of
from gongkai.web.cases.writing import actions, comparing, evidence, forms, letter, queries, version_words
from gongkai.web.cases.writing.actions import Issue
from gongkai.web.cases.writing.checks import checks
from gongkai.web.cases.writing.forms import IssueForm, ReviewForm
from gongkai.web.cases.writing.guide import row_words
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of


@never_cache
@require_safe
def versions(request: StaffRequest, number: str) -> HttpResponse:
    """Show all versions of a case, the last one first."""
    found = case_of(request, number)
    rows = list(found.versions.select_related("written_by", "submitted_by").prefetch_related("reviews__given_by"))
    last = {row.purpose: row.number for row in rows}
    known = {
        "case": found,
        "rows": [
            (row, version_words.where(row, request.today, counts=last[row.purpose] == row.number)) for row in rows[::-1]
        ],
    }
    return render(request, "cases/writing/versions.html", known)


@never_cache
def version(request: StaffRequest, number: str, purpose: str, version: int) -> HttpResponse:
    """Show a version, or say something of it."""
    found = _found(request, number, purpose, version)
    parts = queries.may_say(found, request.user, request.today)
    if request.method != "POST":
        return _page(request, found)
    form = ReviewForm(request.POST, parts=parts)
    if not parts:
        messages.warning(request, _("这一稿现在没有需要您作出的审核。"))
        return redirect("cases:version", number, purpose, version)
    if not form.is_valid():
        return _page(request, found, review=form, status=422)
    given = form.cleaned_data
    try:
        actions.review(
            version=found, parts=given["parts"], verdict=form.verdict, opinion=given["opinion"], by=call_of(request)
        )
    except Refusal as refused:
        form.add_error(None, said(refused))
        return _page(request, found, review=form, status=422)
    words = _("已同意第 %(n)d 稿。") if form.verdict == Verdict.AGREED else _("已退回第 %(n)d 稿。")
    messages.success(request, words % {"n": found.number}, extra_tags="ok")
    return redirect("cases:version", number, purpose, version)


@require_POST
def submit(request: StaffRequest, number: str, purpose: str, version: int) -> HttpResponse:
    """Submit a saved version."""
    found = _handled(request, number, purpose, version)
    try:
        actions.submit(version=found, by=call_of(request))
    except Refusal as refused:
        messages.error(request, said(refused), extra_tags="stop")
        return redirect("cases:write", number, purpose)
    messages.success(request, _("第 %(n)d 稿已送审。") % {"n": found.number}, extra_tags="ok")
    return redirect("cases:version", number, purpose, version)


@require_POST
def withdraw(request: StaffRequest, number: str, purpose: str, version: int) -> HttpResponse:
    """Take a version back before it is decided on."""
    found = _handled(request, number, purpose, version)
    try:
        copy = actions.withdraw(version=found, by=call_of(request))
    except Refusal as refused:
        messages.error(request, said(refused), extra_tags="stop")
        return redirect("cases:version", number, purpose, version)
    sentence = _("已撤回送审，内容保存为第 %(n)d 稿。") % {"n": copy.number}
    messages.success(request, sentence, extra_tags="ok")
    return redirect("cases:write", number, purpose)


@never_cache
@require_POST
def issue(request: StaffRequest, number: str, purpose: str, version: int) -> HttpResponse:
    """Issue an approved version."""
    found = _handled(request, number, purpose, version)
    form = _issue_form(request, found)
    if form.is_valid():
        given = form.cleaned_data
        issued = Issue(given["on"], given.get("by"), given.get("tracking", ""), given["remark"])
        try:
            row = actions.issue(version=found, issued=issued, by=call_of(request))
        except Refusal as refused:
            form.refuse(refused)
        else:
            done = _("已发出，登记为“%(step)s”。") % {"step": said(STEPS[StepKind(row.kind)])}
            messages.success(request, done, extra_tags="ok")
            return redirect("cases:case", number)
    return _page(request, found, issue=form, status=422)


def _found(request: StaffRequest, number: str, purpose: str, version: int) -> Version:
    case = case_of(request, number)
    rows = case.versions.select_related("case__organ", "written_by", "submitted_by", "step")
    found = rows.filter(purpose=purpose, number=version).first()
    if found is None:
        raise Http404
    return found


def _handled(request: StaffRequest, number: str, purpose: str, version: int) -> Version:
    found = _found(request, number, purpose, version)
    permissions.check(request.user, "cases.handle", found.case.organ, request.today)
    return found


def _issue_form(request: StaffRequest, found: Version) -> IssueForm:
    served = "by" in STEPS[StepKind(found.kind)].needs
    data = request.POST if request.method == "POST" and request.POST.get("issuing") else None
    return IssueForm(data, case=found.case, served=served, today=request.today)


def _page(
    request: StaffRequest,
    found: Version,
    *,
    review: ReviewForm | None = None,
    issue: IssueForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today, case = request.today, found.case
    counts = queries.current(case, found.purpose) == found
    standing = cases.standing(case, today)
    where = version_words.where(found, today, counts=counts)
    handles = permissions.may(request.user, "cases.handle", case.organ, today)
    parts = queries.may_say(found, request.user, today) if counts else ()
    signed = found.step.on if found.step else today
    shown = letter.letter(case, StepKind(found.kind), found.facts, found.text, signed)
    open_ = where.stage in (version_words.WRITING, version_words.REVIEWED, version_words.APPROVED)
    known = {
        "case": case,
        "standing": standing,
        "clock": clock(standing),
        "version": found,
        "purpose": Purpose(found.purpose),
        "where": where,
        "letter": shown,
        "rule": STEPS[StepKind(found.kind)],
        "facts": _facts(found, today.year),
        "checks": checks(found, shown, standing, today) if open_ else (),
        "evidence": _evidence(found, request),
        "reviews": found.reviews.select_related("given_by"),
        "parts": parts,
        "review": review or (ReviewForm(parts=parts) if parts else None),
        "barred": _barred(request, found) if not parts and where.stage == version_words.REVIEWED else [],
        "handles": handles,
        "issue": issue or (_issue_form(request, found) if handles and where.stage == version_words.APPROVED else None),
        "token": forms.token(),
        **_before(found),
    }
    return render(request, "cases/writing/version.html", known, status=status)


def _facts(found: Version, year: int) -> list[tuple[str, str]]:
    """Return what is decided, line by line."""
    code, lines = found.facts.get("reply", ""), []
    if code:
        kind = replies.kind(code)
        lines = [(_("答复类型"), said(kind)), (_("依据"), cited(kind.ground)), (_("表三"), row_words(code, year))]
        lines.append((_("风险"), said(kind.risk)))
    if withheld := found.facts.get("withheld"):
        lines.insert(1, (_("不予公开部分的依据"), _("、").join(said(replies.kind(each)) for each in withheld)))
    for name in ("days", "until"):
        if found.facts.get(name):
            lines.append((said(procedure.NEEDED[name]), str(found.facts[name])))
    return lines


def _evidence(found: Version, request: StaffRequest) -> list[tuple[str, evidence.OnFile]]:
    """Return what is on file for a reply, each with the name of what it is."""
    code = found.facts.get("reply", "")
    if not code:
        return []
    withheld = found.facts.get("withheld", ())
    required = evidence.requirements(case=found.case, kind=code, today=request.today, withheld=withheld, version=found)
    return [(said(need.requirement), item) for need in required for item in need.by]


def _before(found: Version) -> dict[str, Any]:
    """Return the version before, and how the two differ."""
    before = found.case.versions.filter(purpose=found.purpose, number=found.number - 1).first()
    if before is None:
        return {"before": None}
    files = list(found.files.all()), list(before.files.all())
    return {
        "before": before,
        "comparison": comparing.compare(before.text, found.text),
        "differs": comparing.differ(before.text, found.text),
        "other_facts": before.facts != found.facts or before.kind != found.kind,
        "before_facts": _facts(before, found.written_at.year),
        "files_new": [each for each in files[0] if each not in files[1]],
        "files_gone": [each for each in files[1] if each not in files[0]],
        "returned": queries.returned(before),
    }


def _barred(request: StaffRequest, found: Version) -> list[str]:
    """Return why a person with the post for it may say nothing now."""
    still, known = queries.open_parts(found), queries.Known([found], request.today)
    allowed = known.allowed(request.user, found.case.organ)
    reasons = [
        (part, queries.barred(found, part, request.user, still, known))
        for part in still
        if queries.VERBS[part] in allowed
    ]
    return [f"{part.label}{_('：')}{said(why)}" for part, why in reasons if why]
