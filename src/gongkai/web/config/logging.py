"""Log lines as JSON, with what happened and never whom it concerns: no name, number, address or text of a request.

Django's own lines name whole addresses, in which numbers of cases stand, and what is wrong with a value names the value;
both are left out here. Which route it was, where in the code, and what the machine said remain.
"""

import json
import logging
import traceback

from django.db import OperationalError

FIELDS = ("method", "path", "status", "milliseconds", "organ", "verb")
MACHINE = (OSError, OperationalError, MemoryError)
"""Failures of the machine, whose words say what to do and hold nothing of a request."""


class Lines(logging.Formatter):
    """One JSON object a line. Only the fields listed here are taken from a record beside its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line["error"] = _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Return what a record says; at the end of Django's lines about a call stands its route instead of its address."""
    if record.name.startswith("django.") and isinstance(record.args, tuple) and str(record.msg).endswith(": %s"):
        place = getattr(getattr(record, "request", None), "resolver_match", None)
        return str(record.msg) % (*record.args[:-1], place.route if place else "-")
    return record.getMessage()


def _error(error: BaseException) -> str:
    """Return where an error came from, and from which others it follows."""
    found = []
    for one in _chain(error):
        said = f": {one}" if isinstance(one, MACHINE) else ""
        found.append("".join(traceback.format_tb(one.__traceback__)) + type(one).__name__ + said)
    return "\n".join(found)


def _chain(error: BaseException | None) -> list[BaseException]:
    if error is None:
        return []
    return [*_chain(error.__cause__ or (None if error.__suppress_context__ else error.__context__)), error]
