"""The titles of the six sections, and what published reports make of them."""

import re
from functools import lru_cache

from gongkai.report import formats
from gongkai.report.align import labels

_TITLES = tuple(labels.core(title) for title in formats.load("2021").sections)
_PATTERNS = (
    re.compile("^(总体|基本)(情况|工作情况)$|^概述$|^总体情况"),
    re.compile("^主动公开(政府)?信息(的)?(情况)?$|^主动公开(情况|工作情况)$"),
    re.compile(
        "^(收到和处理|收到|办理|处理)?(政府信息)?(依)?(申请)?公开(政府信息)?申请(的)?(办理|处理)?情况$|^收到和处理"
    ),
    re.compile("(行政复议|复议).{0,6}(行政诉讼|诉讼).{0,12}(情况|工作)?$"),
    re.compile("^(存在的?|主要)?(的)?(主要)?(问题|不足).{0,16}(改进|措施|打算|情况|安排|建议)"),
    re.compile("^(其他|其它|需要)(需要)?(报告|说明)?的?(其他)?(事项|情况)"),
)


@lru_cache(maxsize=4096)
def known_title(text: str) -> int | None:
    """Return which of the six sections (1 to 6) a heading opens, None for anything else."""
    if len(text) > 45 or "。" in text:
        return None
    words = labels.core(text)
    if words in _TITLES:
        return _TITLES.index(words) + 1
    for number, pattern in enumerate(_PATTERNS, 1):
        if pattern.search(words) and len(words) <= 32 and labels.number(text):
            return number
    return None
