"""The annual report on open government information (政府信息公开工作年度报告) as a document.

    from gongkai import report

    r = report.read("report.docx")
    r.value("requests.new.total")
    report.check(r).findings

Names are loaded when they are first used, so that reading a text file never pays for PDF, Word or a spreadsheet.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.report.checked import Checked as Checked
    from gongkai.report.checks import check as check
    from gongkai.report.checks import rules as rules
    from gongkai.report.comparison import compare as compare
    from gongkai.report.corpus import check_all as check_all
    from gongkai.report.model import Cell as Cell
    from gongkai.report.model import Finding as Finding
    from gongkai.report.model import Report as Report
    from gongkai.report.model import from_json as from_json
    from gongkai.report.readers.errors import Unreadable as Unreadable
    from gongkai.report.reading import read as read
    from gongkai.report.reading import read_all as read_all
    from gongkai.report.writers import write as write

_HOMES = {
    "Cell": "model",
    "Checked": "checked",
    "Finding": "model",
    "Report": "model",
    "Unreadable": "readers.errors",
    "check": "checks",
    "check_all": "corpus",
    "compare": "comparison",
    "from_json": "model",
    "read": "reading",
    "read_all": "reading",
    "rules": "checks",
    "write": "writers",
}

__all__ = [
    "Cell",
    "Checked",
    "Finding",
    "Report",
    "Unreadable",
    "check",
    "check_all",
    "compare",
    "from_json",
    "read",
    "read_all",
    "rules",
    "write",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
