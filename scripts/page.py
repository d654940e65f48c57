"""What the generated pages share: tables of Markdown, and short citations whose documents stand in full at the end."""

from collections.abc import Iterable, Iterator, Sequence

from gongkai.law import citation
from gongkai.law.citation import Citation, Instrument
from gongkai.law.replies.shelf import SHORT_TITLES

GENERATED = "由代码生成，请勿手改。 / Generated from the code; do not edit."
OPEN = "待定 open"
"""What no text settles."""
LONGEST = 18
_NAMED = {instrument: short for short, instrument in SHORT_TITLES.items()}


def top(title: str, *paragraphs: str) -> Iterator[str]:
    """Yield the head of a page: its title, that it is generated, and what it is about."""
    yield f"# {title}"
    yield ""
    yield GENERATED
    for paragraph in paragraphs:
        yield ""
        yield paragraph


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table with an empty line before it."""
    yield ""
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(cell(text) for text in row)} |"


def cell(text: str) -> str:
    """Return text that may stand in a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


class Sources:
    """The citations of one page. It remembers which documents were cited, to name them in full at the end."""

    def __init__(self) -> None:
        self._cited: dict[Instrument, None] = {}

    def short(self, basis: Iterable[Citation]) -> str:
        """Return citations as they are written in a table."""
        found = list(dict.fromkeys(basis))
        self._cited.update(dict.fromkeys(one.instrument for one in found))
        return "；".join(f"{_short(one.instrument)}{one.article}" for one in found)

    def named(self) -> Iterator[str]:
        """Yield the documents that were cited, with their numbers."""
        yield ""
        yield "## 文件 / Documents"
        rows = [(_short(one), str(one), one.english) for one in self._cited]
        yield from table(("简称 Short", "文件 Document", "English"), rows)


def _short(instrument: Instrument) -> str:
    if instrument in _NAMED:
        return _NAMED[instrument]
    plain = instrument.title.replace("中华人民共和国", "")
    if len(plain) > LONGEST and instrument.number:
        return instrument.number
    known = [one for one in vars(citation).values() if isinstance(one, Instrument)]
    same = [one for one in known if one.title == instrument.title]
    return f"{plain}（{instrument.number}）" if len(same) > 1 else plain
