"""The unit of an amount as headings print it: 单位：万元, （元）, 单位：人民币元."""

import re

from gongkai.report.align import labels

UNKNOWN = "?"
_UNIT = r"(亿元|万元|千元|百元|元)"
_NAMED = re.compile(rf"单位(?:[:：为是]|)(?:人民币)?[:：]?{_UNIT}|人民币[:：]?{_UNIT}|[(（/]{_UNIT}[)）]?")
_DECIMALS = re.compile(r"保留(\d)位小数")


def printed_unit(text: str) -> str | None:
    """Return the unit that a heading or a note names, None where it names none, "?" where its 元 is not understood."""
    plain = labels.plain(text)
    match = _NAMED.search(plain)
    if match:
        return next(group for group in match.groups() if group)
    return UNKNOWN if "元" in plain else None


def demanded_decimals(text: str) -> int | None:
    """Return how many decimals a heading demands, None where it demands none."""
    match = _DECIMALS.search(labels.plain(text))
    return int(match[1]) if match else None
