"""`gongkai rules`: what is checked, why, and on what basis."""

import argparse
import json
from typing import Any

from gongkai.cli.output import standard_output
from gongkai.cli.parser import examples
from gongkai.cli.selection import chosen
from gongkai.cli.text import WORDS
from gongkai.cli.widths import fit
from gongkai.report import checks
from gongkai.report.checks.rule import Rule


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", nargs="?", metavar="ID", help="编号或别名，如 GK101、T3-ID。An id or alias.")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="默认 text。The default is text.")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="text 的语言，默认 zh。Language of text.")
    examples(parser, ["gongkai rules", "gongkai rules GK101", "gongkai rules --format json"])


def run(args: argparse.Namespace) -> int:
    """Print one rule or all of them and return 0."""
    rules = checks.rules()
    if args.id:
        ids = chosen([args.id], rules)
        rules = tuple(rule for rule in rules if rule.id in ids)
    stream = standard_output()
    if args.format == "json":
        found = [as_json(rule) for rule in rules]
        one = args.id and len(found) == 1
        stream.write(json.dumps(found[0] if one else found, ensure_ascii=False, indent=2) + "\n")
    elif args.id and len(rules) == 1:
        stream.writelines(line + "\n" for line in _explained(rules[0], args.lang))
    else:
        stream.writelines(_line(rule, args.lang) + "\n" for rule in rules)
    return 0


def as_json(rule: Rule) -> dict[str, Any]:
    """Return a rule as its JSON object."""
    return {
        "id": rule.id,
        "alias": rule.alias,
        "severity": rule.severity,
        "group": rule.group,
        "title": rule.title,
        "why": rule.why,
        "basis": [str(citation) for citation in rule.basis],
    }


def _line(rule: Rule, lang: str) -> str:
    severity = WORDS[lang][rule.severity]
    return f"{rule.id}  {fit(rule.alias, 9)}  {fit(severity, 7)}  {rule.title[lang]}"


def _explained(rule: Rule, lang: str) -> list[str]:
    words = WORDS[lang]
    basis = [words["basis"] + words["stop"].join(str(citation) for citation in rule.basis)] if rule.basis else []
    return [f"{rule.id} {rule.alias} ({words[rule.severity]})", rule.title[lang], "", rule.why[lang], *basis]
