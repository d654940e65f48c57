"""The office's pages of what it publishes: the lists of an organ, a draft, its release and its files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.law import catalogue
from gongkai.law.refusal import Refusal
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.models import Organ
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.publications import drafting, duty, files, office_queries, origins, queries, releasing
from gongkai.web.publications.actions import NotPublishable
from gongkai.web.publications.forms import DraftForm, ReleaseForm
from gongkai.web.publications.models import Publication, State
from gongkai.web.publications.views.public import as_download

PAGE = 30


@never_cache
@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """Show what of an organ stands at a state: of the first that the person may read, where none is named."""
    organs = list(permissions.organs_where(request.user, "publications.read", request.today))
    if not organs:
        raise NotAllowed("publications.read", None)
    code = request.GET.get("organ", "")
    organ = next((each for each in organs if each.code == code), None) if code else organs[0]
    if organ is None:
        raise Http404
    chosen = request.GET.get("tab", "")
    state = State(chosen) if chosen in State.values else State.DRAFT
    page = Paginator(office_queries.listed(organ, state), PAGE).get_page(request.GET.get("page"))
    known = {
        "organs": organs,
        "organ": organ,
        "state": state,
        "states": State.choices,
        "page": page,
        "rows": [(each, duty.clock(each, request.today) if each.released is None else None) for each in page],
        "may_edit": permissions.may(request.user, "publications.edit", organ, request.today),
    }
    return render(request, "publications/office_listing.html", known)


@never_cache
def new(request: StaffRequest, code: str) -> HttpResponse:
    """Show the form of a new draft, or write it."""
    organ = _editable(request, code)
    form = _form(request, organ, initial={"formed": request.today})
    if request.method == "POST" and form.is_valid():
        try:
            made = drafting.draft(
                organ=organ, piece=form.piece(), by=call_of(request), attachments=form.cleaned_data["attachments"]
            )
        except NotPublishable as refused:
            form.object_to(refused)
        else:
            messages.success(request, _("草稿已保存。"), extra_tags="ok")
            return redirect("drafts:draft", made.pk)
    known = {"form": form, "organ": organ}
    return render(request, "publications/edit.html", known, status=422 if form.is_bound else 200)


@never_cache
def edit(request: StaffRequest, number: int) -> HttpResponse:
    """Show the form of a draft, or change it."""
    found = _found(request, number)
    permissions.check(request.user, "publications.edit", found.organ, request.today)
    initial = {
        name: getattr(found, name) for name in ("title", "document_number", "item", "formed", "text", "revision")
    }
    form = _form(request, found.organ, initial=initial, kept=list(found.kept_files()))
    if request.method == "POST" and form.is_valid() and _changed(request, found, form):
        messages.success(request, _("草稿已保存。"), extra_tags="ok")
        return redirect("drafts:draft", number)
    known = {"form": form, "organ": found.organ, "publication": found}
    return render(request, "publications/edit.html", known, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def draft(request: StaffRequest, number: int) -> HttpResponse:
    """Show a draft, with what can be done with it."""
    found = _found(request, number)
    return _page(request, found, ReleaseForm(initial={"revision": found.revision}))


@never_cache
@require_POST
def release(request: StaffRequest, number: int) -> HttpResponse:
    """Release a draft, at once or on a day."""
    found = _found(request, number)
    permissions.check(request.user, "publications.release", found.organ, request.today)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    said = form.cleaned_data
    try:
        released = releasing.release(
            publication=found, revision=said["revision"], on=said["on"], looked=said["looked"], by=call_of(request)
        )
    except NotPublishable as refused:
        form.object_to(refused)
        return _page(request, found, form)
    if released.released:
        messages.success(request, _("已公开，索引号 %(number)s。") % {"number": released.index_number}, extra_tags="ok")
    else:
        messages.success(request, _("已定时，当日 0 时起自动公开。"), extra_tags="ok")
    return redirect("drafts:draft", number)


@require_POST
def cancel(request: StaffRequest, number: int) -> HttpResponse:
    """Cancel a schedule."""
    return _asked(request, number, releasing.cancel, _("已取消定时，恢复为草稿。"))


@require_POST
def drop(request: StaffRequest, number: int) -> HttpResponse:
    """Give a draft up."""
    return _asked(request, number, drafting.drop, _("已放弃这份草稿，它保留在“已放弃”中。"))


@never_cache
@require_safe
def download(request: StaffRequest, number: int, key: int) -> FileResponse:
    """Send a file of a draft, to be kept and not to be run."""
    file = queries.file_of(_found(request, number), key)
    if file is None or not files.place(file).is_file():
        raise Http404
    return as_download(file)


def _found(request: StaffRequest, number: int) -> Publication:
    found = office_queries.readable(request.user, request.today).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _asked(request: StaffRequest, number: int, action: Callable[..., object], done: str) -> HttpResponse:
    found = _found(request, number)
    try:
        action(publication=found, by=call_of(request))
    except NotPublishable as refused:
        messages.error(request, str(refused), extra_tags="stop")
    else:
        messages.success(request, done, extra_tags="ok")
    return redirect("drafts:draft", number)


def _editable(request: StaffRequest, code: str) -> Organ:
    organ = permissions.organs_where(request.user, "publications.read", request.today).filter(code=code).first()
    if organ is None:
        raise Http404
    permissions.check(request.user, "publications.edit", organ, request.today)
    return organ


def _form(request: StaffRequest, organ: Organ, **named: Any) -> DraftForm:
    items = duty.items(organ, request.today)
    return DraftForm(request.POST or None, request.FILES or None, items=items, **named)


def _changed(request: StaffRequest, found: Publication, form: DraftForm) -> bool:
    said = form.cleaned_data
    try:
        drafting.change(
            publication=found,
            revision=said["revision"] or 0,
            piece=form.piece(),
            by=call_of(request),
            attachments=said["attachments"],
            left_out=said.get("left_out", ()),
        )
    except NotPublishable as refused:
        form.object_to(refused)
        return False
    return True


def _page(request: StaffRequest, found: Publication, form: ReleaseForm) -> HttpResponse:
    allowed = permissions.allowed(request.user, found.organ, request.today)
    waiting = found.released is None and found.dropped_at is None
    known = {
        "publication": found,
        "files": found.kept_files(),
        "category": _category(found),
        "clock": duty.clock(found, request.today) if waiting else None,
        "found": office_queries.found_in(found) if waiting else (),
        "writer": office_queries.writer(found),
        "origins": origins.origins(found, request.user, request.today),
        "wrote": office_queries.wrote(found, request.user, request.today),
        "may_edit": "publications.edit" in allowed,
        "may_release": "publications.release" in allowed,
        "form": form,
    }
    return render(request, "publications/draft.html", known, status=422 if form.is_bound else 200)


def _category(found: Publication) -> catalogue.Item | None:
    if not found.item:
        return None
    try:
        return catalogue.item(found.item, on=found.formed)
    except Refusal:  # the catalogue of that day does not have it
        return None
