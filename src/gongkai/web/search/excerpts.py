"""The place in a text where what was looked for stands, marked for a page."""

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gongkai.web.search import bigrams

BEFORE = 30
SCANNED = 50_000


def excerpt(text: str, terms: Sequence[str], length: int) -> SafeString:
    """Return a piece of a text around the first term that stands in it, as safe markup with each term in `<mark>`."""
    text = re.sub(r"\s+", " ", text[:SCANNED]).strip()
    spans = _spans(text, terms)
    start = max(0, spans[0][0] - BEFORE) if spans and spans[0][0] >= length - BEFORE else 0
    end = min(len(text), start + length)
    pieces = ["…" if start else ""]
    at = start
    for left, right in spans:
        if left < at or right > end:
            continue
        pieces += [escape(text[at:left]), "<mark>", escape(text[left:right]), "</mark>"]
        at = right
    pieces += [escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of the text is escaped


def _spans(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Return where terms stand in a text."""
    plain, places = _plain(text)
    found = sorted(
        (places[match.start()], places[match.end() - 1] + 1)
        for pattern in map(_pattern, terms)
        if pattern
        for match in pattern.finditer(plain)
        if match.end() > match.start()
    )
    return _joined(found)


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Return the normalised text and the place of each of its characters in the text, of which it may have more."""
    whole = bigrams.normalised(text)
    if len(whole) == len(text):
        return whole, range(len(text))
    forms = [bigrams.normalised(each) for each in text]
    return "".join(forms), [place for place, form in enumerate(forms) for _ in form]


def _pattern(term: str) -> re.Pattern[str] | None:
    parts = [r"\s*".join(map(re.escape, run)) if han else re.escape(run) for han, run in bigrams.runs(term)]
    return re.compile(r"[\W_]*".join(parts)) if parts else None


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for left, right in spans:
        if joined and left <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined
