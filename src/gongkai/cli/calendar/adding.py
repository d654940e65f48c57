"""`gongkai calendar add`: whether a calendar pack is right, which cases it moves, and its copy into a folder.

Nothing is kept anywhere else: which calendars a call counts by can be seen in the call, and in one variable.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gongkai.cli import local_rules
from gongkai.cli.calendar import year
from gongkai.cli.calendar.moving import Moving, moved
from gongkai.cli.errors import Usage
from gongkai.cli.local_rules import FOLDER, SUFFIXES, LocalRules
from gongkai.cli.output import file_out, folder_out, text_out
from gongkai.law import packs
from gongkai.law.packs import BadPack, Fault, NoPack, Pack

FAULTY, WRONG_ROWS, UNREADABLE = 1, 2, 3
WORDS = {
    "zh": {
        "pack": "{}：{} 年{}日历包，放假 {} 天，调休上班 {} 天；按此全年工作日 {} 天。",
        "faulty": "{}：有 {} 处问题，不能使用。",
        "right": "没有发现问题。",
        "doubt": "请核对：",
        "copied": "已复制到 {}。",
        "there": "{} 中已有同样的日历包，没有改动。",
        "use": "没有复制。使用它：在命令后加 --calendar {0}；或者 gongkai calendar add {0} --into 文件夹，"
        "再用 --calendar 文件夹 或者环境变量 GONGKAI_CALENDARS 指定这个文件夹。",
    },
    "en": {
        "pack": "{}: pack of {}{}, {} days off, {} make-up days; by it the year has {} working days.",
        "faulty": "{}: {} faults, it cannot be used.",
        "right": "No fault was found.",
        "doubt": "Please compare: ",
        "copied": "Copied to {}.",
        "there": "{} holds the same pack already; nothing was changed.",
        "use": "Not copied. To use it: add --calendar {0} to a command; or gongkai calendar add {0} --into FOLDER, and name "
        "that folder by --calendar FOLDER or by the variable GONGKAI_CALENDARS.",
    },
}


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding: the pack, its year with it, the cases it moves, and where it lies or was copied to."""

    file: str
    pack: Pack
    year: year.Year
    moving: Moving | None = None
    place: Path | None = None
    copied: bool = False


def run(args: argparse.Namespace) -> int:
    """Check the pack, copy it where the call says, print what came of it, and return the exit code.

    :raises Usage: for wrong arguments, or a pack in the folder that differs.
    """
    if args.file is None:
        raise Usage("请写明日历包：gongkai calendar add FILE。", "Name the pack: gongkai calendar add FILE.")
    try:
        pack = packs.read(local_rules.text(args.file), name=args.file)
    except (Usage, NoPack) as error:
        sys.stderr.write(f"gongkai: {error}\n")
        return UNREADABLE
    except BadPack as error:
        return _refused(args, error.faults)
    place = _place(args, pack)
    rules = local_rules.gathered(args)
    try:
        local_rules.calendar_with([*rules.packs, pack])
    except BadPack as error:
        return _refused(args, error.faults)
    added = _added(args, pack, rules)
    if place:
        added = replace(added, place=place, copied=_copied(pack, place))
    _print(args, _object(added), _lines(added, args.lang))
    return _told(added.moving) if added.moving else 0


def _added(args: argparse.Namespace, pack: Pack, rules: LocalRules) -> Added:
    with_pack = (*rules.packs, pack)
    after = replace(rules, calendar=local_rules.calendar_with(with_pack), packs=with_pack)
    moving = moved(args.cases, rules, after) if args.cases is not None else None
    return Added(args.file, pack, year.of(pack.year, with_pack), moving)


def _place(args: argparse.Namespace, pack: Pack) -> Path | None:
    """Return the file that the pack is to be in, None where the call names no folder.

    :raises Usage: where it holds a pack of the same year that differs, and the call does not say to replace it.
    """
    named = args.into if args.into is not None else os.environ.get(FOLDER)
    if not named:
        if args.into is not None or args.replace:
            raise Usage("请用 --into 写明文件夹。", "Name the folder by --into.")
        return None
    folder = folder_out(named)
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES):
        there = packs.read(local_rules.text(str(path)), name=str(path))
        if (there.year, there.region) != (pack.year, pack.region):
            continue
        if there != pack and not args.replace:
            raise Usage(
                f"{path} 中 {pack.year} 年的日历包与 {args.file} 不同，没有改动；要替换它，请加 --replace。",
                f"{path} holds another pack of {pack.year} than {args.file}; nothing was changed. Add --replace to "
                "replace it.",
            )
        return path
    region = re.sub(r"[^\w-]", "_", pack.region)[:40]
    return folder / (f"{pack.year}-{region}.toml" if region else f"{pack.year}.toml")


def _copied(pack: Pack, place: Path) -> bool:
    """Write the pack where it is not there already; return whether it was written."""
    if place.exists() and packs.read(local_rules.text(str(place)), name=str(place)) == pack:
        return False
    is_json = place.suffix.lower() == ".json"
    text = json.dumps(packs.as_json(pack), ensure_ascii=False, indent=2) + "\n" if is_json else packs.dump(pack)
    with file_out(str(place)) as path:
        path.write_text(text, encoding="utf-8")
    return True


def _refused(args: argparse.Namespace, faults: Sequence[Fault]) -> int:
    lines = [WORDS[args.lang]["faulty"].format(args.file, len(faults))]
    lines += (f"  {at}. {_said(fault, args.lang)}" for at, fault in enumerate(faults, 1))
    _print(args, {"file": args.file, "faults": _both(faults)}, lines)
    return FAULTY


def _print(args: argparse.Namespace, found: dict[str, Any], lines: Iterable[str]) -> None:
    with text_out(args.out) as stream:
        if args.format == "json":
            stream.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
        else:
            stream.writelines(line + "\n" for line in lines)


def _object(added: Added) -> dict[str, Any]:
    pack, moving = added.pack, added.moving
    found: dict[str, Any] = {
        "file": added.file,
        "faults": [],
        "doubts": _both(packs.doubts(pack)),
        "year": pack.year,
        "region": pack.region,
        "days_off": sum(day.off for day in pack.days),
        "make_up_days": sum(not day.off for day in pack.days),
        "workdays": added.year.workdays,
        "place": str(added.place) if added.place else None,
        "copied": added.copied,
    }
    return found | (moving.as_json() if moving else {})


def _lines(added: Added, lang: str) -> Iterator[str]:
    words, pack = WORDS[lang], added.pack
    region = f"{'' if lang == 'zh' else ', '}{pack.region}" if pack.region else ""
    off = sum(day.off for day in pack.days)
    yield words["pack"].format(added.file, pack.year, region, off, len(pack.days) - off, added.year.workdays)
    doubts = packs.doubts(pack)
    yield from (words["doubt"] + _said(doubt, lang) for doubt in doubts)
    if not doubts:
        yield words["right"]
    if added.moving:
        yield from added.moving.lines(lang)
    if added.place:
        yield words["copied" if added.copied else "there"].format(added.place)
    else:
        yield words["use"].format(added.file)


def _told(moving: Moving) -> int:
    """Tell which rows could not be used, and return the exit code."""
    for row, refusal in moving.refused:
        sys.stderr.write(f"gongkai: 第 {row} 行 row {row}: {refusal.zh} {refusal.en}\n")
    return WRONG_ROWS if moving.refused else 0


def _both(faults: Iterable[Fault]) -> list[dict[str, str]]:
    return [{"zh": fault.zh, "en": fault.en} for fault in faults]


def _said(fault: Fault, lang: str) -> str:
    return fault.zh if lang == "zh" else fault.en
