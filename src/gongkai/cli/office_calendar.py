"""`gongkai office calendar add FILE`: what a calendar pack would move in an office; with `--yes` it is taken over."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.cli.errors import Usage
from gongkai.law.packs import BadPack

if TYPE_CHECKING:
    from datetime import date

    from gongkai.web.cases.taking_over.moving import Moving
    from gongkai.web.cases.taking_over.packs_in_force import Preview
    from gongkai.web.organs.models import Person

FAULTY, UNREADABLE = 1, 3


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `calendar add`."""
    parser.add_argument(
        "words",
        nargs="*",
        metavar="add FILE",
        help="calendar：add 和日历包（TOML、JSON）。calendar: add, and the pack to take over, TOML or JSON.",
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="calendar：确认导入；不加则只列出影响，不改动。calendar: take it over; without it nothing is changed.",
    )
    parser.add_argument(
        "--by",
        metavar="USERNAME",
        default="",
        help="calendar：以哪位系统管理员的名义导入；顶层机关只有一位的可以省略。"
        "calendar: the administrator of the top organ who does it; may be left out where there is only one.",
    )


def add(args: argparse.Namespace) -> int:
    """Show what a pack would move, take it over where the call says so, and return the exit code.

    :raises Usage: for other words than `add FILE`, and where nobody may take it over.
    """
    from django.utils import timezone

    from gongkai.web.cases.taking_over import packs_in_force
    from gongkai.web.cases.taking_over.actions import calendar
    from gongkai.web.organs.log import Call

    if len(args.words) != len(("add", "FILE")) or args.words[0] != "add":
        raise Usage("请写成 gongkai office calendar add FILE。", "Write gongkai office calendar add FILE.")
    now = timezone.localtime()
    try:
        pack = packs_in_force.read(_bytes(args.words[1]), args.words[1])
        preview = packs_in_force.preview(pack, now.date())
    except packs_in_force.Unreadable:
        sys.stderr.write(f"gongkai: {args.words[1]} 过大或者不是文本。 It is too large, or no text.\n")
        return UNREADABLE
    except BadPack as bad:
        sys.stdout.writelines(f"{fault.zh} {fault.en}\n" for fault in bad.faults)
        return FAULTY
    sys.stdout.writelines(f"{line}\n" for line in lines(preview))
    if preview.same or preview.consequences.refused:
        return FAULTY if preview.consequences.refused else 0
    if not args.yes:
        sys.stdout.write("没有改动；确认导入请加 --yes。 Nothing was changed; add --yes to take it over.\n")
        return 0
    by = Call(now, _administrator(args.by, now.date()))
    try:
        calendar.take_over(pack=pack, seen=preview.fingerprint, by=by)
    except calendar.Changed:
        sys.stdout.write("办件刚刚发生了变化，没有改动；请再次执行。 Cases have changed meanwhile; call it again.\n")
        return FAULTY
    sys.stdout.write("已经导入，经办人已得到告知。 Taken over; the handlers are told.\n")
    return 0


def lines(preview: "Preview") -> Iterator[str]:
    """Yield what a pack would do, for the eye."""
    pack, year, found = preview.pack, preview.year, preview.consequences
    yield f"{pack.year} 年{pack.region}日历包：工作日 {year.workdays} 天，放假 {year.off} 天，调休上班 {year.worked} 天。"
    yield from (f"请核对：{doubt.zh}" for doubt in preview.doubts)
    if preview.same:
        yield "这个日历包已经在用，没有改动。 It is in force already."
        return
    if found.refused:
        yield f"不能导入：按这个日历，有 {len(found.refused)} 件办件已经登记的步骤不合法。"
        yield from (f"  {number}  {refusal.zh}" for number, refusal in found.refused)
        return
    yield f"期限改变的在办申请 {len(found.open)} 件，已办结而随之更正的 {len(found.ended)} 件。"
    for each in found.open:
        yield from _moves(each)


def _moves(moving: "Moving") -> Iterator[str]:
    for line in moving.lines:
        head = f"  {moving.case.number}  {moving.case.organ.short_name}  {moving.stage}  {line.name}"
        yield f"{head}  {line.before} → {line.after}  {line.shift}  {moving.clock.said}".rstrip()


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Usage(f"不能读取 {name}（{error.strerror}）。", f"Cannot read {name} ({error.strerror}).") from None


def _administrator(username: str, today: "date") -> "Person":
    """Return in whose name a pack is taken over.

    :raises Usage: where that is nobody, or it is not said who of several.
    """
    from gongkai.web.organs import permissions, queries
    from gongkai.web.organs.models import Person, Post

    top = queries.site_organ(today)
    posts = Post.objects.filter(queries.on(today), organ=top)
    people = Person.objects.filter(posts__in=posts).distinct()
    may = [each for each in people if permissions.may(each, "calendar.take_over", top, today)]
    chosen = [each for each in may if not username or each.username == username]
    if len(chosen) != 1:
        known = "、".join(each.username for each in may) or "没有"
        raise Usage(
            f"请用 --by 写明顶层机关系统管理员的登录名；现有：{known}。",
            f"Name an administrator of the top organ with --by; there are: {known}.",
        )
    return chosen[0]
