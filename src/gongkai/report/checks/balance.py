"""What the checks of sums share: a finding for each line that fails, and one word on what could not be judged.

Only the words differ from check to check; which cells are added is read from the form of each table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.report.checks.rule import NotAssessed, Outcome, Rule
from gongkai.report.checks.sums import Balance, balances, places
from gongkai.report.formats import Format
from gongkai.report.model import Report

_WHY_ZH = {"unread": "有未能确认的数", "absent": "有缺失的单元格", "empty cells": "有空白或“/”等未填数字的单元格"}
_WHY_EN = {
    "unread": "figures that could not be read",
    "absent": "cells that are missing",
    "empty cells": "cells without a figure",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a finding says: the line of the table, the sums on both sides, and what to do."""

    line_zh: str
    line_en: str
    zh: str
    en: str
    hint_zh: str
    hint_en: str


Worded = Callable[[Report, Format, Balance], Words]


def judge(rule: Rule, report: Report, worded: Worded) -> Iterator[Outcome]:
    """Yield a finding for each line that does not balance, and one word on the lines that could not be judged."""
    doubtful: list[tuple[Words, str]] = []
    found = False
    for form, balance in balances(report, rule.alias):
        found = True
        verdict = balance.verdict
        if verdict == "balanced":
            continue
        words = worded(report, form, balance)
        if verdict == "broken":
            cells = (*balance.left, *balance.right)
            empty = balance.left_side.empty or balance.right_side.empty
            yield rule.finding(
                zh=f"{words.line_zh}：{words.zh}{'（未填数字的单元格按0计）' if empty else ''}。",
                en=(
                    f"{words.line_en[:1].upper()}{words.line_en[1:]}: "
                    f"{words.en}{' (empty cells taken as 0)' if empty else ''}."
                ),
                hint_zh=words.hint_zh,
                hint_en=words.hint_en,
                cells=cells,
                places=places(report, cells),
                count=1,
            )
        else:
            doubtful.append((words, verdict))
    if not found:
        yield no_table(rule)
    elif doubtful:
        yield _not_assessed(rule, doubtful)


def no_table(rule: Rule) -> NotAssessed:
    """Return that the table was not found, so nothing could be judged."""
    return NotAssessed(
        rule.id,
        rule.alias,
        {"zh": "没有找到这张表，未能核对。", "en": "The table was not found, so nothing was judged."},
    )


def _not_assessed(rule: Rule, doubtful: list[tuple[Words, str]]) -> NotAssessed:
    zh, en = [], []
    for verdict in ("unread", "absent", "empty cells"):
        lines = [words for words, one in doubtful if one == verdict]
        if lines:
            zh.append(f"{'、'.join(words.line_zh for words in lines)}{_WHY_ZH[verdict]}")
            en.append(f"{_WHY_EN[verdict]} in {'; '.join(words.line_en for words in lines)}")
    text = "; ".join(en)
    return NotAssessed(
        rule.id,
        rule.alias,
        {"zh": f"{'；'.join(zh)}，未能核对。", "en": f"Not judged: {text}."},
    )
