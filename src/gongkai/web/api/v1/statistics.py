"""Statistics: a month, and table 3 of a year, as the office's own pages count them and as it was reported."""

from ninja import Router

from gongkai.web.api import faults, shapes, showing
from gongkai.web.api.doors import ApiRequest
from gongkai.web.api.models import Scope
from gongkai.web.api.v1 import READING, answers, door
from gongkai.web.api.v1.finding import MonthOf, YearOf
from gongkai.web.api.wording import Words, both
from gongkai.web.cases.figures import periods, tables
from gongkai.web.cases.figures import queries as figures
from gongkai.web.cases.figures.periods import Period, Span
from gongkai.web.organs import permissions
from gongkai.web.organs.models import Organ
from gongkai.web.reporting import queries as reports

router = Router(tags=["统计 Statistics"])


@router.get(
    "/statistics/{year}",
    **door(Scope.STATISTICS),
    response=answers(shapes.AnnualTable, *READING),
    url_name="statistics_year",
    summary="年度 A year",
)
def show_year_statistics(request: ApiRequest, year: YearOf) -> shapes.AnnualTable:
    """本机关当年的表三：`cells` 按办件现在的情况计数，`reported` 是已经确定的上报数和此后的差异。

    Table 3 of the organ: `cells` from its cases as they are now, `reported` as it was settled, with what differs since.
    """
    organ, period = _asked(request, Span.YEAR, year, 1)
    kept = reports.reported(organ, period.year)
    found = reports.tallied(organ, period.year, kept.format if kept else None)
    return shapes.AnnualTable(
        organ=organ.code,
        year=period.year,
        format=found.format_name,
        counted_on=request.today,
        cells=dict(found.cells),
        uncounted=[shapes.Uncounted(why=showing.named(each.why), count=len(each.numbers)) for each in found.uncounted],
        reported=showing.reported(kept, found) if kept else None,
    )


@router.get(
    "/statistics/{year}/{month}",
    **door(Scope.STATISTICS),
    response=answers(shapes.MonthTable, *READING),
    url_name="statistics_month",
    summary="月度 A month",
)
def show_month_statistics(request: ApiRequest, year: YearOf, month: MonthOf) -> shapes.MonthTable:
    """本机关一个月的收、办、存，和本年累计。What an organ received, closed and held in a month, and in the year so far."""
    organ, period = _asked(request, Span.MONTH, year, month)
    counts = figures.counts([organ], period, request.today)[organ.pk]
    here, so_far = (counts.cells[scope] for scope in (periods.Scope.PERIOD, periods.Scope.YEAR))
    return shapes.MonthTable(
        organ=organ.code,
        year=period.year,
        month=period.number,
        until=period.until(request.today),
        balanced=not any(counts.faults(scope, period.format_name) for scope in periods.Scope),
        figures=[
            shapes.Figure(key=key, name=_named(key, period), period=here[key], year=so_far[key])
            for key in figures.keys(period.format_name)
        ],
    )


def _asked(request: ApiRequest, span: Span, year: int, number: int) -> tuple[Organ, Period]:
    """Return the organ of the token and the period that is asked for.

    :raises NotAllowed: where the account may not read figures.
    :raises Fault: where there is no such period, or it has not begun.
    """
    organ = request.auth.organ
    permissions.check(request.auth.person, "figures.read", organ, request.today)
    period = periods.asked(span, str(year), str(number), request.today)
    if period is None or (period.year, period.number) != (year, number):
        raise faults.not_there()
    return organ, period


def _named(key: str, period: Period) -> shapes.Bilingual:
    return showing.named(Words(*both(lambda: tables.words_of(key, period.format_name))))
