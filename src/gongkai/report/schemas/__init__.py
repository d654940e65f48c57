"""JSON Schemas of what the command line prints, shipped for whoever reads it; the tests hold the output to them."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

NAMES = (
    "place",
    "finding",
    "report",
    "refused",
    "check",
    "rule",
    "rules",
    "compare",
    "deadline",
    "fee",
    "calendar",
    "calendar_add",
)


@cache
def load(name: str) -> dict[str, Any]:
    """Return the schema of that name, one of `NAMES`. The schemas refer to one another by their `$id`."""
    schema: dict[str, Any] = json.loads(files(__package__).joinpath(f"{name}.json").read_text("utf-8"))
    return schema
