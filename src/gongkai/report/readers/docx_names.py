"""The names of WordprocessingML that the reader of DOCX needs, and its strict dialect turned into the usual one."""

import zipfile
from typing import TYPE_CHECKING

from gongkai.report.readers import package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
MATH_PARAGRAPH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMathPara"


def w(name: str) -> str:
    """Return an element's or attribute's name in the namespace of WordprocessingML."""
    return _W + name


VALUE = w("val")
PARAGRAPH, PARAGRAPH_PROPERTIES, RUN, RUN_PROPERTIES, TEXT = w("p"), w("pPr"), w("r"), w("rPr"), w("t")
TABLE, ROW, CELL = w("tbl"), w("tr"), w("tc")
CONTROL, CONTROL_CONTENT = w("sdt"), w("sdtContent")
WRAPPERS = frozenset(w(name) for name in ("ins", "moveTo", "customXml", "smartTag", "fldSimple", "dir", "bdo"))
CHANGES = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "cellDel", "cellIns"))
VANISH = w("vanish")


def value(parent: "Element | None", name: str) -> str | None:
    """Return the value of a child element: an empty string where it has none, None where it is not there."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(VALUE, "")


def number(parent: "Element | None", name: str) -> int | None:
    """Return the value of a child element as a whole number, None where it is none."""
    text = (value(parent, name) or "").strip()
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 9 else None


def is_on(parent: "Element | None", name: str) -> bool:
    """Return whether a switch is there and not turned off."""
    return (value(parent, name) or "") not in ("0", "false", "off") if value(parent, name) is not None else False


def word_tree(archive: zipfile.ZipFile, name: str) -> "Element | None":
    """Return the root of a part, with the names of the usual dialect.

    :raises Unreadable: where it is broken.
    """
    data = package.part(archive, name)
    return None if data is None else word_parsed(data)


def word_parsed(data: bytes) -> "Element":
    """Return the root of some XML, with the names of the usual dialect.

    :raises Unreadable: where it is broken.
    """
    if b"purl.oclc.org/ooxml" in data[:8192]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return package.parsed(data)


def inside(wrapper: "Element") -> "Element | None":
    """Return what holds the content of a content control, a tracked insertion and the like, None for anything else."""
    tag = wrapper.tag
    if tag in WRAPPERS:
        return wrapper
    if tag == CONTROL:
        return wrapper.find(CONTROL_CONTENT)
    # The first of the alternatives; the others say the same for older programs.
    return next(iter(wrapper), None) if tag == ALTERNATE else None
