"""What was taken over from before the office began: the figures carried into a year, and the tables that were read."""

from gongkai.web.cases.models import OpeningBalance
from gongkai.web.organs.models import Organ


def opening(organ: Organ, year: int) -> OpeningBalance | None:
    """Return what an organ carried into a year, by column: 四 of the report for the year before; None where nothing says.

    Of several the one entered last counts; those before it stay on file.
    """
    return OpeningBalance.objects.filter(organ=organ, year=year).select_related("intake", "entered_by").last()
