"""What an organ adds to the rules: the calendars of new years or of its region, and its choices where practice differs.

They are files and options of a call, and the folder that `GONGKAI_CALENDARS` names; nothing of it is ever stored.
"""

import argparse
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.cli.errors import Usage
from gongkai.law import options, packs
from gongkai.law.options import OPTIONS, Choice, Conventions
from gongkai.law.packs import Pack
from gongkai.law.refusal import Refusal
from gongkai.law.workdays import Calendar

FOLDER = "GONGKAI_CALENDARS"
SUFFIXES = (".toml", ".json")
_KEYS: Mapping[str, type | tuple[type, ...]] = {
    "name": str,
    "value": (str, int),
    "source": str,
    "valid_from": date,
    "valid_to": date,
}


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The calendar that holds, what the organ has chosen, and the packs that were added to the published ones."""

    calendar: Calendar
    choices: tuple[Choice, ...] = ()
    packs: tuple[Pack, ...] = ()

    def conventions(self, day: date) -> Conventions:
        """Return the conventions that hold on a day.

        :raises NotCovered: for a day before the Regulation came into force.
        """
        return options.conventions(day, self.choices)


def add_calendars(parser: argparse._ActionsContainer) -> None:
    """Declare where calendars come from."""
    parser.add_argument(
        "--calendar",
        action="append",
        default=[],
        metavar="FILE",
        help="补充的日历包（TOML、JSON）或其文件夹，可重复；也可用环境变量 GONGKAI_CALENDARS 指定文件夹。"
        "A calendar pack to add, or a folder of them; the variable GONGKAI_CALENDARS may name a folder too.",
    )


def add_choices(parser: argparse._ActionsContainer) -> None:
    """Declare where the choices of an organ come from."""
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="本机关的选择，如 receipt_day=rolled，可重复。What the organ has chosen where practice differs.",
    )
    parser.add_argument(
        "--options",
        metavar="FILE",
        help="本机关选择的 TOML 文件，每个 [[choices]] 有 name、value、source、valid_from、valid_to。"
        "A TOML file of such choices, each a [[choices]] with its source and the days it holds.",
    )


def gathered(args: argparse.Namespace) -> LocalRules:
    """Return the rules that a call asks for.

    :raises Usage: for a file that cannot be read.
    :raises Refusal: for a pack that has faults, or a choice that means nothing.
    """
    of_file = read_choices(args.options) if args.options else ()
    added = added_packs(args.calendar)
    return LocalRules(calendar_with(added), (*of_file, *(_choice(text) for text in args.set)), tuple(added))


def calendar_with(added: Sequence[Pack]) -> Calendar:
    """Return the published calendar with these packs.

    :raises BadPack: where a year in between has no pack.
    """
    return packs.extended(added) if added else packs.published()


def added_packs(paths: Iterable[str] = ()) -> list[Pack]:
    """Return the packs of these files and folders, after those of the folder that the variable names.

    :raises Usage: for a file that cannot be read.
    :raises BadPack: for a pack that has faults.
    """
    named = os.environ.get(FOLDER)
    places = [*([named] if named else []), *paths]
    return [packs.read(text(str(path)), name=str(path)) for place in places for path in _files(Path(place))]


def read_choices(name: str) -> tuple[Choice, ...]:
    """Return the choices of a file.

    :raises Usage: for a file that is not one of choices.
    :raises UnknownOption: for a choice that means nothing.
    """
    try:
        found = tomllib.loads(text(name))
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists in lists without end
        raise Usage(f"{name} 不是 TOML：{error}。", f"{name} is no TOML: {error}.") from None
    entries = found.get("choices")
    if set(found) != {"choices"} or not isinstance(entries, list):
        raise Usage(f"{name} 应当由若干 [[choices]] 组成。", f"{name} should consist of [[choices]].")
    return tuple(_of_entry(entry, name, number) for number, entry in enumerate(entries, 1))


def text(name: str) -> str:
    """Return the text of a file.

    :raises Usage: where it cannot be opened or is no UTF-8.
    """
    try:
        return Path(name).read_text("utf-8-sig")
    except OSError as error:
        raise Usage(f"不能打开 {name}（{error.strerror}）。", f"Cannot open {name} ({error.strerror}).") from None
    except ValueError:
        raise Usage(f"{name} 不是 UTF-8 文本。", f"{name} is no text in UTF-8.") from None


def _files(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        yield place
        return
    yield from sorted(path for path in place.iterdir() if path.suffix.lower() in SUFFIXES)


def _of_entry(entry: Mapping[str, Any], name: str, number: int) -> Choice:
    right = isinstance(entry, dict) and {"name", "value"} <= set(entry)
    if not right or not all(isinstance(value, _KEYS.get(key, ())) for key, value in entry.items()):
        raise Usage(
            f"{name} 的第 {number} 个选择不对：须有 name、value，可有 source、valid_from、valid_to（日期）。",
            f"The choice number {number} of {name} needs name and value, may have source, valid_from, valid_to (days).",
        )
    choice = Choice(**entry)
    options.check(choice)
    return choice


def _choice(given: str) -> Choice:
    name, equals, value = given.partition("=")
    if not equals:
        raise Refusal(
            f"--set 要写成“名称=值”，不能是“{given}”；可用的名称有：{'、'.join(OPTIONS)}。",
            f"--set takes NAME=VALUE, not {given!r}; the names are {', '.join(OPTIONS)}.",
        )
    counted = name in OPTIONS and OPTIONS[name].values is None
    choice = Choice(name, int(value) if counted and value.isdecimal() else value)
    options.check(choice)
    return choice
