"""The list of reports, one report with its findings, its files; freezing its figures and explaining what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.report.model import Report
from gongkai.report.tally import Tally
from gongkai.report.writers import render as written
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest, call_of
from gongkai.web.organs.models import Organ
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.reporting import actions, differences, drafting, overview, page_table, queries, summing
from gongkai.web.reporting.actions import NotReportable
from gongkai.web.reporting.forms import ExplainForm, FreezeForm
from gongkai.web.reporting.models import Reported
from gongkai.web.reporting.queries import CarriedIn
from gongkai.web.reporting.views.finding import TYPES, found
from gongkai.web.vault.downloads import as_saved

CARRIED = "requests.carried_in"


@never_cache
@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """Show the reports of the organs that the person may read."""
    organs = list(permissions.organs_where(request.user, "reports.read", request.today))
    if not organs:
        raise NotAllowed("reports.read", None)
    years, rows = overview.rows(organs, request.today)
    sums = set(permissions.organs_where(request.user, "reports.sum", request.today).values_list("pk", flat=True))
    known = {"years": years, "rows": rows, "sums": sums, "some_sums": any(r.sums and r.organ.pk in sums for r in rows)}
    return render(request, "reporting/listing.html", known)


@dataclass
class Shown:
    """A report as it is shown: what was reported where it was, and what the cases say now."""

    request: StaffRequest
    organ: Organ
    year: int

    @cached_property
    def kept(self) -> Reported | None:
        """The figures as reported."""
        return queries.reported(self.organ, self.year)

    @cached_property
    def tally(self) -> Tally:
        """The figures as the cases stand now."""
        return queries.tallied(self.organ, self.year, self.kept.format if self.kept else None)

    @cached_property
    def as_reported(self) -> Tally:
        """The figures as reported, with the cases behind them then; those of now where nothing was reported."""
        return queries.tally_of(self.kept) if self.kept else self.tally

    @cached_property
    def moved(self) -> list[differences.Moved]:
        """The cases that count elsewhere than when the figures were reported."""
        return differences.moved(self.as_reported, self.tally) if self.kept else []

    def traced(self, moved: Sequence[differences.Moved]) -> list[differences.Moved]:
        """Return cases that count elsewhere, with the steps that were registered since."""
        return differences.traced(self.kept, moved) if self.kept else []

    @cached_property
    def report(self) -> Report:
        """The draft, with the reported figures where there are any."""
        frozen = timezone.localdate(self.kept.frozen_at) if self.kept else None
        return drafting.draft(
            name=self.organ.name,
            year=self.year,
            format_name=self.tally.format_name,
            cells=self.as_reported.cells,
            note=drafting.told(today=self.request.today, frozen=frozen),
        )

    @cached_property
    def changed(self) -> list[differences.Changed]:
        """What is no longer as reported."""
        return differences.changed(self.kept, self.tally) if self.kept else []

    @property
    def open_cells(self) -> list[differences.Changed]:
        """What has no reason yet."""
        return [each for each in self.changed if not each.explained]

    @cached_property
    def carried(self) -> CarriedIn | None:
        """What says how many cases were carried in."""
        return queries.carried_in(self.organ, self.year)

    def link(self, cell: str) -> str:
        """Return the address of the cases behind a cell."""
        return reverse("reporting:cell", args=[self.organ.code, self.year, cell])


@never_cache
@require_safe
def report(request: StaffRequest, code: str, year: int) -> HttpResponse:
    """Show a report."""
    return _page(Shown(request, found(request, code, year), year))


@never_cache
@require_safe
def file(request: StaffRequest, code: str, year: int, kind: str) -> HttpResponse:
    """Send a report as a file."""
    shown = Shown(request, found(request, code, year), year)
    if kind not in TYPES:
        raise Http404
    word = _("上报数") if shown.kept else _("草稿")
    name = f"{shown.organ.name}{year}年政府信息公开工作年度报告（{word}）.{kind}"
    return as_saved(written(shown.report, kind), name, TYPES[kind])


@require_POST
def freeze(request: StaffRequest, code: str, year: int) -> HttpResponse:
    """Freeze the figures of a report."""
    shown = Shown(request, found(request, code, year, "reports.freeze"), year)
    form = FreezeForm(request.POST)
    if form.is_valid():
        try:
            actions.freeze(organ=shown.organ, year=year, seen=form.cleaned_data["seen"], by=call_of(request))
        except NotReportable as refused:
            form.object_to(refused)
        else:
            messages.success(request, _("上报数已确定。"), extra_tags="ok")
            return redirect("reporting:report", code, year)
    # What the person sees now is what can be frozen next.
    again = FreezeForm({"seen": queries.digest(shown.tally), "token": form.data.get("token", "")} | _ticked(form))
    again.full_clean()
    for error in form.non_field_errors():
        again.add_error(None, error)
    return _page(shown, freezing=again)


def _ticked(form: FreezeForm) -> dict[str, str]:
    return {"compared": "on"} if form.cleaned_data.get("compared") else {}


@require_POST
def explain(request: StaffRequest, code: str, year: int) -> HttpResponse:
    """Take the reason why figures are no longer what was reported."""
    shown = Shown(request, found(request, code, year, "reports.explain"), year)
    if shown.kept is None:
        messages.error(request, _("这一年度的上报数还没有确定。"), extra_tags="stop")
        return redirect("reporting:report", code, year)
    form = _explaining(shown, shown.kept, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.explain(reported=shown.kept, cells=said["cells"], reason=said["reason"], by=call_of(request))
        except NotReportable as refused:
            form.object_to(refused)
        else:
            messages.success(request, _("原因已记录。"), extra_tags="ok")
            return redirect("reporting:report", code, year)
    return _page(shown, explaining=form)


def _explaining(shown: Shown, kept: Reported, given: Any = None) -> ExplainForm:
    return ExplainForm(given, format_name=kept.format, open_cells=shown.open_cells)


def _page(shown: Shown, freezing: FreezeForm | None = None, explaining: ExplainForm | None = None) -> HttpResponse:
    kept, today = shown.kept, shown.request.today
    allowed = permissions.allowed(shown.request.user, shown.organ, today)
    result = drafting.findings(shown.report, before=drafting.previous(shown.organ, shown.carried))
    about, rest = drafting.parted(result.findings)
    may_freeze = "reports.freeze" in allowed and kept is None
    if may_freeze and freezing is None:
        freezing = FreezeForm(initial={"seen": queries.digest(shown.tally)})
    if kept and shown.open_cells and "reports.explain" in allowed and explaining is None:
        explaining = _explaining(shown, kept)
    known = {
        "organ": shown.organ,
        "year": shown.year,
        "kept": kept,
        "over": today > queries.last_day(shown.year),
        "tables": _tables(shown),
        "about": [(each, _places(shown, each.cells)) for each in about],
        "rest": rest,
        "not_assessed": result.not_assessed,
        "carried": shown.carried,
        "carried_rows": _carried_rows(shown),
        "carried_reasons": queries.carried_reasons(shown.carried),
        "uncounted": shown.tally.uncounted,
        "changed": [(each, page_table.label(shown.tally.format_name, each.cell)) for each in shown.changed],
        "open_cells": shown.open_cells,
        "moved": [
            (each, _labels(shown, each.was), _labels(shown, each.is_now))
            for each in shown.traced(shown.moved[: differences.SHOWN])
        ],
        "moved_count": len(shown.moved),
        "may_freeze": may_freeze,
        "may_read_cases": "cases.read" in allowed,
        "sums": "reports.sum" in allowed and summing.has_members(shown.organ, shown.year),
        "freezing": freezing if may_freeze else None,
        "explaining": explaining,
        "form": next((each for each in (freezing, explaining) if each is not None and each.is_bound), None),
    }
    return render(shown.request, "reporting/report.html", known, status=422 if known["form"] else 200)


def _tables(shown: Shown) -> dict[str, str]:
    changed = {each.cell: each for each in shown.changed}
    return {
        "requests": page_table.table(shown.report, "requests", link=shown.link, changed=changed),
        "proactive": page_table.table(shown.report, "proactive"),
        "remedies": page_table.table(shown.report, "remedies"),
    }


def _places(shown: Shown, cells: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(cell, page_table.label(shown.tally.format_name, cell)) for cell in cells if cell.startswith("requests.")]


def _labels(shown: Shown, cells: tuple[str, ...]) -> list[str]:
    return [page_table.label(shown.tally.format_name, cell) for cell in cells]


def _carried_rows(shown: Shown) -> list[tuple[str, int, int]]:
    """Return 二 of this year beside 四 of the last, by column."""
    if shown.carried is None:
        return []
    cells = shown.as_reported.cells
    columns = drafting.columns(shown.tally.format_name)
    return [(word, cells[f"{CARRIED}.{column}"], shown.carried.columns.get(column, 0)) for column, word in columns]
