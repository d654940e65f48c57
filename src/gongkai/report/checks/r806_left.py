"""GK806: nothing of the form's own instructions is left in, and no place of a template is left open.

A report is filled in on a template; what the template says to its writer is not for the public.
"""

import re
from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Line, Report

RULE = Rule(
    id="GK806",
    alias="F-LEFT",
    severity="warning",
    group="form",
    title={
        "zh": "没有残留格式的填写说明和模板的占位符。",
        "en": "No instructions of the form and no placeholders of a template are left in.",
    },
    why={
        "zh": "残留的说明和占位符表明发布前没有校对。",
        "en": "Leftovers show that nobody read the report before it was published.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_LEFT = re.compile(
    r"以表格形式报告"
    r"|^\W{0,2}这一项报告"
    r"|^\W{0,2}(?:填[写表报]说明|编写说明)"
    r"|[（(\[【](?:本部分|该部分|此部分|本项|此处|请|填写)[^）)\]】]{0,60}(?:填写|报告|说明|包括|概述|插入|粘贴|注明|介绍)[^）)\]】]{0,40}[）)\]】]"
    r"|[（(\[【](?:待[填补定核][写充实]?|此处略)[）)\]】]"
    r"|(?:单击|点击)?此处(?:输入|填写|插入|粘贴)"
    r"|20(?:[XxＸｘ×*]{2}|[_＿]{2,})\s*年"
    r"|(?<=[\u4e00-\u9fff（(〔])[XＸ×]{2,}(?=[\u4e00-\u9fff年月日号）)〕]|$)"
    r"|^[XＸ×]{2,}(?=[\u4e00-\u9fff])"
    r"|^\s*(?:20\d\d)?\s*年\s+月\s+日\s*$"
    r"|[_＿]{3,}"
)


# None of the patterns fits where none of these stands, which is nearly everywhere.
_HINTS = (
    "以表格形式报告",
    "这一项报告",
    "填",
    "编写说明",
    "本部分",
    "该部分",
    "此部分",
    "本项",
    "此处",
    "请",
    "待",
    "__",
    "＿＿",
)
_HINT = re.compile(r"[（(\[【][请待]|[XＸ×]{2}|20[Xx*Ｘｘ×]{2}|年\s+月")


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all leftovers."""
    lines = _lines(report)
    whole = "\n".join(line.text for line in lines)
    if not any(hint in whole for hint in _HINTS) and not _HINT.search(whole):
        return
    found = [(match[0].strip(), line) for line in lines for match in [_LEFT.search(line.text)] if match]
    if found:
        shown = "、".join(f"“{text}”" for text in list(dict.fromkeys(text for text, _ in found))[:3])
        yield RULE.finding(
            zh=f"残留了格式的填写说明或者模板的占位符：{shown}。",
            en=f"Instructions of the form or placeholders of a template are left in: {shown}.",
            hint_zh="删去填写说明，把占位符换成实际内容。",
            hint_en="Delete the instructions and fill in the placeholders.",
            places=[line.place for _, line in found],
            count=len(found),
        )


def _lines(report: Report) -> list[Line]:
    if not report.lines:
        return [line for _, line in report.narrative()]
    return [line for line in report.lines if not line.furniture]


CHECK = Check(RULE, judge)
