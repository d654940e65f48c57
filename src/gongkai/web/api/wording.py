"""The same in Chinese and in English, whatever language the caller reads: every sentence of an answer comes in both."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol, TypeVar

from django.utils import translation

from gongkai.law.citation import Citation

Found = TypeVar("Found")
CHINESE, ENGLISH = "zh-hans", "en"


class Words(NamedTuple):
    """The same in Chinese and in English."""

    zh: str
    en: str


class Pair(Protocol):
    """Something that says itself in Chinese and in English."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""


def both(say: Callable[[], Found]) -> tuple[Found, Found]:
    """Return what is said in Chinese, and what is said in English."""
    with translation.override(CHINESE):
        zh = say()
    with translation.override(ENGLISH):
        en = say()
    return zh, en


def words(said: Pair | tuple[str, str] | None) -> Words:
    """Return what the law names, as words; empty ones for nothing."""
    if said is None:
        return Words("", "")
    if isinstance(said, Words):
        return said
    return Words(*said[:2]) if isinstance(said, tuple) else Words(said.zh, said.en)


def basis(citations: Iterable[Citation]) -> list[str]:
    """Return the articles that something rests on, each once, with the instrument in full."""
    return list(dict.fromkeys(str(citation) for citation in citations))


def code(kind: type) -> str:
    """Return what a kind of refusal is called in an answer: IllegalStep is `illegal_step`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
