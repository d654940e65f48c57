"""Write docs/reference and the output on all pages: `python3 dev.py docs`; with `--check`, only say what is stale.

The rules, the commands and the cells are described once, where they are made; what people read is drawn from there.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import clock_reference
import law_reference
import office_reference
from page import table, top

from gongkai.cli import COMMANDS, module_of
from gongkai.cli.parser import Parser
from gongkai.report import checks, formats
from gongkai.report.checks.rule import Rule
from gongkai.report.model import TABLES

ROOT = Path(__file__).resolve().parent.parent
SHOWN = re.compile(r"(```console\n\$ gongkai ([^\n]+)\n)(.*?)(```)", re.DOTALL)
PRINTED = re.compile(r"(```python\n([^`]*)```\n\n```text\n)(.*?)(```)", re.DOTALL)
SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
UNITS = {"count": "件、项、个 / count", "signed count": "可为负 / count, may be negative", "10k CNY": "万元 / 10k CNY"}
TITLES = {
    "proactive": "表二 主动公开 / Table 2, proactive disclosure",
    "requests": "表三 依申请公开 / Table 3, requests",
    "remedies": "表四 复议诉讼 / Table 4, reconsideration and litigation",
}


def main() -> int:
    """Write the pages, or compare them with what is there."""
    only_check = "--check" in sys.argv[1:]
    stale = []
    for path, text in pages():
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(str(path.relative_to(ROOT)))
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    if only_check and stale:
        print(f"Not current: {', '.join(stale)}. Run: python3 dev.py docs")
        return 1
    return 0


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every page that is drawn from the code, with its text as it should be."""
    drawn = {**PAGES, **law_reference.PAGES, **clock_reference.PAGES}
    for name, lines in drawn.items():
        yield ROOT / "docs" / "reference" / f"{name}.md", "\n".join(lines()) + "\n"
    for name, text in office_reference.drawn().items():
        yield ROOT / "docs" / "reference" / f"{name}.md", text
    for path in [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]:
        if path.parent.name != "reference":
            yield path, PRINTED.sub(printed, SHOWN.sub(shown, path.read_text("utf-8")))


def shown(block: re.Match[str]) -> str:
    """Return a block of a page with what its command prints today."""
    return f"{block[1]}{output('-m', 'gongkai', *shlex.split(block[2]))}{block[4]}"


def printed(block: re.Match[str]) -> str:
    """Return a program of a page and the block below it, with what it prints today."""
    return f"{block[1]}{output('-c', block[2])}{block[4]}"


def output(*call: str) -> str:
    """Return what Python prints, from the root of the repository."""
    done = subprocess.run(
        [sys.executable, *call],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
    )
    return done.stdout + done.stderr


def rules() -> Iterator[str]:
    """Yield the page of rules: a table of all, then one part for each."""
    known = checks.rules()
    yield from top("检查规则 / Rules")
    head = ("编号 ID", "别名 Alias", "级别 Severity", "检查什么", "What is checked")
    yield from table(head, map(overview, known))
    for rule in known:
        yield from one_rule(rule)


def overview(rule: Rule) -> tuple[str, ...]:
    """Return the line of one rule in the table of all."""
    link = f"[{rule.id}](#{rule.id.lower()}-{rule.alias.lower()})"
    return link, rule.alias, f"{SEVERITIES[rule.severity]} {rule.severity}", rule.title["zh"], rule.title["en"]


def one_rule(rule: Rule) -> Iterator[str]:
    """Yield the part of one rule: what it checks, why, and by which document."""
    yield ""
    yield f"## {rule.id} {rule.alias}"
    yield ""
    yield f"{SEVERITIES[rule.severity]} {rule.severity} · {rule.group}"
    yield ""
    yield rule.title["zh"] + rule.why["zh"]
    yield ""
    yield f"{rule.title['en']} {rule.why['en']}"
    if rule.basis:
        yield ""
        yield "依据 / Basis:"
        yield ""
        yield from (f"- {citation}" for citation in rule.basis)


def commands() -> Iterator[str]:
    """Yield the page of commands, with every argument, option and example."""
    yield from top("命令 / Commands")
    for name, summary in COMMANDS.items():
        command = Parser(prog=f"gongkai {name}")
        module_of(name).describe(command)
        yield ""
        yield f"## gongkai {name}"
        yield ""
        yield summary
        told = [action for action in command._actions if action.help != argparse.SUPPRESS and action.dest != "help"]
        yield from table(("参数 Argument", "说明 Meaning"), ((spelling(one), described(one)) for one in told))
        if command.epilog:
            yield ""
            yield "```"
            yield command.epilog.strip()
            yield "```"


def spelling(action: argparse.Action) -> str:
    """Return how an argument is written on the command line."""
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return f"`{metavar}`"
    value = "|".join(map(str, action.choices)) if action.choices else metavar
    taken = "" if action.nargs == 0 else f" {value}" if "|" in value else f" `{value}`"
    return ", ".join(f"`{option}`" for option in action.option_strings) + taken


def described(action: argparse.Action) -> str:
    """Return the help of an argument, with what it stands for filled in."""
    return (action.help or "") % (vars(action) | {"prog": "gongkai"})


def cells() -> Iterator[str]:
    """Yield the page of cells: the frozen names, the words of the form, the units."""
    yield from top("单元格 / Cells")
    for name in formats.FORMATS:
        form = formats.load(name)
        until = f"{form.last_year}" if form.last_year else ""
        yield ""
        yield f"## {name}（{form.instrument}，{form.first_year}–{until}）"
        for part in TABLES:
            yield ""
            yield f"### {name}: {TITLES[part]}"
            rows = ((f"`{one}`", form.label(one), UNITS[form.unit(one)]) for one in form.cells(part))
            yield from table(("名称 Cell", "格式中的文字 Words of the form", "单位 Unit"), rows)


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {"rules": rules, "commands": commands, "cells": cells}
"""The pages on reports and on the command line, by the names of their files."""


if __name__ == "__main__":
    sys.exit(main())
