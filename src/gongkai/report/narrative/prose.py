"""The narrative as sentences that keep their place: lines joined, blanks and half-width forms folded, sub-headings remembered.

PDF breaks a sentence at every line, DOCX never does; the checks of the narrative see whole sentences either way.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.report.align.traditional import is_traditional, simplify
from gongkai.report.model import Line, Place, Report, Section, TextPlace

_BLANKS = " \t\r\f\v\u00a0\u2002\u2003\u2009\u200a\u200b\u3000\ufeff"
FOLD: dict[int, str | None] = {
    **{ord(blank): None for blank in _BLANKS},
    **{ord("０") + digit: str(digit) for digit in range(10)},
    **{ord(half): full for half, full in zip(";:()", "；：（）", strict=True)},
    ord("％"): "%",
}
MARK = re.compile(
    r"[-•·●]?(?:(?P<outer>（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}[、.．])"
    r"|(?P<middle>（?\d{1,2}(?:[、．）]|\.(?!\d)))"
    r"|(?P<inner>(?:第?[一二三四五六七八九十]{1,2}是|首先|其次|再次)[，：]?))"
)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_ENDS = "。！？；：!?…|"
_TITLE_ENDS = re.compile(r"[。，：；,]")
_STATES = re.compile(r"\d|未|没有|无(?!障碍)|发生")
_LEVELS = ("outer", "middle", "inner")
_TITLE = 30
_BARE_TITLE = 16
_ENOUGH = 300


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, folded. `topic` is the sub-heading it stands under, `start` its offset in the prose."""

    text: str
    topic: str
    section: Section
    start: int
    opens: bool
    heading: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """The narrative of a report, tables left out; offsets are into `text`."""

    text: str
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    lines: tuple[Line, ...]

    def place(self, offset: int) -> Place | None:
        """Return where the character at `offset` stands in the document."""
        index = bisect_right(self.starts, offset) - 1
        return spot(self.lines[index], offset - self.starts[index]) if index >= 0 else None


def spot(line: Line, folded: int) -> Place:
    """Return the place of the character that is number `folded` of the line once blanks are left out."""
    if not isinstance(line.place, TextPlace):
        return line.place
    seen = -1
    for index, character in enumerate(line.text):
        seen += FOLD.get(ord(character), "") is not None
        if seen == folded:
            return at(line, index)
    return line.place


def at(line: Line, index: int) -> Place:
    """Return the place of the character at `index` of the line's own text."""
    if isinstance(line.place, TextPlace):
        return TextPlace(line.place.line, line.place.column + index)
    return line.place


def fold(text: str) -> str:
    """Return the text without blanks, its digits and brackets in one form."""
    return text.translate(FOLD)


_last: tuple[list[Section], Prose] | None = None


def prose(report: Report) -> Prose:
    """Return the narrative of the report; the checks ask one after another, so the last answer is kept."""
    global _last
    if _last is None or _last[0] != report.sections:
        _last = (list(report.sections), _read(report.sections))
    return _last[1]


def _read(sections: list[Section]) -> Prose:
    pieces: list[str] = []
    starts: list[int] = []
    lines: list[Line] = []
    sentences: list[Sentence] = []
    offset = 0
    simple = _is_simple(sections)
    for section in sections:
        topics = dict.fromkeys(_LEVELS, "")
        for paragraph in _paragraphs(section, simple):
            begin = offset
            for line, text in paragraph:
                starts.append(offset)
                lines.append(line)
                pieces.append(text)
                offset += len(text)
            pieces.append("\n")
            offset += 1
            whole = "".join(text for _, text in paragraph)
            sentences.extend(_sentences(whole, begin, section, topics))
    return Prose("".join(pieces), tuple(sentences), tuple(starts), tuple(lines))


def _is_simple(sections: list[Section]) -> bool:
    """Return whether the characters are simplified; a few hundred tell."""
    text = ""
    for section in sections:
        for line in section.lines:
            text += line.text
            if len(text) >= _ENOUGH:
                return not is_traditional(text)
    return not is_traditional(text)


def _paragraphs(section: Section, simple: bool) -> Iterator[list[tuple[Line, str]]]:
    paragraph: list[tuple[Line, str]] = []
    for line in section.lines:
        text = fold(line.text if simple else simplify(line.text))
        if not text:
            continue
        if paragraph and not _joins(paragraph, text):
            yield paragraph
            paragraph = []
        paragraph.append((line, text))
    if paragraph:
        yield paragraph


def _joins(paragraph: list[tuple[Line, str]], text: str) -> bool:
    before = paragraph[-1][1]
    return before[-1] not in _ENDS and not MARK.match(text) and not (len(paragraph) == 1 and is_title(before))


def is_title(text: str) -> bool:
    """Return whether a folded line is a sub-heading: short, without the marks of a sentence, and stating nothing."""
    mark = MARK.match(text)
    bare = text.rstrip("。：") if mark else text.rstrip("：")
    states = _STATES.search(bare, mark.end() if mark else 0)
    return len(bare) <= (_TITLE if mark else _BARE_TITLE) and not _TITLE_ENDS.search(bare) and not states


def _sentences(text: str, begin: int, section: Section, topics: dict[str, str]) -> Iterator[Sentence]:
    for found in _SENTENCE.finditer(text):
        one = found.group()
        opens = found.start() == 0
        title = opens and is_title(one)
        _follow(topics, one, title)
        yield Sentence(one, "/".join(topics.values()), section, begin + found.start(), opens, title)


def _follow(topics: dict[str, str], text: str, title: bool) -> None:
    mark = MARK.match(text)
    if not mark and not title:
        return
    level = mark.lastgroup if mark and mark.lastgroup else "outer"
    rest = text[mark.end() :] if mark else text
    topics[level] = _TITLE_ENDS.split(rest, maxsplit=1)[0][:_TITLE]
    for lower in _LEVELS[_LEVELS.index(level) + 1 :]:
        topics[lower] = ""
