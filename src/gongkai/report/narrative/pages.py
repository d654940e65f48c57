"""The whole document as one text, tables included and the page around it left out, each character with its place.

The checks of words search it with one pattern each, which is faster than asking every line.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from gongkai.report.model import Line, Place, Report
from gongkai.report.narrative.prose import at


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of a document joined by line breaks."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]

    def place(self, offset: int) -> Place:
        """Return where the character at `offset` stands."""
        index = bisect_right(self.starts, offset) - 1
        return at(self.lines[index], offset - self.starts[index])

    def finds(self, pattern: re.Pattern[str], needles: Iterable[str] = ()) -> Iterator[tuple[re.Match[str], Place]]:
        """Yield every match with its place; `needles` are strings one of which every match holds.

        A plain search for a few strings is many times faster than a pattern, and most reports hold none of them.
        """
        if needles and not any(needle in self.text for needle in needles):
            return
        for found in pattern.finditer(self.text):
            yield found, self.place(found.start())


_last: tuple[list[Line], Pages] | None = None


def pages(report: Report) -> Pages:
    """Return the document of the report, or its narrative alone where the report came from JSON."""
    global _last
    lines = report.lines or [line for section in report.sections for line in section.lines]
    if _last is None or _last[0] != lines:
        _last = (list(lines), joined(lines))
    return _last[1]


def joined(lines: list[Line], *, furniture: bool = False) -> Pages:
    """Return lines as one text; the page around the report only where `furniture` is true."""
    kept = tuple(line for line in lines if furniture or not line.furniture)
    lengths = accumulate((len(line.text) + 1 for line in kept), initial=0)
    return Pages("\n".join(line.text for line in kept), tuple(lengths)[:-1] or (0,), kept)
