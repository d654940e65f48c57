"""Findings as SARIF 2.1.0, the format that code hosts and editors take from any linter.

Written result by result, so that a run over ten thousand reports does not have to be held in memory.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from gongkai import __version__
from gongkai.cli.places import spot
from gongkai.report.checks.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(records: Iterable[dict[str, Any]], stream: TextIO, rules: Sequence[Rule], lang: str) -> None:
    """Write one run with the results of all records; refused files become notifications of the invocation."""
    order = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "gongkai", "version": __version__, "rules": [_rule(rule, lang) for rule in rules]}
    language = {"zh": "zh-CN", "en": "en-US"}[lang]
    opening = json.dumps({"driver": driver}, ensure_ascii=False)
    stream.write(f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"tool": {opening}')
    stream.write(f', "language": "{language}", "columnKind": "unicodeCodePoints", "results": [')
    refused: list[dict[str, Any]] = []
    separator = "\n"
    for result in _results(records, refused, order, lang):
        stream.write(separator + json.dumps(result, ensure_ascii=False))
        separator = ",\n"
    invocation: dict[str, Any] = {"executionSuccessful": not refused}
    if refused:
        invocation["toolExecutionNotifications"] = refused
    stream.write(f'], "invocations": [{json.dumps(invocation, ensure_ascii=False)}]}}]}}\n')


def uri(path: str) -> str:
    """Return a path as a URI reference; a member of a ZIP keeps the !/ between the two names."""
    posix = path.replace("\\", "/")
    return Path(path).as_uri() if Path(path).is_absolute() else quote(posix, safe="/!")


def _results(
    records: Iterable[dict[str, Any]], refused: list[dict[str, Any]], order: dict[str, int], lang: str
) -> Iterator[dict[str, Any]]:
    for record in records:
        path = record["source"]["path"]
        if "error" in record:
            refused.append(_notification(path, record["error"], lang))
            continue
        for finding in record["findings"]:
            yield _result(path, finding, order, lang)
        for silenced in record["silenced"]:
            suppression = {"kind": "external", "justification": silenced["reason"]}
            yield {**_result(path, silenced["finding"], order, lang), "suppressions": [suppression]}


def _result(path: str, finding: dict[str, Any], order: dict[str, int], lang: str) -> dict[str, Any]:
    message = finding["message"][lang]
    first, *others = [_location(path, place, lang) for place in finding["places"]] or [_location(path, None, lang)]
    return {
        "ruleId": finding["id"],
        "ruleIndex": order.get(finding["id"], -1),
        "level": finding["severity"],
        "message": {"text": f"{message} {finding['hint'][lang]}"},
        "locations": [first],
        **({"relatedLocations": others} if others else {}),
        "properties": {"cells": finding["cells"], "basis": finding["basis"], "count": finding["count"]},
    }


def _location(path: str, place: dict[str, Any] | None, lang: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(path)}}
    if place is None:
        return {"physicalLocation": physical}
    if "line" in place:
        physical["region"] = {"startLine": place["line"], "startColumn": place["column"]}
        return {"physicalLocation": physical}
    # SARIF knows lines only; a page or a table cell is said in words, and exactly in the properties.
    return {"physicalLocation": physical, "message": {"text": spot(place, lang)}, "properties": {"place": place}}


def _notification(path: str, error: dict[str, str], lang: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": error[lang]},
        "descriptor": {"id": error["code"]},
        "locations": [_location(path, None, lang)],
    }


def _rule(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.alias,
        "shortDescription": {"text": rule.title[lang]},
        "fullDescription": {"text": rule.why[lang]},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"group": rule.group, "basis": [str(citation) for citation in rule.basis]},
    }
