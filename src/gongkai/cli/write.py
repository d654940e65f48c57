"""`gongkai write`: what `gongkai read` gave, written in the statutory layout."""

import argparse
import json
import sys
from pathlib import Path

from gongkai.cli.errors import Usage
from gongkai.cli.output import file_out
from gongkai.cli.parser import examples
from gongkai.report.model import Report, from_json


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "report", metavar="REPORT.json", help="gongkai read 的输出，或 -。The output of gongkai read, or -."
    )
    parser.add_argument(
        "-o",
        dest="out",
        metavar="OUT",
        required=True,
        help="按后缀写成 .docx .pdf .html .xlsx .json。The suffix says what is written.",
    )
    parser.add_argument(
        "--fangsong",
        metavar="FONT",
        help="PDF 正文用本单位的仿宋字体文件。The organ's own 仿宋 font file, for the text of a PDF.",
    )
    examples(parser, ["gongkai write 报告.json -o 报告.pdf", "gongkai write 报告.json -o 报告.docx"])


def run(args: argparse.Namespace) -> int:
    """Write the file and return 0, or 3 where the report cannot be read."""
    from gongkai.report import writers

    if Path(args.out).suffix.lstrip(".").lower() not in writers.KINDS:
        kinds = " ".join(f".{kind}" for kind in writers.KINDS)
        raise Usage(f"-o 的后缀须是 {kinds} 之一：{args.out}。", f"-o must end in one of {kinds}: {args.out}.")
    font = Path(args.fangsong) if args.fangsong else None
    if font and not font.is_file():
        raise Usage(f"没有这个字体文件：{font}。", f"No such font file: {font}.")
    try:
        report = loaded(args.report)
    except (ValueError, RecursionError) as error:
        sys.stderr.write(
            f"{args.report}: 这不是 gongkai read 输出的一份报告，无法写成文件；请先运行 gongkai read。 "
            "This is not one report as gongkai read gives it, so nothing was written; run gongkai read first "
            f"({type(error).__name__}: {error}).\n"
        )
        return 3
    with file_out(args.out) as path:
        try:
            writers.write(report, path, fangsong=font)
        except ValueError as error:
            raise Usage(f"写不出这份报告：{error}", "The report cannot be written.") from None
    return 0


def loaded(name: str) -> Report:
    """Return the report of a JSON file.

    :raises ValueError: where it holds anything else.
    """
    if name == "-":
        return from_json(json.load(sys.stdin.buffer))
    try:
        return from_json(json.loads(Path(name).read_bytes()))
    except OSError as error:
        raise Usage(f"不能打开 {name}（{error.strerror}）。", f"Cannot open {name} ({error.strerror}).") from None
