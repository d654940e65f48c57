"""`gongkai export-all`: everything an office holds as tables with a dictionary, to take along or to look into."""

import argparse
import sys
from pathlib import Path

from gongkai.cli.errors import Usage
from gongkai.cli.opening import add_home, open_office
from gongkai.cli.output import folder_out
from gongkai.cli.parser import examples


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", metavar="OUT", help="写到这个文件夹，应当不存在或者为空。A new or empty folder.")
    add_home(parser)
    parser.add_argument(
        "--format", choices=("csv", "jsonl"), default="csv", help="默认 csv。The default is csv; jsonl is exact."
    )
    parser.add_argument(
        "--with-personal",
        action="store_true",
        help="连同申请人的个人信息；此次导出记入日志。With applicants' personal data; the log records that.",
    )
    examples(parser, ["gongkai export-all 导出 --home 演示", "gongkai export-all 全部 --home 演示 --format jsonl"])


def run(args: argparse.Namespace) -> int:
    """Write the tables and return 0.

    :raises Usage: where the folder is not empty, or there is no office.
    """
    out = folder_out(args.out)
    if any(out.iterdir()):
        raise Usage(f"{out} 里已有内容；请换一个空文件夹。", f"{out} is not empty; choose another folder.")
    open_office(args.home, must_exist=True)

    from django.utils import timezone

    from gongkai.web.organs.log import Call
    from gongkai.web.upkeep import exporting

    by = Call(timezone.localtime())
    written = exporting.export(Path(out), by=by, form=args.format, with_personal=args.with_personal)
    rows = sum(written.values())
    sys.stdout.write(
        f"已导出 {len(written)} 张表、{rows} 行到 {out}，各列的含义见 dictionary.{args.format}。"
        f" Exported {len(written)} tables with {rows} rows.\n"
    )
    return 0
