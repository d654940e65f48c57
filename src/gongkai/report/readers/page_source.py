"""A web page as the parser repairs it, written out again without what nobody sees and without inline tags.

What remains are tags of blocks and tables with text between them, escaped in one way: one pattern finds them all.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast

from gongkai.report.model import Note
from gongkai.report.readers import limits
from gongkai.report.readers.encoding import Decoded, compatibility_note, declared, decode, fold
from gongkai.report.readers.errors import damaged

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

HIDDEN = "data-unseen"
_UNSEEN_TAGS = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "noframes",
    "noembed",
    "svg",
    "object",
    "canvas",
    "xmp",
    "plaintext",
]
_UNSEEN = '[hidden],[style*="display:none" i],[style*="display: none" i],[style*="visibility:hidden" i]'
_TABLE_PARTS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot", "table"})
_INLINE = (
    "span|a|font|b|strong|em|i|u|s|o:p|sup|sub|small|big|strike|del|ins|label|abbr|cite|code|kbd|mark|q|tt|var|bdo|bdi|time|data"
    "|acronym|dfn|samp|nobr|wbr|st1:[a-z]+|v:[a-z]+|w:[a-z]+|picture|map|ruby|rb|textarea|option|optgroup"
)
_INLINE_TAGS = re.compile(rf'</?(?:{_INLINE})(?:>| [^>"]*+(?:"[^"]*+"[^>"]*+)*+>)|<!--.*?-->', re.DOTALL)
_PRONUNCIATION = re.compile(r"<(rt|rp)>.*?</\1>", re.DOTALL)
_FILE = re.compile(
    r'<a [^>]*?\bhref="([^"]*?\.(?:pdf|docx?|xlsx?|wps|et|zip|rar|ofd)(?:[?#][^"]*)?)"[^>]*>(.*?)</a>',
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(r"<[^>]*>")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DATE = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})")
_NESTING = re.compile(
    rb"<(?!(?:br|img|hr|input|meta|link|p|li|td|tr|th|option|col|dt|dd|area|base|param|wbr)[\s/>])[a-z]", re.IGNORECASE
)
_DEEP = 2_000
_TOO_DEEP = 50_000
_MUCH = 1_000  # characters
_HEAVY = 2 * limits.MEGABYTE


@dataclass(slots=True)
class Page:
    """The body as text, and what the head says."""

    body: str
    title: str | None = None
    published: date | None = None
    files: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def is_heavy(data: bytes) -> bool:
    """Return whether a page is so large, or leaves so many tags open, that parsing it could take long.

    :raises Unreadable: where its nesting is past all reason.
    """
    if len(data) > _HEAVY:
        return _depth(data) > 0
    return data.count(b"<") - 2 * data.count(b"</") > _DEEP and _depth(data) > _DEEP


def _depth(data: bytes) -> int:
    """Return a bound of how deeply tags are nested, at least 1: the tags that are not closed."""
    depth = len(_NESTING.findall(data)) - data.count(b"</")
    if depth > _TOO_DEEP:
        raise damaged("网页标签嵌套过深", "the tags of the page are nested too deeply")
    return max(1, depth)


def page(data: bytes) -> Page:
    """Return the page in some bytes.

    :raises Unreadable: where it ends in the middle of a table.
    """
    from selectolax.lexbor import LexborHTMLParser

    decoded = decode(data, declared(data))
    if _is_cut_short(decoded.text.lower()):
        raise damaged("网页在表格中间中断，后面的内容没有", "the page breaks off in the middle of a table")
    tree = LexborHTMLParser(decoded.text)
    found = Page("", notes=list(decoded.notes))
    _read_head(tree, found)
    if tree.body is None:
        return found
    tree.strip_tags(_UNSEEN_TAGS)
    unseen = tree.body.css(_UNSEEN)
    whole = tree.body.text(strip=True) if unseen else ""
    for node in reversed(unseen):
        _hide(node, found, whole)
    found.body = _simplified(tree.body.html or "", found, decoded)
    return found


def _is_cut_short(text: str) -> bool:
    """Return whether a page that begins as a whole one ends within a table; parts of pages may leave tags open."""
    if "</html" in text or "</body" in text or ("<html" not in text and "<body" not in text):
        return False
    return text.count("<table") > text.count("</table")


def saved_page(data: bytes) -> bytes:
    """Return the HTML in a page that a browser or Word saved as one file (MHTML).

    :raises Unreadable: where there is none.
    """
    from email import message_from_bytes, policy  # slow to load, and seldom needed

    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = cast(bytes, part.get_payload(decode=True))
            charset = part.get_content_charset() or declared(content)
            return decode(content, charset).text.encode("utf-8", "replace")
    raise damaged("单个文件网页中没有网页正文", "the saved page holds no HTML")


def _hide(node: "LexborNode", found: Page, whole: str) -> None:
    """Take an unseen element out; parts of tables stay, marked, since places count them."""
    text = node.text(strip=True)
    if len(text) > _MUCH and 2 * len(text) > len(whole):
        return  # a script shows it as soon as the page is there
    if text and _is_in_table(node):
        found.notes.append(Note("hidden_text", detail=text[:40]))
    if node.tag in _TABLE_PARTS or node.css_first("table") is not None:
        node.attrs[HIDDEN] = ""
    else:
        node.decompose()


def _is_in_table(node: "LexborNode") -> bool:
    parent: LexborNode | None = node
    while parent is not None:
        if parent.tag in _TABLE_PARTS:
            return True
        parent = parent.parent
    return False


def _simplified(body: str, found: Page, decoded: Decoded) -> str:
    if "<rt>" in body or "<rp>" in body:
        body = _PRONUNCIATION.sub("", body)
    body = _FILE.sub(lambda link: _kept_link(link, found), body)
    body = _INVISIBLE.sub("", _INLINE_TAGS.sub("", body))
    if "&#" in decoded.text and (note := compatibility_note(body)) is not None:
        found.notes.append(note)
        body = fold(body)
    return body


def _kept_link(link: re.Match[str], found: Page) -> str:
    """Return the text of a link to a file after a tag that tells where it stood."""
    name = unescaped(_ANY_TAG.sub("", link[2])).strip()
    url = unescaped(link[1])
    found.files.append((name or url.rpartition("/")[2], url))
    return f"<file {len(found.files) - 1}>{link[2]}"


def unescaped(text: str) -> str:
    """Return text with the few entities resolved that the parser writes."""
    if "&" not in text:
        return text
    for entity, char in (("&nbsp;", "\xa0"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


def _read_head(tree: "LexborHTMLParser", found: Page) -> None:
    for meta in tree.css("meta[name][content]"):
        name = (meta.attrs.get("name") or "").lower()
        content = (meta.attrs.get("content") or "").strip()
        if name == "articletitle" and content:
            found.title = content
        elif name in ("pubdate", "publishdate") and (day := _DATE.search(content)):
            found.published = _day(day)
    title = tree.css_first("title")
    if found.title is None and title is not None:
        found.title = " ".join(title.text().split()) or None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
