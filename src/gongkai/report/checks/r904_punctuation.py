"""GK904: half-width , ; : ( ) right after a Chinese character, outside file names.

Chinese text uses full-width marks; half-width ones are what converters and input methods leave behind.
"""

import re
from collections.abc import Iterator

from gongkai.law.citation import PUNCTUATION, Citation
from gongkai.report.align import endings
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Line, Report
from gongkai.report.narrative.pages import Pages, joined, pages

RULE = Rule(
    id="GK904",
    alias="W-PUNCT",
    severity="note",
    group="words",
    title={
        "zh": "汉字之后用全角标点。",
        "en": "Full-width punctuation follows a Chinese character.",
    },
    why={
        "zh": "半角标点混用是转换和输入留下的痕迹，影响版面规范。",
        "en": "Half-width marks are what conversion and input methods leave behind.",
    },
    basis=(Citation(PUNCTUATION),),
)
# Pinyin in brackets, 規(guī), is a converter's doing and told by the rule on sources.
_HALF = re.compile(r"[,;:()](?<=[\u4e00-\u9fff].)(?!(?<=\()[a-zà-ǜ]{1,7}\))")
_ENDING = re.compile(
    r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|jpe?g|png|gif|txt|pptx?|mp[34]|html?)(?![A-Za-z0-9])", re.IGNORECASE
)
_BEFORE_FILE = ",;:\n\t 　，。；、：“”《》"


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with the number of half-width marks."""
    # Plain text has no page around it that is not the publisher's own.
    if report.source.kind == "text" and report.lines:
        text = joined(report.lines, furniture=True)
    else:
        text = joined(_own(report)) if report.lines else pages(report)
    marks = list(_marks(text))
    if not marks:
        return
    shown = "、".join(f"“{text.text[mark - 1]}{text.text[mark]}”" for mark in marks[:3])
    yield RULE.finding(
        zh=f"汉字之后有半角标点{len(marks)}处，如{shown}。",
        en=f"{len(marks)} half-width marks follow a Chinese character, such as {shown.replace('、', ', ')}.",
        hint_zh="将汉字之后的半角逗号、分号、冒号、括号改为全角，表格中的文字也一样。",
        hint_en="Replace half-width commas, semicolons, colons and brackets after Chinese characters, in the tables too.",
        places=[text.place(mark) for mark in marks],
        count=len(marks),
    )


def _own(report: Report) -> list[Line]:
    """Return the lines of the report, without the boxes and lists of the page before its title and behind its end."""
    titles = [index for index, line in enumerate(report.lines) if report.title and line.text.strip() == report.title]
    return [line for line in report.lines[titles[-1] if titles else 0 :] if not endings.is_after(line.text)]


def _marks(text: Pages) -> Iterator[int]:
    files = list(_files(text.text))
    for found in _HALF.finditer(text.text):
        if not any(begin <= found.start() < end for begin, end in files):
            yield found.start()


def _files(text: str) -> Iterator[tuple[int, int]]:
    for found in _ENDING.finditer(text):
        yield max(text.rfind(mark, 0, found.start()) for mark in _BEFORE_FILE) + 1, found.end()


CHECK = Check(RULE, judge)
