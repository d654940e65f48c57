"""An argument parser that speaks Chinese first and shows examples."""

import argparse
import sys
from collections.abc import Iterable
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` whose errors are bilingual and whose options are never guessed from their beginnings."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False, **options})

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: 用法有误，请对照上面的用法或运行 {self.prog} --help。 Wrong usage: {message}\n")


def examples(parser: argparse.ArgumentParser, lines: Iterable[str]) -> None:
    """Show example calls at the end of the help; a test runs each of them."""
    parser.epilog = "示例 Examples:\n" + "\n".join(f"  {line}" for line in lines)


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Declare what `read` and `check` share: files, where to write, how many processes."""
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="文件、文件夹、ZIP，或 - 表示标准输入。Files, folders, ZIPs, or - for standard input.",
    )
    parser.add_argument(
        "-o", dest="out", metavar="OUT", help="写入文件，默认标准输出。Write here instead of standard output."
    )
    parser.add_argument(
        "--jobs",
        type=_count,
        metavar="N",
        help="并行进程数，默认等于处理器数。Worker processes; the default is the number of processors.",
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
