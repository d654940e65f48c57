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
# A pattern that begins with a class of characters is searched several times faster than one that begins by looking behind.
_ARABIC = re.compile(
    r"(?P<first>[0-9])(?<![\d.,第〔\[/-].)(?P<rest>[0-9]{0,2}(?:,\d{3})+(?!\d)|[0-9]*(?:\.\d+)?)(?P<scale>[百千万亿]{0,2})"
    rf"(?P<vague>[余多]?)(?P<after>万?)(?P<unit>{CLASSIFIERS})(?!例》)"
)
_CHINESE = re.compile(r"[件宗例封起](?<=[零〇一二两三四五六七八九十百千万余多].)")
_NUMERAL = "零〇一二两三四五六七八九十百千万"
# 第三件, 每一件, 进一 and the like count nothing.
_NO_COUNT = "第每逐同任某这那几数进唯统各另.0123456789"
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
        written = match["first"] + match["rest"].replace(",", "")
        # A fraction of a piece is no count: a scaled decimal such as 1.2万件 is rounded.
        about = bool(match["vague"]) or "." in written or _is_about(text, match.start())
        number = Decimal(written) if "." in written else int(written)
        for scale in match["scale"] + match["after"]:
            number *= _SCALES[scale]
        yield Count(int(number), match["unit"], match.start(), match.end(), about)


def _chinese(text: str) -> Iterator[Count]:
    for match in _CHINESE.finditer(text):
        last = match.start() - (text[match.start() - 1] in "余多")
        first = last
        while first and text[first - 1] in _NUMERAL:
            first -= 1
        value = numeral(text[first:last]) if first < last else None
        if value is not None and text[first - 1 : first] not in tuple(_NO_COUNT):
            about = last < match.start() or _is_about(text, first)
            yield Count(value, match.group(), first, match.end(), about)


def _is_about(text: str, start: int) -> bool:
    return bool(_ABOUT.search(text, max(0, start - 3), start))


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
