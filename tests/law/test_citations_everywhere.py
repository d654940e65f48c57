"""Nothing has legal effect without a citation: every constant and every entry of a data file of the rules is looked at."""

import ast
import importlib
import inspect
import pkgutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from gongkai import law
from gongkai.law.citation import Citation, Instrument
from gongkai.law.dated import Dated
from gongkai.law.deadlines import periods
from gongkai.law.deadlines.periods import Period
from gongkai.law.options import Conventions
from gongkai.law.packs import Notice, Pack, PackDay
from gongkai.law.replies import ApplicantKind, Column

HOME = Path(law.__path__[0])
MODULES = [found.name for found in pkgutil.walk_packages(law.__path__, "gongkai.law.")]

ANSWERED_ELSEWHERE = (
    Instrument,  # the sources themselves
    Citation,
    Conventions,  # every field is an Option, which is cited
    Pack,  # every day names its notice: see the tests of the packs
    Notice,
    PackDay,
    ApplicantKind,  # the whole table has one source, which stands at its head
    Column,
)

# Lengths of statutory periods that stand outside periods.py and mean something else, or are cited where they stand.
OTHER_MEANINGS = {
    "fees.py": {10, 20, 30},  # pages, items and yuan of the tariffs: dated versions, cited
    "options.py": {15, 60},  # defaults and bounds of options, cited
    "packs.py": {5, 10},  # Saturday; the line feed
    "remedies/grounds.py": {10},  # ten in Chinese numerals
}


def things() -> Iterator[object]:
    """Return what the modules of the rules hold: their constants, and what their loaders read from the data files."""
    for name in MODULES:
        for value in list(vars(importlib.import_module(name)).values()):
            is_loader = hasattr(value, "cache_info") and not inspect.signature(value).parameters
            yield value() if is_loader else value


def within(thing: object) -> Iterable[object]:
    """Return what a thing is made of."""
    if isinstance(thing, type):
        return ()
    if isinstance(thing, Dated):
        return thing.versions
    if is_dataclass(thing):
        return [getattr(thing, field.name, None) for field in fields(thing)]
    if isinstance(thing, Mapping):
        return thing.values()
    return thing if isinstance(thing, list | tuple | set | frozenset) else ()


def cites(thing: Any) -> bool:
    """Return whether a thing carries a citation of its own."""
    return any(isinstance(part, Citation) for value in within(thing) for part in (value, *within(value)))


def uncited(found: Iterable[object]) -> set[str]:
    """Return the kinds of things that neither carry a citation nor lie within one that does."""
    known: dict[int, tuple[object, bool]] = {}
    todo = [(thing, False) for thing in found]
    while todo:
        thing, covered = todo.pop()
        covered = covered or (is_dataclass(thing) and cites(thing))
        if id(thing) in known and known[id(thing)][1] >= covered:
            continue
        known[id(thing)] = (thing, covered)
        todo += ((part, covered) for part in within(thing))
    return {
        repr(thing)
        for thing, covered in known.values()
        if is_dataclass(thing) and not isinstance(thing, (type, *ANSWERED_ELSEWHERE)) and not covered
    }


def test_everything_of_legal_effect_carries_its_citation() -> None:
    assert uncited(things()) == set()


def test_a_period_and_a_part_without_a_citation_are_found() -> None:
    @dataclass(frozen=True)
    class Limit:
        days: int
        basis: tuple[Citation, ...]

    article = Citation(Instrument("《某某办法》"), "第一条")
    assert uncited([{"a": Limit(5, (article,)), "b": [Limit(6, ())]}]) == {repr(Limit(6, ()))}


def test_every_period_names_its_article() -> None:
    found = [value for value in vars(periods).values() if isinstance(value, Period)]
    assert len(found) > 20
    assert [period.name for period in found if not all(citation.article for citation in period.basis)] == [
        periods.FEE_PAYMENT.name  # the article of the Measures is not confirmed
    ]


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.toml")), ids=lambda path: str(path.relative_to(HOME)))
def test_every_data_file_says_where_it_comes_from_and_when_it_was_checked(path: Path) -> None:
    head = tomllib.loads(path.read_text("utf-8"))
    assert {"source", "checked_by", "checked_on"} <= set(head)


def numbers(path: Path) -> set[int]:
    """Return the whole numbers that a module writes out, without those that make up a day."""
    tree = ast.parse(path.read_text("utf-8"))
    days = {
        id(argument)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "date"
        for argument in node.args
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in days)
    return {node.value for node in constants if type(node.value) is int}


@pytest.mark.parametrize("path", sorted(HOME.rglob("*.py")), ids=lambda path: str(path.relative_to(HOME)))
def test_the_length_of_a_period_stands_in_one_place_alone(path: Path) -> None:
    if path.name == "periods.py":
        return
    lengths = {value.number for value in vars(periods).values() if isinstance(value, Period)} - {1}
    assert numbers(path) & lengths == OTHER_MEANINGS.get(path.relative_to(HOME).as_posix(), set())
