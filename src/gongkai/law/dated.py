"""Values with the days on which they hold: a rule that changed keeps both versions, and a day outside them is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from gongkai.law.citation import Citation
from gongkai.law.refusal import NotCovered

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Version(Generic[Value]):
    """A value and its source. It holds from `valid_from` on and before `valid_to`, which is open where it is None."""

    value: Value
    basis: tuple[Citation, ...]
    valid_from: date
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        """Return whether the value holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Dated(Generic[Value]):
    """The versions of one rule in the order of their days, none overlapping another."""

    def __init__(self, zh: str, en: str, versions: Iterable[Version[Value]]) -> None:
        self.zh = zh
        self.en = en
        self.versions = tuple(sorted(versions, key=lambda version: version.valid_from))
        for earlier, later in zip(self.versions, self.versions[1:], strict=False):
            if earlier.valid_to is None or earlier.valid_to > later.valid_from:
                raise ValueError(f"The versions of {en!r} overlap on {later.valid_from}.")

    def on(self, day: date) -> Version[Value]:
        """Return the version that holds on a day.

        :raises NotCovered: where none does.
        """
        for version in reversed(self.versions):
            if version.covers(day):
                return version
        known = "、".join(_span(version) for version in self.versions)
        raise NotCovered(
            f"{day} 没有已知的“{self.zh}”规定；已知的有：{known}。",
            f"No version of “{self.en}” is known for {day}; known are: {known}.",
        )


def _span(version: Version[Value]) -> str:
    return f"{version.valid_from}–{version.valid_to or ''}"
