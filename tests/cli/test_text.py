"""What text output looks like: widths, wrapping, colours, places, counts."""

import io
from typing import Any

import pytest

from gongkai.cli.places import spot
from gongkai.cli.text import Printer, Tally, printer
from gongkai.cli.widths import fit, width, wrapped

FINDING: dict[str, Any] = {
    "id": "GK101",
    "alias": "T3-ID",
    "severity": "error",
    "message": {"zh": "第一项与第三项之和不等，相差61。", "en": "The sums differ by 61."},
    "hint": {"zh": "对照台账核对。", "en": "Check against the ledger."},
    "basis": ["《条例》第五十条", "《格式》第三部分"],
    "cells": [],
    "places": [{"line": number, "column": 2} for number in (3, 4, 4, 5, 6, 7, 8, 9)],
    "count": 8,
}


def record(*findings: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the record of a check."""
    source = {"path": "a.txt", "kind": "text", "sha256": "0" * 64}
    whole = {"source": source, "organ": "白桥街道", "year": 2021, "findings": list(findings), "not_assessed": []}
    return {**whole, "silenced": [], **more}


def test_the_places_after_the_first_are_told_shortly() -> None:
    lines = list(Printer().lines(record(FINDING)))
    assert lines == [
        "白桥街道 2021年",
        "a.txt:3:2: GK101 错误 第一项与第三项之和不等，相差61。",
        "    办法：对照台账核对。",
        "    另见：4:2、5:2、6:2、7:2、8:2……共 7 处",
        "",
    ]


def test_a_finding_without_a_place_names_the_file() -> None:
    lines = list(Printer("en").lines(record({**FINDING, "places": []}, organ=None, year=None)))
    assert lines[0] == "(the organ's name was not read)"
    assert lines[1] == "a.txt: GK101 error The sums differ by 61."
    assert len(lines) == 4


def test_control_characters_of_a_report_are_shown_and_not_obeyed() -> None:
    hostile = {**FINDING, "message": {"zh": "印作\x1b[2J\x9b1m。", "en": ""}}
    more = record(hostile, organ="白桥\x07街道", source={"path": "a\nb.txt"})
    text = "".join(Printer().lines(more))
    assert "a␊b.txt:3:2" in text and "印作␛[2J\ufffd1m。" in text and "白桥␇街道" in text
    assert not set(text) & set(map(chr, [*range(32), *range(127, 160)]))


def test_a_clean_report_has_no_lines() -> None:
    assert list(Printer().lines(record())) == []


def test_silenced_findings_alone_are_told() -> None:
    lines = list(Printer().lines(record(silenced=[{"finding": FINDING, "reason": "x"}])))
    assert lines == ["白桥街道 2021年", "    已静默 1 项。", ""]


def test_the_basis_of_a_rule_stands_once_at_the_end() -> None:
    tally = Tally()
    tally.count(record(FINDING, FINDING, not_assessed=[{"id": "GK201"}, {"id": "GK301"}]))
    tally.count(record(FINDING, {**FINDING, "id": "GK999", "alias": "X", "basis": [], "severity": "note"}))
    assert list(Printer().ending(tally)) == [
        "GK101 T3-ID 依据：《条例》第五十条；《格式》第三部分",
        "未能判断：GK201、GK301（理由见 --format json 或 html）。",
        "",
        "检查 2 份报告：3 个错误、1 个提示。",
    ]
    assert list(Printer("en").ending(tally))[-1] == "2 reports checked: 3 errors, 1 note."


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", "检查 0 份报告：没有发现问题；2 个文件无法读取；已静默 1 项。"),
        ("en", "0 reports checked: nothing found; 2 files not read; 1 silenced."),
    ],
)
def test_refusals_and_silences_are_counted(lang: str, expected: str) -> None:
    assert Printer(lang).summary(Tally(refused=2, silenced=1)) == expected


def test_on_a_terminal_text_is_coloured_and_wrapped() -> None:
    lines = list(Printer("zh", colour=True, columns=30).lines(record(FINDING)))
    assert "\x1b[31;1m错误\x1b[0m" in lines[1]
    assert all(width(line.replace("\x1b[2m", "").replace("\x1b[0m", "")) <= 30 for line in lines[2:])


@pytest.mark.parametrize(
    ("environment", "colour"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)], ids=str
)
def test_colours_are_for_terminals_that_want_them(
    environment: dict[str, str], colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    screen = io.StringIO()
    assert printer(screen, "zh") == Printer("zh")
    screen.isatty = lambda: True  # type: ignore[method-assign]
    assert printer(screen, "zh").colour is colour


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ({"line": 3, "column": 7}, "3:7", "3:7"),
        ({"page": 2, "box": [1, 2, 3, 4]}, "第2页", "page 2"),
        ({"table": 1, "row": 2, "cell": 3}, "表1行2格3", "table 1 row 2 cell 3"),
        ({"paragraph": 9}, "第9段", "paragraph 9"),
    ],
    ids=str,
)
def test_a_place_is_said_as_people_look_for_it(place: dict[str, Any], zh: str, en: str) -> None:
    assert (spot(place, "zh"), spot(place, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("text", "columns", "right", "expected"),
    [
        ("自然人", 8, False, "自然人  "),
        ("自然人", 8, True, "  自然人"),
        ("社会公益组织", 8, False, "社会公… "),
        ("社会公益组织", 7, False, "社会公…"),
        ("abc", 0, False, ""),
        ("é", 2, False, "é "),
        ("e\u0301", 2, False, "e\u0301 "),
    ],
)
def test_text_is_fitted_by_columns_not_characters(text: str, columns: int, right: bool, expected: str) -> None:
    assert fit(text, columns, right=right) == expected


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("甲乙丙丁", 4, ["甲乙", "丙丁"]),
        ("甲乙，丙", 5, ["甲", "乙，", "丙"]),
        ("one two three", 8, ["one two", "three"]),
        ("unbreakable", 4, ["unbreakable"]),
        ("", 4, []),
        ("ab   ", 4, ["ab"]),
        ("甲 ", 2, ["甲"]),
    ],
)
def test_text_is_wrapped_between_characters_and_words(text: str, columns: int, expected: list[str]) -> None:
    assert list(wrapped(text, columns)) == expected
