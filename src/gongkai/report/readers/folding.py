"""The last step of a reader whose text comes from XML: characters that look the same become the same."""

import re
from collections.abc import Callable
from dataclasses import replace

from gongkai.report.blocks import Block, Document, Grid
from gongkai.report.readers.encoding import compatibility_note, fold

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def unify(document: Document) -> Document:
    """Return the document with compatibility forms folded, which is noted, and without characters of no width."""
    text = "\n".join(_texts(document))
    note = compatibility_note(text)
    if note is not None:
        document.notes.append(note)
    if note is not None or INVISIBLE.search(text):
        document.blocks = [_changed(block, lambda part: INVISIBLE.sub("", fold(part))) for block in document.blocks]
    return document


def _texts(document: Document) -> list[str]:
    return [
        text
        for block in document.blocks
        for text in ([cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text])
    ]


def _changed(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Grid):
        return replace(block, cells=[replace(cell, text=change(cell.text)) for cell in block.cells])
    return replace(block, text=change(block.text))
