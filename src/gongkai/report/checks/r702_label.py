"""GK702: the labels of rows and columns are the form's, word for word.

A label that differs a little is recognised; the finding shows both, so that the organ can correct its template.
"""

import re
from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.align import labels
from gongkai.report.checks import observed
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Note, Report

RULE = Rule(
    id="GK702",
    alias="L-LABEL",
    severity="note",
    group="layout",
    title={
        "zh": "表格的行、列名称与格式一致。",
        "en": "The labels of rows and columns are the form's.",
    },
    why={
        "zh": "名称改动后，别人难以确定统计的是不是同一项。",
        "en": "When a label changes, nobody can be sure that the same thing is counted.",
    },
    basis=(Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
SHOWN = 5
# 規(guī): what converters to traditional characters put behind rare ones.
_PINYIN = re.compile(r"\([a-zà-ǜ]{1,7}\)")


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all labels that differ from the form's."""
    found = [note for note in observed.notes(report, ("label_variant",)) if not _is_converted(note, report)]
    if found:
        more = len(found) - SHOWN
        zh = "；".join(f"“{_short(note.detail)}”{_form_zh(note)}" for note in found[:SHOWN])
        en = "; ".join(f"“{_short(note.detail)}”{_form_en(note)}" for note in found[:SHOWN])
        yield observed.finding(
            RULE,
            found,
            zh=f"表格中有{len(found)}处名称与格式不同：{zh}{f'；另有{more}处' if more > 0 else ''}。",
            en=f"Labels that differ from the form ({len(found)}): {en}{f'; and {more} more' if more > 0 else ''}.",
            hint_zh="按格式改正名称。",
            hint_en="Print the form's own words.",
        )


def _is_converted(note: Note, report: Report) -> bool:
    """Return whether the way to us, not the organ, is behind a label: cut at a line's end, or with pinyin in brackets."""
    printed, form = labels.plain(_PINYIN.sub("", note.detail)), labels.plain(note.expected)
    if not form:
        return False
    # On pages, the lines of a narrow heading may come apart: 维持 for 结果维持.
    pages = report.source.kind in ("pdf", "pdf_scan", "image") and form.startswith(printed) | form.endswith(printed)
    wrapped = printed.endswith(("、", ",")) or printed.count("(") > printed.count(")")
    spelt = _PINYIN.search(note.detail) is not None
    return pages or (wrapped and form.startswith(printed)) or (spelt and form in printed)


def _form_zh(note: Note) -> str:
    return f"，格式为“{_short(note.expected)}”" if note.expected else ""


def _form_en(note: Note) -> str:
    return f" (form: “{_short(note.expected)}”)" if note.expected else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


CHECK = Check(RULE, judge, reading=True)
