"""The one page on which a decision is written: the request, the seven questions, and the letter beside them."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongkai.law import procedure
from gongkai.law.procedure import StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases import file_page
from gongkai.web.cases import queries as cases
from gongkai.web.cases.models import Case, Purpose, Version
from gongkai.web.cases.views.finding import case_of
from gongkai.web.cases.writing import actions, evidence, forms, queries, version_words, work
from gongkai.web.cases.writing.actions import Overtaken, Written
from gongkai.web.cases.writing.forms import EvidenceForm
from gongkai.web.cases.writing.work import Work
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.log import Call

GO = "go:"
"""What begins the value of a button that goes to a step which comes first."""
CHECKED = frozenset({"put", "save", "submit"})
"""The buttons that keep something; all others bring the page up to date."""


@never_cache
def write(request: StaffRequest, number: str, purpose: str) -> HttpResponse:
    """Show the page, bring it up to date, put evidence on file, save what was written, or submit it."""
    found = case_of(request, number)
    if purpose not in Purpose.values:
        raise Http404
    permissions.check(request.user, "cases.handle", found.organ, request.today)
    if request.method != "POST":
        elsewhere = _elsewhere(request, found, Purpose(purpose))
        return elsewhere or _shown(work.opened(request, found, Purpose(purpose)))
    do = request.POST.get("do", "")
    written = work.sent(request, found, Purpose(purpose), checked=do in CHECKED or do.startswith(GO))
    return _done(written, do) or _shown(written, status=422 if written.problems else 200)


def _done(of: Work, do: str) -> HttpResponse | None:
    """Do what the button says; return where to go, None to stay on the page."""
    if do == "take":
        of.draft = replace(of.draft, text="\n".join(filter(None, [work.offer(of), of.draft.text.strip()])))
        of.took = True
    elif do == "restart":
        of.draft = replace(of.draft, answers={}, kind="", withheld=())
        work.lead(of)
    elif do == "put":
        _put(of)
    elif do == "save" and (version := _saved(of)):
        messages.success(of.request, _("已保存为第 %(n)d 稿。") % {"n": version.number}, extra_tags="ok")
        return redirect("cases:write", of.case.number, of.purpose)
    elif do == "submit":
        return _submitted(of)
    elif do.startswith(GO) and do.removeprefix(GO) in list(StepKind):
        return _gone(of, do.removeprefix(GO))
    return None


def _put(of: Work) -> bool:
    """Put on file what was filled in; return whether all of it could be."""
    filled = {code: form for code, form in of.puts.items() if form.has_changed()}
    done = [code for code, form in filled.items() if _put_one(of, form)]
    if done:
        work.lead(of)
        of.puts = {code: filled.get(code, form) if code not in done else form for code, form in of.puts.items()}
    for form in filled.values():
        of.problems += [(form[name].auto_id, str(error)) for name, errors in form.errors.items() for error in errors]
    return len(done) == len(filled)


def _put_one(of: Work, form: EvidenceForm) -> bool:
    if not form.is_valid():
        return False
    put = form.put()
    token = forms.token_for(of.request.POST.get("token", ""), put.code, put.text, put.search)
    try:
        evidence.put(case=of.case, put=put, by=replace(call_of(of.request), token=token))
    except Refusal as refused:
        form.refuse(refused)
        return False
    return True


def _saved(of: Work) -> Version | None:
    """Save what was written and put on file what was filled in; None where something is said against it."""
    errors = of.form.errors.items() if not of.form.is_valid() else ()
    of.problems += [(of.form[name].auto_id, str(error)) for name, found in errors for error in found]
    if _put(of) and not of.problems:
        try:
            return actions.write(case=of.case, written=_written(of), by=_call(of))
        except Overtaken as overtaken:
            of.problems.append(("theirs", said(overtaken)))
            of.theirs = overtaken.version
            kept = dict.fromkeys([*of.draft.kept, *overtaken.version.files.values_list("pk", flat=True)])
            of.draft = replace(of.draft, after=overtaken.version.number, kept=tuple(kept))
        except Refusal as refused:
            of.problems.append(("id_text", said(refused)))
    _say_what_is_lost(of)
    return None


def _written(of: Work) -> Written:
    return Written(
        of.kind,
        of.draft.text,
        facts=of.facts,
        answers=of.answers,
        uploads=of.form.cleaned_data["letters"],
        kept=list(queries.files_of(of.case).filter(pk__in=of.draft.kept)),
        after=of.draft.after,
    )


def _call(of: Work) -> Call:
    """Return the call, with a token for these words: other words sent from the same page are another version."""
    names = [each.name for each in of.form.cleaned_data["letters"]]
    said_ = (of.draft.after, of.kind, of.facts, of.answers, of.draft.text, of.draft.kept, names)
    return replace(call_of(of.request), token=forms.token_for(of.request.POST.get("token", ""), *said_))


def _say_what_is_lost(of: Work) -> None:
    """Say which files have to be chosen again: a browser gives a file away once."""
    names = [each.name for each in of.request.FILES.getlist("letters") if each.name]
    if names:
        sentence = _("刚才选择的文件没有保存，请重新选择：%(names)s。") % {"names": _("、").join(names)}
        of.problems.append(("id_letters", sentence))


def _submitted(of: Work) -> HttpResponse | None:
    """Save and submit. Where it cannot be submitted, what was written is saved all the same."""
    version = _saved(of)
    if version is None:
        return None
    of.last, of.draft = version, forms.of_version(version)
    work.lead(of)
    of.problems += work.gaps(of)
    if not of.problems:
        try:
            actions.submit(version=version, by=replace(call_of(of.request), token=""))
        except Refusal as refused:
            of.problems.append(("id_text", said(refused)))
    if of.problems:
        saved = _("已保存为第 %(n)d 稿，还不能送审：请先补齐下列各项。") % {"n": version.number}
        messages.warning(of.request, saved, extra_tags="warn")
        return None
    version.refresh_from_db()
    where = version_words.where(version, of.request.today)
    messages.success(of.request, _("第 %(n)d 稿已送审。") % {"n": version.number} + where.said, extra_tags="ok")
    return redirect("cases:case", of.case.number)


def _gone(of: Work, kind: str) -> HttpResponse | None:
    """Save what was begun and go to a step that comes first."""
    if of.begun and _saved(of) is None:
        return None
    return redirect("cases:step", of.case.number, kind)


def _elsewhere(request: StaffRequest, case: Case, purpose: Purpose) -> HttpResponse | None:
    """Return where to go instead, while this cannot be written."""
    last = queries.current(case, purpose)
    if last is not None and queries.open_parts(last):
        messages.info(request, _("第 %(n)d 稿正在审核。要修改的，请先撤回送审。") % {"n": last.number})
        return redirect("cases:version", case.number, purpose, last.number)
    standing = cases.standing(case, request.today)
    kinds = {kind for kind, of in queries.PURPOSES.items() if of == purpose}
    if kinds.isdisjoint(procedure.allowed(standing.stage, standing.state.matter)):
        messages.warning(request, _("办件现在的阶段不能办理“%(purpose)s”。") % {"purpose": purpose.label})
        return redirect("cases:case", case.number)
    return None


def _shown(of: Work, status: int = 200) -> HttpResponse:
    if "HX-Request" in of.request.headers:
        # A fragment is put into the page whatever is said against it.
        return render(of.request, "cases/writing/live.html", work.page(of))
    known = file_page.page(of.case, of.standing) | {"applicant": file_page.masked(of.case)} | work.page(of)
    return render(of.request, "cases/writing/write.html", known, status=status)
