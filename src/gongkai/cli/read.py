"""`gongkai read`: annual reports into JSON, tables of cells, or tables for the eye."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from gongkai.cli import gathering
from gongkai.cli.gathering import Call
from gongkai.cli.output import file_out, needs_out, text_out
from gongkai.cli.parser import add_paths, examples
from gongkai.report import corpus

FORMATS = ("json", "jsonl", "csv", "xlsx", "parquet", "table")
SHOWN_REFUSALS = 20


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_paths(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="json",
        help="json（默认；多个文件时每行一个对象）、jsonl、csv、xlsx、parquet（每格一行）、table（便于阅读）。"
        "json is the default, one object a line for several files; csv, xlsx and parquet have one cell a row.",
    )
    examples(
        parser,
        [
            "gongkai read 报告.docx",
            "gongkai read 报告.html --format table",
            "gongkai read 全市报告/ --format csv -o 数据.csv",
            "gongkai read 全市报告/ --format xlsx -o 数据.xlsx",
        ],
    )


def run(args: argparse.Namespace) -> int:
    """Return 0, or 3 where a file was refused."""
    if args.format in ("xlsx", "parquet"):
        needs_out(args.out, args.format)
    found = gathering.find(args.paths, args.out)
    tally = Tally()
    with gathering.gathered(found.files, corpus.Reading(), Call(args.argv, args.jobs)) as store:
        objects = tally.counting(corpus.records(found.files, store))
        _render(objects, args.format, args.out, alone=not found.several)
    if found.several or args.format not in ("json", "jsonl"):
        tally.report(len(found.files), found.left_out, several=found.several)
    return 3 if tally.refused else 0


class Tally:
    """How many reports and refusals went by, with the first refusals in words."""

    def __init__(self) -> None:
        self.reports = 0
        self.refused = 0
        self.messages: list[str] = []

    def counting(self, records: Iterable[bytes]) -> Iterator[dict[str, Any]]:
        """Yield the objects, counting them."""
        for record in records:
            read: dict[str, Any] = json.loads(record)
            if "error" in read:
                self.refused += 1
                if self.refused <= SHOWN_REFUSALS:
                    error = read["error"]
                    self.messages.append(f"{read['source']['path']}: {error['code']} {error['message']}")
            else:
                self.reports += 1
            yield read

    def report(self, files: int, left_out: int, *, several: bool) -> None:
        """Say on stderr what was read and what was not."""
        for message in self.messages:
            sys.stderr.write(message + "\n")
        if not several:
            return
        aside = f"，另有 {left_out} 个文件不是报告，未读" if left_out else ""
        aside_en = f"; {left_out} other files are no reports and were left alone" if left_out else ""
        sys.stderr.write(
            f"{files} 个文件：读出 {self.reports} 份报告，{self.refused} 份无法读取{aside}。 "
            f"{files} files: {self.reports} reports read, {self.refused} refused{aside_en}.\n"
        )


def _render(objects: Iterator[dict[str, Any]], form: str, out: str | None, *, alone: bool) -> None:
    from gongkai.cli import tables

    if form in ("xlsx", "parquet"):
        with file_out(needs_out(out, form)) as path:
            (tables.write_xlsx if form == "xlsx" else tables.write_parquet)(objects, path)
        return
    with text_out(out) as stream:
        if form == "csv":
            tables.write_csv(objects, stream)
        elif form == "table":
            tables.write_table(objects, stream)
        else:
            indent = 2 if alone and form == "json" else None
            for read in objects:
                stream.write(json.dumps(read, ensure_ascii=False, indent=indent) + "\n")
