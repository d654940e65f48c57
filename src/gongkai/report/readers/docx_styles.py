"""What the styles of a Word document say about paragraphs: heading level, automatic number, hidden text, contents."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gongkai.report.readers.docx_names import VANISH, is_on, number, value, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Style:
    """`heading` is 0 for none. `list_name` and `level` are those of the automatic number, where there is one."""

    heading: int = 0
    list_name: str | None = None
    level: int | None = None
    hidden: bool = False
    contents: bool = False


PLAIN = Style()


@dataclass(slots=True)
class Styles:
    """The styles of a document, looked into when they are first asked for; `default` is that of unstyled paragraphs."""

    elements: "dict[str, Element]"
    found: dict[str, Style] = field(default_factory=dict)
    default: Style = PLAIN
    hides: bool = False

    def named(self, name: str | None, otherwise: Style) -> Style:
        """Return the style of an id, with what it takes from those it is based on."""
        if not name or name not in self.elements:
            return otherwise
        style = self.found.get(name)
        if style is None:
            style = self.found[name] = _style(self.elements[name], self.elements)
        return style


def styles(root: "Element | None") -> Styles:
    """Return the styles of a document."""
    elements = {} if root is None else {e.get(w("styleId"), ""): e for e in root.iterchildren(w("style"))}
    found = Styles(elements, hides=root is not None and next(root.iter(VANISH), None) is not None)
    for name, element in elements.items():
        if element.get(w("default")) in ("1", "true", "on") and element.get(w("type")) == "paragraph":
            found.default = found.named(name, PLAIN)
    return found


def _style(element: "Element", elements: "dict[str, Element]") -> Style:
    heading = level = None
    list_name: str | None = None
    hidden = contents = False
    seen: set[int] = set()
    current: Element | None = element
    while current is not None and id(current) not in seen and len(seen) < 12:
        seen.add(id(current))
        name = (value(current, "name") or "").lower()
        properties = current.find(w("pPr"))
        heading = _heading(properties, name) if heading is None else heading
        contents = contents or name.startswith(("toc ", "toc", "目录"))
        hidden = hidden or is_on(current.find(w("rPr")), "vanish")
        numbers = None if properties is None else properties.find(w("numPr"))
        if list_name is None:
            list_name = value(numbers, "numId")
            level = number(numbers, "ilvl") if level is None else level
        current = elements.get(value(current, "basedOn") or "")
    return Style(heading or 0, list_name, level, hidden, contents)


def _heading(properties: "Element | None", name: str) -> int | None:
    outline = number(properties, "outlineLvl")
    if outline is not None:
        return outline + 1 if outline < 9 else 0
    if name.startswith(("heading ", "标题 ")) and name[-1].isdecimal():
        return int(name[-1])
    return 1 if name in ("title", "标题") else None
