"""The annual reports of the invented district: each January its organs settle the figures of the year before, all but one."""

from collections.abc import Iterator
from datetime import date, datetime, time

from gongkai.web.demonstration.district import District
from gongkai.web.demonstration.hours import SHANGHAI
from gongkai.web.organs.log import Call
from gongkai.web.reporting import actions, queries

SETTLED = (1, 12)
"""The month and the day on which they do."""


def years(first: date, last: date) -> list[int]:
    """Return the years whose figures were settled between two days."""
    return [year for year in range(first.year, last.year) if first < date(year + 1, *SETTLED) < last]


def settle(district: District, year: int) -> Iterator[datetime]:
    """Have the approvers settle the figures of a year; the last organ is behind."""
    moment = datetime.combine(date(year + 1, *SETTLED), time(10), SHANGHAI)
    yield moment
    for place in district.places[:-1]:
        seen = queries.digest(queries.tallied(place.organ, year))
        actions.freeze(organ=place.organ, year=year, seen=seen, by=Call(moment, place.people["approver"]))
