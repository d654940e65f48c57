"""GK602: figures are plain digits: not full-width, without separators, classifiers or stray marks.

All of these are read, each with this word about it, so that whoever uses the data can look.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks import observed
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Report

RULE = Rule(
    id="GK602",
    alias="U-DIGITS",
    severity="note",
    group="units",
    title={
        "zh": "表格里的数只用半角数字，不带千分位、量词和其他符号。",
        "en": "Figures in the tables are plain digits, with no separators, classifiers or other marks.",
    },
    why={
        "zh": "夹带符号的数，电子表格不认作数，汇总时会漏掉。",
        "en": "A spreadsheet does not take such a figure for a number, and leaves it out of a sum.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_WORDS = {
    "fullwidth_digits": ("全角数字", "full-width digits"),
    "thousands": ("千分位", "thousands separators"),
    "classifier": ("带量词", "classifiers"),
    "stray_mark": ("夹带其他符号", "stray marks"),
}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all figures printed with something else; a stray mark makes it a warning."""
    found = observed.notes(report, _WORDS)
    if found:
        zh, en = observed.counted(found, _WORDS)
        shown = observed.quoted(found)
        stray = any(note.kind == "stray_mark" for note in found)
        yield observed.finding(
            RULE,
            found,
            zh=f"表格里的数不是纯数字：{zh}{f'，如{shown}' if shown else ''}。",
            en=f"Figures in the tables are not plain digits: {en}{f', such as {shown}' if shown else ''}.",
            hint_zh="单元格里只留半角数字。",
            hint_en="Leave only plain digits in the cells.",
            severity="warning" if stray else None,
        )


CHECK = Check(RULE, judge, reading=True)
