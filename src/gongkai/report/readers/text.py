"""Plain text into lines with their places; what is a table in it only the aligner can tell."""

from gongkai.report.blocks import Document
from gongkai.report.model import Line, TextPlace
from gongkai.report.readers import limits
from gongkai.report.readers.encoding import decode


def read(data: bytes) -> Document:
    """Return the lines of a text file, empty ones too: in text, an empty line separates cells.

    :raises Unreadable: where there are more than any report has.
    """
    decoded = decode(data)
    document = Document("text", notes=list(decoded.notes))
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    if text.count("\n") >= limits.LINES:
        raise limits.too_long()
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        column = line.index(stripped[0]) + 1 if stripped else 1
        document.blocks.append(Line(line, TextPlace(number, column)))
    return document
