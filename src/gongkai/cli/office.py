"""`gongkai office`: what is done to an office now and then: verify, replay, rotate keys, check contacts, add a calendar."""

import argparse
import sys
from collections.abc import Callable, Iterable

from gongkai.cli import office_calendar
from gongkai.cli.errors import Usage
from gongkai.cli.opening import add_home, open_office
from gongkai.cli.parser import examples

FOUND = 1
CHECKED_WITHIN = 180
SHOWN = 200


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "task",
        choices=sorted(TASKS),
        help="verify 核验事件链、办件和加密的内容；replay 按步骤重写办件摘要；rotate-keys 更换密钥；check-contacts 列出待核对的联系方式；"
        "calendar add 导入日历包。"
        " Verify everything; write the summaries anew; change the keys; list contact data to be checked; add a calendar.",
    )
    office_calendar.describe(parser)
    add_home(parser)
    parser.add_argument(
        "--check", action="store_true", help="replay：只列出不同，不改动。replay: tell differences, change nothing."
    )
    parser.add_argument(
        "--days",
        type=int,
        default=CHECKED_WITHIN,
        help=f"check-contacts：多少天内核对过算有效，默认 {CHECKED_WITHIN}。check-contacts: how long a check holds.",
    )
    examples(
        parser,
        [
            "gongkai office verify --home 演示",
            "gongkai office replay --check --home 演示",
            "gongkai office rotate-keys --home 演示",
            "gongkai office check-contacts --days 3650 --home 演示",
            "gongkai office calendar add 2027.toml --home 演示",
        ],
    )


def run(args: argparse.Namespace) -> int:
    """Do the task and return 0, or 1 where it found something.

    :raises Usage: for words that the task does not take.
    """
    if args.words and args.task != "calendar":
        raise Usage(
            f"gongkai office {args.task} 之后没有别的词。", f"gongkai office {args.task} takes no further words."
        )
    open_office(args.home, must_exist=True)
    return TASKS[args.task](args)


def verify(args: argparse.Namespace) -> int:
    """Tell what is not whole."""
    from django.utils import timezone

    from gongkai.web.upkeep import verifying

    good = f"核验无误：事件链 {verifying.head().number} 个事件相连。 Verified."
    code = told(verifying.faults(timezone.localdate()), good)
    if older := verifying.older():
        sys.stdout.write(
            f"另有 {older} 份稿件、审核意见和依据写于系统记录指纹之前，无从比对，不算差异。"
            f" {older} texts are older than fingerprints and were not compared.\n"
        )
    return code


def replay(args: argparse.Namespace) -> int:
    """Tell which summaries differ from their steps; without `--check` write them anew."""
    from django.utils import timezone

    from gongkai.web.organs.log import Call
    from gongkai.web.upkeep import replaying

    by = Call(timezone.localtime())
    if args.check:
        return told((f"{each}。" for each in replaying.differences(by.today)), "没有不同。 No difference.")
    found = replaying.rebuild(by=by)
    told((f"{each}。" for each in found), "没有不同。 No difference.")
    return FOUND if any(not each.column for each in found) else 0


def rotate_keys(args: argparse.Namespace) -> int:
    """Seal everything with a new key, or finish what an earlier call has begun."""
    from django.utils import timezone

    from gongkai.web.organs.log import Call
    from gongkai.web.upkeep import rotating

    faults: list[str] = []
    by = Call(timezone.localtime())
    begun = rotating.begin(by=by)
    sys.stdout.write("启用新的密钥。 A new key.\n" if begun else "继续上次未完成的更换。 Going on where it stopped.\n")
    for progress in rotating.go_on(by=by):
        sys.stdout.write(f"{progress.shelf}: {progress.resealed}/{progress.seen}\n")
        faults = [*(each for each in faults if each not in progress.unreadable), *progress.unreadable]
    return told(
        (f"{each} 打不开，保留原样。" for each in faults), "密钥已更换；请备份密钥文件夹。 Done; save the keys."
    )


def check_contacts(args: argparse.Namespace) -> int:
    """Tell which organs have to check their contact data."""
    from django.utils import timezone

    from gongkai.web.upkeep import contacts

    return told(contacts.wanting(timezone.localdate(), args.days), "联系方式都已核对。 All are checked.")


def told(found: Iterable[str], good: str) -> int:
    """Print what was found, or that all is good, and return the exit code."""
    number = 0
    for each in found:
        number += 1
        if number <= SHOWN:
            sys.stdout.write(f"{each}\n")
    if number > SHOWN:
        sys.stdout.write(f"…… 共 {number} 个。 {number} in all.\n")
    if not number:
        sys.stdout.write(f"{good}\n")
    return FOUND if number else 0


TASKS: dict[str, Callable[[argparse.Namespace], int]] = {
    "verify": verify,
    "replay": replay,
    "rotate-keys": rotate_keys,
    "check-contacts": check_contacts,
    "calendar": office_calendar.add,
}
