"""The statutory tables on a page: the boxes of the writers, with every figure a link to what is behind it."""

from collections.abc import Callable, Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.report import formats
from gongkai.report.formats import Format
from gongkai.report.model import Report, TableName
from gongkai.report.writers import statutory
from gongkai.report.writers.html import closing, opening, safe
from gongkai.report.writers.statutory import Box, Layout
from gongkai.web.reporting.differences import Changed

Link = Callable[[str], str]


def table(
    report: Report, name: TableName, *, link: Link | None = None, changed: Mapping[str, Changed] | None = None
) -> SafeString:
    """Return a table of a report; `link` gives the address behind a figure, `changed` what stands there now."""
    layout = statutory.fill(report, name)
    if layout is None:
        return mark_safe("")
    form = statutory.format_of(report, name)
    rows = "".join(
        f"<tr>{''.join(_box(box, form, link, changed or {}) for box in boxes)}</tr>" for boxes in layout.rows
    )
    words = _("可以左右滚动的表格：%(name)s") % {"name": layout.caption}
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}"><table class="statutory {}" lang="zh-CN" '
        'aria-label="{}"><colgroup>{}</colgroup><tbody>{}</tbody></table></div>',
        words,
        name,
        layout.caption,
        mark_safe(_columns(layout)),  # noqa: S308 - made of the numbers of the layout
        mark_safe(rows),  # noqa: S308 - every text in it went through `safe`
    )


def label(format_name: str, cell: str) -> str:
    """Return the form's words for a cell: its row and its column."""
    return "，".join(statutory.headings(formats.load(format_name), cell))


def _columns(layout: Layout) -> str:
    return "".join(f'<col class="{"words" if width > 20 else "digits"}">' for width in layout.widths)


def _box(box: Box, form: Format, link: Link | None, changed: Mapping[str, Changed]) -> str:
    if box.cell is None:
        return f"{opening(box)}{safe(box.text)}{closing(box)}"
    look = f' id="{safe(box.cell)}" class="figure{" changed" if box.cell in changed else ""}"'
    return f"{opening(box, look)}{_figure(box, form, link)}{_now(changed.get(box.cell))}{closing(box)}"


def _figure(box: Box, form: Format, link: Link | None) -> str:
    if box.cell is None or link is None or not box.text:
        return safe(box.text)
    row, column = statutory.headings(form, box.cell)
    return f'<a href="{safe(link(box.cell))}" aria-label="{safe(f"{row}，{column}：{box.text}")}">{safe(box.text)}</a>'


def _now(changed: Changed | None) -> str:
    if changed is None:
        return ""
    return f"<small>{safe(_('现为%(number)s') % {'number': changed.is_now})}</small>"
