"""Counts with their classifiers in Chinese sentences: 18件, 1,052条, 1.2万件, 十二件, 500多条.

Written digits and Chinese numerals alike; what is only about a number (多, 余, 约, 近) says so and is never compared.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

CLASSIFIERS = (
    "人次|件次|场次|例次|件|宗|条|份|起|例|封|桩|笔|次|篇|期|批|则|名|人|家|户|场|张|册|本|幅|款|段|轮|"
    "项(?!目)|个(?!工作|月|自然|百分|小时|交易)|部(?!门|委|分|署)|类(?!别|型)|组(?!织)"
)
# An Arabic number, a scale, a mark of vagueness, a classifier. 第3条 and 〔2021〕30号 count nothing.
_ARABIC = re.compile(
    r"(?<![\d.,第〔\[/-])(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)(?P<scale>[百千万亿]{0,2})"
    rf"(?P<vague>[余多]?)(?P<after>万?)(?P<unit>{CLASSIFIERS})(?!例》)"
)
_CHINESE = re.compile(
    r"(?<![第每逐同任某这那几数进唯统各另零〇一二两三四五六七八九十百千万])(?P<number>[零〇一二两三四五六七八九十百千万]{1,9})(?P<vague>[余多]?)(?P<unit>[件宗例封起])"
)
_ABOUT = re.compile(r"(?:约|近|超|超过|逾|至少|不足|不少于|大约|接近|多达|突破)$")
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Count:
    """A count in a sentence; `start` and `end` are offsets in it, the classifier within."""

    value: int
    classifier: str
    start: int
    end: int
    about: bool = False


def find(text: str) -> list[Count]:
    """Return the counts of a folded text in their order."""
    found = list(_arabic(text))
    found.extend(_chinese(text))
    return sorted(found, key=lambda count: count.start)


def _arabic(text: str) -> Iterator[Count]:
    for match in _ARABIC.finditer(text):
        number = Decimal(match["number"].replace(",", ""))
        for scale in match["scale"] + match["after"]:
            number *= _SCALES[scale]
        about = bool(match["vague"]) or bool(_ABOUT.search(text, max(0, match.start() - 3), match.start()))
        # A fraction of a piece is no count, and a scaled decimal such as 1.2万件 is rounded.
        about = about or "." in match["number"]
        yield Count(int(number), match["unit"], match.start(), match.end(), about)


def _chinese(text: str) -> Iterator[Count]:
    for match in _CHINESE.finditer(text):
        value = numeral(match["number"])
        if value is not None:
            about = bool(match["vague"]) or bool(_ABOUT.search(text, max(0, match.start() - 3), match.start()))
            yield Count(value, match["unit"], match.start(), match.end(), about)


def numeral(text: str) -> int | None:
    """Return the number that Chinese numerals write, None where they write none."""
    total = section = digit = 0
    pending = False
    for character in text:
        if character in _NUMERALS:
            if pending and digit:
                return None
            digit, pending = _NUMERALS[character], True
        elif character == "万":
            if not section + digit:
                return None
            total, section, digit, pending = (section + digit) * 10_000, 0, 0, False
        else:
            section += (digit if pending and digit else 1 if character == "十" else 0) * _UNITS[character]
            digit, pending = 0, False
    value = total + section + digit
    return value if value or text in ("零", "〇") else None
