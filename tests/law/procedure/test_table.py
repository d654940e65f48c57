"""The one table of steps: whole, with its articles, and drawn as it is."""

import re
from pathlib import Path

import pytest

from gongkai.law.procedure import (
    NEEDED,
    STAGES,
    STEPS,
    Matter,
    Rule,
    Stage,
    State,
    StepKind,
    allowed,
    closed_by,
    diagram,
    take,
    terms,
)
from gongkai.law.procedure.taking import _TAKING
from tests.law.procedure import walks

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "procedure.md"


def test_every_kind_of_step_has_a_rule_and_every_stage_a_name() -> None:
    assert set(STEPS) == set(StepKind)
    assert set(STAGES) == set(Stage)


@pytest.mark.parametrize("rule", STEPS.values(), ids=lambda rule: rule.kind)
def test_a_rule_has_names_articles_stages_and_words_for_what_it_needs(rule: Rule) -> None:
    assert rule.zh and rule.en and rule.basis and rule.sources and rule.matters
    assert set(rule.needs) <= set(NEEDED)
    assert re.fullmatch(r"[\u4e00-\u9fff，、（）]+", rule.zh)


def test_no_two_steps_and_no_two_stages_share_a_name() -> None:
    for names in ([rule.zh for rule in STEPS.values()], [zh for zh, _ in STAGES.values()]):
        assert len(names) == len(set(names))


def test_what_a_step_does_beyond_the_table_is_written_for_steps_of_the_table() -> None:
    moves_only = {StepKind.UNDONE, StepKind.SERVED}
    assert set(_TAKING) | moves_only == set(STEPS)


def test_a_case_gets_its_result_by_the_step_that_is_said_to_give_it() -> None:
    seen = set()
    for seed in range(300):
        state = State()
        for step in walks.life(seed):
            taken = take(state, step, terms())
            if taken.result != state.result and taken.result and step.kind is not StepKind.UNDONE:
                seen.add(taken.result)
                assert closed_by(taken.result) is step.kind
            state = taken
    assert len({closed_by(result) for result in seen}) >= 5


def ways() -> set[tuple[Stage, Stage, StepKind]]:
    """Return from which stage to which another one the steps of made-up lives have led, other than undoing."""
    gone = set()
    for seed in range(900):
        state = State()
        for step in walks.life(seed):
            taken = take(state, step, terms())
            if step.kind is not StepKind.UNDONE and taken.stage is not state.stage:
                gone.add((state.stage, taken.stage, step.kind))
            state = taken
    return gone


def test_every_stage_is_reached_and_every_one_but_the_last_is_left() -> None:
    gone = ways()
    assert {target for _, target, _ in gone} == set(Stage) - {Stage.NEW}
    assert {source for source, _, _ in gone} == set(Stage) - {Stage.ARCHIVED}


def test_other_matters_are_replied_to_and_withdrawn_without_the_steps_of_a_request() -> None:
    for matter in Matter:
        assert allowed(Stage.NEW, matter) == (StepKind.SUBMITTED, StepKind.RECEIVED)
        assert {StepKind.REPLIED, StepKind.WITHDRAWN, StepKind.RECLASSIFIED} <= set(allowed(Stage.IN_HAND, matter))
    for matter in (Matter.RECTIFICATION, Matter.ENQUIRY):
        assert StepKind.EXTENDED not in allowed(Stage.IN_HAND, matter)


def arrows() -> dict[tuple[str, str], set[str]]:
    """Return the arrows of the diagram with the names that stand on them."""
    found = re.findall(r"^  (\S+) --> (\S+): (.+)$", diagram(), re.MULTILINE)
    return {(source, target): set(names.split("／")) for source, target, names in found}


def test_the_diagram_has_exactly_the_arrows_that_cases_have_gone_and_each_names_its_step() -> None:
    drawn, gone = arrows(), ways()
    for source, target, kind in gone:
        assert STEPS[kind].zh in drawn[_drawn(source), target]
    assert set(drawn) == {(_drawn(source), target) for source, target, _ in gone}


def _drawn(stage: Stage) -> str:
    return "[*]" if stage is Stage.NEW else str(stage)


def test_the_diagram_names_every_stage_once_and_every_arrow() -> None:
    first, *lines = diagram().splitlines()
    assert first == "stateDiagram-v2"
    named = [line.split(":")[0].strip() for line in lines if " --> " not in line]
    assert named == [stage for stage in Stage if stage is not Stage.NEW]
    assert len(arrows()) == len(lines) - len(named)


def test_the_page_of_the_reference_holds_the_diagram_as_it_is() -> None:
    assert diagram() in PAGE.read_text("utf-8")
