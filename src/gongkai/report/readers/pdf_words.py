"""Characters on a page into the text of cells and of printed lines.

What stands where is all a PDF tells. White space is judged by distance, Han characters are joined without any, and
digits that do not touch stay apart: two figures must never become one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from gongkai.report.readers.grid_table import BREAK, PADDING
from gongkai.report.readers.pdf_page import Box, Char

APART = 0.16  # of the height: a gap as wide as this parts words of letters and digits
WIDE = 0.22  # of the height: a gap as wide as this parts words of any kind on a line
TWICE = 0.1  # of the height: the same character as near as this was drawn twice; no digit is as narrow
LINE = 0.3  # of the height: baselines nearer than this are the same line
FIGURE = re.compile(r"[-−－+]?\d[\d,]*(?:\.\d+)?%?|[/／—–-]|无")
_DIGITS = re.compile(r"[\d,.]+")


class Word(NamedTuple):
    """Characters that stand together on a line."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str

    @property
    def box(self) -> Box:
        """Its box."""
        return (self.x0, self.top, self.x1, self.bottom)

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Row:
    """A printed line: its words from left to right, its box and its baseline."""

    words: tuple[Word, ...]
    box: Box
    base: float

    @cached_property
    def height(self) -> float:
        """The height of its tallest characters."""
        return self.box[3] - self.box[1]

    @cached_property
    def text(self) -> str:
        """Its text, with a tab where there is a gap wider than any between words."""
        pairs = list(zip(self.words, self.words[1:], strict=False))
        wide = [word.x0 - before.x1 > 1.2 * self.height or not (before.text and word.text) for before, word in pairs]
        tabular = any(wide)
        parts = [self.words[0].text]
        for (before, word), apart in zip(pairs, wide, strict=True):
            figures = tabular and FIGURE.fullmatch(before.text) and FIGURE.fullmatch(word.text)
            parts += ["\t" if apart or figures else _space(before.text, word.text), word.text]
        return "".join(parts)


def _space(before: str, after: str) -> str:
    return "" if is_wide(before[-1]) or is_wide(after[0]) else " "


def is_wide(char: str) -> bool:
    """Tell whether a character is Han or of the punctuation set with it, which needs no white space."""
    return char >= "\u2e80" or char in "—…‘’“”·"


def lines(chars: Iterable[Char]) -> list[list[Char]]:
    """Return characters in lines from top to bottom, each from left to right, what was drawn twice once."""
    ordered = sorted(chars, key=attrgetter("base"))
    found: list[list[Char]] = []
    base = 0.0
    for char in ordered:
        step = char.base - base
        if found and (step <= 1.5 or step <= LINE * min(char.bottom - char.top, 15.0)):
            found[-1].append(char)
        else:
            found.append([char])
            base = char.base
    return [_once(sorted(line, key=attrgetter("x0"))) for line in found]


def _once(line: list[Char]) -> list[Char]:
    """Leave out characters that were printed a second time over themselves, as cheap bold type is."""
    kept = line[:1]
    for char in line[1:]:
        before = kept[-1]
        if char.text == before.text and char.x0 - before.x0 < TWICE * (char.bottom - char.top):
            continue
        kept.append(char)
    return kept


def line_text(line: Sequence[Char]) -> str:
    """Return the text of a line of characters."""
    parts = [line[0].text] if line else []
    for before, char in zip(line, line[1:], strict=False):
        if _is_apart(before, char):
            parts.append(" ")
        parts.append(char.text)
    return "".join(parts)


def _is_apart(before: Char, char: Char) -> bool:
    """Tell whether white space is read between two characters."""
    gap = char.x0 - before.x1
    height = max(before.bottom - before.top, char.bottom - char.top)
    if is_wide(before.text) and is_wide(char.text):
        return False
    if is_wide(before.text) or is_wide(char.text):
        return gap > height
    return gap > APART * height or (char.spaced and gap > APART * height / 3)


def cell_text(chars: Sequence[Char], box: Box) -> str:
    """Return the text of a cell in reading order: one line, white space only where it tells something.

    Where a number may go on in the next line there is a `BREAK`.
    """
    if not chars:
        return ""
    if _is_vertical(chars):
        return "".join(char.text for char in chars)
    text = ""
    last: list[Char] = []
    for line in lines(chars):
        part = line_text(line)
        if text and not (is_wide(text[-1]) or is_wide(part[0])):
            text += BREAK if _may_run_on((last, line), box) else " "
        text += part
        last = line
    return text


def _is_vertical(chars: Sequence[Char]) -> bool:
    """Tell whether most characters, in the order in which they were drawn, go down or up the page: upright script."""
    if len(chars) < 3 or not any(is_wide(char.text) for char in chars):
        return False
    steps = 0
    for before, char in zip(chars, chars[1:], strict=False):
        height = char.bottom - char.top
        steps += abs(char.base - before.base) > height / 2 and abs(char.x0 - before.x0) < height / 2
    return steps * 3 > (len(chars) - 1) * 2 and sum(is_wide(char.text) for char in chars) * 3 > len(chars) * 2


def _may_run_on(pair: tuple[list[Char], list[Char]], box: Box) -> bool:
    """Tell whether a number may have been broken at the edge of its cell: its first line leaves no room for a digit."""
    first, second = pair
    room = box[2] - box[0] - (first[-1].x1 - first[0].x0)
    digit = first[-1].x1 - first[-1].x0
    pitch = second[0].base - first[0].base
    return (
        room < digit + PADDING
        and pitch < 2 * (first[-1].bottom - first[-1].top)
        and len(second) <= len(first)
        and bool(_DIGITS.fullmatch("".join(char.text for char in first)))
        and second[0].text.isdigit()
    )


def rows(chars: Iterable[Char]) -> list[Row]:
    """Return characters as printed lines of words."""
    return [_row(line) for line in lines(chars) if line]


def _row(line: list[Char]) -> Row:
    groups: list[list[Char]] = []
    before = line[0]
    for char in line:
        gap = char.x0 - before.x1
        if not groups or (gap > 0 and _is_word_end(before, char, gap)):
            groups.append([char])
        else:
            groups[-1].append(char)
        before = char
    words = tuple(Word(*box_of(group), "".join([char.text for char in group])) for group in groups)
    return Row(words, box_of(words), line[0].base)


def _is_word_end(before: Char, char: Char, gap: float) -> bool:
    height = min(max(before.bottom - before.top, char.bottom - char.top), 16.0)
    if is_wide(before.text) or is_wide(char.text):
        return gap > WIDE * height
    return gap > APART * height or (char.spaced and gap > APART * height / 3)


def box_of(parts: Sequence[Char] | Sequence[Word]) -> Box:
    """Return the box around characters or words."""
    lefts, tops, rights, bottoms = zip(*[part[:4] for part in parts], strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
