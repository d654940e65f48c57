"""Articles as a colleague would name them on a form: 《政府信息公开条例》第三十三条、第三十六条."""

from collections.abc import Iterable
from itertools import groupby

from gongkai.law.citation import Citation, Instrument


def cited(basis: Iterable[Citation]) -> str:
    """Return citations in short: the instrument once for the articles of it that follow each other."""
    groups = groupby(basis, key=lambda citation: citation.instrument)
    return "；".join(_short(instrument, [each.article for each in found]) for instrument, found in groups)


def _short(instrument: Instrument, articles: list[str]) -> str:
    said = "、".join(article for article in articles if article)
    if not said and instrument.number:
        return instrument.number
    return instrument.title.replace("中华人民共和国", "") + said
