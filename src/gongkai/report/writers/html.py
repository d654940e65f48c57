"""The report as one web page that needs nothing beside it and prints as it looks."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from gongkai.report.model import Report
from gongkai.report.writers import outline
from gongkai.report.writers.statutory import Box, Layout
from gongkai.typesetting.plain import plain

_TAGS = {
    "title": "h1",
    "heading": "h2",
    "subheading": 'p class="sub"',
    "paragraph": "p",
    "signature": 'p class="right"',
    "date": 'p class="right"',
}


def render(report: Report) -> bytes:
    """Return the page, UTF-8."""
    return "\n".join(_page(report)).encode("utf-8")


def _page(report: Report) -> Iterator[str]:
    parts = list(outline.parts(report))
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    if report.published:
        yield f'<meta name="PubDate" content="{report.published.isoformat()}">'
    yield f"<title>{safe(''.join(outline.title(report)))}</title>"
    yield f"<style>{style('report.css')}</style>\n</head>\n<body>\n<main>"
    for part in parts:
        if isinstance(part, Layout):
            yield table(part)
        else:
            tag = _TAGS[part.kind]
            yield f"<{tag}>{safe(part.text)}</{tag.split()[0]}>"
    yield from _attachments(report)
    yield "</main>\n</body>\n</html>\n"


def safe(text: str) -> str:
    """Return text fit to stand in a page, between tags or in an attribute, whatever it is made of."""
    return escape(plain(text))


def style(name: str) -> str:
    """Return a style sheet that ships with the writers."""
    return files(__package__).joinpath(name).read_text("utf-8").strip()


def table(layout: Layout) -> str:
    """Return a table with merged cells, its caption and the scopes of its headings."""
    total = sum(layout.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.2f}%">' for width in layout.widths)
    rows = "\n".join(f"<tr>{''.join(_box(box) for box in boxes)}</tr>" for boxes in layout.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(layout.caption)}">\n'
        f'<table class="{layout.table}" aria-label="{escape(layout.caption)}">\n'
        f"<colgroup>{columns}</colgroup>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def opening(box: Box, attributes: str = "") -> str:
    """Return the opening tag of a cell, with its spans and the scope of a heading."""
    tag = "td" if box.cell or not box.scope else "th"
    scope = f' scope="{box.scope}"' if box.scope else ""
    rows = f' rowspan="{box.rows}"' if box.rows > 1 else ""
    columns = f' colspan="{box.columns}"' if box.columns > 1 else ""
    return f"<{tag}{scope}{rows}{columns}{attributes}>"


def closing(box: Box) -> str:
    """Return the closing tag of a cell."""
    return "</td>" if box.cell or not box.scope else "</th>"


def _box(box: Box) -> str:
    return f"{opening(box)}{safe(box.text)}{closing(box)}"


def _attachments(report: Report) -> Iterator[str]:
    for attachment in report.attachments:
        name = safe(attachment.name)
        url = attachment.url or ""
        # Only addresses of the web become links; javascript: and the like stay words.
        linked = f'<a href="{safe(url)}">{name}</a>' if url.lower().startswith(("http://", "https://")) else name
        yield f'<p class="attachment">附件：{linked}</p>'
