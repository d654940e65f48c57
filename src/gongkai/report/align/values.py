"""What stands in a cell: a figure, one of the four ways of leaving it out, or something nobody can be sure of.

Blank, a slash, a dash, 无 and 0 are five different things. Nothing is repaired: an oddity is read and noted, a doubt is unread.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.report.align.traditional import simplify
from gongkai.report.formats import Unit
from gongkai.report.model import State

_SLASHES = frozenset({"/", "\\", "//", "／"})
_DASHES = re.compile(r"[-‐‑‒–—―−ー_]{1,4}")
_NONE = frozenset({"无", "無"})
_BLANKS = re.compile(r"[\s\u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_CLASSIFIERS = "件宗条份起项次个例"
# What converters leave in front of a cell's text: the bookmarks of Word files, the escapes of Markdown.
_ARTEFACT = re.compile(r"\[bookmark:[^\]]*\]|\\(?=[-+/])")
_UNITS = {
    "": None,
    "万元": Decimal(1),
    "万": Decimal(1),
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "百元": Decimal("0.01"),
    "亿元": Decimal(10000),
}
_NUMBER = re.compile(
    r"(?P<stray>[?？�]\s*)?(?P<sign>[-+−－])?(?P<digits>\d{1,3}(?:[,，]\d{3})+|\d+)(?P<decimals>\.\d+)?"
    rf"\s*(?P<tail>(?:亿|万|千|百)?元|万|[{_CLASSIFIERS}])?"
)
_MINUS = frozenset("-−－")


@dataclass(frozen=True, slots=True)
class Figure:
    """A parsed cell. `oddities` are kinds of notes; `unit` is the unit printed in the cell, "" where there is none."""

    state: State
    number: Decimal | None = None
    unit: str = ""
    decimals: int = 0
    oddities: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def parse(raw: str) -> Figure:
    """Return what a cell's text says, whatever the unit its column wants."""
    text = _BLANKS.sub(" ", raw).strip()
    if not text:
        return Figure("blank")
    folded = simplify(unicodedata.normalize("NFKC", _ARTEFACT.sub("", text)).strip())
    if folded in _SLASHES:
        return Figure("slash")
    if _DASHES.fullmatch(folded):
        return Figure("dash")
    if folded in _NONE:
        return Figure("none")
    match = _NUMBER.fullmatch(folded)
    if not match:
        return Figure("unread", oddities=("unread_value",))
    return _figure(match, full_width=any("０" <= character <= "９" for character in text))


def _figure(match: re.Match[str], *, full_width: bool) -> Figure:
    digits = re.sub("[,，]", "", match["digits"])
    number = Decimal(digits + (match["decimals"] or ""))
    if match["sign"] and match["sign"] in _MINUS:
        number = -number
    tail = match["tail"] or ""
    oddities = []
    if match["stray"]:
        oddities.append("stray_mark")
    if full_width:
        oddities.append("fullwidth_digits")
    if digits != match["digits"]:
        oddities.append("thousands")
    if tail and tail in _CLASSIFIERS:
        oddities.append("classifier")
    unit = tail if tail in _UNITS else ""
    return Figure("read", number, unit, len(match["decimals"] or ".") - 1, tuple(oddities))


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as a cell of a given unit: what goes into the report."""

    value: int | Decimal | None
    state: State
    oddities: tuple[str, ...] = ()


def interpret(raw: str, unit: Unit, header_unit: str | None = None) -> Reading:
    """Return the value of a cell whose column has `unit`; amounts come out in 万元.

    `header_unit` is the unit that the heading prints ("万元", "元"), None where it prints none; an amount under a unit
    that is not known is unread.
    """
    figure = parse(raw)
    if figure.state != "read" or figure.number is None:
        return Reading(None, figure.state, figure.oddities)
    if unit == "10k CNY":
        return _amount(figure, figure.number, header_unit)
    if figure.unit or figure.number != figure.number.to_integral_value():
        return Reading(None, "unread", (*figure.oddities, "unread_value"))
    return Reading(int(figure.number), "read", figure.oddities)


def _amount(figure: Figure, number: Decimal, header_unit: str | None) -> Reading:
    unit = figure.unit or header_unit or ""
    if unit not in _UNITS:
        return Reading(None, "unread", (*figure.oddities, "unread_value"))
    factor = _UNITS[unit]
    oddities = list(figure.oddities)
    if figure.unit:
        oddities.append("unit_in_cell")
    if factor is None:
        factor = Decimal(1)
        if number:
            oddities.append("no_unit")
    elif factor != 1:
        oddities.append("other_unit")
    value = (number * factor).normalize()
    plain = Decimal(int(value)) if value == value.to_integral_value() else value
    return Reading(int(plain) if plain == plain.to_integral_value() else plain, "read", tuple(oddities))
