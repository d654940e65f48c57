"""The figures that an organ carries into a year: typed in with their source, or taken from a table."""

from collections.abc import Mapping

from django.db import transaction

from gongkai.law.refusal import Refusal
from gongkai.web.cases.models import Intake, OpeningBalance
from gongkai.web.cases.taking_over import queries
from gongkai.web.cases.taking_over.table.columns import balance_columns
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Organ


class BadBalance(Refusal):
    """Figures that cannot be carried into a year."""


@transaction.atomic
def enter(*, organ: Organ, year: int, cells: Mapping[str, int], source: str, by: Call) -> OpeningBalance:
    """Enter what an organ carried into a year, by column, and return it. What stands already is not entered again.

    :raises NotAllowed: where the actor lacks the post.
    :raises BadBalance: where a column is missing, or no source is named.
    """
    permissions.check(by.actor, "cases.take_over", organ, by.today)
    return keep(organ=organ, year=year, cells=cells, source=source, by=by)


def keep(
    *, organ: Organ, year: int, cells: Mapping[str, int], source: str, by: Call, intake: Intake | None = None
) -> OpeningBalance:
    """Write what an organ carried into a year, and return it. Runs inside an action.

    :raises BadBalance: where a column is missing, or no source is named.
    """
    if set(cells) != set(balance_columns()) or any(number < 0 for number in cells.values()) or not source.strip():
        raise BadBalance(
            "上年结转数须六列填全、不为负数，并写明取自哪一份年度报告。",
            "Fill in all six columns, and name the source.",
        )
    last = queries.opening(organ, year)
    if last and last.cells == dict(cells) and last.source == source:
        return last
    if by.actor is None:
        raise ValueError("Somebody enters it.")
    row = OpeningBalance.objects.create(
        organ=organ, year=year, cells=dict(cells), source=source, intake=intake, entered_by=by.actor, entered_at=by.now
    )
    log.record(
        "cases.opening_entered",
        thing="opening_balance",
        key=row.pk,
        organ=organ,
        by=by,
        year=year,
        cells=row.cells,
        replaces=last.pk if last else None,
    )
    return row
