"""Reports that others are compared with: last year's, and the members of a roll-up.

Where one of them cannot be read, that is said and counts like any file that could not be read.
"""

import argparse
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.cli import gathering
from gongkai.cli.gathering import Call
from gongkai.report import corpus, reading
from gongkai.report.corpus import shelf
from gongkai.report.corpus.shelf import Shelf
from gongkai.report.inputs import Inputs
from gongkai.report.model import Report
from gongkai.report.reading import Refused


@dataclass(slots=True)
class Neighbours:
    """What the reports are compared with, and how many files of that could not be read."""

    previous: Report | None = None
    shelf: Shelf | None = None
    members: tuple[Report, ...] = ()
    refused: int = 0


@contextlib.contextmanager
def beside(args: argparse.Namespace, found: Inputs) -> Iterator[Neighbours]:
    """Give the reports that --members and --previous name."""
    neighbours = Neighbours()
    with contextlib.ExitStack() as stack:
        if args.members:
            neighbours.members = tuple(_read(gathering.find([args.members], None), neighbours))
            if neighbours.refused:
                # A sum with a gap would accuse the roll-up of the gap.
                neighbours.members = ()
        if args.previous and not found.several and not os.path.isdir(args.previous):
            neighbours.previous = next(_read(gathering.find([args.previous], None), neighbours), None)
        elif args.previous:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gongkai-")))
            neighbours.shelf = _shelved(args, folder / "shelf", neighbours)
        yield neighbours


def _read(found: Inputs, neighbours: Neighbours) -> Iterator[Report]:
    for item in found.files:
        for result in reading.read_input(item):
            if isinstance(result, Refused):
                _refuse(result.path, f"{result.zh} {result.en}", neighbours)
            else:
                yield result


def _shelved(args: argparse.Namespace, path: Path, neighbours: Neighbours) -> Shelf:
    found = gathering.find([args.previous], None)
    call = Call([*args.argv, "previous"], args.jobs)
    with gathering.gathered(found.files, corpus.Reading(), call) as store:
        return shelf.fill(path, _kept(corpus.records(found.files, store), neighbours))


def _kept(records: Iterator[bytes], neighbours: Neighbours) -> Iterator[bytes]:
    for record in records:
        read = json.loads(record)
        if "error" in read:
            _refuse(read["source"]["path"], read["error"]["message"], neighbours)
        else:
            yield record


def _refuse(path: str, message: str, neighbours: Neighbours) -> None:
    neighbours.refused += 1
    sys.stderr.write(f"{path}: {message}\n")
