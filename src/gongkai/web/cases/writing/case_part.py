"""What the page of a case shows of its decisions: what is to be done, what can be written, what is on file."""

from typing import Any, NamedTuple

from gongkai.law import procedure
from gongkai.law.procedure import Standing
from gongkai.web.bilingual import said
from gongkai.web.cases.models import Case, Evidence, Purpose
from gongkai.web.cases.writing import evidence, queries
from gongkai.web.cases.writing.todo import Reader, tasks


class Line(NamedTuple):
    """Evidence that somebody put on file: what it is, its words, the row."""

    name: str
    words: str
    row: Evidence


def known(case: Case, standing: Standing, reader: Reader) -> dict[str, Any]:
    """Return what the page shows."""
    rows = case.evidence.filter(withdrawn_at=None).select_related("added_by").prefetch_related("files")
    return {
        "tasks": tasks(case, standing, reader),
        "handles": reader.handles,
        "purposes": _purposes(standing) if reader.handles else [],
        "on_file": [Line(said(evidence.codes()[row.code]), row.text, row) for row in rows],
        "versions": case.versions.count(),
    }


def _purposes(standing: Standing) -> list[Purpose]:
    """Return what can be written now."""
    allowed = procedure.allowed(standing.stage, standing.state.matter)
    return list(dict.fromkeys(of for kind, of in queries.PURPOSES.items() if kind in allowed))
