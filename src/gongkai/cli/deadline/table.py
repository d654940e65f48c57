"""`gongkai deadline --table`: a case a row, the same rows back with a column for each deadline.

A row that cannot be used keeps its place and says why in its last column; the others are not held up by it.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from gongkai.cli.deadline import facts, sheets, text
from gongkai.cli.deadline.facts import HEADINGS, NAMES, NEEDS, STARTS
from gongkai.cli.deadline.objects import as_json
from gongkai.cli.deadline.outcome import Outcome, worked_out
from gongkai.cli.deadline.sheets import Value
from gongkai.cli.errors import Usage
from gongkai.cli.local_rules import LocalRules
from gongkai.cli.output import text_out
from gongkai.law.deadlines import Deadline, Kind
from gongkai.law.deadlines.explanation import TITLES
from gongkai.law.refusal import Refusal

KINDS = (".csv", ".xlsx", ".json", ".ics")
_NAMES = frozenset({*NAMES, "clarified_notice", "clarified_received"})
# As spreadsheet programs write a day when they save CSV, and as people do: 2025/1/6 0:00, 2025.1.6, 2025年1月6日.
_OTHERWISE = re.compile(
    r"\b(\d{4})(?:/(\d{1,2})/(\d{1,2})(?: 0?0:00(?::00)?)?|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?=$|\.\.|[;；])",
    re.ASCII,
)
_WORDS = {
    "zh": {
        "provisional": "暂定",
        "not_before": "不早于",
        "missing": "缺日历年份",
        "on_time": "是否按期",
        "notes": "说明",
        "error": "错误",
    },
    "en": {name: name for name in ("provisional", "not_before", "missing", "on_time", "notes", "error")},
}


@dataclass(frozen=True, slots=True)
class Case:
    """A row of a table: its number in the file, its cells, and what follows from it or why nothing does."""

    row: int
    cells: Sequence[Value]
    outcome: Outcome | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Cases:
    """A table of cases: its headings, which fact stands in which column, and its rows."""

    headings: Sequence[str]
    columns: Mapping[str, int]
    rows: Sequence[Case]

    @property
    def chinese(self) -> bool:
        """Whether the columns are named in Chinese, and so what is added is too."""
        return any(self.headings[column] in HEADINGS for column in self.columns.values())


def run(name: str, out: str | None, rules: LocalRules, lang: str) -> int:
    """Write the table with its deadlines and return 0, or 2 where a row could not be used.

    :raises Usage: for a table that cannot be read or written.
    """
    suffix = Path(out or "x.csv").suffix.lower()
    if suffix not in KINDS:
        raise Usage(
            f"--table 的 -o 须是 {' '.join(KINDS)} 之一：{out}。", f"-o must end in one of {' '.join(KINDS)}: {out}."
        )
    if out and sheets.is_same(name, out):
        raise Usage(
            f"-o {out} 就是要读的表，写入会毁掉它；请换一个名字。",
            f"-o {out} is the table to read and would be destroyed; give another name.",
        )
    cases = read(name, rules)
    if suffix == ".json":
        with text_out(out) as stream:
            stream.write(json.dumps(list(_objects(cases, lang)), ensure_ascii=False, indent=2) + "\n")
    elif suffix == ".ics":
        from gongkai.cli.deadline import ics

        with text_out(out) as stream:
            stream.write(ics.calendar((case.outcome for case in cases.rows if case.outcome), lang))
    else:
        sheets.write(_rows(cases, lang), out)
    wrong = [case for case in cases.rows if case.refusal]
    if wrong:
        _tell(wrong, len(cases.rows))
    return 2 if wrong else 0


def read(name: str, rules: LocalRules) -> Cases:
    """Return the cases of a CSV or XLSX file, each with what follows from it.

    :raises Usage: for a file that is no table of cases.
    """
    first, *rest = sheets.read(name)
    headings = [sheets.shown(cell) for cell in first]
    columns = _columns(headings, name)
    rows = [_case(number, row, headings, columns, rules) for number, row in enumerate(rest, 2)]
    return Cases(headings, columns, rows)


def _columns(headings: Sequence[str], name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, heading in enumerate(headings):
        fact = HEADINGS.get(heading, heading.lower().removeprefix("--").replace("-", "_"))
        if fact not in _NAMES:
            continue
        if fact in found:
            twice = headings[found[fact]]
            raise Usage(
                f"{name} 的“{twice}”和“{heading}”两列是同一项；请留下一列。",
                f"{name}: the columns {twice!r} and {heading!r} hold the same; keep one of them.",
            )
        found[fact] = column
    if not set(STARTS) & set(found):
        raise Usage(
            f"{name} 的第一行没有认得的列名；至少要有收到日期（received）、形成日期（formed）或者送达日期（served）。",
            f"{name}: its first line names no known column; it needs received, formed or served at least.",
        )
    return found


def _case(
    number: int, row: Sequence[Value], headings: Sequence[str], columns: Mapping[str, int], rules: LocalRules
) -> Case:
    cells = [*row, *([None] * (len(headings) - len(row)))]
    given = {name: _OTHERWISE.sub(_dashed, sheets.shown(cells[column])) for name, column in columns.items()}
    if not any(sheets.shown(cell) for cell in cells):
        return Case(number, cells)
    spelt = partial(_spelt, headings, columns)
    try:
        return Case(number, cells, worked_out(facts.read(_joined(given), spelt=spelt), rules))
    except Refusal as refusal:
        return Case(number, cells, refusal=refusal)


def _dashed(day: re.Match[str]) -> str:
    year, month, number = (part for part in day.groups() if part)
    return f"{year}-{month:0>2}-{number:0>2}"


def _spelt(headings: Sequence[str], columns: Mapping[str, int], name: str) -> str:
    if name == "clarified" and "clarified_notice" in columns:
        name = "clarified_notice"
    return headings[columns[name]] if name in columns else name


def _joined(given: dict[str, str]) -> dict[str, str]:
    """Return the facts with two columns of a clarification as one, without what says nothing alone, such as a channel."""
    notice, received = given.pop("clarified_notice", ""), given.pop("clarified_received", "")
    if notice or received:
        given["clarified"] = f"{notice}..{received}"
    kept = {name: words for name, words in given.items() if words}
    # A missing notice of the fee is a gap; the other facts are columns that are filled for every case.
    return {
        name: words
        for name, words in kept.items()
        if name == "fee_paid" or name not in NEEDS or any(one in kept for one in NEEDS[name])
    }


def _objects(cases: Cases, lang: str) -> Iterator[dict[str, Any]]:
    for case in cases.rows:
        given = {heading: sheets.shown(cell) for heading, cell in zip(cases.headings, case.cells, strict=False)}
        found: dict[str, Any] = {"row": case.row, "given": given}
        if case.refusal:
            refusal = case.refusal
            basis = [str(citation) for citation in refusal.basis]
            found["error"] = {"zh": refusal.zh, "en": refusal.en, "basis": basis}
        elif case.outcome:
            found["deadlines"] = as_json(case.outcome, lang)
        yield found


def _rows(cases: Cases, lang: str) -> Iterator[list[Value]]:
    """Yield the headings and the rows; columns of an earlier run are replaced and not repeated."""
    words = _WORDS["zh" if cases.chinese else "en"]
    kinds = [kind for kind in Kind if any(case.outcome and kind in case.outcome.deadlines for case in cases.rows)]
    marked = [kind for kind in kinds if any(_provisional(case, kind) for case in cases.rows)]
    answered = any(case.outcome and case.outcome.on_time for case in cases.rows)
    added = list(_added(kinds, marked, words, chinese=cases.chinese, answered=answered))
    kept = [column for column, heading in enumerate(cases.headings) if heading not in added]
    yield [*(cases.headings[column] for column in kept), *added]
    for case in cases.rows:
        own = [case.cells[column] for column in kept]
        yield [*own, *_answers(case, kinds, marked, lang, answered=answered)]


def _added(
    kinds: Iterable[Kind], marked: Sequence[Kind], words: Mapping[str, str], *, chinese: bool, answered: bool
) -> Iterator[str]:
    for kind in kinds:
        title = TITLES[kind]["zh"] if chinese else str(kind)
        yield title
        if kind in marked:
            between = "·" if chinese else "_"
            yield from (f"{title}{between}{words[mark]}" for mark in ("provisional", "not_before", "missing"))
    if answered:
        yield words["on_time"]
    yield words["notes"]
    yield words["error"]


def _answers(
    case: Case, kinds: Iterable[Kind], marked: Sequence[Kind], lang: str, *, answered: bool
) -> Iterator[Value]:
    found = case.outcome.deadlines if case.outcome else {}
    for kind in kinds:
        deadline = found.get(kind)
        yield deadline.date if deadline else None
        if kind in marked:
            yield from _marks(deadline)
    if answered:
        yield case.outcome.on_time.in_time if case.outcome and case.outcome.on_time else None
    yield " ".join(_notes(case.outcome, lang)) if case.outcome else None
    yield (case.refusal.zh if lang == "zh" else case.refusal.en) if case.refusal else None


def _marks(deadline: Deadline | None) -> Sequence[Value]:
    if deadline is None or not deadline.provisional:
        return (None, None, None)
    return (True, deadline.not_before, " ".join(str(year) for year in deadline.missing))


def _provisional(case: Case, kind: Kind) -> bool:
    deadline = case.outcome.deadlines.get(kind) if case.outcome else None
    return bool(deadline and deadline.provisional)


def _notes(outcome: Outcome, lang: str) -> Iterator[str]:
    for deadline in outcome.deadlines.values():
        if deadline.date is None and deadline.kind is not Kind.REPLY_LATEST:
            between, stop = ("：", "。") if lang == "zh" else (": ", ".")
            yield f"{TITLES[deadline.kind][lang]}{between}{text.due(deadline, lang)}{stop}"
    yield from (note.zh if lang == "zh" else note.en for note in text.notes(outcome))


def _tell(wrong: Sequence[Case], number: int) -> None:
    for case in wrong[:20]:
        sys.stderr.write(f"gongkai: 第 {case.row} 行（line {case.row}）：{case.refusal}\n")
    sys.stderr.write(
        f"{number} 行中有 {len(wrong)} 行无法计算，原因写在最后一列。 "
        f"{len(wrong)} of {number} rows could not be used; the last column says why.\n"
    )
