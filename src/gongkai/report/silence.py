"""Findings that somebody has looked at and explained: a small file beside the report, with an id and a reason each.

    # report.gongkai.toml, beside report.docx
    [[silence]]
    id = "GK201"
    reason = "2021年机构合并，上年结转含原两机关的申请。"
    cells = ["requests.carried_in.*"]   # optional: these cells only
    until = 2023-01-31                  # optional: the last day on which it holds

A silenced finding is counted and shown with its reason; it is never simply gone. A reason is required for that.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from gongkai.report.inputs import SILENCE_SUFFIX
from gongkai.report.model import Finding

_KEYS = frozenset({"id", "reason", "cells", "until"})


class BadSilence(ValueError):
    """A file of silences that cannot be followed: which file, what is wrong with it, in Chinese and in English."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        super().__init__(f"{path}：{zh}。{en}.")
        self.path = path
        self.zh = f"{path}：{zh}。"
        self.en = f"{path}: {en}."


@dataclass(frozen=True, slots=True)
class Silence:
    """What is silenced, by id or alias, and why. `cells` are names or patterns such as requests.new.*, none for all."""

    id: str
    reason: str
    cells: tuple[str, ...] = ()
    until: date | None = None

    def covers(self, finding: Finding, *, today: date) -> bool:
        """Return whether this finding is silenced: rule meant, day not past, no other cell involved."""
        if self.id not in (finding.id, finding.alias) or (self.until is not None and today > self.until):
            return False
        if not self.cells:
            return True
        return bool(finding.cells) and all(self._names(cell) for cell in finding.cells)

    def _names(self, cell: str) -> bool:
        return any(fnmatchcase(cell, pattern) for pattern in self.cells)


def beside(report: str | Path) -> tuple[Silence, ...]:
    """Return the silences that stand beside a report, none where there is no such file.

    :raises BadSilence: where the file is no TOML, or an entry lacks its id or its reason.
    """
    path = Path(report).with_suffix(SILENCE_SUFFIX)
    return load(path) if path.is_file() else ()


def load(path: Path) -> tuple[Silence, ...]:
    """Return the silences of a file.

    :raises BadSilence: where the file is no TOML, or an entry lacks its id or its reason.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8-sig")).get("silence", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSilence(path, f"不是有效的TOML文件（{error}）", f"this is no valid TOML ({error})") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadSilence(path, "每一项都应写成[[silence]]", "every entry must be written as [[silence]]")
    return tuple(_silence(path, number, entry) for number, entry in enumerate(entries, 1))


def _silence(path: Path, number: int, entry: dict[str, Any]) -> Silence:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        names = "、".join(unknown)
        raise BadSilence(
            path, f"第{number}项有不认识的键{names}", f"entry {number} has keys that mean nothing: {names}"
        )
    _require(path, number, "id", entry)
    _require(path, number, "reason", entry)
    cells, until = entry.get("cells", []), entry.get("until")
    if not isinstance(cells, list) or not all(isinstance(cell, str) for cell in cells):
        raise BadSilence(path, f"第{number}项的cells应为名称的列表", f"cells of entry {number} must be a list of names")
    if until is not None and type(until) is not date:
        raise BadSilence(
            path, f"第{number}项的until应为日期", f"until of entry {number} must be a date such as 2026-01-31"
        )
    return Silence(_known(path, number, entry["id"]), entry["reason"].strip(), tuple(cells), until)


def _require(path: Path, number: int, key: str, entry: dict[str, Any]) -> None:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadSilence(path, f"第{number}项没有{key}", f"entry {number} has no {key}")


def _known(path: Path, number: int, word: str) -> str:
    from gongkai.report import checks

    meant = word.strip().upper()
    if any(meant in (rule.id, rule.alias) for rule in checks.rules()):
        return meant
    raise BadSilence(path, f"第{number}项的编号{word}不存在", f"entry {number} names {word}, which is no rule")


def sift(
    findings: Iterable[Finding], silences: Sequence[Silence], *, today: date
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, str], ...]]:
    """Return the findings that remain, and those that are silenced, each with its reason."""
    kept: list[Finding] = []
    silenced: list[tuple[Finding, str]] = []
    for finding in findings:
        reason = next((one.reason for one in silences if one.covers(finding, today=today)), None)
        if reason is None:
            kept.append(finding)
        else:
            silenced.append((finding, reason))
    return tuple(kept), tuple(silenced)
