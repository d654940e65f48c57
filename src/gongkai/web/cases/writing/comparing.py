"""Two texts beside each other: paragraph by paragraph, and within a changed paragraph sign by sign."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

SAME, GONE, NEW = "same", "gone", "new"
ALIKE = 0.5
"""From how alike two paragraphs are compared sign by sign; below it the one goes and the other comes."""


class Piece(NamedTuple):
    """A piece of a paragraph: in both, only in the earlier text, or only in the later one."""

    kind: str
    text: str


Line = tuple[Piece, ...]


def compare(earlier: str, later: str) -> list[Line]:
    """Return both texts as one, paragraph by paragraph."""
    old, new = _lines(earlier), _lines(later)
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(Piece(SAME, line),) for line in old[a:b]]
        else:
            found += _changed(old[a:b], new[c:d])
    return found


def differ(earlier: str, later: str) -> bool:
    """Return whether two texts say something different."""
    return _lines(earlier) != _lines(later)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    left = list(new)
    for line in old:
        match = next(
            (each for each in left if SequenceMatcher(None, line, each, autojunk=False).ratio() >= ALIKE), None
        )
        if match is None:
            yield (Piece(GONE, line),)
            continue
        # What comes before the paragraph that this one became is new.
        while (first := left.pop(0)) != match:
            yield (Piece(NEW, first),)
        yield tuple(_signs(line, match))
    for line in left:
        yield (Piece(NEW, line),)


def _signs(old: str, new: str) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(SAME, old[a:b])
        else:
            yield from (Piece(kind, text) for kind, text in ((GONE, old[a:b]), (NEW, new[c:d])) if text)
