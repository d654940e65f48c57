"""What holds of every life of a request, on lives that nobody would think of."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gongkai.law.deadlines import periods
from gongkai.law.options import Conventions
from gongkai.law.procedure import (
    STEPS,
    IllegalStep,
    Matter,
    Stage,
    State,
    Step,
    StepKind,
    allowed,
    column,
    replay,
    rows,
    standing,
    take,
    terms,
    uncounted,
)
from gongkai.law.refusal import Refusal
from tests.law.procedure import oracle, walks

FORMATS = ("2019", "2021")
COMES, ENDS = ("new", "carried_in"), ("carried_out",)
YEARS = range(2019, 2029)
BY = terms()
ENOUGH = settings(max_examples=150, deadline=None)
lives = walks.lives()


def last_day(life: tuple[Step, ...]) -> date:
    """Return the first day on which nothing of a life lies in the future."""
    return max(day for step in life for day in (step.on, step.arrived) if day is not None)


def lived(life: tuple[Step, ...]) -> State:
    """Return the state that a life has led to."""
    return replay(life, last_day(life)).state


@ENOUGH
@given(lives, st.integers(0, 500))
def test_a_life_that_the_law_allows_is_replayed_on_every_later_day(life: tuple[Step, ...], later: int) -> None:
    day = last_day(life) + timedelta(days=later)
    found = replay(life, day)
    assert found.state.steps == len(life)
    assert (found.used is None) == (found.left is None)


@ENOUGH
@given(walks.lives(first=date(2026, 10, 1), last=date(2026, 12, 31)), st.integers(0, 100))
def test_past_the_published_calendar_a_life_is_replayed_all_the_same(life: tuple[Step, ...], later: int) -> None:
    found = replay(life, last_day(life) + timedelta(days=later))
    assert not (found.overdue and found.due and found.due.provisional)


@ENOUGH
@given(lives, st.integers(0, 2**32))
def test_a_step_is_refused_where_the_table_or_an_article_stands_against_it(life: tuple[Step, ...], seed: int) -> None:
    chance = Random(seed)
    state = lived(life)
    table = allowed(state.stage, state.matter)
    kind = chance.choice(table) if chance.random() < 0.8 else chance.choice(tuple(StepKind))
    step = walks.step(chance, kind, state)
    if chance.random() < 0.1:
        step = replace(step, on=step.on - timedelta(days=chance.randint(1, 9)))
    if kind not in table:
        with pytest.raises(IllegalStep) as refusal:
            take(state, step, BY)
        assert refusal.value.basis == STEPS[kind].basis
    elif oracle.forbidden(state, step):
        with pytest.raises(Refusal) as forbidden:
            take(state, step, BY)
        assert forbidden.value.basis
    else:
        taken = take(state, step, BY)
        assert taken.stage in allowed_targets(kind, state)


def allowed_targets(kind: StepKind, state: State) -> set[Stage]:
    """Return the stages that the table lets a step lead to."""
    if kind is StepKind.UNDONE:
        return {state.before.stage} if state.before else set()
    target = STEPS[kind].target
    return {target} if target else {state.stage, Stage.IN_HAND}


@ENOUGH
@given(lives, st.integers(0, 12))
def test_steps_replayed_and_then_taken_are_steps_replayed(life: tuple[Step, ...], cut: int) -> None:
    state = lived(life[:cut]) if life[:cut] else State()
    for step in life[cut:]:
        state = take(state, step, BY)
    assert state == lived(life)


@ENOUGH
@given(lives, st.integers(0, 1000))
def test_the_state_does_not_depend_on_today(life: tuple[Step, ...], later: int) -> None:
    day = last_day(life)
    assert replay(life, day).state == replay(life, day + timedelta(days=later)).state


@ENOUGH
@given(lives)
def test_an_undone_step_leaves_the_case_as_it_was_before(life: tuple[Step, ...]) -> None:
    assume(len(life) > 1)
    before, after = lived(life[:-1]), lived(life)
    assume(life[-1].kind is not StepKind.UNDONE)
    assume(before.stage is not Stage.NEW)
    undone = take(after, Step(StepKind.UNDONE, last_day(life)), BY)
    assert undone == before._replace(steps=after.steps + 1)


@ENOUGH
@given(lives, st.integers(0, 60))
def test_days_used_and_left_make_the_period_while_it_is_not_overdue(life: tuple[Step, ...], later: int) -> None:
    found = replay(life, last_day(life) + timedelta(days=later))
    if found.left is not None and found.used is not None and found.left >= 0 and found.state.delayed is None:
        assert found.used + found.left == periods.REPLY.number + found.state.extended


@ENOUGH
@given(lives)
def test_an_ended_request_counts_in_one_row_and_one_column_of_one_year(life: tuple[Step, ...]) -> None:
    state = lived(life)
    results = {
        name: [row for year in YEARS for row in rows(state, year=year, format_name=name)[1:]] for name in FORMATS
    }
    if uncounted(state) is not None:
        assert column(state) is None
        assert results == {name: [] for name in FORMATS}
        assert state.matter is not Matter.DISCLOSURE or state.received is None or state.result == "merged"
        return
    assert column(state) is not None
    for name in FORMATS:
        assert [row for row in results[name] if row not in ENDS].__len__() == (1 if state.ended else 0)
        assert Counter(rows(state, year=year, format_name=name)[:1] for year in YEARS)[("new",)] == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(lives, min_size=1, max_size=8))
def test_in_every_column_and_year_what_came_in_is_what_was_done_and_what_goes_on(cases: list[tuple[Step, ...]]) -> None:
    states = [lived(life) for life in cases if life]
    for name in FORMATS:
        cells: Counter[tuple[int, str | None, str]] = Counter()
        for state in states:
            for year in YEARS:
                cells.update((year, column(state), row) for row in rows(state, year=year, format_name=name))
        columns = {column(state) for state in states}
        for year in YEARS:
            for each in columns:
                of_year = {row: count for (in_year, of, row), count in cells.items() if (in_year, of) == (year, each)}
                came = sum(of_year.get(row, 0) for row in COMES)
                assert came == sum(count for row, count in of_year.items() if row not in COMES)
                assert cells[year + 1, each, "carried_in"] == of_year.get("carried_out", 0) or year == YEARS[-1]


@pytest.mark.parametrize(
    "convention", [{"receipt_day": "rolled"}, {"after_payment": "resume"}, {"late_answer": "whole"}]
)
@settings(max_examples=40, deadline=None)
@given(life=lives)
def test_the_options_of_an_organ_move_the_clock_and_never_break_it(
    life: tuple[Step, ...], convention: dict[str, str]
) -> None:
    found = standing(lived(life), last_day(life), terms(Conventions(**convention)))  # type: ignore[arg-type]
    assert found.used is None or found.used >= 0
