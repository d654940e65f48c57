"""GK903: 500多条, 近百件, 约300次: a word of vagueness where the organ's records have the number."""

import re
from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.counts import CLASSIFIERS
from gongkai.report.narrative.pages import Pages, pages

RULE = Rule(
    id="GK903",
    alias="W-VAGUE",
    severity="note",
    group="words",
    title={
        "zh": "数量写准确的数，不写“多”“余”“约”。",
        "en": "Quantities are exact numbers, without 多, 余 or 约.",
    },
    why={
        "zh": "年度报告是统计报告，“500多条”无法核对，也无法与往年和其他机关比较。",
        "en": "The report is a statistical one; 500多条 can be neither checked nor compared.",
    },
    basis=(Citation(REGULATION, "第六条"),),
)
_BLANK = r"[ \u00a0\u3000]?"
# Each begins with a class of characters, which is what makes the search fast.
_MORE = re.compile(rf"[余多](?<=[\d百千万十 \u00a0].){_BLANK}万?(?:{CLASSIFIERS})")
_NUMBER_BEFORE = re.compile(rf"(?:\d[\d,.]*{_BLANK}[百千万]?|[一二三四五六七八九两]?[十百千万]){_BLANK}$")
_ABOUT = re.compile(rf"[约近逾](?<![制节特契签公预密合不最].){_BLANK}\d[\d,.]*{_BLANK}[百千万]{{0,2}}(?:{CLASSIFIERS})")
_SOME = re.compile(rf"[上数近几](?<![以加].)[十百千万]{{1,2}}(?:{CLASSIFIERS})")
_LONGEST = 12


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with every vague quantity."""
    hits = sorted(_vague(pages(report)), key=lambda one: one[0])
    yield from finding(
        RULE,
        [hit for _, hit in hits],
        zh="数量写得不准确",
        en="Quantities are not exact",
        hint=("按台账写出准确的数量。", "Write the exact number from the register."),
    )


def _vague(text: Pages) -> Iterator[tuple[int, Hit]]:
    for found in _MORE.finditer(text.text):
        before = _NUMBER_BEFORE.search(text.text, max(0, found.start() - _LONGEST), found.start())
        if before:
            yield before.start(), Hit(text.text[before.start() : found.end()], text.place(before.start()))
    for pattern in (_ABOUT, _SOME):
        for found in pattern.finditer(text.text):
            yield found.start(), Hit(found.group(), text.place(found.start()))


CHECK = Check(RULE, judge)
