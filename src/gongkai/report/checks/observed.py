"""What the reader noted while reading, counted by kind for the sentence of a finding.

The reader says what it saw and where; whether that is a fault, and how grave, is said by the checks.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from gongkai.report.checks.rule import Rule
from gongkai.report.model import Finding, Note, Report, Severity

Kinds = Mapping[str, tuple[str, str]]
"""Kinds of note with their words in Chinese and in English."""


def notes(report: Report, kinds: Iterable[str]) -> list[Note]:
    """Return the notes of these kinds, in the order of reading."""
    wanted = set(kinds)
    return [note for note in report.notes if note.kind in wanted]


def counted(found: Iterable[Note], kinds: Kinds) -> tuple[str, str]:
    """Return how many notes of each kind there are, in Chinese and in English."""
    numbers = Counter(note.kind for note in found)
    zh = "、".join(f"{kinds[kind][0]}{number}处" for kind, number in numbers.items())
    en = ", ".join(f"{kinds[kind][1]} ({number})" for kind, number in numbers.items())
    return zh, en


def quoted(found: Iterable[Note], limit: int = 3) -> str:
    """Return the first texts that were noted, in quotation marks."""
    texts = list(dict.fromkeys(note.detail.strip() for note in found if note.detail.strip()))
    more = "等" if len(texts) > limit else ""
    return "、".join(f"“{text}”" for text in texts[:limit]) + more


def finding(  # noqa: PLR0913 (the words of a finding, all keyword-only)
    rule: Rule, found: list[Note], *, zh: str, en: str, hint_zh: str, hint_en: str, severity: Severity | None = None
) -> Finding:
    """Return one finding for all these notes, with their places and cells."""
    return rule.finding(
        zh=zh,
        en=en,
        hint_zh=hint_zh,
        hint_en=hint_en,
        cells=dict.fromkeys(note.cell for note in found if note.cell),
        places=(note.place for note in found),
        count=len(found),
        severity=severity,
    )
