"""SARIF 2.1.0, held to the parts of its schema that are used."""

import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gongkai.cli import sarif
from gongkai.report import checks
from tests.cli.test_text import FINDING, record

TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}


def closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    """Return the schema of an object with these properties and no others."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def listed(items: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


MESSAGE = closed({"text": TEXT}, "text")
LEVEL = {"enum": ["none", "note", "warning", "error"]}
BAG = {"type": "object"}
PHYSICAL = closed(
    {
        "artifactLocation": closed({"uri": {"type": "string", "pattern": r"^[!-~]+$"}}, "uri"),
        "region": closed({"startLine": NUMBER, "startColumn": NUMBER}, "startLine"),
    },
    "artifactLocation",
)
LOCATION = closed({"physicalLocation": PHYSICAL, "message": MESSAGE, "properties": BAG}, "physicalLocation")
RESULT = closed(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": listed(LOCATION),
        "relatedLocations": listed(LOCATION),
        "suppressions": listed(closed({"kind": {"enum": ["inSource", "external"]}, "justification": TEXT}, "kind")),
        "properties": BAG,
    },
    "message",
)
RULE = closed(
    {
        "id": TEXT,
        "name": TEXT,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "defaultConfiguration": closed({"level": LEVEL}),
        "properties": BAG,
    },
    "id",
)
NOTIFICATION = closed(
    {"level": LEVEL, "message": MESSAGE, "descriptor": closed({"id": TEXT}), "locations": listed(LOCATION)}, "message"
)
INVOCATION = closed(
    {"executionSuccessful": {"type": "boolean"}, "toolExecutionNotifications": listed(NOTIFICATION)},
    "executionSuccessful",
)
RUN = closed(
    {
        "tool": closed({"driver": closed({"name": TEXT, "version": TEXT, "rules": listed(RULE)}, "name")}, "driver"),
        "language": {"enum": ["zh-CN", "en-US"]},
        "columnKind": {"const": "unicodeCodePoints"},
        "results": listed(RESULT),
        "invocations": listed(INVOCATION),
    },
    "tool",
)
LOG = closed({"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": listed(RUN)}, "version", "runs")


def written(*records: dict[str, Any], lang: str = "zh") -> dict[str, Any]:
    """Return the log, valid."""
    stream = io.StringIO()
    sarif.write(iter(records), stream, checks.rules(), lang)
    log: dict[str, Any] = json.loads(stream.getvalue())
    Draft202012Validator(LOG).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_nothing_found_is_a_valid_log() -> None:
    run = written(record())
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.id for rule in checks.rules()]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_finding_is_a_result_with_its_places(lang: str) -> None:
    run = written(record(FINDING), lang=lang)
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "GK101"
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 2}
    assert len(result["relatedLocations"]) == 7
    assert result["message"]["text"] == f"{FINDING['message'][lang]} {FINDING['hint'][lang]}"


def test_places_that_are_no_lines_are_told_in_words() -> None:
    place = {"table": 1, "row": 2, "cell": 3}
    run = written(record({**FINDING, "places": [place]}, {**FINDING, "places": []}))
    with_place, without = run["results"]
    assert with_place["locations"][0]["message"]["text"] == "表1行2格3"
    assert with_place["locations"][0]["properties"] == {"place": place}
    assert "region" not in without["locations"][0]["physicalLocation"]


def test_a_refused_file_is_a_notification() -> None:
    refused = record(error={"code": "empty", "zh": "文件是空的。", "en": "The file is empty."})
    run = written(refused, record(FINDING))
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"] == "empty"


def test_a_silenced_finding_is_a_suppressed_result() -> None:
    run = written(record(silenced=[{"finding": FINDING, "reason": "已说明"}]))
    assert run["results"][0]["suppressions"] == [{"kind": "external", "justification": "已说明"}]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("reports/a b.txt", "reports/a%20b.txt"),
        ("报告.zip!/甲.docx", "%E6%8A%A5%E5%91%8A.zip!/%E7%94%B2.docx"),
        ("/tmp/#1.txt", "file:///tmp/%231.txt"),
        ("reports\\a.txt", "reports/a.txt"),
    ],
)
def test_a_path_is_a_uri(path: str, uri: str) -> None:
    assert sarif.uri(path) == uri
