"""Which reports of one call are copied from each other: GK907 across organs, found from what was kept of each report.

Fingerprints name the candidates; the texts themselves decide wherever the estimate is near the threshold. Two files of
the same report, such as its page and its PDF, are no copies of each other.
"""

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sys import intern
from typing import Any

from gongkai.report import organs
from gongkai.report.checks import r907_copy
from gongkai.report.copying import THRESHOLD, Fingerprint, Pair, containment, fingerprint, pairs
from gongkai.report.corpus.journal import Store
from gongkai.report.model import TABLES, Finding, Report, from_json, place_json

# Estimates below the one are no candidates, those above the other need no second look.
CANDIDATE = 0.10
CERTAIN = 0.30

Record = dict[str, Any]
Where = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of a report while all of them are held against each other; `where` finds its record again.

    Of ten thousand reports little may be remembered each: `content` is the beginning of the SHA-256 of the file.
    """

    where: Where
    content: int
    organ: str
    year: int | None


def trace(report: Report) -> Record:
    """Return what a record keeps of a report so that copies of it can be found later."""
    printed = fingerprint(report)
    return {
        "grams": printed.grams,
        "sample": b64encode(printed.sample.tobytes()).decode(),
        "sections": [
            {"number": one.number, "title": one.title, "text": one.text, "place": place_json(one.place)}
            for one in report.sections
        ],
    }


def copies(keys: Iterable[str], store: Store) -> dict[Where, Finding]:
    """Return the findings about reports that share too much with another, by file and number within the file.

    Each is told once, with the report it shares most with.
    """
    kept: list[Kept] = []
    prints: list[Fingerprint] = []
    for where, record in _records(keys, store):
        if "trace" in record:
            source = record["source"]
            kept.append(Kept(where, int(source["sha256"][:15], 16), intern(record["organ"] or ""), record["year"]))
            prints.append(_print(record["trace"]))
    findings: dict[Where, Finding] = {}
    for pair in sorted(pairs(prints, at_least=CANDIDATE), key=lambda pair: -pair.containment):
        one, other = kept[pair.first], kept[pair.second]
        if (one.where not in findings or other.where not in findings) and not _same(one, other):
            for where, finding in _judged(pair, one, other, store):
                findings.setdefault(where, finding)
    return findings


def _judged(pair: Pair, one: Kept, other: Kept, store: Store) -> Iterator[tuple[Where, Finding]]:
    a, b = _report(one, store), _report(other, store)
    share = pair.containment if pair.containment >= CERTAIN else containment(a, b)
    if share is not None and share >= THRESHOLD:
        yield one.where, r907_copy.finding(a, share, zh=_named(b, "zh"), en=_named(b, "en"))
        yield other.where, r907_copy.finding(b, share, zh=_named(a, "zh"), en=_named(a, "en"))


def _same(one: Kept, other: Kept) -> bool:
    """Return whether two files are the same report."""
    if one.content == other.content:
        return True
    if not one.organ or not other.organ or one.year != other.year:
        return False
    return one.organ == other.organ or organs.same(one.organ, other.organ)


def _named(report: Report, lang: str) -> str:
    path = report.source.path
    if lang == "zh":
        year = "" if report.year is None else f"{report.year}年"
        return f"{report.organ or '另一机关'}{year}的报告（{path}）"
    year = "" if report.year is None else f" for {report.year}"
    return f"the report of {report.organ or 'another organ'}{year} ({path})"


def _records(keys: Iterable[str], store: Store) -> Iterator[tuple[Where, Record]]:
    for key in keys:
        for part, line in enumerate(store.records(key)):
            yield (key, part), json.loads(line)


def _print(kept: Record) -> Fingerprint:
    sample = array("I")
    sample.frombytes(b64decode(kept["sample"]))
    return Fingerprint(kept["grams"], sample)


def _report(kept: Kept, store: Store) -> Report:
    """Return the report with its texts alone, which is what copying is about."""
    key, part = kept.where
    record = json.loads(list(store.records(key))[part])
    return from_json(
        {
            "source": record["source"],
            "organ": record["organ"],
            "year": record["year"],
            **dict.fromkeys(("title", "published", "signed", "signature")),
            "tables": {table: {"format": None} for table in TABLES},
            "cells": {},
            **dict.fromkeys(("attachments", "unplaced", "findings"), ()),
            "sections": record["trace"]["sections"],
        }
    )
