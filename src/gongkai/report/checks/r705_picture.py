"""GK705: the tables are there as text, neither pictures nor lost.

A picture of a table cannot be searched, read aloud or added up; a page whose tables were lost shows headings only.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks import observed
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Report

RULE = Rule(
    id="GK705",
    alias="L-PICTURE",
    severity="warning",
    group="layout",
    title={
        "zh": "表格以文字发布，不是图片，也没有丢失。",
        "en": "The tables are published as text, neither as pictures nor lost.",
    },
    why={
        "zh": "图片表格不能检索、朗读和汇总；丢失的表格等于没有公开。",
        "en": "A picture cannot be searched, read aloud or added up; a lost table is not published at all.",
    },
    basis=(Citation(REGULATION, "第二十四条"), Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_TABLES = {"proactive": "表二", "requests": "表三", "remedies": "表四"}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding where tables are pictures or were lost."""
    found = observed.notes(report, ("pictures", "tables_lost"))
    if not found:
        return
    missing = [name for name in _TABLES if report.tables.get(name) is None]  # type: ignore[call-overload]
    zh = "、".join(_TABLES[name] for name in missing) or "表格"
    en = ", ".join(missing) or "tables"
    pictures = any(note.kind == "pictures" for note in found)
    yield observed.finding(
        RULE,
        found,
        zh=f"{zh}{'可能是图片，没有文字可读' if pictures else '没有找到，只有标题'}。",
        en=f"{'Perhaps pictures, with no text to read' if pictures else 'Not found, only headings are there'}: {en}.",
        hint_zh="以可以复制的文字表格重新发布，或者另附文字版附件。",
        hint_en="Publish the tables as text, or attach a version with text.",
    )


CHECK = Check(RULE, judge, reading=True)
