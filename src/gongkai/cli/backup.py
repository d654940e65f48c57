"""`gongkai backup`: everything an office holds as one file, made while it works."""

import argparse
import sys
from pathlib import Path

from gongkai.cli.errors import Usage
from gongkai.cli.opening import add_home, open_office
from gongkai.cli.parser import examples


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", metavar="OUT.tar.gz", help="备份文件，不能已存在。The file to write; it must not exist.")
    add_home(parser)
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help="连同密钥；得到这份备份的人就能读出全部内容，请妥善保管。With the keys: who has this backup can read it all.",
    )
    parser.add_argument(
        "--rows",
        action="store_true",
        help="逐行保存数据库，可恢复到另一种数据库；PostgreSQL 总是如此。"
        "Save the database row by row, to restore into another kind; always so on PostgreSQL.",
    )
    examples(parser, ["gongkai backup 备份.tar.gz --home 演示", "gongkai backup 含密钥.tar.gz --home 演示 --with-keys"])


def run(args: argparse.Namespace) -> int:
    """Write the backup and return 0.

    :raises Usage: where the file exists or cannot be written, or there is no office.
    """
    out = Path(args.out).absolute()
    if out.exists():
        raise Usage(f"{out} 已存在；请换一个文件名。", f"{out} exists; choose another name.")
    if not out.parent.is_dir():
        raise Usage(f"没有文件夹 {out.parent}。", f"There is no folder {out.parent}.")
    open_office(args.home, must_exist=True)

    from django.utils import timezone

    from gongkai.web.upkeep import backup

    manifest = backup.make(out, now=timezone.localtime(), with_keys=args.with_keys, rows=args.rows)
    rows = sum(manifest.counts.values())
    sys.stdout.write(
        f"已备份到 {out}：{rows} 行、{len(manifest.files) - 1} 个文件，事件至第 {manifest.head.number} 号。"
        f" Saved {rows} rows and {len(manifest.files) - 1} files.\n"
    )
    if not args.with_keys:
        sys.stdout.write(
            "备份不含密钥；请另外备份密钥文件夹，没有它就读不出加密的内容。"
            " Without the keys: keep a copy of their folder elsewhere, or what is sealed cannot be read.\n"
        )
    return 0
