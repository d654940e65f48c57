"""GK909: another organ's name where the report speaks of itself, left in from copying.

A report names many organs; judged are only the sentences in which it names its own author, and 我局 in a town's report.
"""

import re
from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2021, REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.pages import Pages, pages

RULE = Rule(
    id="GK909",
    alias="W-ORGAN",
    severity="warning",
    group="words",
    title={
        "zh": "报告自称的机关是本机关，没有留下其他机关的名称。",
        "en": "The report calls itself by its own organ's name and leaves no other organ's in.",
    },
    why={
        "zh": "自称写成别的机关，说明文稿抄自他处。",
        "en": "Another organ's name in a report's own voice shows that the text was copied.",
    },
    basis=(Citation(FORMAT_2021, "（四）明确责任"), Citation(REGULATION, "第四十七条")),
)
_NAME = r"(?P<name>[一-龥]{2,24}?(?P<type>街道办事处|街道|镇人民政府|乡人民政府|局|镇|乡))"
_SELF = re.compile(
    rf"(?:现将|现公布|现发布|现公开){_NAME}(?=20\d\d年)"
    rf"|(?:本报告|年度报告|本年报)由{_NAME.replace('name', 'by').replace('type', 'kind')}(?:编制|负责编制|党政办|办公室)"
)
_VOICES = {
    "street": re.compile(r"(?<!自)(?:我局|我镇|我乡|本镇|本乡)(?![长面部限属土村])"),
    "town": re.compile(r"(?<!自)(?:我局|我街道|我委)(?![长面部限属员])"),
    "bureau": re.compile(r"(?<!自)(?:我镇|我乡|我街道)(?![长土村])"),
}

_LETTERS = {"street": "街", "town": "镇乡", "bureau": "局"}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with every place in which the report calls itself by another name."""
    name = re.sub(r"\s", "", report.organ or "")
    kind = _kind(name)
    if not kind:
        return
    text = pages(report)
    hits = [*_named(text, name), *(Hit(found.group(), place) for found, place in text.finds(_VOICES[kind]))]
    yield from finding(
        RULE,
        hits,
        zh=f"本报告的机关为“{report.organ}”，文中自称却不一致",
        en=f"The organ is “{report.organ}”, but the report calls itself otherwise",
        hint=(
            "改为本机关的名称，并核对该段内容是否抄自其他机关。",
            "Put the organ's own name, and check whether the passage was copied.",
        ),
    )


def _kind(name: str) -> str:
    if re.search(r"街道(?:办事处|办)?$", name):
        return "street"
    if re.search(r"[镇乡](?:人民政府|政府)?$", name):
        return "town"
    return "bureau" if name.endswith("局") else ""


def _named(text: Pages, name: str) -> Iterator[Hit]:
    for found, place in text.finds(_SELF):
        other, kind = (found["name"], found["type"]) if found["name"] else (found["by"], found["kind"])
        if kind[0] in _LETTERS[_kind(name)] and not _is_same(name, other, kind):
            yield Hit(other, place)


def _is_same(name: str, other: str, kind: str) -> bool:
    # The last two characters before 街道, 镇 or 局 are the proper name, however much stands before them; 市场监管局 is short
    # for 市场监督管理局, so each of the two is looked for.
    return all(character in name for character in other.removesuffix(kind)[-2:])


CHECK = Check(RULE, judge)
