"""GK903: 500多条, 近百件, 约300次: a word of vagueness where the organ's records have the number."""

import re
from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.counts import CLASSIFIERS
from gongkai.report.narrative.pages import pages

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
_VAGUE = re.compile(
    rf"(?:\d[\d,.]*{_BLANK}[百千万]?|(?<![一-龥])[一二三四五六七八九]?[十百千万])[余多]{_BLANK}万?(?:{CLASSIFIERS})"
    rf"|(?<![制节特契签公预密合不最])(?:约|大约|将近|近|逾){_BLANK}\d[\d,.]*{_BLANK}[百千万]{{0,2}}(?:{CLASSIFIERS})"
    rf"|(?:上|数|近|几)[十百千万]{{1,2}}(?:{CLASSIFIERS})"
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with every vague quantity."""
    hits = [Hit(found.group(), place) for found, place in pages(report).finds(_VAGUE)]
    yield from finding(
        RULE,
        hits,
        zh="数量写得不准确",
        en="Quantities are not exact",
        hint=("按台账写出准确的数量。", "Write the exact number from the register."),
    )


CHECK = Check(RULE, judge)
