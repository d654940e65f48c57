"""The invented district, read from story.toml, and its sentences with their blanks filled in."""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence pattern and the organs it fits: kinds of organ, or codes."""

    fits: frozenset[str]
    said: Mapping[str, Any]


@cache
def story() -> Mapping[str, Any]:
    """Return the whole story."""
    return tomllib.loads(files(__package__).joinpath("story.toml").read_text("utf-8"))


def fitting(part: str, organ: Organ) -> list[Told]:
    """Return what of a part fits an organ, in the order of the story."""
    told = [Told(frozenset(entry["of"]), entry) for entry in story()[part]]
    return [each for each in told if each.fits & {organ.code, organ.kind}]


def filled(pattern: str, organ: Organ, year: int, chance: random.Random) -> str:
    """Return a sentence with its blanks filled in."""
    blanks = {
        "organ": organ.name,
        "year": year,
        "last": year - 1,
        "village": chance.choice(story()["villages"]),
        "road": chance.choice(story()["roads"]),
        "school": chance.choice(story()["schools"]),
        "quarter": chance.choice("一二三"),
        "amount": f"{chance.randint(20000, 480000) / 100:.2f}",
        "small": f"{chance.randint(200, 9800) / 100:.2f}",
        "other": f"{chance.randint(200, 9800) / 100:.2f}",
        "people": chance.randint(60, 900),
        "few": chance.randint(9, 58),
        "serial": chance.randint(2, 96),
    }
    return pattern.format_map(blanks)


def note(code: str, subject: str) -> str:
    """Return what is said to the applicant with a step or a reply; nothing where the story has no words for it."""
    said: str = story()["notes"].get(code, "")
    return said.replace("{subject}", subject)


def proof(code: str) -> str:
    """Return what is put on file as a piece of evidence; nothing for a search record, which says it by its fields."""
    return str(story()["evidence"].get(code, ""))


def person_name(chance: random.Random) -> str:
    """Return an invented name."""
    return str(chance.choice(story()["surnames"])) + str(chance.choice(story()["given"]))
