"""Log lines as JSON, with what happened and never whom it concerned: no name, number, address or text of a request."""

import json
import logging

FIELDS = ("method", "path", "status", "milliseconds", "organ", "verb")


class Lines(logging.Formatter):
    """One JSON object a line. Only the fields listed here are taken from a record beside its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
