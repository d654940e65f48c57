"""What is said in two languages, in that of the reader."""

from typing import Protocol, runtime_checkable

from django.utils.translation import get_language, gettext


@runtime_checkable
class Pair(Protocol):
    """Something that says itself in Chinese and in English, as what the law names does."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""


def said(words: Pair | tuple[str, str] | str | None) -> str:
    """Return words in the language of the reader: of a pair the one, of a Chinese sentence its translation."""
    if not words:
        return ""
    if isinstance(words, str):
        return gettext(words)
    # A note of the law is a tuple too, of more than its words.
    zh, en = (words.zh, words.en) if isinstance(words, Pair) else words
    return en if get_language() == "en" else zh
