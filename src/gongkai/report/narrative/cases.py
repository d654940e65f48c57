"""What the text says of disputes: reconsiderations (行政复议) and suits (行政诉讼) over requests, and how they ended.

A government also decides other people's reconsiderations, so a count is taken as its own only where the sentence, its
sub-heading or section four ties it to open government information.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.report.model import Place, Report
from gongkai.report.narrative.counts import Count, find
from gongkai.report.narrative.prose import Prose, Sentence, prose
from gongkai.report.narrative.requests import is_outline
from gongkai.report.narrative.scope import Organ, is_own, is_this_year, organ

Kind = Literal["reconsideration", "litigation", "both"]

_CASE = re.compile(r"(?P<reconsideration>复议)|(?P<litigation>诉讼|起诉|应诉|败诉|胜诉)")
_OGI = re.compile(r"信息公开|政务公开|依申请|申请公开")
_RESULT = re.compile(r"纠正|纠错|撤销|确认违法|违法|责令|败诉|变更|重新作出|重新答复|重做|重作|限期|履行|改判|未获支持")
_PART = re.compile(
    r"维持|纠正|撤销|违法|驳回|终止|终结|撤回|撤诉|审结|未结|审理|结案|胜诉|败诉|调解|和解|责令|决定|判决|其他"
)
_AUTHORITY = re.compile(
    r"复议机关|复议委员会|审理.{0,6}复议|办理行政复议|受理行政复议申请|化解|复议应诉|复议体制|负责人出庭"
)
_NOTHING = re.compile(
    r"(?:未|没有|无|从未|尚未)(?:发生|出现|收到|产生|涉及|存在|引发|提起|因|有)?(?P<what>[^，。；！？]{0,40}?(?:复议|诉讼)[^，。；！？]{0,20})"
)
_BOUND = re.compile(r"[，,；：（）。]")
_LABELS = frozenset({"行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"})
_CLASSIFIERS = frozenset("件宗起例项个次")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A count of disputes in the text, 0 where it says that there were none."""

    kind: Kind
    value: int
    quote: str
    place: Place | None


def told(report: Report) -> list[Sentence]:
    """Return the sentences that speak of disputes over requests, lists of contents and sub-headings left out."""
    return [one for one in prose(report).sentences if _speaks(one)]


def tells_defeat(report: Report) -> bool:
    """Return whether a sentence on disputes, or one behind it in the same paragraph, says that a decision was set right."""
    sentences = prose(report).sentences
    near = False
    for one in sentences:
        near = _speaks(one) or (near and not one.opens)
        if near and _RESULT.search(one.text):
            return True
    return False


def disputes(report: Report) -> list[Dispute]:
    """Return the totals of disputes that the text states."""
    text = prose(report)
    own = organ(report)
    return [
        one for sentence in text.sentences if _speaks(sentence) for one in _stated(text, sentence, own, report.year)
    ]


def _speaks(sentence: Sentence) -> bool:
    return bool(
        _CASE.search(sentence.text)
        and not sentence.heading
        and not is_outline(sentence.text)
        and sentence.text not in _LABELS
    )


def _tied(sentence: Sentence) -> bool:
    return bool(
        sentence.section.number == 4
        or _OGI.search(sentence.text)
        or _OGI.search(sentence.topic)
        or _CASE.search(sentence.topic)
    )


def _stated(text: Prose, sentence: Sentence, own: Organ, year: int | None) -> Iterator[Dispute]:
    if not _tied(sentence) or _AUTHORITY.search(sentence.text):
        return
    for found in _NOTHING.finditer(sentence.text):
        what = found["what"]
        if _PART.search(what) or find(what) or not _fits(sentence.text, found.start(), own, year):
            continue
        yield Dispute(_kind(what), 0, found.group(), text.place(sentence.start + found.start()))
    numbers = find(sentence.text)
    for position, count in enumerate(numbers):
        if count.about or count.classifier not in _CLASSIFIERS or not _fits(sentence.text, count.start, own, year):
            continue
        clause = _clause(sentence.text, numbers, position)
        if _CASE.search(clause) and not _PART.search(clause):
            yield Dispute(_kind(clause), count.value, clause, text.place(sentence.start + count.start))


def _fits(text: str, end: int, own: Organ, year: int | None) -> bool:
    return is_own(text, end, own) and is_this_year(text, end, year)


def _clause(text: str, numbers: list[Count], position: int) -> str:
    count = numbers[position]
    begin = numbers[position - 1].end if position else 0
    for found in _BOUND.finditer(text, begin, count.start):
        begin = found.end()
    before = text[begin : count.start].lstrip("、和及")
    bound = _BOUND.search(text, count.end)
    following = numbers[position + 1].start if position + 1 < len(numbers) else len(text)
    end = min(bound.start() if bound else len(text), following)
    after = "" if _CASE.search(before) else text[count.end : end]
    return before + text[count.start : count.end] + after


def _kind(text: str) -> Kind:
    kinds = {found.lastgroup for found in _CASE.finditer(re.sub(r"(?:未经|经)复议|复议后", "", text))}
    if len(kinds) > 1:
        return "both"
    return "litigation" if "litigation" in kinds else "reconsideration"
