"""The sum over the organs below: its table, what the members contribute to a cell, and its files."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.report.writers import render as written
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.reporting import drafting, page_table, summing
from gongkai.web.reporting.views.finding import TYPES, cell_of_year, found
from gongkai.web.vault.downloads import as_saved

SUM = "reports.sum"


@never_cache
@require_safe
def page(request: StaffRequest, code: str, year: int) -> HttpResponse:
    """Show the sum."""
    organ = found(request, code, year, SUM)
    total = summing.summed(organ, year)
    report = total.report(request.today)
    result = drafting.findings(report, members=total.reports())
    about, rest = drafting.parted(result.findings)
    link = partial(_link, code, year)
    known = {
        "organ": organ,
        "year": year,
        "total": total,
        "table": page_table.table(report, "requests", link=link),
        "about": [
            (each, [(cell, page_table.label(report.tables["requests"] or "", cell)) for cell in each.cells])
            for each in about
        ],
        "rest": rest,
        "rows": [(part, part.cells["requests.new.total"] if part.cells else None) for part in total.parts],
        "readable": _readable(request),
    }
    return render(request, "reporting/sum.html", known)


@never_cache
@require_safe
def cell(request: StaffRequest, code: str, year: int, cell: str) -> HttpResponse:
    """Show what the members contribute to a cell."""
    organ = found(request, code, year, SUM)
    name = cell_of_year(year, cell)
    total = summing.summed(organ, year)
    known = {
        "organ": organ,
        "year": year,
        "total": total,
        "cell": name,
        "label": page_table.label(total.roll.format_name, name),
        "value": total.cells.get(name),
        "shares": total.shares(name),
        "below": total.below(name),
        "readable": _readable(request),
    }
    return render(request, "reporting/sum_cell.html", known)


@never_cache
@require_safe
def file(request: StaffRequest, code: str, year: int, kind: str) -> HttpResponse:
    """Send the sum as a file."""
    organ = found(request, code, year, SUM)
    if kind not in TYPES:
        raise Http404
    report = summing.summed(organ, year).report(request.today)
    name = _("%(organ)s%(year)s年政府信息公开工作年度报告（汇总草稿）") % {"organ": organ.name, "year": year}
    return as_saved(written(report, kind), f"{name}.{kind}", TYPES[kind])


def _link(code: str, year: int, cell: str) -> str:
    return reverse("reporting:sum_cell", args=[code, year, cell])


def _readable(request: StaffRequest) -> set[int]:
    return set(permissions.organs_where(request.user, "reports.read", request.today).values_list("pk", flat=True))
