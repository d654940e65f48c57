"""Table 3 tallied: it balances whatever the cases are, and is what somebody who counts by hand would write down."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongkai.law import replies
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.options import Conventions
from gongkai.law.procedure import Matter, State, Step, StepKind, replay
from gongkai.law.refusal import NotCovered
from gongkai.report import checks, formats
from gongkai.report.model import Cell, Report, Source
from gongkai.report.tally import Tally, carried, counted, parts, summed, tally

YEARS = (2019, 2020, 2021, 2025)
COLUMNS = [column.code for column in replies.columns()]
KINDS = {kind.code: kind for kind in replies.kinds()}
RESULTS = [code for code, kind in KINDS.items() if kind.rows]
APPLICANTS = [kind.code for kind in replies.applicants()]

days = some.dates(date(2019, 5, 15), date(2026, 11, 22))


@some.composite
def states(draw: some.DrawFn) -> State:
    """Return what a summary may say of a case: open or closed, of any matter, its receipt confirmed or not."""
    matter = draw(some.sampled_from([Matter.DISCLOSURE] * 6 + list(Matter)))
    received = draw(some.one_of(days, days, days, some.none()))
    applicant = draw(some.sampled_from(APPLICANTS))
    if draw(some.booleans()):
        return State(matter=matter, received=received, applicant=applicant)
    closed = (received or draw(days)) + timedelta(days=draw(some.integers(0, 500)))
    counts = matter is Matter.DISCLOSURE and received is not None
    result = draw(some.sampled_from([*RESULTS, "merged"])) if counts else ""
    return State(matter=matter, received=received, applicant=applicant, closed=closed, result=result)


lives = some.lists(states(), max_size=40).map(
    lambda several: [(f"YT-{at:04d}", each) for at, each in enumerate(several)]
)


def by_hand(
    cases: Sequence[tuple[str, State]], year: int, row: str, column: str, conventions: Conventions
) -> list[str]:
    """Return who is behind a cell, as a clerk would pick them out of the register."""
    found = []
    for number, case in cases:
        if case.matter != "disclosure" or case.received is None or case.result == "merged":
            continue
        kind = replies.applicant(case.applicant)
        if column != (getattr(conventions, kind.option) if kind.option else kind.column):
            continue
        ends = case.closed.year if case.closed else 9999
        there = {
            "new": case.received.year == year,
            "carried_in": case.received.year < year <= ends,
            "carried_out": case.received.year <= year < ends,
        }
        result = (
            ends == year and case.received.year <= year and KINDS[case.result].rows[replies.format_for(year)] == row
        )
        if there.get(row, result):
            found.append(number)
    return found


def a_report(figures: Tally) -> Report:
    """Return a report that says these figures and nothing else."""
    report = Report(Source("", "html", ""), organ="云亭区民政局", year=figures.year)
    report.tables["requests"] = figures.format_name
    report.cells = {cell: Cell(cell, number, "read", str(number)) for cell, number in figures.cells.items()}
    return report


@given(cases=lives, year=some.sampled_from(YEARS))
def test_every_cell_is_what_somebody_who_counts_by_hand_would_find(cases: list[tuple[str, State]], year: int) -> None:
    found = tally(cases, year=year)
    for row in formats.for_year(year).request_rows:
        picked: list[str] = []
        for column in COLUMNS:
            cell = f"requests.{row.key}.{column}"
            if row.key == "handled":
                continue
            picked += by_hand(cases, year, row.key, column, Conventions())
            assert sorted(found.members(cell)) == by_hand(cases, year, row.key, column, Conventions())
            assert found.cells[cell] == len(found.members(cell))
        if row.key != "handled":
            assert sorted(found.members(f"requests.{row.key}.total")) == sorted(picked)


@given(cases=lives, year=some.sampled_from(YEARS))
def test_the_table_balances_and_continues_into_the_next_year(cases: list[tuple[str, State]], year: int) -> None:
    this, after = tally(cases, year=year), tally(cases, year=year + 1)
    for column in [*COLUMNS, "total"]:
        new, carried_in, handled, carried_out = (
            this.cells[f"requests.{row}.{column}"] for row in ("new", "carried_in", "handled", "carried_out")
        )
        assert new + carried_in == handled + carried_out
    assert carried(after.format_name, after.cells, this.cells) == {}
    result = checks.check(a_report(after), previous=a_report(this), select=["GK1", "GK201", "GK7"], ignore=["GK708"])
    assert result.findings == ()


@given(cases=lives, year=some.sampled_from(YEARS))
def test_a_total_is_the_sum_of_its_parts_and_nobody_is_counted_twice(cases: list[tuple[str, State]], year: int) -> None:
    found = tally(cases, year=year)
    for cell, number in found.cells.items():
        added = parts(found.format_name, cell)
        members = found.members(cell)
        assert len(members) == len(set(members)) == number
        if added:
            assert set(members) == {one for part in added for one in found.members(part)}
            assert number == sum(found.cells[part] for part in added)
    whole = found.members("requests.new.total") + found.members("requests.carried_in.total")
    ended = found.members("requests.handled.total") + found.members("requests.carried_out.total")
    assert sorted(whole) == sorted(ended)


@given(cases=lives, year=some.sampled_from(YEARS))
def test_what_is_counted_in_groups_is_what_is_tallied_one_by_one(cases: list[tuple[str, State]], year: int) -> None:
    assert counted([(state, 1) for _, state in cases], year=year) == tally(cases, year=year).cells
    assert counted([(state, 3) for _, state in cases], year=year)["requests.new.total"] == (
        3 * tally(cases, year=year).cells["requests.new.total"]
    )


@given(cases=lives, year=some.sampled_from(YEARS))
def test_every_case_of_a_year_counts_or_is_said_not_to(cases: list[tuple[str, State]], year: int) -> None:
    found = tally(cases, year=year)
    left = [number for each in found.uncounted for number in each.numbers]
    counts = found.members("requests.new.total") + found.members("requests.carried_in.total")
    assert not set(left) & set(counts)
    for number, case in cases:
        of_the_year = (case.received is None or case.received.year <= year) and (
            case.closed is None or case.closed.year >= year
        )
        assert (number in left or number in counts) is of_the_year


@pytest.mark.parametrize("name", formats.FORMATS)
def test_it_has_the_cells_of_the_form_in_its_order(name: str) -> None:
    form = formats.load(name)
    empty = tally([], year=form.first_year, format_name=name)
    assert tuple(empty.cells) == form.cells("requests")
    assert set(empty.cells.values()) == {0}


def test_the_format_is_that_of_the_year_unless_another_is_named() -> None:
    assert tally([], year=2020).format_name == "2019"
    assert tally([], year=2026).format_name == "2021"
    assert "requests.other_outcome.total" in tally([], year=2026, format_name="2019").cells
    with pytest.raises(NotCovered):
        tally([], year=2018)


def test_a_life_led_by_the_procedure_counts_where_its_steps_say() -> None:
    received = Step(StepKind.RECEIVED, date(2025, 12, 1), channel=Channel.COUNTER, applicant="law_firm")
    replied = Step(StepKind.REPLIED, date(2026, 1, 5), reply="does_not_exist", by=ServedBy.ONLINE)
    case = replay([received, replied], date(2026, 2, 1)).state
    first, second = tally([("A", case)], year=2025), tally([("A", case)], year=2026)
    assert {cell for cell in first.cells if first.members(cell) == ("A",)} == {
        "requests.new.legal_service",
        "requests.new.total",
        "requests.carried_out.legal_service",
        "requests.carried_out.total",
    }
    assert second.members("requests.unavailable.not_held.legal_service") == ("A",)
    assert second.members("requests.handled.total") == second.members("requests.carried_in.total") == ("A",)


def test_an_individual_business_counts_as_the_organ_has_chosen() -> None:
    cases = [("A", State(received=date(2025, 3, 3), applicant="individual_business"))]
    person, firm = (
        tally(cases, year=2025),
        tally(cases, year=2025, conventions=Conventions(individual_business="commercial")),
    )
    assert person.members("requests.new.natural_person") == firm.members("requests.new.commercial") == ("A",)


def test_what_counts_nowhere_is_said_with_the_reason_of_the_law() -> None:
    cases = [
        ("A", State(matter=Matter.RECTIFICATION, received=date(2025, 3, 3), applicant="individual")),
        ("B", State(applicant="individual")),
        ("C", State(received=date(2025, 3, 3), applicant="individual", closed=date(2025, 3, 9), result="merged")),
        ("D", State(matter=Matter.ENQUIRY, received=date(2024, 3, 3), closed=date(2024, 3, 9))),
    ]
    found = tally(cases, year=2025)
    assert [(each.why.zh[:2], each.numbers) for each in found.uncounted][0] == ("更正", ("A",))
    assert {number for each in found.uncounted for number in each.numbers} == {"A", "B", "C"}
    assert all(each.why.zh and each.why.en for each in found.uncounted)


def test_last_year_s_figures_are_held_against_this_year_s_by_column() -> None:
    cases = [("A", State(received=date(2024, 3, 3), applicant="individual"))]
    this = tally(cases, year=2025)
    assert carried(this.format_name, this.cells, {}) == {"natural_person": (1, 0), "total": (1, 0)}


def test_a_cell_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        tally([], year=2025).members("requests.other_outcome.total")
    with pytest.raises(KeyError):
        summed("2021", {"requests.new.total": 1})
