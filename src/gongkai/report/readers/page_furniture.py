"""What on a web page is the page and not the report: navigation, breadcrumbs, share bars, footers.

Names of classes are a guess, and a form of the server's may wrap the whole page, so whatever holds a table, prose or a
title is never furniture.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from gongkai.report.blocks import Grid
from gongkai.report.model import Line
from gongkai.report.readers.tables import Item

FURNITURE_TAGS = frozenset({"nav", "header", "footer", "aside", "form", "select", "button", "menu", "dialog"})
_NAMED = re.compile(
    r"""(?:class|id|role)="[^"]*?(?:"""
    r"bread|crumb|share|footer|copyright|qrcode|ewm|erweima|sidebar|toolbar|fontsize|font-size|pagination|social"
    r"|mianbao|mbx|dqwz|weizhi|curpos|(?:sub|top|main|left|side)?(?:nav(?![a-z])|Nav|menu)|friendlink|yqlj|navigation"
    r"|(?<![a-z])(?:header|foot|top|head|login|search|print|close|related|location)(?![a-z]))",
    re.IGNORECASE,
)
_TITLE = re.compile(r"政府信息公开.{0,12}(?:报告|年报)|政府信息公開.{0,12}(?:報告|年報)")
_PROSE = 60
_TABLE_CELLS = 8


@lru_cache(maxsize=2048)  # pages repeat their attributes
def marks_furniture(tag: str, attributes: str) -> bool:
    """Return whether an element says of itself that it is part of the page around the report."""
    return tag in FURNITURE_TAGS or (bool(attributes) and _NAMED.search(attributes) is not None)


def is_furniture(content: Sequence[Item]) -> bool:
    """Return whether what stands in such an element bears that out."""
    prose = 0
    for item in content:
        if isinstance(item, Grid) and len(item.cells) >= _TABLE_CELLS:
            return False
        text = item if isinstance(item, str) else item.text if isinstance(item, Line) and not item.furniture else ""
        prose += len(text) >= _PROSE and "。" in text
        if isinstance(item, Line) and item.heading and _TITLE.search(item.text):
            return False
    return prose < 2
