"""The tables of an organ, their sums over the organs below it, and the cases behind a figure."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.cases.figures import queries, registry, spreadsheets, tables
from gongkai.web.cases.figures.grid import Grid
from gongkai.web.cases.figures.periods import SCOPES, SPANS, Scope
from gongkai.web.cases.figures.queries import Counts, Figure
from gongkai.web.cases.figures.tables import Member
from gongkai.web.cases.figures.views.asking import Asked, asked, page_of
from gongkai.web.cases.taking_over import queries as taken_over
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.vault.downloads import as_saved


@never_cache
@require_safe
def figures(request: StaffRequest) -> HttpResponse:
    """Show the tables of a period of one organ."""
    of = asked(request)
    counts = queries.counts(of.members, of.period, request.today)[of.organ.pk]
    opening = taken_over.opening(of.organ, of.period.year)
    known = _known(request, of, counts) | {
        "grids": tables.every(counts, of.period, of.link),
        "carried": sum(map(int, opening.cells.values())) if opening else None,
        "opening": opening,
        "sums": of.address("cases:figures_below") if len(of.organs) > 1 else "",
    }
    return render(request, "cases/figures/figures.html", known)


@never_cache
@require_safe
def below(request: StaffRequest) -> HttpResponse:
    """Show the figures of an organ and those below it, side by side, with their sums."""
    of = asked(request, below=True)
    found = queries.counts(of.members, of.period, request.today)
    total, scope = queries.sum_of(found.values()), _scope(request)
    known = _known(request, of, total) | {
        "grids": [_summed(of, found, total, scope)],
        "scope": scope,
        "scopes": SCOPES.items(),
        "pages": [(member, of.of(member).address("cases:figures")) for member in of.members],
        "single": of.of(of.organ).address("cases:figures"),
    }
    return render(request, "cases/figures/below.html", known)


@never_cache
@require_safe
def file(request: StaffRequest, form: str) -> HttpResponse:
    """Return the tables of a period, or the sums, as a file: the same rows as the page."""
    of = asked(request, below=bool(request.GET.get("below")))
    found = queries.counts(of.members, of.period, request.today)
    if of.below:
        grids = [_summed(of, found, queries.sum_of(found.values()), _scope(request))]
    else:
        grids = tables.every(found[of.organ.pk], of.period, of.link)
    return as_file(grids, form, f"{of.organ.short_name}{of.period}", request.today)


@never_cache
@require_safe
def figure(request: StaffRequest) -> HttpResponse:
    """Show the cases behind a figure."""
    of = asked(request, below=bool(request.GET.get("below")))
    key, scope = request.GET.get("figure", "new"), _scope(request)
    if key not in queries.keys(of.period.format_name):
        raise Http404
    members = tuple(member.pk for member in of.members)
    found = queries.selection(Figure(members, of.period, scope, key, request.today))
    count = found.count()
    page, pages = page_of(request, count, registry.PAGE)
    known = {
        "of": of,
        "words": tables.words_of(key, of.period.format_name),
        "scope": SCOPES[scope],
        "days": of.period.days(scope, request.today),
        "count": count,
        "grid": registry.grid(
            registry.in_order(found), request.today, first=(page - 1) * registry.PAGE, last=page * registry.PAGE
        ),
        "page": page,
        "pages": pages,
        "turn": of.address("cases:figure", figure=key, scope=scope),
        "back": of.address("cases:figures_below" if of.below else "cases:figures"),
    }
    return render(request, "cases/figures/figure.html", known)


def as_file(grids: list[Grid], form: str, name: str, day: date) -> HttpResponse:
    """Return tables as a file to be saved.

    :raises Http404: for a form that there is not.
    """
    if form not in spreadsheets.TYPES:
        raise Http404
    content = _workbook(grids, day) if form == "xlsx" else spreadsheets.csv_of(grids)
    return as_saved(content, f"{name}.{form}", spreadsheets.TYPES[form])


def _workbook(grids: list[Grid], day: date) -> bytes:
    # What writes workbooks takes a second to load: no start of the site waits for it.
    from gongkai.web.cases.figures import workbooks

    return workbooks.xlsx(grids, day)


def _summed(of: Asked, found: dict[int, Counts], total: Counts, scope: Scope) -> Grid:
    members = []
    for member in of.members:
        own = of.of(member)
        members.append(Member(member, found[member.pk], own.link, own.address("cases:figures")))
    return tables.summed(total, of.link, members, of.period, scope)


def _scope(request: StaffRequest) -> Scope:
    said = request.GET.get("scope", "")
    return Scope(said) if said in list(Scope) else Scope.PERIOD


def _known(request: StaffRequest, of: Asked, counts: Counts) -> dict[str, object]:
    this = request.today.year
    return {
        "of": of,
        "period": of.period,
        "until": of.period.until(request.today),
        "now": request.now,
        "running": of.period.last > request.today,
        "spans": SPANS.items(),
        "years": range(this, 2018, -1),
        "numbers": _numbers(of),
        "balances": tables.balances(counts, of.period),
    }


def _numbers(of: Asked) -> list[tuple[int, str]]:
    if of.period.span == "month":
        return [(number, _("%(number)d月") % {"number": number}) for number in range(1, 13)]
    if of.period.span == "quarter":
        return [(number, _("第%(number)d季度") % {"number": number}) for number in range(1, 5)]
    return []
