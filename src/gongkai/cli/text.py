"""Findings as a linter prints them: a line each that an editor can jump to, a hint below, by file, counts last."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TextIO

from gongkai.cli.places import spot
from gongkai.cli.widths import wrapped

SEVERITIES = ("error", "warning", "note")
SHOWN_PLACES = 5
INDENT = "    "
WORDS = {
    "zh": {
        "error": "错误",
        "warning": "警告",
        "note": "提示",
        "hint": "办法：",
        "basis": "依据：",
        "also": "另见：",
        "and": "、",
        "stop": "；",
        "more": "……共 {} 处",
        "refused": "无法读取",
        "silenced": "已静默 {} 项。",
        "nameless": "（机关名称未读出）",
        "year": "{}年",
        "open": "未能判断：{}（理由见 --format json 或 html）。",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "note": "note",
        "hint": "what to do: ",
        "basis": "basis: ",
        "also": "also at: ",
        "and": ", ",
        "stop": "; ",
        "more": " ... {} places in all",
        "refused": "not read",
        "silenced": "{} silenced.",
        "nameless": "(the organ's name was not read)",
        "year": "{}",
        "open": "Not assessed: {} (--format json or html gives the reasons).",
    },
}
# What is printed comes from files of strangers: a control character would be an order to the terminal.
_CONTROL = {code: 0x2400 + code for code in range(32)} | dict.fromkeys(range(127, 160), 0xFFFD)
COLOURS = {"error": "31;1", "warning": "33;1", "note": "36", "refused": "31;1", "path": "1", "dim": "2"}


@dataclass(slots=True)
class Tally:
    """What went by: reports, refused files, silenced findings, findings by severity, their bases, what stayed open."""

    reports: int = 0
    refused: int = 0
    silenced: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    bases: dict[str, list[str]] = field(default_factory=dict)
    not_assessed: set[str] = field(default_factory=set)

    def count(self, record: dict[str, Any]) -> None:
        """Count one record of a check."""
        if "error" in record:
            self.refused += 1
            return
        self.reports += 1
        self.silenced += len(record["silenced"])
        self.not_assessed.update(one["id"] for one in record["not_assessed"])
        for finding in record["findings"]:
            self.findings[finding["severity"]] += 1
            self.bases.setdefault(f"{finding['id']} {finding['alias']}", finding["basis"])

    def exit_code(self, fail_on: str) -> int:
        """Return 3 where a file was refused, 1 where a finding is at least as grave as `fail_on`, else 0."""
        if self.refused:
            return 3
        grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return 1 if any(self.findings[severity] for severity in grave) else 0


@dataclass(frozen=True, slots=True)
class Printer:
    """How to print: in which language, in colours or not, wrapped at how many columns (None: not at all)."""

    lang: str = "zh"
    colour: bool = False
    columns: int | None = None

    def lines(self, record: dict[str, Any]) -> Iterator[str]:
        """Yield the lines of one report, none for a report without findings."""
        path = record["source"]["path"].translate(_CONTROL)
        words = WORDS[self.lang]
        if "error" in record:
            error = record["error"]
            head = f"{self._paint('path', path)}: {self._paint('refused', words['refused'])} [{error['code']}] "
            yield from self._wrap(head, error[self.lang])
            yield ""
            return
        if not record["findings"] and not record["silenced"]:
            return
        year = words["year"].format(record["year"]) if record["year"] else ""
        yield self._paint(
            "path",
            " ".join(part for part in ((record["organ"] or words["nameless"]).translate(_CONTROL), year) if part),
        )
        for finding in record["findings"]:
            yield from self._finding(path, finding)
        if record["silenced"]:
            yield self._paint("dim", INDENT + words["silenced"].format(len(record["silenced"])))
        yield ""

    def ending(self, tally: Tally) -> Iterator[str]:
        """Yield what stands below all reports: the basis of each rule that found something, what stayed open, counts."""
        words = WORDS[self.lang]
        based = [(rule, basis) for rule, basis in sorted(tally.bases.items()) if basis]
        for rule, basis in based:
            yield from self._aside(f"{rule} {words['basis']}{words['stop'].join(basis)}", indent="")
        if tally.not_assessed:
            yield from self._aside(words["open"].format(words["and"].join(sorted(tally.not_assessed))), indent="")
        if based or tally.not_assessed:
            yield ""
        yield self.summary(tally)

    def summary(self, tally: Tally) -> str:
        """Return the line with the counts."""
        counts = WORDS[self.lang]["and"].join(
            self._paint(name, _counted(tally.findings[name], name, self.lang))
            for name in SEVERITIES
            if tally.findings[name]
        )
        return _summary_zh(tally, counts) if self.lang == "zh" else _summary_en(tally, counts)

    def _finding(self, path: str, finding: dict[str, Any]) -> Iterator[str]:
        words, lang = WORDS[self.lang], self.lang
        places = [spot(place, lang) for place in finding["places"]]
        where = f"{path}:{places[0]}:" if places else f"{path}:"
        severity = self._paint(finding["severity"], words[finding["severity"]])
        message = finding["message"][lang].translate(_CONTROL)
        yield from self._wrap(f"{where} {finding['id']} {severity} ", message)
        yield from self._aside(words["hint"] + finding["hint"][lang])
        if others := list(dict.fromkeys(places[1:])):
            more = words["more"].format(len(others) + 1) if len(others) > SHOWN_PLACES else ""
            yield from self._aside(words["also"] + words["and"].join(others[:SHOWN_PLACES]) + more)

    def _wrap(self, head: str, message: str) -> Iterator[str]:
        if self.columns is None:
            yield head + message
            return
        yield head.rstrip()
        yield from (INDENT + line for line in wrapped(message, self.columns - len(INDENT)))

    def _aside(self, text: str, indent: str = INDENT) -> Iterator[str]:
        lines = [text] if self.columns is None else wrapped(text, self.columns - len(INDENT))
        yield from (self._paint("dim", indent + line) for line in lines)

    def _paint(self, kind: str, text: str) -> str:
        return f"\x1b[{COLOURS[kind]}m{text}\x1b[0m" if self.colour else text


def printer(stream: TextIO, lang: str) -> Printer:
    """Return the printer that fits a stream: colours and wrapping on a terminal only, no colours with NO_COLOR."""
    if not stream.isatty():
        return Printer(lang)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.platform != "win32"
    return Printer(lang, colour, max(40, shutil.get_terminal_size((120, 24)).columns))


def _counted(number: int, severity: str, lang: str) -> str:
    if lang == "zh":
        return f"{number} 个{WORDS['zh'][severity]}"
    return f"{number} {severity}{'' if number == 1 else 's'}"


def _summary_zh(tally: Tally, counts: str) -> str:
    parts = [f"检查 {tally.reports} 份报告：{counts or '没有发现问题'}"]
    if tally.refused:
        parts.append(f"{tally.refused} 个文件无法读取")
    if tally.silenced:
        parts.append(f"已静默 {tally.silenced} 项")
    return "；".join(parts) + "。"


def _summary_en(tally: Tally, counts: str) -> str:
    plural = "" if tally.reports == 1 else "s"
    parts = [f"{tally.reports} report{plural} checked: {counts or 'nothing found'}"]
    if tally.refused:
        parts.append(f"{tally.refused} file{'' if tally.refused == 1 else 's'} not read")
    if tally.silenced:
        parts.append(f"{tally.silenced} silenced")
    return "; ".join(parts) + "."
