"""The tables of the catalogue as they are shipped: read once, with their citations made whole."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.law import citation
from gongkai.law.citation import Citation


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table of that name: items, directory or column."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def citations(written: Iterable[str]) -> tuple[Citation, ...]:
    """Return the citations written as the name of an instrument in `citation`, in small letters, and an article."""
    found = []
    for line in written:
        instrument, _, article = line.partition(" ")
        found.append(Citation(getattr(citation, instrument.upper()), article))
    return tuple(found)
