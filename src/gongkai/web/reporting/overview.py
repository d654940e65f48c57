"""The reports of several organs by year: a draft, frozen, or frozen and different since."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from gongkai.report.tally import TABLE
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ
from gongkai.web.reporting import differences, queries
from gongkai.web.reporting.models import Difference, Reported

NEW = f"{TABLE}.new.total"
STATUS = {
    "empty": ("done", gettext_lazy("没有办件")),
    "draft": ("wait", gettext_lazy("草稿")),
    "frozen": ("ok", gettext_lazy("已确定")),
    "explained": ("soon", gettext_lazy("有差异，已说明")),
    "different": ("over", gettext_lazy("有差异，待说明")),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the list: where it stands, and how many requests were received in its year."""

    year: int
    status: str
    received: int

    @property
    def look(self) -> str:
        """The colour of its badge."""
        return STATUS[self.status][0]

    @property
    def word(self) -> str:
        """The word on its badge."""
        return str(STATUS[self.status][1])


@dataclass(frozen=True, slots=True)
class Row:
    """An organ with its reports, those of the latest year first; `sums` says that other organs stand below it."""

    organ: Organ
    indent: str
    entries: tuple[Entry, ...]
    sums: bool


def rows(readable: Sequence[Organ], today: date) -> tuple[list[int], list[Row]]:
    """Return the years there are, and the organs in the order of the tree with a report for each of them."""
    groups = queries.grouped(readable)
    kept: dict[tuple[int, int], Reported] = {}
    for each in Reported.objects.defer("behind").filter(organ__in=readable):
        kept[each.organ_id, each.year] = each
    reasons: dict[int, dict[str, list[Difference]]] = defaultdict(lambda: defaultdict(list))
    for given in Difference.objects.filter(reported__in=kept.values()):
        reasons[given.reported_id][given.cell].append(given)
    begun = {year for group in groups.values() for year in group.years} | {year for _, year in kept} | {today.year}
    years = sorted((year for year in begun if queries.FIRST <= year <= today.year), reverse=True)
    above = set(organs.parents(today).values())
    found = []
    for depth, organ in organs.branches(today, [each.pk for each in readable]):
        group = groups.get(organ.pk, queries.Grouped(()))
        entries = tuple(_entry(organ, year, group, kept.get((organ.pk, year)), reasons) for year in years)
        found.append(Row(organ, "　" * depth, entries, organ.pk in above))
    return years, found


def _entry(
    organ: Organ,
    year: int,
    group: queries.Grouped,
    kept: Reported | None,
    reasons: dict[int, dict[str, list[Difference]]],
) -> Entry:
    if kept is None:
        cells = queries.counted(organ, group, year)
        return Entry(year, "draft" if any(cells.values()) else "empty", cells[NEW])
    cells = queries.counted(organ, group, year, kept.format)
    changed = differences.compared(kept, cells, reasons[kept.pk])
    status = "different" if any(not each.explained for each in changed) else "explained" if changed else "frozen"
    return Entry(year, status, kept.cells[NEW])
