"""What the addresses of reports name: an organ and a year that the reader may see, and a cell of its form."""

from django.http import Http404

from gongkai.law.replies import format_for
from gongkai.report import formats
from gongkai.report.tally import TABLE
from gongkai.web.organs import permissions
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.models import Organ
from gongkai.web.reporting import queries
from gongkai.web.vault.office_files import DOCX, XLSX

TYPES = {
    "docx": DOCX,
    "pdf": "application/pdf",
    "xlsx": XLSX,
}


def found(request: StaffRequest, code: str, year: int, verb: str = "reports.read") -> Organ:
    """Return an organ in which the reader may do this, for a year that there can be a report for.

    :raises NotAllowed: where the reader may see the reports, and not do this.
    """
    organ = permissions.organs_where(request.user, "reports.read", request.today).filter(code=code).first()
    if organ is None or not queries.FIRST <= year <= request.today.year:
        raise Http404
    permissions.check(request.user, verb, organ, request.today)
    return organ


def cell_of(format_name: str, cell: str) -> str:
    """Return the name of a cell of table 3."""
    if cell not in formats.load(format_name).cells(TABLE):
        raise Http404
    return cell


def cell_of_year(year: int, cell: str) -> str:
    """Return the name of a cell of table 3 in the form of a year."""
    return cell_of(format_for(year), cell)
