"""The period to publish unasked what must be published: Art. 26."""

from datetime import date

from gongkai.law.citation import Citation
from gongkai.law.deadlines import periods
from gongkai.law.deadlines.counting import Run, due
from gongkai.law.deadlines.deadline import Deadline, Kind
from gongkai.law.options import conventions
from gongkai.law.refusal import ImpossibleDates
from gongkai.law.workdays import Calendar


def publication(
    formed: date,
    *,
    workdays: int = periods.PUBLICATION.number,
    basis: tuple[Citation, ...] = periods.PUBLICATION.basis,
    calendar: Calendar | None = None,
) -> Deadline:
    """Return the last day to publish information that was formed or changed on `formed`.

    Art. 26: 应当自该政府信息形成或者变更之日起20个工作日内及时公开。法律、法规对政府信息公开的期限另有规定的，从其规定.
    `workdays` and `basis` give the shorter limit of an item of the catalogue.

    :raises NotCovered: for a day before the Regulation came into force.
    :raises ImpossibleDates: for a limit of no days.
    """
    conventions(formed)
    if workdays < 1:
        raise ImpossibleDates(
            f"公开期限至少为 1 个工作日，不能是 {workdays} 个；请改正该事项的公开期限。",
            f"A limit for publication has at least one working day, not {workdays}; correct the limit of the item.",
            *basis,
        )
    return due(Kind.PUBLICATION, Run(formed, workdays), basis, calendar=calendar)
