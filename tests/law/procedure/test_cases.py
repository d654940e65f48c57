"""Lives of requests from beginning to end, as a lawyer would tell them, and steps that are refused with their article."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.law.deadlines import Channel
from gongkai.law.options import Conventions
from gongkai.law.procedure import Standing, Step, StepKind, column, replay, rows, uncounted
from gongkai.law.refusal import Refusal
from gongkai.law.replies.shelf import cited
from tests.law.procedure import lines

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases.toml").read_text("utf-8"))
REFUSALS = tomllib.loads((HERE / "refusals.toml").read_text("utf-8"))


def told(example: dict[str, Any]) -> Standing:
    """Return where the case of an example stands on its day, which is that of its last step where it names none."""
    taken = lines.steps(example["steps"])
    conventions = Conventions(**example.get("conventions", {}))
    return replay(taken, example.get("today", taken[-1].on), conventions=conventions)


def found(case: Standing, wanted: str) -> Any:
    """Return what a case is, by the name that the table uses."""
    if wanted == "due":
        return (case.due.date if case.due else None) or ""
    if wanted == "provisional":
        return case.due is not None and case.due.provisional
    if wanted == "column":
        return column(case.state) or ""
    if wanted == "uncounted":
        return getattr(uncounted(case.state), "zh", "")
    return getattr(case, wanted) if hasattr(case, wanted) else getattr(case.state, wanted)


@pytest.mark.parametrize("example", CASES["case"], ids=lambda example: example["name"])
def test_a_case_stands_where_its_steps_have_brought_it(example: dict[str, Any]) -> None:
    case = told(example)
    expected = {name: value for name, value in example["expect"].items() if not name.startswith("rows")}
    assert {name: found(case, name) for name in expected} == expected


@pytest.mark.parametrize("example", CASES["case"], ids=lambda example: example["name"])
def test_a_case_counts_in_the_rows_that_are_told(example: dict[str, Any]) -> None:
    state = told(example).state
    of_2021 = example["expect"].get("rows", {})
    of_2019 = of_2021 | example["expect"].get("rows_2019", {})
    for format_name, expected in {"2021": of_2021, "2019": of_2019}.items():
        counted = {str(year): rows(state, year=year, format_name=format_name) for year in range(2019, 2029)}
        told_years = {
            year: ", ".join(found) for year, found in counted.items() if found and year <= max(expected, default="")
        }
        assert told_years == expected


@pytest.mark.parametrize("example", CASES["case"], ids=lambda example: example["name"])
def test_every_case_names_its_source(example: dict[str, Any]) -> None:
    assert example["source"]
    assert {"stage", "result"} <= set(example["expect"])


@pytest.mark.parametrize("example", REFUSALS["refusal"], ids=lambda example: example["name"])
def test_a_step_that_the_law_does_not_allow_is_refused_with_the_article(example: dict[str, Any]) -> None:
    before = lines.steps(example["steps"])
    refused = lines.step(example["refused"])
    today = example.get("today", max([refused.on, *(step.on for step in before)]))
    for until in range(len(before)):
        replay(before[: until + 1], today)
    with pytest.raises(Refusal) as refusal:
        replay([*before, refused], today)
    assert cited(example["article"]) in refusal.value.basis
    assert example["word"] in refusal.value.zh
    assert refusal.value.zh.endswith(("。", "；")) and refusal.value.en.endswith(".")


def test_the_tables_name_every_example_once() -> None:
    for table in (CASES["case"], REFUSALS["refusal"]):
        names = [example["name"] for example in table]
        assert len(names) == len(set(names))


def test_a_case_without_steps_is_not_registered() -> None:
    case = replay((), date(2025, 1, 1))
    assert (case.stage, case.due, case.used, case.overdue) == ("new", None, None, False)


def test_a_case_is_overdue_on_the_day_of_rest_after_its_last_day() -> None:
    """The last day is a Friday; on Saturday no working day is over yet, and the period has passed all the same."""
    steps = (Step(StepKind.RECEIVED, date(2025, 3, 13), channel=Channel.ONLINE, applicant="individual"),)
    found = [replay(steps, date(2025, 4, day)) for day in (11, 12, 14)]
    assert {str(each.due.date) for each in found if each.due} == {"2025-04-11"}
    assert [(each.left, each.overdue) for each in found] == [(0, False), (0, True), (-1, True)]
