"""GK708: how the report was read, where that is worth knowing: by OCR, in a guessed encoding, with characters folded.

Not the organ's fault, mostly; but whoever uses the data should know. Lost characters are, and make it a warning.
"""

from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks import observed
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Report

RULE = Rule(
    id="GK708",
    alias="L-SOURCE",
    severity="note",
    group="layout",
    title={
        "zh": "文件的文字可以直接读取，编码清楚，没有丢失的字。",
        "en": "The file's text can be read directly, its encoding is plain, and no character is lost.",
    },
    why={
        "zh": "经文字识别、转换编码读取的内容，使用前应当与原文核对。",
        "en": "What was read by OCR or in a guessed encoding should be compared with the original before use.",
    },
    basis=(Citation(REGULATION, "第二十四条"),),
)
_WORDS = {
    "ocr": ("经文字识别（OCR）读取", "read by OCR"),
    "encoding_guessed": ("没有声明编码，按内容判断", "its encoding is guessed"),
    "compatibility_forms": ("用了部首等兼容字形，已折合为通用字", "compatibility forms are folded"),
    "traditional": ("是繁体字", "in traditional characters"),
    "replacement_characters": ("有丢失的字", "characters are lost"),
}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding that tells how the report had to be read."""
    found = observed.notes(report, _WORDS)
    if found:
        kinds = list(dict.fromkeys(note.kind for note in found))
        lost = "replacement_characters" in kinds
        yield observed.finding(
            RULE,
            found,
            zh=f"这份文件{'，'.join(_WORDS[kind][0] for kind in kinds)}。",
            en=f"This file: {'; '.join(_WORDS[kind][1] for kind in kinds)}.",
            hint_zh="使用数据前与原文核对；请机关发布文字清楚的版本。",
            hint_en="Compare with the original before use; ask the organ for a version with clean text.",
            severity="warning" if lost else None,
        )


CHECK = Check(RULE, judge, reading=True)
