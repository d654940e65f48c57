"""Every worked example of the clock once more, through the command: the tables are those of tests/law/deadlines."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.report import schemas
from tests.cli.test_deadline import Command, answer, refusal

TABLES = sorted((Path(__file__).parent.parent / "law" / "deadlines").glob("*.toml"))
# What the tables give or expect and the command does not ask for or print.
ELSEWHERE = {"calendar_of", "delayed", "told", "asked", "judged", "ruling", "limit", "fee_notice"}
PRINTED = frozenset(schemas.load("deadline")["properties"])
NAMES = {"extended": "extend", "prolonged": "review-extended", "silent_since": "served"}


def clarified(given: Mapping[str, Any]) -> list[str]:
    """Return the options of a clarification."""
    length = ["--clarify-days", str(given["days"])] if "days" in given else []
    return ["--clarified", f"{given['notified']}..{given.get('received', '')}", *length]


def consulted(letters: list[Mapping[str, Any]]) -> list[str]:
    """Return the options of consultations."""
    found = []
    for one in letters:
        days = "..".join(str(one.get(key, "")) for key in ("sent", "received", "answered"))
        found += ["--consult", f"{one.get('whom', 'third_party')}:{days}"]
    return found


def charged(given: Mapping[str, Any]) -> list[str]:
    """Return the options of a fee."""
    paid = ["--fee-paid", str(given["paid"])] if "paid" in given else []
    return ["--fee-notice", str(given["notified"]), *paid]


SPELT: Mapping[str, Callable[[Any], list[str]]] = {
    "clarification": clarified,
    "consultations": consulted,
    "fee": charged,
    "options": lambda chosen: [f"--set={name}={value}" for name, value in chosen.items()],
    "review_first": lambda _: [],
}


def arguments(given: Mapping[str, Any]) -> list[str]:
    """Return the call for what a worked example gives."""
    found = []
    for name, value in given.items():
        if name in SPELT:
            found += SPELT[name](value)
        elif value is not False:
            option = f"--{NAMES.get(name, name).replace('_', '-')}"
            found += [option] if value is True else [f"{option}={value}"]
    if "silent_since" in given:
        found += ["--ground", "silence"]
    elif "served" in given:
        found += ["--ground", "14" if given.get("review_first") else "36(1)"]
    return found


def printed(value: object) -> dict[str, object]:
    """Return what the command prints for what a table expects."""
    if isinstance(value, date):
        return {"date": str(value), "provisional": False, "not_before": str(value), "missing": []}
    if isinstance(value, dict):
        early = str(value["not_before"])
        return {"date": str(value["estimate"]), "provisional": True, "not_before": early, "missing": value["missing"]}
    return {"date": None, "after": str(value).removeprefix("after ")}


def examples() -> Iterator[Any]:
    """Yield the worked examples that the command can be asked about."""
    for path in TABLES:
        for example in tomllib.loads(path.read_text("utf-8"))["examples"]:
            refused = "refused" in example["expect"]
            if ELSEWHERE.isdisjoint(example["given"]) and (refused or not PRINTED.isdisjoint(example["expect"])):
                yield pytest.param(example, id=f"{path.stem}: {example['name']}")


@pytest.mark.parametrize("example", list(examples()))
def test_a_worked_example_comes_out_of_the_command(gongkai: Command, example: dict[str, Any]) -> None:
    argv = arguments(example["given"])
    if "refused" in example["expect"]:
        assert refusal(gongkai, *argv)
        return
    found = answer(gongkai, *argv)
    for kind in PRINTED & set(example["expect"]):
        wanted = printed(example["expect"][kind])
        assert {key: found[kind].get(key) for key in wanted} == wanted, kind
    for kind, one in found.items():
        if kind not in ("consultations", "on_time") and one["date"]:
            numbers = [day["n"] for day in one["days"] if day["counted"]]
            assert numbers == list(range(1, len(numbers) + 1)), kind
            assert one["days"][-1]["date"] == one["date"], kind
