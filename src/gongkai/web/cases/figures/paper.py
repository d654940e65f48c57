"""The register on paper: sheets of so many lines, each with the sum of the sheet and the sum so far; and as PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from gongkai.typesetting import pdf as typesetting
from gongkai.web.cases.figures.grid import Grid, Row
from gongkai.web.cases.figures.registry import Asked

LINES = 12
"""How many lines stand on a sheet: few enough that long names of information do not push one to the next."""
SOURCE = Path(__file__).with_name("registry.typ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its lines, its number, and how many cases are on it and up to its end."""

    heads: list[str]
    rows: list[Row]
    number: int
    of: int
    total: int

    @property
    def sums(self) -> str:
        """How many cases are on it, and up to its end."""
        return _("本页 %(n)d 件，累计 %(total)d 件") % {"n": len(self.rows), "total": self.total}


def sheets(grid: Grid) -> list[Sheet]:
    """Return the sheets of a register; one without lines where it is empty."""
    return list(_sheets(grid))


def pdf(grid: Grid, organ: str, asked: Asked, today: date) -> bytes:
    """Return the register as PDF, A4 across."""
    given = {
        "title": _("%(organ)s依申请公开登记簿") % {"organ": organ},
        "period": period(asked),
        "day": today.isoformat(),
        "heads": grid.heads,
        "sheets": [
            {"rows": [[cell.text for cell in row.cells] for row in sheet.rows], "sums": sheet.sums}
            for sheet in _sheets(grid)
        ],
    }
    return typesetting.render(SOURCE, given, day=today)


def period(asked: Asked) -> str:
    """Return which days a register is of, in words."""
    by = _("收到日期") if asked.by == "received" else _("办结日期")
    first, last = asked.first or "…", asked.last or "…"
    return _("%(by)s：%(first)s 至 %(last)s") % {"by": by, "first": first, "last": last}


def _sheets(grid: Grid) -> Iterator[Sheet]:
    pages = max(1, -(-len(grid.rows) // LINES))
    for number in range(pages):
        rows = grid.rows[number * LINES : (number + 1) * LINES]
        yield Sheet(grid.heads, rows, number + 1, pages, number * LINES + len(rows))
