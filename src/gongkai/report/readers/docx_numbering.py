"""Numbers that Word prints before a paragraph and does not write into its text, such as 一、 before 总体情况.

Without them a report with automatic numbering has no section numbers at all.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.report.readers.docx_names import is_on, number, value, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PART = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_LEGAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_COUNTED = ("零一二三四五六七八九", "十百千")
_CIRCLED = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_ROMAN = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9}
_ROMAN |= {"V": 5, "IV": 4, "I": 1}
_CLOSED = tuple("、.．,，)）】]:：·—-。〕》")
_MOST = 9_999


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered."""

    start: int
    form: str
    text: str
    style: str | None
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # of an abstract list
    lists: dict[str, str] = field(default_factory=dict)  # list → abstract list
    starts: dict[str, dict[int, int]] = field(default_factory=dict)  # list → level → where it starts anew
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


def numbering(root: "Element | None", list_of_style: Callable[[str], str | None]) -> Numbering:
    """Return the lists that numbering.xml defines; `list_of_style` tells which list a style stands for."""
    found = Numbering()
    if root is None:
        return found
    links = {}
    for abstract in root.iterchildren(w("abstractNum")):
        name = abstract.get(w("abstractNumId"), "")
        found.levels[name] = {_index(level): _level(level) for level in abstract.iterchildren(w("lvl"))}
        if style := value(abstract, "numStyleLink"):
            links[name] = style
    for item in root.iterchildren(w("num")):
        _read_list(item, found)
    for name, style in links.items():
        target = found.lists.get(list_of_style(style) or "", "")
        found.levels[name] = found.levels.get(name) or found.levels.get(target, {})
    return found


def _read_list(item: "Element", found: Numbering) -> None:
    name = item.get(w("numId"), "")
    abstract = value(item, "abstractNumId") or ""
    own = {}
    for override in item.iterchildren(w("lvlOverride")):
        start = number(override, "startOverride")
        level = override.find(w("lvl"))
        if level is not None:
            own[_index(override)] = _level(level)
        if start is not None:
            found.starts.setdefault(name, {})[_index(override)] = start
    if own:  # a list with levels of its own counts for itself
        found.levels[f"{abstract} {name}"] = {**found.levels.get(abstract, {}), **own}
        abstract = f"{abstract} {name}"
    found.lists[name] = abstract


def label(found: Numbering, name: str, index: int | None, style: str | None) -> str:
    """Return what is printed before the next paragraph of a list, an empty string for bullets and for no list."""
    abstract = found.lists.get(name)
    levels = found.levels.get(abstract or "", {})
    if index is None:
        index = next((i for i, level in levels.items() if style and level.style == style), 0)
    level = levels.get(index)
    if abstract is None or level is None:
        return ""
    counted = found.counted.setdefault(abstract, {})
    _count(found, name, counted, index, level)
    if level.form in ("bullet", "none"):
        return ""
    text = _PART.sub(lambda part: _printed(levels, counted, int(part[1]) - 1, legal=level.legal), level.text)
    return text if not text or text.endswith(_CLOSED) else text + " "


def _count(found: Numbering, name: str, counted: dict[int, int], index: int, level: Level) -> None:
    start = found.starts.get(name, {}).get(index)
    if start is not None and (name, index) not in found.begun:
        counted[index] = start
    else:
        counted[index] = counted[index] + 1 if index in counted else level.start
    found.begun.add((name, index))
    for deeper in [other for other in counted if other > index]:
        del counted[deeper]


def _printed(levels: dict[int, Level], counted: dict[int, int], index: int, *, legal: bool) -> str:
    level = levels.get(index)
    if level is None:
        return ""
    return written(counted.setdefault(index, level.start), "decimal" if legal else level.form)


def written(count: int, form: str) -> str:
    """Return a number in one of Word's number formats, in Arabic digits where the format is not known."""
    if form in _CIRCLED:
        return _CIRCLED[form][count - 1] if 1 <= count <= len(_CIRCLED[form]) else str(count)
    writer = _FORMS.get(form)
    return writer(count) if writer and 0 < count <= _MOST else str(count)


def _chinese(count: int, digits: str, units: str) -> str:
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = count // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    return text.removeprefix(digits[1]) if count in range(10, 20) and digits[1] == "一" else text


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    text = ""
    for sign, size in _ROMAN.items():
        text += sign * (count // size)
        count %= size
    return text


def _counted_in_chinese(count: int) -> str:
    return _chinese(count, *_COUNTED)


_FORMS = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "japaneseCounting",
            "koreanCounting",
        ),
        _counted_in_chinese,
    ),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"),
        lambda count: "".join(_DIGITS[int(digit)] for digit in str(count)),
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), lambda count: _chinese(count, *_LEGAL)
    ),
    "decimalFullWidth": lambda count: "".join(chr(0xFF10 + int(digit)) for digit in str(count)),
    "decimalFullWidth2": lambda count: "".join(chr(0xFF10 + int(digit)) for digit in str(count)),
    "decimalZero": lambda count: f"{count:02d}",
    "numberInDash": lambda count: f"- {count} -",
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperRoman": _roman,
}


def _index(element: "Element") -> int:
    text = element.get(w("ilvl"), "0")
    return int(text) if text.isdecimal() and len(text) < 3 else 0


def _level(element: "Element") -> Level:
    start = number(element, "start")
    return Level(
        1 if start is None else start,
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        value(element, "pStyle"),
        is_on(element, "isLgl"),
    )
