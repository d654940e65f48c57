"""What every reader turns its bytes into: one stream of lines, grids and pictures, each with its place.

The aligner sees nothing else, so a figure is found the same way whether it stood in Word, on a web page or on a scan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.report.model import Attachment, Line, Note, Place


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the source writes it, merged cells once. `row` and `column` count from 0 and are those of its top left corner."""

    text: str
    row: int
    column: int
    place: Place
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `exact` says that columns are certain (spans, ruling lines); tabs and pipes in text are not."""

    cells: Sequence[GridCell]
    place: Place
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the body of the document, such as a table that was pasted as an image."""

    place: Place
    text: str = ""


Block = Line | Grid | Picture


@dataclass(slots=True)
class Document:
    """A document as its reader saw it, in reading order.

    `kind` is that of the contract. `title` and `published` are what the file itself says (meta data), not what its text says.
    """

    kind: str
    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    published: date | None = None
    attachments: list[Attachment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
