"""Word documents (DOCX, DOCM, DOTX) into blocks, straight from the XML of the package.

What is read is what Word prints: automatic numbers with it, deleted and hidden text without, text boxes once.
"""

import zipfile
from typing import TYPE_CHECKING

from gongkai.report.blocks import Block, Document
from gongkai.report.model import Line, Note, ParagraphPlace
from gongkai.report.readers import package
from gongkai.report.readers.docx_body import Story, printed, story
from gongkai.report.readers.docx_names import CHANGES, VANISH, w, word_parsed, word_tree
from gongkai.report.readers.docx_numbering import numbering
from gongkai.report.readers.docx_styles import PLAIN, styles
from gongkai.report.readers.errors import damaged
from gongkai.report.readers.folding import unify

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".zip", ".rar", ".ofd")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# Most of a style sheet is styles of tables, which say nothing about text; parsing them would cost more than all the rest.
_TABLE_STYLE, _STYLE_END = b'<w:style w:type="table"', b"</w:style>"
_MAIN = "word/document.xml"


def read(data: bytes) -> Document:
    """Return the blocks of a Word document.

    :raises Unreadable: where the package or its XML is broken.
    """
    with package.opened(data) as archive:
        main = _main_part(archive)
        root = word_tree(archive, main)
        body = None if root is None else root.find(w("body"))
        if root is None or body is None:
            raise damaged("其中没有正文", "it has no body")
        relations = package.related(archive, main)
        told = _story(archive, relations, root)
        document = Document("docx", title=_title(archive), notes=told.notes, attachments=told.attachments)
        document.blocks = printed(story(body, told))
        document.blocks.extend(_around(archive, relations, root, told))
    if next(root.iter(*CHANGES), None) is not None:
        document.notes.append(Note("tracked_changes"))
    return unify(document)


def _main_part(archive: zipfile.ZipFile) -> str:
    for kind, target, outside in package.related(archive, "").values():
        if kind == "officeDocument" and not outside:
            return target
    return _MAIN


def _story(archive: zipfile.ZipFile, relations: package.Relations, root: "Element") -> Story:
    def only(wanted: str) -> bytes | None:
        targets = [target for kind, target, outside in relations.values() if kind == wanted and not outside]
        return package.part(archive, targets[0]) if targets else None

    style_sheet = only("styles")
    found = styles(None if style_sheet is None else word_parsed(_without_table_styles(style_sheet)))
    lists = only("numbering")
    return Story(
        archive,
        relations,
        found,
        numbering(None if lists is None else word_parsed(lists), lambda name: found.named(name, PLAIN).list_name),
        hides=found.hides or next(root.iter(VANISH), None) is not None,
        links={
            name: target
            for name, (kind, target, outside) in relations.items()
            if outside and kind == "hyperlink" and target.lower().partition("?")[0].endswith(_FILES)
        },
    )


def _without_table_styles(data: bytes) -> bytes:
    first, *others = data.split(_TABLE_STYLE)
    return b"".join([first, *(other.partition(_STYLE_END)[2] for other in others)])


def _around(archive: zipfile.ZipFile, relations: package.Relations, root: "Element", told: Story) -> list[Block]:
    """Return headers, footers and notes as lines that are no part of the report's text."""
    lines: dict[str, Line] = {}
    for kind, target, outside in relations.values():
        if outside or kind not in ("header", "footer", "footnotes", "endnotes"):
            continue
        part = word_tree(archive, target)
        for container in () if part is None else _containers(part, kind):
            for block in printed(story(container, told)):
                if isinstance(block, Line):
                    lines[block.text] = Line(block.text, ParagraphPlace(told.paragraphs or 1), furniture=True)
    return list(lines.values())


def _containers(part: "Element", kind: str) -> "list[Element]":
    if kind in ("header", "footer"):
        return [part]
    # The first two notes of Word are the lines that separate notes from text.
    return [note for note in part if isinstance(note.tag, str) and note.get(w("type")) in (None, "normal")]


def _title(archive: zipfile.ZipFile) -> str | None:
    core = package.tree(archive, "docProps/core.xml")
    element = None if core is None else core.find(_TITLE)
    return None if element is None else (element.text or "").strip() or None
