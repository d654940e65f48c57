"""The text of a report by its sections: headings, narrative lines, and where the report ends on the page around it."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from gongkai.report.align import labels
from gongkai.report.align.section_titles import known_title
from gongkai.report.blocks import Block
from gongkai.report.model import Line, Place, Section

_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_HEADING = re.compile(r"^\s*([一二三四五六七八九十]|\d{1,2})\s*[、.．，,]\s*(\S.{0,44})$")
_SUBNUMBER = re.compile(r"^\s*[(（]?\s*[一二三四五六七八九十\d]+\s*[)）]|^[-•·]")
_SENTENCE_END = re.compile(r"[。；;：:！？，,]$")
AFTER = re.compile(
    r"^(附件[:：]?|附[:：]|扫一扫.*|打印本?页?|关闭(窗口|本页)?|分享(到|至)?.{0,10}|上一[篇条].*|下一[篇条].*|责任编辑.*|主办单位.*|主办[:：].*|"
    r"版权所有.*|.*ICP备.*|网站地图.*|相关(链接|文档|信息|阅读).*|返回顶部|政府网站标识码.*|智能问答|手机版|微信|解读.{0,6}[:：].*|.*\.(pdf|docx?|xlsx?|wps|zip|rar|ofd))$",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    r"^\s*(?P<who>\D{0,40}?)\s*(?P<year>20\d\d|二[〇○０零]二[〇○０零一二三四五六七八九])\s*年\s*(?P<month>[\d一二三四五六七八九十]{1,2})\s*月\s*(?P<day>[\d一二三四五六七八九十]{1,3})\s*日\s*$"
)


@dataclass(slots=True)
class Texts:
    """The narrative parts of a document."""

    before: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    after: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    number: int | None
    title: str
    place: Place
    arabic: bool
    known: int | None
    lines: list[Line] = field(default_factory=list)


def divide(blocks: Sequence[Block], used: Set[int]) -> Texts:
    """Return the document's lines by section; `used` are the blocks that belong to tables."""
    opened: list[_Open] = []
    texts = Texts()
    tables_since: set[int] = set()
    for index, block in enumerate(blocks):
        if index in used:
            tables_since.add(len(opened))
            continue
        if not isinstance(block, Line) or not block.text.strip():
            continue
        heading = None if block.furniture else _heading(block, opened)
        if heading:
            if heading.known == 1 and opened and not any(part.lines for part in opened) and not tables_since:
                opened = []
            opened.append(heading)
        elif opened and not block.furniture:
            opened[-1].lines.append(block)
        elif not opened:
            texts.before.append(block)
        else:
            texts.after.append(block)
    _cut_tail(opened, texts)
    texts.sections = [Section(part.number, part.title, tuple(part.lines), part.place) for part in opened]
    return texts


def _heading(line: Line, opened: Sequence[_Open]) -> _Open | None:
    text = line.text.strip()
    known = known_title(text)
    match = _HEADING.match(text)
    if match:
        arabic = match[1].isdigit()
        number = int(match[1]) if arabic else _NUMERALS[match[1]]
        if known or _follows(number, arabic, text, opened):
            return _Open(number, match[2].strip(), line.place, arabic, known)
    elif known and not _SUBNUMBER.match(text):
        return _Open(None, text, line.place, False, known)
    return None


def _follows(number: int, arabic: bool, text: str, opened: Sequence[_Open]) -> bool:
    """Return whether an unknown numbered line continues the numbering of the sections before it."""
    if _SENTENCE_END.search(text) or len(text) > 32 and "，" in text:
        return False
    if not opened:
        return number == 1 and (not arabic or len(text) <= 32)
    last = opened[-1]
    if last.number is None or number != last.number + 1:
        return False
    if arabic:
        return last.arabic
    # Between the form's own sections, 一、二、… inside section five are a list; elsewhere they are sections.
    return last.arabic or last.known is None or _home_made(opened)


def _home_made(opened: Sequence[_Open]) -> bool:
    """Return whether the sections so far are not the form's: another title, or the form's title under another number."""
    return any(part.known is None or part.known != part.number for part in opened) or opened[-1].number == 6


def _cut_tail(opened: list[_Open], texts: Texts) -> None:
    """Move what follows the report's last sentence (signature, date, the page's furniture) out of the last section."""
    if not opened:
        return
    lines = opened[-1].lines
    cut = next((i for i, line in enumerate(lines) if AFTER.match(line.text.strip())), len(lines))
    signed = next((i for i in range(cut - 1, -1, -1) if DATE_LINE.match(lines[i].text)), None)
    if signed is not None:
        alone = not DATE_LINE.match(lines[signed].text)["who"].strip(" 　（(")  # type: ignore[index]
        cut = signed - 1 if alone and signed and _signs(lines[signed - 1].text) else signed
    texts.after = [*lines[cut:], *texts.after]
    del lines[cut:]


def _signs(text: str) -> bool:
    return len(text.strip()) <= 40 and not re.search("[。，；：]", text) and not labels.number(text)
