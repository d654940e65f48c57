"""The kinds of reply by code, and the row of the annual report that each counts in."""

from collections.abc import Iterable

from gongkai.law.citation import FORMAT_2019, Citation
from gongkai.law.refusal import NotCovered, Refusal
from gongkai.law.replies import shelf
from gongkai.law.replies.model import Document, ReplyKind


class UnknownKind(Refusal):
    """There is no such kind, document or format."""


def kinds() -> tuple[ReplyKind, ...]:
    """Return all kinds of reply and of closing, in the order of the form; those that count nowhere come last."""
    return tuple(shelf.reply_kinds().values())


def kind(code: str) -> ReplyKind:
    """Return one kind of reply.

    :raises UnknownKind: naming the kinds there are.
    """
    found = shelf.reply_kinds().get(code)
    if found is None:
        raise _unknown("答复类型", "kind of reply", code, shelf.reply_kinds())
    return found


def document(code: str) -> Document:
    """Return a letter or a notice by its code, such as R4 or P13.

    :raises UnknownKind: naming the documents there are.
    """
    found = shelf.documents().get(code)
    if found is None:
        raise _unknown("文书", "document", code, shelf.documents())
    return found


def row(code: str, format_name: str) -> str | None:
    """Return the row of table 3 in which a reply counts under a format, None where it counts nowhere.

    :raises UnknownKind: for a kind or a format that does not exist.
    """
    formats = shelf.table("kinds")["formats"]
    if format_name not in formats:
        raise _unknown("年度报告格式", "format of the annual report", format_name, formats)
    return kind(code).rows.get(format_name)


def format_for(year: int) -> str:
    """Return the name of the format of the annual report for a year: 2019 for 2019 and 2020, 2021 from 2021 on.

    :raises NotCovered: for a year before the first format.
    """
    formats: dict[str, shelf.Table] = shelf.table("kinds")["formats"]
    held = [name for name, form in formats.items() if form["first_year"] <= year]
    if not held:
        raise NotCovered(
            f"没有已知的{year}年度报告格式；已知的格式自2019年度起施行。",
            f"No format is known for the report for {year}; the first is that for 2019.",
            Citation(FORMAT_2019),
        )
    return max(held, key=lambda name: formats[name]["first_year"])


def _unknown(zh: str, en: str, code: str, known: Iterable[str]) -> UnknownKind:
    return UnknownKind(
        f"没有“{code}”这一{zh}；可用的有：{'、'.join(known)}。",
        f"There is no {en} {code!r}; there are: {', '.join(known)}.",
    )
