"""The last day to publish an annual report as a deadline like the others; apart, since the checks need its day alone."""

from datetime import date

from gongkai.law import annual_report, packs, provisional
from gongkai.law.annual_report import OrganKind
from gongkai.law.deadlines import counting
from gongkai.law.deadlines.deadline import Deadline, Kind, Note
from gongkai.law.workdays import ONE_DAY, Calendar


def deadline(
    year: int, *, kind: OrganKind, local: tuple[int, int] | None = None, calendar: Calendar | None = None
) -> Deadline:
    """Return the last day to publish the report for `year` as a deadline, explained.

    The day stands as written. Where it is a day of rest a note names the last working day before it, on which a report
    is safe.

    :raises ValueError: as `annual_report.due` does.
    """
    last = annual_report.due(year, kind=kind, local=local)
    known = calendar or packs.published()
    found = counting.due(
        Kind.ANNUAL_REPORT, counting.Appointed(date(year, 12, 31), last.day), (last.basis,), calendar=known
    )
    reaching = provisional.estimated(known, last.day) if last.day > known.last else known
    if reaching.is_workday(last.day):
        return found
    before = last.day
    while not reaching.is_workday(before):
        before -= ONE_DAY
    return found.noting(
        Note(
            "day_of_rest",
            f"{last.day} 是休息日，条例没有规定顺延；建议在此前最后一个工作日 {before} 之前公布。",
            f"{last.day} is a day of rest, and nothing says that the day moves; publish by {before}, the last working "
            "day before it.",
            (last.basis,),
        )
    )
