"""The register: a page of it, its print, and its files."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.cases.figures import paper, registry
from gongkai.web.cases.figures.forms import RegistryForm
from gongkai.web.cases.figures.views.asking import organ_of, page_of
from gongkai.web.cases.figures.views.figures import as_file
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.vault.downloads import as_saved


@never_cache
@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """Show a page of the register of an organ."""
    known = _known(request)
    found, count = known["found"], known["count"]
    page, pages = page_of(request, count, registry.PAGE)
    first = (page - 1) * registry.PAGE
    known |= {
        "grid": registry.grid(found, request.today, first=first, last=first + registry.PAGE),
        "page": page,
        "pages": pages,
        "turn": f"?{known['query']}",
    }
    return render(request, "cases/figures/registry.html", known)


@never_cache
@require_safe
def printed(request: StaffRequest) -> HttpResponse:
    """Show the whole register as it is put on paper: A4 across, each sheet with its heads and its sum."""
    known = _known(request)
    known["sheets"] = paper.sheets(_whole(known, request.today)) if known["count"] <= registry.MOST else []
    return render(request, "cases/figures/registry_print.html", known)


@never_cache
@require_safe
def file(request: StaffRequest, form: str) -> HttpResponse:
    """Return the register as a file: the lines of the page, all of them, in its order."""
    known = _known(request)
    if known["count"] > registry.MOST:
        return render(request, "cases/figures/registry_print.html", known | {"sheets": []}, status=422)
    organ, name = known["organ"], f"{known['organ'].short_name}{_('依申请公开登记簿')}"
    grid = _whole(known, request.today)
    if form == "pdf":
        content = paper.pdf(grid, organ.name, known["asked"], request.today)
        return as_saved(content, f"{name}.pdf", "application/pdf")
    return as_file([grid], form, name, request.today)


def _whole(known: dict[str, Any], today: date) -> Any:
    return registry.grid(known["found"], today)


def _known(request: StaffRequest) -> dict[str, Any]:
    organs = tuple(permissions.organs_where(request.user, "figures.read", request.today))
    organ = organ_of(request, organs)
    form = RegistryForm(request.GET, organ=organ, today=request.today)
    asked = form.asked()
    found = registry.selection(asked)
    said = {name: form.data.get(name, "") for name in form.fields}
    query = urlencode(
        {"organ": organ.code} | {name: value for name, value in said.items() if value or name in ("first", "last")}
    )
    return {
        "organ": organ,
        "organs": organs,
        "form": form,
        "asked": asked,
        "found": found,
        "count": found.count(),
        "most": registry.MOST,
        "period": paper.period(asked),
        "query": query,
        "files": [(kind, f"{reverse('cases:registry_file', args=[kind])}?{query}") for kind in ("xlsx", "csv", "pdf")],
        "print": f"{reverse('cases:registry_print')}?{query}",
        "now": request.now,
    }
