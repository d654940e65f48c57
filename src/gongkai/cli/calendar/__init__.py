"""`gongkai calendar`: the working days of a year, and the check of a calendar pack that is to be added."""

import argparse
import json

from gongkai.cli import local_rules
from gongkai.cli.calendar import year
from gongkai.cli.errors import Usage
from gongkai.cli.output import text_out
from gongkai.cli.parser import examples
from gongkai.law.refusal import Refusal

ADD = "add"
LONGEST = 4  # digits
EXAMPLES = (
    "gongkai calendar 2026",
    "gongkai calendar 2026 --format json -o 2026.json",
    "gongkai calendar add 2026.json",
    "gongkai calendar add 2026.json --cases 办件.csv --into 日历",
)


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what",
        metavar="YEAR|add",
        help="年份，如 2026；或者 add，检查并加入一个日历包。A year such as 2026, or add to check and add a pack.",
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="add 的日历包（TOML、JSON）。The pack to add, TOML or JSON."
    )
    local_rules.add_calendars(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="默认 text。The default is text.")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="text 的语言，默认 zh。Language of text.")
    parser.add_argument("-o", "--out", metavar="OUT", help="写入文件，默认标准输出。Write to a file, not to stdout.")
    _describe_adding(parser.add_argument_group("add"))
    examples(parser, EXAMPLES)


def _describe_adding(adding: argparse._ArgumentGroup) -> None:
    adding.add_argument(
        "--cases",
        metavar="FILE",
        help="未办结的办件表（.csv、.xlsx，列名同 gongkai deadline --table；- 为标准输入），列出期限变动的办件。"
        "A table of cases as for gongkai deadline --table; tells which of their deadlines move.",
    )
    adding.add_argument(
        "--into",
        metavar="FOLDER",
        help="检查无误后复制到此文件夹；默认是环境变量 GONGKAI_CALENDARS 指定的文件夹，都没有则不复制。"
        "Copy the pack there once it is found right; the default is the folder that GONGKAI_CALENDARS names, if any.",
    )
    adding.add_argument(
        "--replace",
        action="store_true",
        help="替换文件夹中同年同地区、内容不同的日历包。Take the place of a pack of the same year that differs.",
    )
    local_rules.add_choices(adding)


def run(args: argparse.Namespace) -> int:
    """Print the year or the result of adding, and return 0, 1 where a pack has faults, 3 where it cannot be read.

    :raises Usage: for arguments that do not go together, and for a year that has no calendar.
    """
    try:
        if args.what == ADD:
            from gongkai.cli.calendar import adding

            return adding.run(args)
        return _year(args)
    except Refusal as refusal:
        raise Usage(refusal.zh, refusal.en) from None


def _year(args: argparse.Namespace) -> int:
    given = [
        name
        for name, value in (
            (args.file, args.file),
            ("--cases", args.cases),
            ("--into", args.into),
            ("--replace", args.replace),
            ("--set", args.set),
            ("--options", args.options),
        )
        if value
    ]
    if given:
        raise Usage(
            f"{'、'.join(given)} 只用于 gongkai calendar add FILE。",
            f"{', '.join(given)}: only with gongkai calendar add FILE.",
        )
    if not (args.what.isascii() and args.what.isdecimal() and len(args.what) == LONGEST):
        raise Usage(
            f"“{args.what[:40]}”不是年份；请写成 2026，或者 gongkai calendar add FILE。",
            f"{args.what[:40]!r} is no year; write 2026, or gongkai calendar add FILE.",
        )
    shown = year.of(int(args.what), local_rules.added_packs(args.calendar))
    with text_out(args.out) as stream:
        if args.format == "json":
            stream.write(json.dumps(year.as_json(shown), ensure_ascii=False, indent=2) + "\n")
        else:
            stream.writelines(line + "\n" for line in year.lines(shown, args.lang))
    return 0
