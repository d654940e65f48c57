"""Writers: a report in the exact statutory layout as DOCX, PDF, HTML, XLSX or JSON; pages and notices about findings.

Nothing is loaded before it is needed: the library of one kind of file stays out of a call that writes another.
"""

from importlib import import_module
from pathlib import Path

from gongkai.report.model import Report

__all__ = ["KINDS", "render", "write"]

KINDS = ("docx", "pdf", "html", "xlsx", "json")


def write(report: Report, path: Path | str, *, fangsong: Path | None = None) -> None:
    """Write the report to `path`, in the kind of its suffix; `fangsong` is the organ's own 仿宋 font file, for PDF.

    :raises ValueError: for a suffix that no writer has, or a font file that is none.
    """
    target = Path(path)
    target.write_bytes(render(report, target.suffix.lstrip(".").lower(), fangsong=fangsong))


def render(report: Report, kind: str, *, fangsong: Path | None = None) -> bytes:
    """Return the report as the bytes of a file of that kind, one of `KINDS`.

    :raises ValueError: for a kind that no writer has, or a font file that is none.
    """
    if kind not in KINDS:
        known = "、".join(f".{name}" for name in KINDS)
        raise ValueError(
            f"不能写成“.{kind}”文件，可以写成 {known}。 No writer for .{kind}: choose one of {', '.join(KINDS)}."
        )
    writer = import_module(f"{__name__}.{kind}")
    written: bytes = writer.render(report, fangsong=fangsong) if kind == "pdf" else writer.render(report)
    return written
