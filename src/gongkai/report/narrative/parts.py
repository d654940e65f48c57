"""Wholes and their parts: 共25件，其中建议18件、提案7件; 6宗（信函2宗，平台4宗）.

A list introduced by 主要包括 or 如 is a choice and proves nothing. Parts that exceed the whole are wrong in any list; parts
that fall short are wrong only where the list says that it is complete.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.report.model import Place, Report
from gongkai.report.narrative.counts import Count, find
from gongkai.report.narrative.prose import Prose, prose

_CHANNELS = re.compile(r"信函|邮寄|当面|现场|网络|网上|在线|线上|平台|邮件|传真|窗口|快递|来函|书面|口头")
_APPLICANTS = re.compile(r"自然人|公民|个人|法人|企业|组织|律师|机构")
_KINDS = (
    ("channel", _CHANNELS),
    ("applicant", _APPLICANTS),
    ("outcome", re.compile(r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|结转")),
    ("proposal", re.compile(r"建议|提案|议案")),
    ("result", re.compile(r"维持|纠正|其他结果|尚未审结|撤销|驳回")),
)
_INTRODUCED = re.compile(r"^[，,：；]?(?P<open>其中[，：]?)")
_COMPLETE = re.compile(r"^[，,：；]?(?:分别是|分别为)")
# One item goes out by several of these, so what they add up to is no error.
_MEDIA = re.compile(r"网站|微信|微博|公众号|媒体|公报|抖音|客户端|专栏|公开栏|网页|门户|平台")
_SUM = re.compile(r"共|合计|总|累计")
_OPENING = re.compile(r"其中[，：]?")
_ASIDE = re.compile(r"（[^（）]*）")
_HARD = "，；：（）。,"
_CHOICE = re.compile(r"主要|包括|包含|涉及|涵盖|含|如|例如|等(?!级)")
_NOT_PART = re.compile(
    r"办结|答复|回复|办理(?!建议|提案)|采纳|完成|满意|占|率|共|合计|总|同比|增|减|比|较|其中|以上|参与|参加|培训|覆盖|阅读|点击|已|均|累计|日均|每|次年|去年|上年"
)
_STOP = re.compile(r"[；。]|其中|同时|此外|另外|另有|截至|目前")
_LABEL = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole with its parts as the text lists them. `complete` where the list claims to name all of them."""

    whole: int
    parts: tuple[int, ...]
    complete: bool
    quote: str
    place: Place | None

    @property
    def wrong(self) -> bool:
        """Return whether the list contradicts its whole."""
        total = sum(self.parts)
        return total > self.whole or (self.complete and total != self.whole)


def lists(report: Report) -> list[Parts]:
    """Return the lists of parts in the narrative that can be added up."""
    text = prose(report)
    return [one for index in range(len(text.sentences)) for one in _lists(text, index)]


def _lists(text: Prose, index: int) -> Iterator[Parts]:
    sentence = text.sentences[index]
    counts = find(sentence.text)
    if len(counts) < 2:
        return
    for position, whole in enumerate(counts[:-1]):
        found = _bracket(sentence.text, counts, position) or _listed(sentence.text, counts, position)
        if found and not whole.about:
            parts, complete = found
            end = parts[-1].end
            quote = sentence.text[max(0, whole.start - 12) : end]
            place = text.place(sentence.start + whole.start)
            yield Parts(whole.value, tuple(part.value for part in parts), complete, quote, place)


def _bracket(text: str, counts: list[Count], position: int) -> tuple[list[Count], bool] | None:
    whole = counts[position]
    if not text.startswith("（", whole.end):
        return None
    end = text.find("）", whole.end)
    inner = text[whole.end + 1 : end] if end > 0 else ""
    if not inner or "（" in inner or _CHOICE.search(inner):
        return None
    opening = _OPENING.match(inner)
    begin = whole.end + 1 + (opening.end() if opening else 0)
    parts = _parts(text, counts, position + 1, (begin, end), whole.classifier)
    return _judged(text, parts, begin, closed=opening is None)


def _listed(text: str, counts: list[Count], position: int) -> tuple[list[Count], bool] | None:
    whole = counts[position]
    rest = text[whole.end :]
    introduced = _INTRODUCED.match(rest) or _COMPLETE.match(rest)
    if not introduced or not _alone(text, counts, position):
        return None
    begin = whole.end + introduced.end()
    stop = _STOP.search(text, begin)
    end = stop.start() if stop else len(text)
    if _CHOICE.search(text, begin, end):
        return None
    parts = _parts(text, counts, position + 1, (begin, end), whole.classifier)
    if introduced.lastgroup is None:
        return (parts, True) if len(parts) > 1 else None
    return _judged(text, parts, begin, closed=False)


def _alone(text: str, counts: list[Count], position: int) -> bool:
    """Return whether the whole is one number: 建议20件，提案10件，其中主办25件 divides both together."""
    whole = counts[position]
    begin = max(text.rfind(mark, 0, whole.start) for mark in _HARD) + 1
    if any(count.start >= begin for count in counts[:position]):
        return False
    if _SUM.search(text, begin, whole.start):
        return True
    return all(count.classifier != whole.classifier for count in counts[:position])


def _parts(text: str, counts: list[Count], first: int, span: tuple[int, int], classifier: str) -> list[Count]:
    """Return the counts of a list, one a label, none where something in it is no part of the whole."""
    begin, end = span
    parts: list[Count] = []
    depth_end = begin
    for count in counts[first:]:
        if count.end > end:
            break
        label = text[depth_end : count.start]
        if "（" in label and "）" not in label:
            continue
        label = _ASIDE.sub("", label)
        if count.classifier != classifier or count.about or not _LABEL.search(label) or _NOT_PART.search(label):
            return []
        parts.append(count)
        depth_end = count.end
    return parts


def _judged(text: str, parts: list[Count], begin: int, *, closed: bool) -> tuple[list[Count], bool] | None:
    if len(parts) < 2:
        return None
    labels = []
    for part in parts:
        labels.append(_ASIDE.sub("", text[begin : part.start]))
        begin = part.end
    if any(_MEDIA.search(label) for label in labels) and "申请" not in text:
        return None
    kinds = [_kind(label) for label in labels]
    if len(set(kinds)) > 1:
        return None
    kind = kinds[0]
    return parts, (closed and kind != "") or kind == "proposal" or (kind == "applicant" and _all_applicants(labels))


def _kind(label: str) -> str:
    found = [name for name, words in _KINDS if words.search(label)]
    return found[0] if len(found) == 1 else ""


def _all_applicants(labels: list[str]) -> bool:
    joined = "".join(labels)
    return len(labels) == 2 and bool(re.search(r"自然人|公民|个人", joined)) and bool(re.search(r"法人|组织", joined))
