"""`gongkai deadline`: every statutory period of a request as a date that is explained day by day."""

import argparse
import json
import sys
from pathlib import Path

from gongkai.cli import local_rules
from gongkai.cli.deadline import facts
from gongkai.cli.deadline.arguments import describe
from gongkai.cli.deadline.facts import NAMES, NEEDS, Facts, Unclear
from gongkai.cli.deadline.outcome import Outcome, worked_out
from gongkai.cli.errors import Usage
from gongkai.cli.local_rules import LocalRules
from gongkai.cli.output import file_out, text_out
from gongkai.law.refusal import Refusal

__all__ = ["describe", "run"]

NOTES = ("docx", "pdf")
_BY_SUFFIX = {"": "text", "txt": "text", "json": "json", "ics": "ics", "docx": "docx", "pdf": "pdf"}
_NOT_WITH_DAYS = ("table", "format", "set", "options")
_FLAGS = ("simplified", "review_extended")


def run(args: argparse.Namespace) -> int:
    """Print the deadlines and return 0, or 2 where a row of a table or a line of days could not be used.

    :raises Usage: for arguments that do not go together, and for what the rules refuse.
    """
    try:
        if args.workdays is not None or args.days is not None:
            return _workdays(args)
        rules = local_rules.gathered(args)
        if args.table is not None:
            return _table(args, rules)
        _write(args, worked_out(_facts(args), rules), rules)
    except Refusal as refusal:
        raise Usage(*_worded(refusal)) from None
    return 0


def _facts(args: argparse.Namespace) -> Facts:
    given = _given(args)
    for name, needed in NEEDS.items():
        if given.get(name) and not any(given.get(one) for one in needed):
            named = [_option(one) for one in needed]
            raise Unclear(
                f"{_option(name)} 须与 {' 或者 '.join(named)} 同时给出。",
                f"{_option(name)} goes with {' or '.join(named)} only.",
            )
    return facts.read(given, spelt=_option)


def _given(args: argparse.Namespace) -> dict[str, str]:
    found = {name: getattr(args, name) for name in NAMES}
    found |= {name: "yes" if found[name] else None for name in _FLAGS}
    for name, words in found.items():
        every = words if isinstance(words, list) else [words]
        if any(isinstance(one, str) and not one.strip() for one in every):
            raise Unclear(f"{_option(name)} 是空的。", f"{_option(name)} is empty.")
    found["consult"] = ";".join(found["consult"] or ())
    return {name: words for name, words in found.items() if words}


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _workdays(args: argparse.Namespace) -> int:
    if args.workdays is None or args.days not in (None, "-"):
        raise Unclear(
            "逐行计算写作 gongkai deadline --workdays N -，日期从标准输入读取。",
            "Days are counted line by line by gongkai deadline --workdays N -, from standard input.",
        )
    others = [_option(name) for name in (*_given(args), *_NOT_WITH_DAYS) if getattr(args, name)]
    if others:
        raise Unclear(
            f"--workdays 不能与 {'、'.join(others)} 同用。", f"--workdays does not go with {', '.join(others)}."
        )
    number = facts.whole(args.workdays, "--workdays")
    if number < 1:
        raise Unclear("--workdays 至少为 1。", "--workdays is at least 1.")
    from gongkai.cli.deadline import workdays

    calendar = local_rules.calendar_with(local_rules.added_packs(args.calendar))
    with text_out(args.out) as stream:
        return workdays.count(sys.stdin.buffer, number, calendar, stream)


def _table(args: argparse.Namespace, rules: LocalRules) -> int:
    if given := [_option(name) for name in (*_given(args), "format") if getattr(args, name)]:
        raise Unclear(
            f"--table 不能与 {'、'.join(given)} 同用：这些写在表的列中，格式由 -o 的后缀决定。",
            f"--table does not go with {', '.join(given)}: those are columns, and the suffix of -o says the format.",
        )
    from gongkai.cli.deadline import table

    return table.run(args.table, args.out, rules, args.lang)


def _write(args: argparse.Namespace, outcome: Outcome, rules: LocalRules) -> None:
    form = _form(args.out or "", args.format)
    if form in NOTES:
        from gongkai.cli.deadline import note

        with file_out(args.out) as path:
            path.write_bytes(note.written(outcome, form, rules, organ=args.organ or ""))
        return
    with text_out(args.out) as stream:
        stream.write(_rendered(outcome, form, args))


def _form(out: str, asked: str | None) -> str:
    suffix = Path(out).suffix.lstrip(".").lower()
    if asked and suffix in NOTES:
        raise Unclear(
            f"-o {out} 是文书，不能同时用 --format {asked}；请去掉 --format 或者换一个后缀。",
            f"-o {out} is a document and does not go with --format {asked}; leave out one of them.",
        )
    form = asked or _BY_SUFFIX.get(suffix)
    if form is None:
        raise Unclear(
            f"不知道 -o {out} 要写成什么；后缀须是 {'、'.join(one for one in _BY_SUFFIX if one)} 之一，或者用 --format 写明。",
            f"What to write to {out}? End it in one of {', '.join(one for one in _BY_SUFFIX if one)}, or give --format.",
        )
    return form


def _rendered(outcome: Outcome, form: str, args: argparse.Namespace) -> str:
    if form == "json":
        from gongkai.cli.deadline.objects import as_json

        return json.dumps(as_json(outcome, args.lang), ensure_ascii=False, indent=2) + "\n"
    if form == "ics":
        from gongkai.cli.deadline import ics

        return ics.calendar([outcome], args.lang)
    from gongkai.cli.deadline import text

    return "".join(line + "\n" for line in text.lines(outcome, args.lang, explain=args.explain))


def _worded(refusal: Refusal) -> tuple[str, str]:
    basis = "、".join(str(citation) for citation in refusal.basis)
    return refusal.zh + (f"依据：{basis}。" if basis else ""), refusal.en
