"""What is looked at before a notice goes out: what was left to fill in, and days that differ from those computed."""

import re
from collections.abc import Collection, Iterator
from datetime import date

_OPEN = re.compile(r"【(?!\d+】)[^】]*】")
"""A place left to fill in. Numbers alone stand in such brackets in the numbers of some documents."""
_DAY = re.compile(r"(\d{4})\s*(?:年|-|/|\.)\s*(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})")


def unfilled(text: str) -> list[str]:
    """Return the places of a text that are left to fill in."""
    return _OPEN.findall(text)


def days(text: str) -> Iterator[date]:
    """Yield the days that a text names, in their order."""
    for year, month, day in _DAY.findall(text):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def other_days(text: str, composed: str, on: date, known: Collection[date] = ()) -> list[date]:
    """Return the days after `on` that a text names and neither the composed one nor the case does: each once.

    What lies ahead in a notice is a last day; one that was not computed is either a slip or left from an earlier day.
    """
    computed = {*days(composed), *known}
    return [day for day in dict.fromkeys(days(text)) if day > on and day not in computed]


def carried_over(text: str, before: str, now: str) -> tuple[str, list[str]]:
    """Return a text with what was composed replaced by what is composed now, and the lines that found no place.

    What somebody has written stays. A line that was reworded is left alone and its new wording returned.
    """
    if _squeezed(text) in ("", _squeezed(before)):
        return now, []
    text, left = "\n".join(text.splitlines()), []
    old, new = before.splitlines(), now.splitlines()
    if len(old) != len(new):
        return text, [line for line in new if line and line not in text]
    for was, becomes in zip(old, new, strict=True):
        if was == becomes:
            continue
        if was and was in text:
            text = text.replace(was, becomes, 1)
        elif becomes not in text:
            left.append(becomes)
    return text, left


def _squeezed(text: str) -> str:
    return "".join(text.split())
