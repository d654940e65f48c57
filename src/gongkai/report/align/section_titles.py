"""The titles of the six sections, and what published reports make of them."""

import re
from functools import lru_cache

from gongkai.report import formats
from gongkai.report.align import labels

_TITLES = tuple(labels.core(title) for title in formats.load("2021").sections)
_LONGEST = 45
_PART = re.compile(r"^第([一二三四五六七八九十])(?:部分|章|节)")
_ABOUT = re.compile(
    r"^(?:20\d\d年度?)?(?:(?:我|本|全)?(?:行政机关|机关|单位|部门|局|厅|委|办|镇|乡|街道|街|省|市|县|区))?的?"
    r"(?:因|关于)?(?:(?:政府信息|政务信息|政务|信息)公开)?(?:工作)?中?的?"
)
_PATTERNS = (
    re.compile("(?:年度)?(?:工作)?(?:总体|基本|整体)(?:工作)?(?:情况|概况)|(?:总体|工作)?概述|概况"),
    re.compile("主动公开(?:政府|政务)?(?:信息)?(?:工作)?的?(?:基本|总体)?情况"),
    re.compile(
        "(?:收到|受理|接收|接受)?(?:和|与|及|、)?(?:办理|处理)?(?:政府信息|信息)?依?(?:申请)?公开(?:政府|政务)?(?:信息)?的?(?:申请)?的?"
        "(?:受理|办理|处理|答复)?(?:和|及)?(?:受理|办理|处理|答复)?(?:工作)?的?情况"
        "|收到和处理.{0,16}"
    ),
    re.compile(".{0,14}(?:行政复议|复议).{0,6}(?:行政诉讼|诉讼).{0,12}"),
    re.compile(
        "(?:目前)?(?:存在|面临)?的?(?:主要|突出)?的?(?:问题|不足|困难).{0,8}"
        "(?:改进|整改|措施|打算|安排|建议|举措|计划|对策|方向|思路).{0,8}"
    ),
    re.compile("(?:其他|其它|需要|有关需要)(?:需要)?(?:报告|说明|公开)?的?(?:其他|其它|有关)?的?(?:事项|情况)"),
)
_ASKED = re.compile("申请|收到和处理")
_SPACED = re.compile(r"\s*([一二三四五六七八九十])\s+(\S.*)")
_DENIED = re.compile("[无無未没沒]")


@lru_cache(maxsize=4096)
def known_title(text: str, *, arabic: bool = False) -> int | None:
    """Return which of the six sections (1 to 6) a heading opens, None for anything else.

    The form's own words count under any number or none. Other words for the same need a number as sections bear it:
    （二） and 2. stand before paragraphs of the first section, unless `arabic` says that sections are numbered so.
    """
    text = text.strip()
    if len(text) > _LONGEST or "。" in text[:-1]:
        return None
    words = labels.core(text)
    if words in _TITLES:
        return _TITLES.index(words) + 1
    plain = labels.plain(text)
    number, words = _parted(text, plain, words)
    if not number or plain.startswith("(") or (number.isdigit() and not arabic):
        return None
    return None if text.endswith("。") and _DENIED.search(words) else _section(words)


def _parted(text: str, plain: str, words: str) -> tuple[str, str]:
    """Return the number of a heading, "" where it has none, and its words."""
    if part := _PART.match(plain):
        return part[1], labels.core(plain[part.end() :])
    if spaced := _SPACED.fullmatch(text):
        return spaced[1], labels.core(spaced[2])
    return labels.number(text), words


def _section(words: str) -> int | None:
    """Return the section that words without their number name."""
    if words in _TITLES:
        return _TITLES.index(words) + 1
    about = _ABOUT.match(words)
    for text in dict.fromkeys((words, words[about.end() :] if about else words)):
        for number, pattern in enumerate(_PATTERNS, 1):
            if pattern.fullmatch(text) and (number != 3 or _ASKED.search(text)):
                return number
    return None
