"""What was taken over from before the office began: the figures carried into a year, and the tables that were read."""

from datetime import date

from django.db.models import QuerySet

from gongkai.web.cases import queries as cases
from gongkai.web.cases.models import Case, Intake, OpeningBalance
from gongkai.web.cases.taking_over.table import checking, lines, workbook
from gongkai.web.cases.taking_over.table.checking import Checked
from gongkai.web.organs.models import Organ
from gongkai.web.vault import files


def opening(organ: Organ, year: int) -> OpeningBalance | None:
    """Return what an organ carried into a year, by column: 四 of the report for the year before; None where nothing says.

    Of several the one entered last counts; those before it stay on file.
    """
    return OpeningBalance.objects.filter(organ=organ, year=year).select_related("intake", "entered_by").last()


def openings(organ: Organ) -> list[OpeningBalance]:
    """Return every balance that was entered for an organ, the newest first."""
    return list(OpeningBalance.objects.filter(organ=organ).select_related("intake", "entered_by").order_by("-pk"))


def intakes(organ: Organ) -> QuerySet[Intake]:
    """Return the tables that an organ was handed, the newest first."""
    return Intake.objects.filter(organ=organ).select_related("made_by").order_by("-pk")


def looked_at(intake: Intake, today: date) -> Checked:
    """Return what can be taken of a table now. Cases that were taken from this very table are not told of again.

    Nothing where somebody else has just taken its last line, or dropped it.

    :raises Unreadable: where its file was changed, or its key is missing.
    """
    if intake.file is None:
        return Checked([], [])
    try:
        kept = files.read(intake.file)
    except FileNotFoundError:
        if Intake.objects.filter(pk=intake.pk, file=intake.file).exists():
            raise
        return Checked([], [])
    read = lines.read(workbook.read(kept))
    taken = Case.objects.filter(organ=intake.organ).exclude(former_number="")
    others = set(taken.exclude(intake=intake).values_list("former_number", flat=True))
    mine = set(taken.filter(intake=intake).values_list("former_number", flat=True))
    found = checking.check(intake.organ, read, today, cases.calendar(), others | mine)
    return Checked(
        found.ready, found.problems, found.there - len(mine), found.balance, found.source, found.aside, found.doubts
    )
