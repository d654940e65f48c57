"""How a reader does on the specimens: right, unread, silently wrong, by layout and by defect.

Silently wrong is what the contract calls so: value or state differs from what is printed at that label, and the state
is not `unread`. Cells that are not zero are counted on their own, for most cells are zero.

    python -m tests.specimens.score --n 2000 --kinds text,html --seed 7
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.report.model import Report
from tests.specimens.around import OF_TABLES
from tests.specimens.build import Specimen, specimens
from tests.specimens.truth import Answer, normal

COUNTS = ("right", "unread", "wrong")
HEADS = ("files", "bad files", *COUNTS, *(f"heavy {count}" for count in COUNTS), "faults", "strayed", "raised")
Reader = Callable[[Specimen], Report]


def read(specimen: Specimen) -> Report:
    """Return what the package reads from a specimen."""
    from gongkai.report import reading

    return reading.read(specimen.data, name=specimen.name)


@dataclass(slots=True)
class Verdict:
    """The outcome for one specimen: counts, and every answer that was wrong or needlessly unread."""

    specimen: Specimen
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    strayed: list[str] = field(default_factory=list)


def judge(specimen: Specimen, report: Report) -> Verdict:
    """Return how a report differs from the truth."""
    verdict = Verdict(specimen)
    for name, form in specimen.forms.items():
        if report.tables.get(name) != form and not (form is None and report.tables.get(name) is None):
            verdict.faults.append(f"format of {name}: {report.tables.get(name)} for {form}")
    for cell, expected in specimen.expected.items():
        found = report.cells.get(cell)
        answer = Answer(found.state, normal(found.value)) if found else Answer("absent")
        heavy = expected.ideal.state == "read" and expected.ideal.value != 0
        kind = "right" if expected.accepts(answer) else "unread" if answer.state == "unread" else "wrong"
        verdict.counts[kind] += 1
        if heavy:
            verdict.counts[f"heavy {kind}"] += 1
        if kind != "right":
            raw = found.raw if found else None
            getattr(verdict, kind).append(f"{cell}: {_say(answer)} (raw {raw!r}) for {_say(expected.ideal)}")
    foreign = [cell for cell in report.cells if cell not in specimen.expected and report.cells[cell].state != "absent"]
    verdict.faults += [f"foreign cell {cell}" for cell in foreign]
    verdict.faults += _places(specimen, report)
    verdict.strayed += _around(specimen, report)
    verdict.faults += [
        f"{what}: {ours!r} for {theirs!r}"
        for what, ours, theirs in (("year", report.year, specimen.year), ("organ", report.organ, specimen.organ))
        if ours != theirs and specimen.layout != "l14"
        if what == "year" or specimen.told is None or report.organ not in specimen.told.organs
    ]
    return verdict


def _say(answer: Answer) -> str:
    return f"{answer.state} {answer.value}" if answer.state == "read" else answer.state


def _places(specimen: Specimen, report: Report) -> list[str]:
    """Return the cells of a text whose place does not show their raw text."""
    if specimen.kind != "text" or specimen.layout == "l14":
        return []
    lines = specimen.data.decode("utf-8").split("\n")
    faults = []
    for cell in report.cells.values():
        if not cell.raw or cell.place is None:
            continue
        line, column = cell.place.line, cell.place.column  # type: ignore[union-attr]
        if not lines[line - 1][column - 1 :].startswith(cell.raw):
            faults.append(f"place of {cell.name}: line {line} column {column} has no {cell.raw!r}")
    return faults


def _around(specimen: Specimen, report: Report) -> list[str]:
    """Return what is not as it was told: title, dates, signature, attachments, sections."""
    told = specimen.told
    if told is None or specimen.layout == "l14":
        return []
    pairs = [
        ("title", _bare(report.title), _bare(told.title)),
        ("signed", report.signed, told.signed),
        ("signature", report.signature, told.signature),
        ("attachments", [attachment.name for attachment in report.attachments], told.attachments),
        ("headings", [(s.number, s.title) for s in report.sections], [section[:2] for section in told.sections]),
    ]
    strayed = [f"{what}: {ours!r} for {theirs!r}" for what, ours, theirs in pairs if ours != theirs]
    if report.published not in told.published:
        strayed.append(f"published: {report.published} for {sorted(map(str, told.published))}")
    for number, (section, (_, title, text)) in enumerate(zip(report.sections, told.sections, strict=False), 1):
        ours = "".join(_bare(line.text) for line in section.lines if line.text not in OF_TABLES)
        if ours != _bare(text):
            strayed.append(f"text of part {number} {title}: {_differing(ours, _bare(text))}")
    return strayed


def _bare(text: str | None) -> str:
    return "".join((text or "").split()).strip("《》")


def _differing(ours: str, theirs: str) -> str:
    start = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    return f"from {start}: …{ours[start : start + 60]!r} for …{theirs[start : start + 60]!r}"


def run(items: Iterable[Specimen], reader: Reader = read) -> list[Verdict]:
    """Return a verdict for each specimen."""
    verdicts = []
    for item in items:
        try:
            verdicts.append(judge(item, reader(item)))
        except Exception as error:  # whatever it is, it is the finding
            verdict = Verdict(item)
            verdict.faults.append(f"raised {error!r}")
            verdict.counts["raised"] += 1
            verdicts.append(verdict)
    return verdicts


def table(verdicts: list[Verdict], key: Callable[[Verdict], Iterable[str]]) -> str:
    """Return counts by a key as a table."""
    groups: dict[str, Counter[str]] = {}
    for verdict in verdicts:
        for name in key(verdict):
            groups.setdefault(name, Counter()).update(verdict.counts)
            groups[name]["files"] += 1
            groups[name]["bad files"] += bool(verdict.wrong)
            groups[name]["faults"] += len(verdict.faults)
            groups[name]["strayed"] += bool(verdict.strayed)
    rows = [f"{'':34}" + "".join(f"{head:>14}" for head in HEADS)]
    rows += [f"{name:34}" + "".join(f"{counts[head]:14}" for head in HEADS) for name, counts in sorted(groups.items())]
    return "\n".join(rows)


def main(arguments: list[str]) -> int:
    """Run specimens through the reader and print what came of it; 1 where anything was silently wrong."""
    options = _options(arguments)
    kinds = tuple(options.kinds.split(","))
    items = specimens(options.n, options.seed, kinds, dressed=options.dressed, sound=options.sound)
    verdicts = run(item for item in items if not options.defect or options.defect in item.defects)
    say = sys.stdout.write
    say(table(verdicts, lambda v: [f"layout {v.specimen.layout}", "all"]) + "\n\n")
    say(table(verdicts, lambda v: v.specimen.defects or ["sound"]) + "\n\n")
    strays = Counter(line.split(":")[0].split(" of part")[0] for v in verdicts for line in v.strayed)
    say(f"strayed: {dict(strays)}\n\n")
    if options.cross:
        say(table(verdicts, lambda v: [f"{v.specimen.layout} × {d}" for d in v.specimen.defects or ["sound"]]) + "\n\n")
    bad = [verdict for verdict in verdicts if verdict.wrong or verdict.unread or verdict.faults or verdict.strayed]
    bad.sort(key=lambda v: (-len(v.wrong), -len(v.faults), -len(v.strayed), -len(v.unread)))
    for verdict in bad[: options.show]:
        say(f"{verdict.specimen.name}\n")
        for what in ("wrong", "faults", "strayed", "unread"):
            say("".join(f"  {what}: {line}\n" for line in getattr(verdict, what)[:6]))
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / verdict.specimen.name).write_bytes(verdict.specimen.data)
    return 1 if any(verdict.wrong for verdict in verdicts) else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--n", type=int, default=500)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kinds", default="text,html", help="kinds or layouts")
    parser.add_argument("--defect", default="", help="only specimens with this defect")
    parser.add_argument("--dressed", action="store_true", help="other titles, headings, dates, pages around")
    parser.add_argument("--sound", action="store_true", help="no defects")
    parser.add_argument("--cross", action="store_true", help="print layout × defect")
    parser.add_argument("--show", type=int, default=0, help="print that many of the worst specimens")
    parser.add_argument("--keep", type=Path, help="write the specimens that are shown into this folder")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
