"""What a notice is composed for: the days and numbers that whoever sends it has chosen, kept with the form as JSON."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from gongkai.web.cases.charging import Charge


@dataclass(frozen=True, slots=True)
class Given:
    """What was chosen. `on` is the day of the step, `arrived` that on which it reached its reader, where it is known."""

    on: date
    arrived: date | None = None
    days: int | None = None
    until: date | None = None
    ref: str = ""
    charge: Charge | None = None

    def written(self) -> str:
        """Return this as JSON."""
        return json.dumps(asdict(self), default=date.isoformat, ensure_ascii=False)


def read(text: str, otherwise: Given) -> Given:
    """Return what was written, and `otherwise` where it cannot be read: it comes back from a form."""
    try:
        said: dict[str, Any] = json.loads(text)
        days = {name: date.fromisoformat(said[name]) if said.get(name) else None for name in ("arrived", "until")}
        charge = Charge(**said["charge"]) if said.get("charge") else None
        found = replace(
            otherwise, on=date.fromisoformat(said["on"]), days=said.get("days"), ref=str(said.get("ref", ""))
        )
        return replace(found, arrived=days["arrived"], until=days["until"], charge=charge)
    except (ValueError, TypeError, KeyError, AttributeError):
        return otherwise
