"""A document as the run of parts that each writer sets, so that its PDF and its Word file say the same."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["organ", "title", "heading", "paragraph", "small", "seal", "date"]
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


@dataclass(frozen=True, slots=True)
class Text:
    """A line outside the tables."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table with a heading row; `widths` are relative."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Square:
    """A day in the calendar: its date, its number or why it has none, and what else is to be said of it."""

    date: str
    main: str
    tag: str
    counted: bool
    last: bool = False
    above: bool = False  # a new month begins below the line above it
    before: bool = False  # a new month begins to the right of the line before it


@dataclass(frozen=True, slots=True)
class Weeks:
    """A calendar from Monday to Sunday, a row a week; None stands for a day that lies outside."""

    caption: str
    rows: tuple[tuple[Square | None, ...], ...]


Part = Text | Table | Weeks
