"""The page of `gongkai check --format html`: one file, no script, nothing from outside, fit to be sent to the organ.

Reports are taken one by one and written through a temporary file, so that a folder of any size needs little memory; the
overview, which stands first, is known last. Over `WHOLE` reports only the overview and the lists of findings are given,
since a browser could not show thousands of tables.
"""

from collections.abc import Iterable, Iterator
from io import StringIO
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TextIO

from gongkai.report.checked import Checked
from gongkai.report.writers.findings_report import article, badge, name
from gongkai.report.writers.html import safe, style
from gongkai.report.writers.overview import Overview, section
from gongkai.report.writers.words import SEVERITIES, Lang, word

WHOLE = 200
_BUFFER = 16 * 1024 * 1024


def page(results: Iterable[Checked], *, lang: Lang = "zh") -> str:
    """Return the page as text."""
    out = StringIO()
    write_page(results, out, lang=lang)
    return out.getvalue()


def write_page(results: Iterable[Checked], out: TextIO, *, lang: Lang = "zh", above: str = "") -> None:
    """Write the page; `results` is consumed once and may be an iterator over any number of reports.

    `above` is markup that stands before everything else, such as the way back to the site that shows the page.
    """
    overview = Overview()
    told: set[str] = set()
    only: Checked | None = None
    with _spool() as whole, _spool() as short:
        for at, checked in enumerate(results, 1):
            anchor = f"r{at}"
            overview.add(checked, anchor)
            told.update(finding.id for finding in (*checked.findings, *(f for f, _ in checked.silenced)))
            told.update(one.id for one in checked.not_assessed)
            if at <= WHOLE:
                whole.writelines(f"{chunk}\n" for chunk in article(checked, prefix=anchor, lang=lang))
            short.writelines(f"{chunk}\n" for chunk in article(checked, prefix=anchor, lang=lang, whole=False))
            only = checked if at == 1 else None
        body = whole if len(overview.lines) <= WHOLE else short
        body.seek(0)
        out.writelines(f"{chunk}\n" for chunk in _head(overview, only, lang, above, compact=body is short))
        copyfileobj(body, out)
        out.writelines(f"{chunk}\n" for chunk in _foot(told, lang))


def _spool() -> "SpooledTemporaryFile[str]":
    return SpooledTemporaryFile(max_size=_BUFFER, mode="w+", encoding="utf-8", newline="\n")


def _head(overview: Overview, only: Checked | None, lang: Lang, above: str, *, compact: bool) -> Iterator[str]:
    title = word("page", lang)
    about = f"{name(only)} · {title}" if only is not None else title
    yield f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<title>{safe(about)}</title>\n<style>{style("findings.css")}</style>\n</head>\n<body id="top">'
    if only is not None and only.findings:
        yield f'<a class="skip" href="#r1-findings">{word("skip", lang)}</a>'
    if above:
        yield f'<nav class="above">{above}</nav>'
    yield f'<header class="banner"><div><h1>{title}</h1>'
    if only is None:
        totals = overview.totals()
        numbers = " ".join(f"{badge(s, lang)} {totals[s]}" for s in SEVERITIES if totals[s])
        yield f"<p>{len(overview.lines)} {word('reports', lang)} {numbers}</p>"
    yield "</div></header>\n<main>"
    if only is None:
        yield from section(overview, lang)
    if compact:
        yield f'<p class="quiet">{word("compact", lang)}</p>'


def _foot(told: set[str], lang: Lang) -> Iterator[str]:
    from gongkai.report.checks import rules

    known = [rule for rule in rules() if rule.id in told]
    if known:
        yield f'<section class="rules">\n<h2>{word("explanations", lang)}</h2>\n<dl>'
        for rule in known:
            basis = "；".join(safe(str(one)) for one in rule.basis)
            said = (
                f'<p class="where"><b>{word("basis", lang)}</b><span lang="zh-CN">{basis}</span></p>' if basis else ""
            )
            yield (
                f'<div id="rule-{safe(rule.id)}"><dt>{badge(rule.severity, lang)} {safe(rule.id)} {safe(rule.alias)}'
                f" {safe(rule.title[lang])}</dt><dd><p>{safe(rule.why[lang])}</p>{said}</dd></div>"
            )
        yield "</dl>\n</section>"
    yield f"</main>\n<footer><p>{word('colophon', lang)}</p></footer>\n</body>\n</html>"
