"""Two years of work on three hundred random cases through the actions: the stored state, the log and the figures agree."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from gongkai.law import replies
from gongkai.law.procedure import Matter, StepKind
from gongkai.web.cases import fingerprints
from gongkai.web.cases.models import Case, Step, Version
from gongkai.web.cases.writing import queries as written
from gongkai.web.organs import log
from gongkai.web.upkeep import replaying
from tests.web.cases.at_work import Office, Work, moment, office

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CASES = 300
FIRST, LAST = date(2025, 1, 6), date(2026, 11, 20)
YEARS = (2025, 2026)
Cell = tuple[str, str]


def worked() -> tuple[list[Office], Work]:
    """Return three organs after their two years, and what was done in them."""
    chance = random.Random(20261122)
    offices, work = [office() for _ in range(3)], Work(chance)
    days = sorted(FIRST + timedelta(days=chance.randrange((LAST - FIRST).days)) for _ in range(CASES))
    waiting: dict[date, list[tuple[Office, Case]]] = defaultdict(list)
    for day in days:
        waiting[day].append((chance.choice(offices), None))  # type: ignore[arg-type]
    today = FIRST
    while today <= LAST:
        for at, case in waiting.pop(today, []):
            now = moment(today, chance)
            case = case or work.file(at, now)
            moved = [work.move(at, case, now) for _ in range(chance.randint(1, 4))]
            pause = chance.randint(1, 25) if any(moved) else chance.randint(30, 150)
            waiting[today + timedelta(days=pause)].append((at, case))
        today += timedelta(days=1)
    return offices, work


def test_two_years_of_random_work_agree_with_themselves() -> None:
    """What is stored is what the steps replay to; the log holds; every column balances and carries over."""
    offices, work = worked()
    assert Case.objects.count() == CASES
    assert list(replaying.differences(LAST)) == []
    assert list(log.broken()) == []
    assert list(fingerprints.changed()) == []
    for name in ("write", "submit", "review", "issue", "withdrawn", "clarification_asked", "undone", "served"):
        assert work.done.get(name), f"{name} was never done: {work.done}"
    assert sum(work.refused.values()) > CASES / 3
    for at in offices:
        tables = {year: _table(at, year) for year in YEARS}
        for year in YEARS:
            _balances(tables[year])
        carried_out = {column: tables[2025][row, column] for row, column in tables[2025] if row == "carried_out"}
        carried_in = {column: tables[2026][row, column] for row, column in tables[2026] if row == "carried_in"}
        assert carried_in == carried_out
    _reviewed()


def _reviewed() -> None:
    """Every decision that went out is an approved version, and nobody approved what they had worked on."""
    decided = Step.objects.filter(kind__in=[str(kind) for kind in written.PURPOSES])
    assert decided.count() == Version.objects.filter(step__isnull=False).count() > CASES / 5
    for version in Version.objects.filter(step__isnull=False).prefetch_related("reviews").select_related("case__organ"):
        assert written.approved(version)
        said = {review.part: review for review in version.reviews.all()}
        assert set(said) == set(written.parts(version.case.organ, version.purpose))
        parties = {version.written_by_id, version.submitted_by_id}
        assert parties.isdisjoint(review.given_by_id for review in said.values())
        assert said["approval"].given_by_id not in set(version.case.steps.values_list("registered_by", flat=True))


def _table(at: Office, year: int) -> Counter[Cell]:
    """Recount table 3 of a year from the rows of the steps, without the replay."""
    counted: Counter[Cell] = Counter()
    for case in Case.objects.filter(organ=at.organ).prefetch_related("steps"):
        if (column := _column(case)) is not None:
            for row in _rows(list(case.steps.all()), year):
                counted[row, column] += 1
    return counted


def _column(case: Case) -> str | None:
    return replies.column(case.applicant_kind)


def _rows(steps: list[Step], year: int) -> Iterator[str]:
    standing: list[Step] = []
    for step in steps:
        if step.kind == StepKind.UNDONE:
            standing.pop()
        else:
            standing.append(step)
    kinds = {step.kind: step for step in standing}
    matters = [step.facts.get("matter", Matter.DISCLOSURE) for step in standing if step.kind == StepKind.RECLASSIFIED]
    received, ending = kinds.get(StepKind.RECEIVED), next(filter(None, map(kinds.get, _ENDS)), None)
    if received is None or received.on.year > year or (matters and matters[-1] != Matter.DISCLOSURE):
        return
    result = (ending.facts.get("reply") or _ENDS[StepKind(ending.kind)]) if ending else ""
    if (result and replies.kind(result).uncounted) or (ending and ending.on.year < year):
        return
    yield "new" if received.on.year == year else "carried_in"
    if ending is None or ending.on.year > year:
        yield "carried_out"
    else:
        yield replies.row(result, replies.format_for(year)) or pytest.fail(f"{result} has no row")


_ENDS = {
    StepKind.REPLIED: "",
    StepKind.TERMINATED: "",
    StepKind.WITHDRAWN: "withdrawn",
    StepKind.CLARIFICATION_LAPSED: "clarification_overdue",
    StepKind.FEE_LAPSED: "fee_overdue",
    StepKind.MERGED: "merged",
}


def _balances(table: Counter[Cell]) -> None:
    for column in {column for _, column in table}:
        came = table["new", column] + table["carried_in", column]
        ended = sum(count for (row, at), count in table.items() if at == column and row not in _NO_OUTCOME)
        assert came == ended + table["carried_out", column]


_NO_OUTCOME = ("new", "carried_in", "carried_out")
