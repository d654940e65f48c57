"""Many reports: read and checked in parallel, kept on disk until all are there, given back in their order.

What a file gives is a record, a JSON object on one line. Records are small, cross process borders as they are, and are
found again by a run that goes on after an interruption.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from gongkai.report import reading, silence
from gongkai.report.checked import Checked, Refusal, line_places, with_line_places
from gongkai.report.checks import r907_copy
from gongkai.report.corpus import copies
from gongkai.report.corpus.journal import Store, temporary_journal
from gongkai.report.corpus.shelf import Shelf
from gongkai.report.inputs import Input, expand
from gongkai.report.model import Finding, Report, finding_json, from_json
from gongkai.report.reading import Refused
from gongkai.report.silence import Silence

# Fewer files than this are read sooner than workers have started.
WORTH_WORKERS = 16
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Reading:
    """The work of `gongkai read`: a file into its JSON objects."""

    def __call__(self, item: Input) -> Iterator[bytes]:
        for result in reading.read_input(item):
            yield packed(result.as_json())


@dataclass(frozen=True, slots=True)
class Checking:
    """The work of `gongkai check`: a file into what was found in its reports.

    `previous` is last year's report of the one file that is checked, `shelf` holds last year's of many; `whole` keeps
    the report itself with its findings, for the writers that show it, `several` what tells copies; `due` is the local
    last day for towns and subdistricts, such as 01-31; `today` decides which silences have run out.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    previous: Report | None = None
    shelf: Shelf | None = None
    members: tuple[Report, ...] = ()
    due: str = ""
    whole: bool = False
    several: bool = False
    today: date = date.min

    def __call__(self, item: Input) -> Iterator[bytes]:
        began = time.monotonic()
        for result in reading.read_input(item):
            spent = time.monotonic() - began
            record = result if isinstance(result, Refused) else self._tried(result, item, spent)
            yield packed(refused_record(record) if isinstance(record, Refused) else record)
            began = time.monotonic()

    def _tried(self, report: Report, item: Input, spent: float) -> dict[str, Any] | Refused:
        source = report.source
        try:
            silences = silence.beside(item.path) if item.data is None else ()
        except silence.BadSilence as error:
            return Refused(source.path, "bad_silence", error.zh, error.en, source.sha256)
        texts = (line.text for line in report.lines)
        judge = partial(self._checked, silences=silences)
        return reading.attempt(lambda: reading.in_time(judge, report, texts, spent), source.path, source.sha256)

    def _checked(self, report: Report, silences: Sequence[Silence]) -> dict[str, Any]:
        from gongkai.report import checks

        previous = self.previous or (self.shelf.before(report.organ, report.year) if self.shelf else None)
        result = checks.check(
            report,
            previous=previous,
            members=self.members,
            options={"due": self.due} if self.due else {},
            select=self.select,
            ignore=self.ignore,
        )
        kept, silenced = silence.sift(result.findings, silences, today=self.today)
        source = report.source
        return {
            "source": {"path": source.path, "kind": source.kind, "sha256": source.sha256},
            "organ": report.organ,
            "year": report.year,
            "findings": [finding_json(finding) for finding in kept],
            "not_assessed": [{"id": one.id, "alias": one.alias, "reason": one.reason} for one in result.not_assessed],
            "silenced": [{"finding": finding_json(finding), "reason": reason} for finding, reason in silenced],
            **({"report": report.as_json(), "lines": line_places(report)} if self.whole else {}),
            **({"trace": copies.trace(report)} if self.several and self.wants(r907_copy.RULE.id) else {}),
        }

    def wants(self, rule: str) -> bool:
        """Return whether that rule is checked."""
        return (not self.select or rule in self.select) and rule not in self.ignore


Work = Reading | Checking


def run(
    files: Sequence[Input],
    work: Work,
    store: Store,
    *,
    jobs: int | None = None,
    done: Callable[[], None] = lambda: None,
) -> int:
    """Put into the store what each file gives that is not there yet, and return how many were there already.

    `done` is called after every file.
    """
    pending = []
    for item in files:
        if store.known(item.key):
            done()
        else:
            pending.append(item)
    for item, found in _executed(pending, work, jobs):
        store.add(item.key, found)
        done()
    return len(files) - len(pending)


def records(files: Iterable[Input], store: Store) -> Iterator[bytes]:
    """Yield the records of all files in the order of the files."""
    for item in files:
        yield from store.records(item.key)


def judged(files: Sequence[Input], work: Checking, store: Store) -> Iterator[dict[str, Any]]:
    """Yield the records of a check in the order of the files, with what was found by holding them against each other."""
    found = copies.copies((item.key for item in files), store) if work.several else {}
    for item in files:
        for part, line in enumerate(store.records(item.key)):
            record: dict[str, Any] = json.loads(line)
            record.pop("trace", None)
            if finding := found.get((item.key, part)):
                _add_copy(record, finding, item, work.today)
            yield record


def check_all(
    *paths: str | os.PathLike[str], select: Sequence[str] = (), ignore: Sequence[str] = (), today: date = date.min
) -> Iterator[Checked]:
    """Yield the reports in files, folders and ZIPs with their findings, in a stable order, and why a file was refused.

    They are held against each other for copying. Silences beside the reports are followed; those with a last day hold
    unless `today` is past it. `select` and `ignore` take ids of rules.

    :raises FileNotFoundError: for a path that does not exist.
    """
    found = expand(os.fspath(path) for path in paths)
    work = Checking(tuple(select), tuple(ignore), whole=True, several=found.several, today=today)
    store = temporary_journal()
    try:
        run(found.files, work, store, jobs=1)
        yield from (as_checked(record) for record in judged(found.files, work, store))
    finally:
        store.close(done=True)


def as_checked(record: dict[str, Any]) -> Checked:
    """Return the record of a check as the writers take it. Its report must have been kept."""
    path = record["source"]["path"]
    if "error" in record:
        return Checked(path, error=Refusal(**record["error"]))
    whole = {**record["report"], "findings": record["findings"]}
    report = with_line_places(from_json(whole), record["lines"])
    from gongkai.report.checks.rule import NotAssessed

    silenced = from_json({**whole, "findings": [one["finding"] for one in record["silenced"]]}).findings
    return Checked(
        path,
        report,
        tuple(report.findings),
        tuple(NotAssessed(one["id"], one["alias"], one["reason"]) for one in record["not_assessed"]),
        tuple((finding, one["reason"]) for finding, one in zip(silenced, record["silenced"], strict=True)),
    )


def refused_record(refused: Refused) -> dict[str, Any]:
    """Return the record of a refused file: unlike the line of the command it keeps the two languages apart."""
    return {**refused.as_json(), "error": {"code": refused.code, "zh": refused.zh, "en": refused.en}}


def packed(record: dict[str, Any]) -> bytes:
    """Return a JSON object as one line of UTF-8."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _add_copy(record: dict[str, Any], finding: Finding, item: Input, today: date) -> None:
    if any(one["id"] == finding.id for one in record["findings"]):
        return  # copied from last year's report as well: one finding a rule and report
    kept, silenced = silence.sift([finding], silence.beside(item.path) if item.data is None else (), today=today)
    record["findings"].extend(finding_json(one) for one in kept)
    record["silenced"].extend({"finding": finding_json(one), "reason": reason} for one, reason in silenced)
    record["findings"].sort(key=lambda one: (SEVERITIES.index(one["severity"]), one["id"]))


def _executed(pending: Sequence[Input], work: Work, jobs: int | None) -> Iterator[tuple[Input, list[bytes]]]:
    here = [item for item in pending if item.data is not None]
    there = [item for item in pending if item.data is None]
    if len(there) < WORTH_WORKERS or jobs == 1:
        yield from ((item, list(work(item))) for item in pending)
        return
    from gongkai.report.corpus import workers

    yield from workers.serial(here, work)
    left = dict.fromkeys(there)
    try:
        for item, found in workers.processes(there, work, count=jobs or workers.available(), lost=_lost_by(work)):
            left.pop(item)
            yield item, found
    except workers.CannotStart:
        yield from workers.serial(list(left), work)


def _lost_by(work: Work) -> Callable[[Input, str], bytes]:
    def lost(item: Input, fate: str) -> bytes:
        refused = _LOST[fate](item.shown)
        return packed(refused.as_json() if isinstance(work, Reading) else refused_record(refused))

    return lost


def _crashed(path: str) -> Refused:
    return Refused(
        path,
        "crashed",
        "读取这个文件时程序崩溃，没有采用任何数据；请检查文件是否损坏，或重新保存。",
        "The program crashed over this file and used nothing from it; check whether it is damaged, or save it anew.",
    )


def _timed_out(path: str) -> Refused:
    return Refused(
        path,
        "timeout",
        "读取这个文件超出了时间上限，没有采用任何数据；请另存为其他格式。",
        "Reading this file took longer than allowed and nothing was used from it; save it in another format.",
    )


_LOST: dict[str, Callable[[str], Refused]] = {"crashed": _crashed, "timeout": _timed_out}
