"""Labels as the form prints them, as reports print them, and how the two are recognised as the same.

A label is compared by its core: simplified characters without numbering, punctuation and spaces. What matches only by
its core or a listed variant is the same label; what matches by likeness is the same label printed otherwise, and noted.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from gongkai.report.align.traditional import simplify

_NUMBERING = re.compile(
    r"^[\s(]*(?:第?[一二三四五六七八九十]+|\d{1,2})[)、.:,\s]+|^[\s(]*[一二三四五六七八九十][)、.:]*(?=[\u4e00-\u9fff])"
)
# Blanks, and what a converter of Word files leaves in front of a cell's text.
_DROPPED = re.compile(r"\[bookmark:[^\]]*\]|\s+")
_DIGIT_NUMBERING = re.compile(r"^\d{1,2}(?=[\u4e00-\u9fff])")
_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)?$")
LIKENESS = 0.82
SHORTEST_FRAGMENT = 3


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return text folded for comparison: compatibility forms, simplified characters, no blanks."""
    return simplify(_DROPPED.sub("", unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=8192)
def core(text: str) -> str:
    """Return the words of a label: no numbering, no punctuation, no blanks."""
    folded = plain(text)
    without = _NUMBERING.sub("", folded, count=1)
    return _NOT_WORDS.sub("", _DIGIT_NUMBERING.sub("", without) or folded)


def without_note(text: str) -> str:
    """Return a label without the note in brackets at its end."""
    return _BRACKETS.sub("", plain(text))


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Return the words of a label without the note in brackets at its end."""
    return core(without_note(text))


@lru_cache(maxsize=8192)
def number(text: str) -> str:
    """Return the numbering of a label as it stands, such as "3" or "七", "" where there is none."""
    match = re.match(r"^\(?([一二三四五六七八九十]|\d{1,2})[)、.:,]", plain(text))
    return match[1] if match else ""


@dataclass(frozen=True, slots=True)
class Match:
    """A label recognised: `key` in its vocabulary; `exact` is False where the print differs from the form's words."""

    key: str
    exact: bool


@dataclass(slots=True)
class Vocabulary:
    """Labels of one kind (the rows of table 3, the columns of table 4 ...) with everything they are recognised by."""

    cores: dict[str, str] = field(default_factory=dict)
    numbered: dict[str, str] = field(default_factory=dict)
    variants: dict[str, str] = field(default_factory=dict)
    _memory: dict[str, Match | None] = field(default_factory=dict)

    def add(self, key: str, label: str, variants: Iterable[str] = ()) -> None:
        """Record a label of the form under a key, with the variants that reports print."""
        self.cores.setdefault(core(label), key)
        self.numbered.setdefault(_NOT_WORDS.sub("", plain(label)), key)
        short = bare(label)
        if short and short not in self.cores:
            self.variants.setdefault(short, key)
        for variant in variants:
            if core(variant) not in self.cores:
                self.variants.setdefault(core(variant), key)

    def match(self, text: str) -> Match | None:
        """Return what a label is, None where it is none of these."""
        if text not in self._memory:
            if len(self._memory) > 8192:
                self._memory.clear()
            self._memory[text] = self._match(text)
        return self._memory[text]

    def _match(self, text: str) -> Match | None:
        words = core(text)
        if not words or len(words) > 80:
            return None
        if words in self.cores:
            return Match(self.cores[words], True)
        if words in self.variants:
            return Match(self.variants[words], False)
        short = bare(text)
        if short in self.cores:
            return Match(self.cores[short], False)
        if short in self.variants:
            return Match(self.variants[short], False)
        return self._like(words)

    def _like(self, words: str) -> Match | None:
        if len(words) < 5:
            return None
        scored = sorted(
            ((_likeness(words, known), key) for known, key in (*self.cores.items(), *self.variants.items())),
            reverse=True,
        )
        (best, key), *rest = scored
        rival = next((score for score, other in rest if other != key), 0.0)
        return Match(key, False) if best >= LIKENESS and best - rival >= 0.06 else None

    def beginning(self, text: str) -> str | None:
        """Return the key of the one label that begins with the end of this text, None where there is none or several."""
        words = _NOT_WORDS.sub("", plain(text))
        for start in range(len(words) - 1):
            tail = words[start:]
            for labels, part, shortest in ((self.numbered, tail, 2), (self.cores, core(tail), SHORTEST_FRAGMENT)):
                found = {key for label, key in labels.items() if label.startswith(part)}
                if len(part) >= shortest and len(found) == 1:
                    return found.pop()
        return None

    def ending(self, text: str, key: str) -> bool:
        """Return whether a text is the rest of the label of that key."""
        words = core(text) or _NOT_WORDS.sub("", plain(text))
        return bool(words) and any(
            known.endswith(words) for known, owner in (*self.cores.items(), *self.variants.items()) if owner == key
        )

    def inside(self, text: str) -> str | None:
        """Return the key of the longest label that ends a text, for lines in which a group's label runs into a row's."""
        words = _NOT_WORDS.sub("", plain(text))
        found = [(len(known), key) for known, key in self.cores.items() if len(known) >= 4 and words.endswith(known)]
        return max(found)[1] if found else None


@lru_cache(maxsize=16384)
def _likeness(a: str, b: str) -> float:
    if abs(len(a) - len(b)) > max(len(a), len(b)) * 0.4:
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
