"""What is said in two languages, in that of the reader."""

from typing import Protocol

from django.utils.translation import get_language, gettext


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
    zh, en = words if isinstance(words, tuple) else (words.zh, words.en)
    return en if get_language() == "en" else zh
