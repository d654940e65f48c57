"""The report as JSON, the object of `gongkai read`: what every other program reads."""

import json

from gongkai.report.model import Report


def render(report: Report) -> bytes:
    """Return the report's JSON, UTF-8, indented, Chinese as itself."""
    return (json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
