"""Which rules are meant by the words of --select, --ignore and `gongkai rules`."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from gongkai.cli.errors import Usage
from gongkai.report.checks.rule import Rule

NEAR = 0.5


def chosen(words: Iterable[str], rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return the ids of the rules that are meant: by id, by alias, by the beginning of ids such as GK1, commas between.

    :raises Usage: for a word that means none, with those that are near.
    """
    found: dict[str, None] = {}
    for word in (part.strip().upper() for piece in words for part in piece.split(",")):
        meant = [rule.id for rule in rules if word in (rule.id, rule.alias) or _begins(rule, word)]
        if word and not meant:
            raise _unknown(word, rules)
        found.update(dict.fromkeys(meant))
    return tuple(found)


def _begins(rule: Rule, word: str) -> bool:
    return len(word) > len("GK") and rule.id.startswith(word)


def _unknown(word: str, rules: Sequence[Rule]) -> Usage:
    names = [name for rule in rules for name in (rule.id, rule.alias)]
    near = get_close_matches(word, names, n=3, cutoff=NEAR)
    zh, en = f"没有规则 {word}", f"There is no rule {word}"
    if near:
        zh, en = f"{zh}，是否指 {'、'.join(near)}？", f"{en}; did you mean {', '.join(near)}?"
        return Usage(zh, en)
    return Usage(f"{zh}，gongkai rules 列出全部规则。", f"{en}; gongkai rules lists them all.")
