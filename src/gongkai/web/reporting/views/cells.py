"""What is behind a cell: its cases, for a total its parts, and what has moved since it was reported; what counts nowhere."""

import csv
from io import StringIO

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.report.tally import parts
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.reporting import behind, differences, page_table
from gongkai.web.reporting.views.finding import cell_of, found
from gongkai.web.reporting.views.report import Shown
from gongkai.web.vault.downloads import as_saved

CSV = "text/csv; charset=utf-8"


@never_cache
@require_safe
def cell(request: StaffRequest, code: str, year: int, cell: str) -> HttpResponse:
    """Show what is behind a cell."""
    shown = Shown(request, found(request, code, year), year)
    name = cell_of(shown.tally.format_name, cell)
    figures = shown.as_reported
    page = behind.paged(figures.members(name)).get_page(request.GET.get("page"))
    known = {
        "organ": shown.organ,
        "year": year,
        "kept": shown.kept,
        "cell": name,
        "label": page_table.label(figures.format_name, name),
        "value": figures.cells[name],
        "parts": [
            (part, page_table.label(figures.format_name, part), figures.cells[part])
            for part in parts(figures.format_name, name)
        ],
        "page": page,
        "rows": behind.rows(list(page)),
        "may_read_cases": permissions.may(request.user, "cases.read", shown.organ, request.today),
        "changed": next((each for each in shown.changed if each.cell == name), None),
        "moved": _moved(shown, name),
    }
    return render(request, "reporting/cell.html", known)


@never_cache
@require_safe
def cell_csv(request: StaffRequest, code: str, year: int, cell: str) -> HttpResponse:
    """Send the cases behind a cell as CSV."""
    shown = Shown(request, found(request, code, year), year)
    name = cell_of(shown.tally.format_name, cell)
    out = StringIO()
    lines = csv.writer(out)
    lines.writerow([_("办件编号"), _("收到日期"), _("办结日期"), _("办理结果")])
    for row in behind.all_rows(shown.as_reported.members(name)):
        lines.writerow([row.number, row.received or "", row.closed or "", row.result])
    return as_saved(("\ufeff" + out.getvalue()).encode(), f"{code}-{year}-{name}.csv", CSV)


@never_cache
@require_safe
def uncounted(request: StaffRequest, code: str, year: int) -> HttpResponse:
    """Show which cases of a year count nowhere, and why."""
    shown = Shown(request, found(request, code, year), year)
    why = {number: each.why for each in shown.tally.uncounted for number in each.numbers}
    page = behind.paged(tuple(why)).get_page(request.GET.get("page"))
    known = {
        "organ": shown.organ,
        "year": year,
        "page": page,
        "rows": [(row, why[row.number]) for row in behind.rows(list(page))],
        "may_read_cases": permissions.may(request.user, "cases.read", shown.organ, request.today),
    }
    return render(request, "reporting/uncounted.html", known)


def _moved(shown: Shown, name: str) -> list[tuple[differences.Moved, bool]]:
    """Return the cases that came into a cell or left it since it was reported, with whether they came."""
    if not shown.moved:
        return []
    was, now = set(shown.as_reported.members(name)), set(shown.tally.members(name))
    here = [each for each in shown.moved if (each.number in was) is not (each.number in now)]
    return [(each, each.number in now) for each in shown.traced(here)]
