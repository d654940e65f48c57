"""Numbered paragraphs of a section, and where their numbers double, skip or go back.

Styles nest: a list 1、2、3、 stands inside （一）, and begins anew under （二）. A new list may begin at 1 at any time.
A number that stands inside a paragraph instead of at its beginning is no gap.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.report.model import Line

_DIGITS = "一二三四五六七八九"
_CHINESE = r"[一二三四五六七八九十]{1,3}"
_STYLES = (
    ("一、", re.compile(rf"^({_CHINESE})、(?!{_CHINESE}[、级])")),
    ("（一）", re.compile(rf"^\(({_CHINESE})\)(?!\s*[项款目条])")),
    ("1.", re.compile(r"^(\d{1,2})(?:、|\.(?!\d))\s*(?=[\u4e00-\u9fff“《])")),
    ("（1）", re.compile(r"^\((\d{1,2})\)(?!\s*[项款目条])")),
)
PART_STYLE = _STYLES[0][0]
_BULLET = re.compile(r"^[-•·—*]\s*")
# Most lines begin with neither, and the patterns are for the few that do.
_FIRST = frozenset("一二三四五六七八九十0123456789０１２３４５６７８９(（⑴⑵⑶⑷⑸-•·—*")
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Marker:
    """The number at the beginning of a paragraph: its style, its value, as printed."""

    style: str
    value: int
    printed: str
    line: Line


@dataclass(frozen=True, slots=True)
class Slip:
    """A number out of sequence: doubled, skipped or gone back, after the marker `before`."""

    kind: str
    marker: Marker
    before: int


def markers(lines: Sequence[Line]) -> list[Marker]:
    """Return the numbers at the beginning of these lines."""
    found = []
    above = ""
    for line in lines:
        marker = None if above.endswith("第") else _marker(line)
        if marker and not line.furniture:
            found.append(marker)
        above = line.text.rstrip()
    return found


def _marker(line: Line) -> Marker | None:
    text = line.text.lstrip()
    if not text or text[0] not in _FIRST:
        return None
    text = _BULLET.sub("", unicodedata.normalize("NFKC", text[:_LONGEST]))
    for style, pattern in _STYLES:
        match = pattern.match(text)
        if match:
            return Marker(style, numeral(match[1]), match[0].strip(), line)
    return None


def numeral(text: str) -> int:
    """Return the value of a number up to 99 in Chinese numerals or digits, 0 where it is none."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not set(tens + ones) <= set(_DIGITS) or len(tens) > 1 or len(ones) > 1:
        return 0
    high = (_DIGITS.index(tens) + 1 if tens else 1) * 10 if ten else 0
    return high + (_DIGITS.index(ones) + 1 if ones else 0)


def slips(lines: Sequence[Line]) -> Iterator[Slip]:
    """Yield every number that is out of sequence."""
    open_lists: list[Marker] = []
    for marker in markers(lines):
        if any(outer.style == marker.style for outer in open_lists):
            while open_lists[-1].style != marker.style:
                open_lists.pop()
            last = open_lists.pop().value
        else:
            last = 0
        open_lists.append(marker)
        kind = _kind(marker, last)
        if kind and not (kind == "skipped" and _inline(marker, last, lines)):
            yield Slip(kind, marker, last)


def _kind(marker: Marker, last: int) -> str | None:
    if marker.value == last + 1 or not marker.value:
        return None
    if marker.value == last:
        return "doubled"
    if marker.value == 1:
        return None
    if marker.value < last:
        return "back"
    # A list of digits may begin anywhere, after a list in the running text for instance.
    return "skipped" if last or marker.style == "（一）" else None


def _inline(marker: Marker, last: int, lines: Sequence[Line]) -> bool:
    """Return whether all numbers that seem skipped stand inside paragraphs."""
    whole = unicodedata.normalize("NFKC", "\n".join(line.text for line in lines))
    return all(_printed(marker.style, number) in whole for number in range(last + 1, marker.value))


def _printed(style: str, number: int) -> str:
    chinese = ("十" if number >= 10 else "") + (_DIGITS[number % 10 - 1] if number % 10 else "")
    if number >= 20:
        chinese = _DIGITS[number // 10 - 1] + chinese
    return {"一、": f"{chinese}、", "（一）": f"({chinese})", "1.": f"{number}", "（1）": f"({number})"}[style]
