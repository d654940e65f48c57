"""GK707: the published file carries no tracked changes and no hidden text.

Both show readers what was to be taken out; the reader takes the text as it stands when all changes are accepted.
"""

from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks import observed
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Report

RULE = Rule(
    id="GK707",
    alias="L-TRACES",
    severity="warning",
    group="layout",
    title={
        "zh": "发布的文件里没有修订痕迹和隐藏文字。",
        "en": "The published file has no tracked changes and no hidden text.",
    },
    why={
        "zh": "修订痕迹和隐藏文字会把内部修改意见一并公开。",
        "en": "Tracked changes and hidden text publish what was meant to stay inside.",
    },
    basis=(Citation(REGULATION, "第十七条"),),
)
_WORDS = {"tracked_changes": ("修订痕迹", "tracked changes"), "hidden_text": ("隐藏文字", "hidden text")}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding where the file carries traces of its making."""
    found = observed.notes(report, _WORDS)
    if found:
        zh, en = observed.counted(found, _WORDS)
        yield observed.finding(
            RULE,
            found,
            zh=f"文件里留有{zh}。",
            en=f"The file still carries {en}.",
            hint_zh="接受或者拒绝全部修订、删除隐藏文字后重新发布。",
            hint_en="Accept or reject all changes, delete hidden text, and publish again.",
        )


CHECK = Check(RULE, judge, reading=True)
