"""Chinese text as pairs of characters: the one way in which what is found and what is looked for are cut, on every database.

A run of Chinese characters becomes its overlapping pairs and its last character; a run of other letters or digits stays
one word. Forms that look alike are made one first (NFKC, case), so that full width, half width and the radicals that some
PDF writers use are found by what anybody types. Signs between words are dropped: 〔2021〕3号 is found as [2021] 3 号.
"""

import re
import unicodedata
from collections.abc import Iterator

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BROKEN_LINE = re.compile(f"(?<=[{HAN}])\\s+(?=[{HAN}])")
_RUN = re.compile(f"([{HAN}]+)|([^\\W_{HAN}]+)")
# The tokenizer of SQLite knows the letters of Unicode 6.1; later ones are spelled out.
_LATER = re.compile("[\U0002b820-\U0003ffff]")


def normalised(text: str) -> str:
    """Return a text in the one form in which it is compared."""
    return unicodedata.normalize("NFKC", text).casefold()


def runs(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the runs of a normalised text in their order, and whether each is Chinese."""
    for found in _RUN.finditer(text):
        yield found[1] is not None, found[0]


def words(text: str) -> Iterator[str]:
    """Yield what a text is found by, in its order."""
    for han, run in runs(_BROKEN_LINE.sub("", normalised(text))):
        if not han:
            yield run[:60]
            continue
        spelled = [_LATER.sub(lambda found: f"u{ord(found[0]):x}", each) for each in run]
        yield from (first + second for first, second in zip(spelled, spelled[1:], strict=False))
        yield spelled[-1]


def phrase(term: str) -> tuple[list[str], bool]:
    """Return the words that a term without blanks is looked for by, one after the other, and whether the last is a beginning.

    Within a text the last character of a run also stands alone; at the end of a term it does only where it is the whole run.
    """
    found = list(words(term))
    parts = list(runs(normalised(term)))
    if not parts or not parts[-1][0]:
        return found, False
    return (found, True) if len(parts[-1][1]) == 1 else (found[:-1], False)


def terms(query: str) -> list[str]:
    """Return what a query asks for, all of which is to be found; blanks separate. At most sixteen are looked for."""
    return [term for term in normalised(query[:500]).split() if _RUN.search(term)][:16]
