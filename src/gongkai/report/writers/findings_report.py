"""One checked report as an article of the findings page: what was found, the tables as printed, the text."""

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import cast

from gongkai.report.checked import Checked
from gongkai.report.model import Finding, Report, State, Unplaced
from gongkai.report.writers import figures, marks, outline, statutory, words
from gongkai.report.writers.html import closing, opening, safe
from gongkai.report.writers.marks import Marks
from gongkai.report.writers.statutory import Box, Layout
from gongkai.report.writers.words import Lang, word
from gongkai.typesetting.plain import plain

STATES: tuple[State, ...] = ("blank", "slash", "dash", "none", "unread", "absent")


def article(checked: Checked, *, prefix: str, lang: Lang, whole: bool = True) -> Iterator[str]:
    """Yield the article of one file; `whole` adds the tables and the text to the list of findings."""
    yield f'<article id="{prefix}">'
    if checked.report is None:
        yield from _refused(checked, lang)
    else:
        report, found = checked.report, marks.mark(checked.report, checked.findings, prefix=prefix)
        yield from _header(checked, report, lang)
        yield from _list(found, report, lang, linked=whole)
        if whole:
            yield from _tables(report, found, lang)
            yield from _surplus(report.unplaced, lang)
            yield from _text(report, found, lang)
        yield from _aside(checked, lang)
    yield f'<p class="up"><a href="#top">{word("top", lang)}</a></p>\n</article>'


def name(checked: Checked) -> str:
    """Return how a file is called on the page: its organ and year, its title, or its path."""
    report = checked.report
    if report is not None and report.organ:
        return f"{report.organ}　{report.year}年" if report.year is not None else report.organ
    if report is not None and report.title:
        return report.title
    return checked.path


def badge(severity: str, lang: Lang) -> str:
    """Return the label of a severity; its word says what its colour shows."""
    return f'<span class="badge {severity}">{word(severity, lang)}</span>'


def counts(checked: Checked, lang: Lang) -> str:
    """Return the numbers of findings by severity."""
    return " ".join(
        f'<span class="badge {severity}">{word(severity, lang)} {number}</span>'
        for severity in words.SEVERITIES
        if (number := checked.count(severity))
    )


def _refused(checked: Checked, lang: Lang) -> Iterator[str]:
    error = checked.error
    reason = (error.zh if lang == "zh" else error.en) if error else ""
    yield f'<h2>{safe(checked.path)}</h2>\n<p class="refused">'
    yield f'<span class="badge error">{word("refused", lang)}</span> {safe(reason)}</p>'


def _header(checked: Checked, report: Report, lang: Lang) -> Iterator[str]:
    unknown = word("unknown", lang)
    title = " ".join(outline.title(report)) if report.title else name(checked)
    yield f'<header>\n<h2 lang="zh-CN">{safe(title)}</h2>\n<dl class="facts">'
    for label, value in (
        ("organ", safe(report.organ or "") or unknown),
        ("year", str(report.year) if report.year is not None else unknown),
        ("source", safe(PurePath(report.source.path).name)),
        ("kind", words.KINDS.get(report.source.kind, {}).get(lang) or safe(report.source.kind)),
    ):
        yield f"<div><dt>{word(label, lang)}</dt><dd>{value}</dd></div>"
    yield f"<div><dt>SHA-256</dt><dd><code>{safe(report.source.sha256[:12])}</code></dd></div>\n</dl>"
    yield f'<p class="counts">{counts(checked, lang) or word("clean", lang)}</p>\n</header>'


def _list(found: Marks, report: Report, lang: Lang, *, linked: bool) -> Iterator[str]:
    if not found.findings:
        return
    yield f'<section class="findings" id="{found.prefix}-findings">\n<h3>{word("findings", lang)}</h3>\n<ol>'
    for number in range(1, len(found.findings) + 1):
        yield from _finding(found, number, report, lang, linked=linked)
    yield "</ol>\n</section>"


def _finding(found: Marks, number: int, report: Report, lang: Lang, *, linked: bool) -> Iterator[str]:
    finding = found.findings[number - 1]
    yield (
        f'<li id="{found.finding(number)}" class="{finding.severity}"><div class="head">'
        f'<span class="number">{number}</span> {badge(finding.severity, lang)} '
        f'<a class="rule" href="#rule-{safe(finding.id)}">{safe(finding.id)} {safe(finding.alias)}</a></div>'
    )
    yield f'<p class="message">{safe(finding.message[lang])}</p>'
    yield f'<p class="hint"><b>{word("hint", lang)}</b>{safe(finding.hint[lang])}</p>'
    if not linked:
        yield "</li>"
        return
    if finding.cells:
        yield f'<p class="where"><b>{word("cells", lang)}</b>{_cells(found, finding, report, lang)}</p>'
    places = _places(found, number, finding, lang)
    if places:
        yield f'<p class="where"><b>{word("places", lang)}</b>{places}</p>'
    if finding.basis:
        basis = "；".join(safe(one) for one in finding.basis)
        yield f'<p class="where"><b>{word("basis", lang)}</b><span lang="zh-CN">{basis}</span></p>'
    yield "</li>"


def where(report: Report, finding: Finding) -> str:
    """Return the cells of a finding in the form's words, those of one row or of one column together."""
    return _grouped(report, finding, lambda cell, text: text) + _rest(len(finding.cells), "zh")


def _cells(found: Marks, finding: Finding, report: Report, lang: Lang) -> str:
    def linked(cell: str, text: str) -> str:
        # A cell of a table that was not found is not on the page: there is nothing to point at.
        shown = safe(text)
        return f'<a href="#{safe(found.cell(cell))}">{shown}</a>' if _drawn(report, cell) else shown

    return f'<span lang="zh-CN">{_grouped(report, finding, linked)}</span>{_rest(len(finding.cells), lang)}'


def _grouped(report: Report, finding: Finding, shown: Callable[[str, str], str]) -> str:
    named = [(cell, *_words(report, cell)) for cell in finding.cells[: words.SHOWN]]
    by_column = len({column for _, _, column in named}) == 1 and len(named) > 1
    groups: dict[str, list[str]] = {}
    for cell, row, column in named:
        groups.setdefault(column if by_column else row, []).append(
            shown(cell, (row or column) if by_column else column)
        )
    return "；".join(f"{safe(head)}：{'、'.join(ones)}" if head else "、".join(ones) for head, ones in groups.items())


def _words(report: Report, cell: str) -> tuple[str, str]:
    """Return the form's words for the row and for the column of a cell; its name stands for both where it has none."""
    for table in statutory.CAPTIONS:
        form = statutory.format_of(report, table)
        if table == cell.partition(".")[0] and cell in form.cells(table):
            return statutory.headings(form, cell)
    return "", cell


def _places(found: Marks, number: int, finding: Finding, lang: Lang) -> str:
    spots = [spot for spot, numbers in found.lines.items() if number in numbers]
    shown = [words.place(place, lang) for place in finding.places[: words.SHOWN]]
    text = word("comma", lang).join(dict.fromkeys(shown)) + _rest(len(finding.places), lang)
    links = "".join(f' <a href="#{found.line(*spot)}">↓{at}</a>' for at, spot in enumerate(spots[: words.SHOWN], 1))
    return text + links


def _rest(count: int, lang: Lang) -> str:
    return " " + word("more", lang).format(count) if count > words.SHOWN else ""


def _drawn(report: Report, cell: str) -> bool:
    for table in statutory.CAPTIONS:
        if table == cell.partition(".")[0] and report.tables.get(table) is not None:
            return cell in statutory.format_of(report, table).cells(table)
    return False


def _tables(report: Report, found: Marks, lang: Lang) -> Iterator[str]:
    yield f'<section class="tables">\n<h3>{word("tables", lang)}</h3>\n<p class="quiet">{word("tables_note", lang)}</p>'
    yield _legend(lang)
    for table in statutory.CAPTIONS:
        caption = words.TABLES[table][lang]
        if report.tables.get(table) is None:
            yield f'<h4>{caption}</h4>\n<p class="refused">{word("no_table", lang)}</p>'
            continue
        form = statutory.format_of(report, table)
        yield (
            f'<h4 id="{found.prefix}-{table}">{caption} '
            f'<span class="quiet">{word("form", lang)} {form.name}</span></h4>\n'
            f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}">'
        )
        yield _table(cast(Layout, statutory.blank(form, table)), caption, report, found, lang)
    yield "</section>"


def _table(layout: Layout, caption: str, report: Report, found: Marks, lang: Lang) -> str:
    rows = "\n".join(f"<tr>{''.join(_box(box, report, found, lang) for box in row)}</tr>" for row in layout.rows)
    total = sum(layout.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.2f}%">' for width in layout.widths)
    return (
        f'<table class="{layout.table}" lang="zh-CN" aria-label="{caption}"><colgroup>{columns}</colgroup>\n'
        f"<tbody>\n{rows}\n</tbody></table></div>"
    )


def _box(box: Box, report: Report, found: Marks, lang: Lang) -> str:
    if box.cell is None:
        return f"{opening(box)}{safe(box.text)}{closing(box)}"
    cell = report.cells.get(box.cell)
    state = cell.state if cell is not None else "absent"
    numbers = found.cells.get(box.cell, [])
    classes = " ".join(filter(None, [state if state != "read" else "", found.severity(numbers) if numbers else ""]))
    attributes = f' id="{safe(found.cell(box.cell))}"' if numbers else ""
    attributes += f' class="{classes}"' if classes else ""
    raw = plain(cell.raw) if cell is not None and cell.raw is not None else ""
    shown = raw or (figures.printed(cell) if state not in ("blank", "absent") else "")
    said = f'<span class="state">{word(state, lang)}</span>' if state in ("blank", "absent", "unread") else ""
    links = "".join(_link(found, number, lang) for number in numbers)
    return f"{opening(box, attributes)}{safe(shown)}{said}{links}{closing(box)}"


def _link(found: Marks, number: int, lang: Lang) -> str:
    return (
        f'<a class="mark" href="#{found.finding(number)}" aria-label="{word("see", lang).format(number)}">{number}</a>'
    )


def _legend(lang: Lang) -> str:
    marked = "".join(
        f'<li><span class="key {severity}">0<i class="mark">1</i></span>{word(severity, lang)}</li>'
        for severity in words.SEVERITIES
    )
    signs = {"slash": "/", "dash": "-", "none": "无", "unread": "？"}
    states = "".join(
        f'<li><span class="key {state}">{signs.get(state, "")}</span>{word(state, lang)}</li>' for state in STATES
    )
    return f'<ul class="legend" aria-label="{word("legend", lang)}">{marked}{states}</ul>'


def _surplus(unplaced: list[Unplaced], lang: Lang) -> Iterator[str]:
    if not unplaced:
        return
    yield f'<section class="surplus">\n<h3>{word("surplus", lang)}</h3>'
    yield f'<p class="quiet">{word("surplus_note", lang)}</p>\n<ul>'
    for value in unplaced:
        where = f"{word('comma', lang)}{words.place(value.place, lang)}" if value.place is not None else ""
        table = words.TABLES[value.table][lang]
        yield f'<li><b>{safe(value.raw)}</b> <span class="quiet">{table}{where}</span></li>'
    yield "</ul>\n</section>"


def _text(report: Report, found: Marks, lang: Lang) -> Iterator[str]:
    if not report.sections:
        return
    yield f'<section class="text">\n<h3>{word("text", lang)}</h3>\n<div lang="zh-CN">'
    for at, section in enumerate(report.sections):
        if outline.heading(section):
            yield _line("h4", outline.heading(section), (at, -1), found, lang)
        for line_at, line in enumerate(section.lines):
            if plain(line.text):
                yield _line("p", line.text, (at, line_at), found, lang)
    yield "</div>\n</section>"


def _line(tag: str, text: str, spot: tuple[int, int], found: Marks, lang: Lang) -> str:
    numbers = found.lines.get(spot, [])
    if not numbers:
        return f"<{tag}>{safe(text)}</{tag}>"
    links = "".join(_link(found, number, lang) for number in numbers)
    return f'<{tag} id="{found.line(*spot)}"><mark class="{found.severity(numbers)}">{safe(text)}</mark>{links}</{tag}>'


def _aside(checked: Checked, lang: Lang) -> Iterator[str]:
    if checked.not_assessed:
        yield f"<details><summary>{word('not_assessed', lang)} · {len(checked.not_assessed)}</summary>\n<ul>"
        for one in checked.not_assessed:
            rule = f'<a href="#rule-{safe(one.id)}">{safe(one.id)} {safe(one.alias)}</a>'
            yield f"<li>{rule} {safe(one.reason[lang])}</li>"
        yield "</ul></details>"
    if checked.silenced:
        yield f"<details><summary>{word('silenced', lang)} · {len(checked.silenced)}</summary>\n<ul>"
        for finding, reason in checked.silenced:
            yield f"<li>{safe(finding.id)} {safe(finding.message[lang])} <b>{safe(reason)}</b></li>"
        yield "</ul></details>"
