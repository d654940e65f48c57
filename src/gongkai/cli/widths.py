"""How wide text is on a terminal, where a Chinese character takes two columns."""

import unicodedata
from collections.abc import Iterator

CLOSING = "，。；：、！？）》”’"


def width(text: str) -> int:
    """Return the number of terminal columns."""
    return sum(_column(character) for character in text)


def fit(text: str, columns: int, *, right: bool = False) -> str:
    """Return the text filled up, or cut with an ellipsis, to that many columns."""
    wide = width(text)
    if wide > columns:
        text, wide = _cut(text, columns)
    space = " " * (columns - wide)
    return space + text if right else text + space


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Yield the text in lines of at most that many columns; words of letters stay whole where they can."""
    line, wide = "", 0
    for piece in _pieces(text):
        size = width(piece)
        if wide + size > columns and line:
            yield line.rstrip()
            line, wide = "", 0
            piece = piece.lstrip()
            size = width(piece)
        line, wide = line + piece, wide + size
    if line.strip():
        yield line.rstrip()


def _column(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    # Ambiguous ones, such as “ and ·, take one column in today's terminals.
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _cut(text: str, columns: int) -> tuple[str, int]:
    kept, wide = "", 0
    for character in text:
        size = _column(character)
        if wide + size > columns - 1:
            break
        kept, wide = kept + character, wide + size
    return (kept + "…", wide + 1) if columns > 0 else ("", 0)


def _pieces(text: str) -> Iterator[str]:
    """Yield what must not be torn: a word with the space before it, a wide character with the mark that closes it."""
    piece = ""
    for character in text:
        within = character.isascii() and piece[-1:].isascii() and character != " "
        if piece and not within and character not in CLOSING:
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
