"""Lines that are judged one by one: findings as they come, and one word on what could not be judged.

Forty words of "not judged", one a row, would bury the findings; together they are one sentence.
"""

from collections.abc import Iterable, Iterator

from gongkai.report.checks.rule import NotAssessed, Outcome, Rule
from gongkai.report.model import Finding

Verdict = Finding | bool | None
"""A finding; True where all is well; None where nothing can be said."""
Judged = tuple[str, str, Verdict]
"""The name of a line in Chinese and in English, and the verdict on it."""


def each(rule: Rule, lines: Iterable[Judged], *, zh: str, en: str) -> Iterator[Outcome]:
    """Yield the findings, then the lines that could not be judged; `zh` and `en` say why they could not."""
    names_zh, names_en = [], []
    for name_zh, name_en, verdict in lines:
        if isinstance(verdict, Finding):
            yield verdict
        elif verdict is None:
            names_zh.append(name_zh)
            names_en.append(name_en)
    if names_zh:
        yield not_assessed(rule, zh=f"{'、'.join(names_zh)}{zh}", en=f"{en}: {', '.join(names_en)}")


def not_assessed(rule: Rule, *, zh: str, en: str) -> NotAssessed:
    """Return that a rule could not be judged, and why."""
    return NotAssessed(rule.id, rule.alias, {"zh": f"{zh}，未能核对。", "en": f"Not judged: {en}."})
