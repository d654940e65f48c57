"""Turning a reply into a publication."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongkai.law.procedure import STEPS, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases import queries as cases
from gongkai.web.cases.citing import cited
from gongkai.web.cases.linking import converting, queries
from gongkai.web.cases.linking.converting import LooksPersonal, Personal
from gongkai.web.cases.linking.forms import ConvertForm
from gongkai.web.cases.models import Case, Conversion
from gongkai.web.cases.views.finding import case_of
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.publications import duty
from gongkai.web.publications.actions import NotPublishable


@never_cache
def convert(request: StaffRequest, number: str) -> HttpResponse:
    """Show the form of the draft, or write it."""
    found = case_of(request, number)
    for verb in ("cases.handle", "publications.edit"):
        permissions.check(request.user, verb, found.organ, request.today)
    standing = cases.standing(found, request.today)
    made = queries.conversion(found, standing)
    if made is not None:
        return redirect("drafts:draft", made.publication_id)
    if not queries.related(found, standing, {"cases.handle"}).may_convert:
        messages.warning(request, _("只有公开了信息的答复可以转为主动公开。"), extra_tags="warn")
        return redirect("cases:case", number)
    form = ConvertForm(
        request.POST or None,
        request.FILES or None,
        papers=converting.papers_of(found),
        items=duty.items(found.organ, request.today),
        initial={"title": found.subject},
    )
    personal: tuple[Personal, ...] = ()
    if request.method == "POST" and form.is_valid():
        done = _converted(request, found, form)
        if isinstance(done, Conversion):
            messages.success(request, _("已写成草稿，发布须由另一名批准人核对。"), extra_tags="ok")
            return redirect("drafts:draft", done.publication_id)
        personal = done
    known = {
        "case": found,
        "form": form,
        "personal": personal,
        "reply": converting.reply_text(found),
        "basis": cited(STEPS[StepKind.CONVERTED].basis),
    }
    return render(request, "cases/linking/convert.html", known, status=422 if form.is_bound else 200)


def _converted(request: StaffRequest, found: Case, form: ConvertForm) -> Conversion | tuple[Personal, ...]:
    """Return what became of a form: the conversion, or what looks personal in it."""
    try:
        return converting.convert(
            case=found,
            piece=form.piece(),
            given=form.given(),
            looked=form.cleaned_data["looked"],
            by=call_of(request),
        )
    except LooksPersonal as refusal:
        form.add_error("looked", said(refusal))
        return refusal.found
    except NotPublishable as refusal:
        form.object_to(refusal)
    except Refusal as refusal:
        form.add_error(None, said(refusal))
    return ()
