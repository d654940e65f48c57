"""What the text says of requests: how many came in, were carried over, were answered, and with which outcome.

A statement names the rows of table 3 that it speaks of. One clause may name several; then nothing is concluded from it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.report.model import Place, Report
from gongkai.report.narrative.counts import Count, find
from gongkai.report.narrative.prose import Prose, Sentence, prose
from gongkai.report.narrative.scope import Organ, is_own, is_this_year, organ

Relation = Literal["equal", "at most", "part"]

_CLASSIFIERS = frozenset("件宗条份起例封桩项个")
_REQUEST = re.compile(r"依申请|公开的?申请|申请公开|信息申请|申请信息|申请件")
_FOREIGN = re.compile(
    r"建议|提案|议案|热线|投诉|信访|来信|来电|来访|留言|咨询|诉求|舆情|业务|许可|处罚|强制|检查|稿件|问卷|征集|征求|解读|新闻|培训|"
    r"会议|合同|采购|招标|项目|案件|证照|证明|公告|主动公开|发布|推送|更新|刊发|微信|微博|公众号|文件|栏目|档案|补贴|救助|工单|信箱|"
    r"网民|市长|办事|审批|登记|复核|更正|举报|查阅|考核|整改|问题|制度|指南|目录"
)
# A count of requests that are not said to be for information: 全年收到申请8件.
_PLAIN = re.compile(
    r"(?:收到|受理|接收|接到|办理|新收)[^，。；\d]{0,8}申请\s*\d+\s*[件宗条份起例]|公开[^，。；\d]{0,6}申请"
)
_CASE = re.compile(r"复议|诉讼|起诉|应诉|败诉|胜诉|判决|被告|法院")
_HARD = re.compile(r"[，,；：（）。]")
_SOFT = re.compile(r"[，,；：（）。、]")

# Row, its words, whether the words are those of the row itself. Longer words first where one holds another.
_OUTCOMES: tuple[tuple[str, str], ...] = (
    ("unavailable.still_unclear", r"补正后[^，。；]{0,8}不明确|内容仍?不明确"),
    ("other_outcome.not_clarified", r"逾期(?:未|不)(?:予)?补正|未按[期时]补正"),
    ("other_outcome.fee_unpaid", r"逾期(?:未|不)[^，。；]{0,8}缴"),
    ("unavailable.not_held", r"不掌握"),
    ("unavailable.needs_creation", r"[没无]有?现成信息|另行制作"),
    ("not_processed.petition", r"信访举报投诉类?"),
    ("not_processed.repeated", r"重复申请"),
    ("not_processed.publication", r"公开出版物"),
    ("not_processed.excessive", r"大量反复申请"),
    ("partial", r"部分(?:予以)?公开|区分处理"),
    ("denied", r"不予(?:以)?公开"),
    ("unavailable", r"无法提供"),
    ("not_processed", r"不予处理"),
    ("other_outcome", r"其他处理|作?其他(?:方式)?处理"),
    ("granted", r"(?<![不分])予以公开|同意公开"),
)
_PROCEDURE = r"延期|延长(?:答复)?期限|补正|征求第三方|征询第三方|第三方意见"
_TALLIES: tuple[tuple[str, str], ...] = (
    ("carried_in", r"(?:上|去|前)一?年度?[^，。；\d]{0,4}结转|结转自?(?:上|去)一?年度?|年初结转"),
    ("carried_out", r"结转[到至入]?(?:下|次|明)一?(?:年|年度)|转[入至到]?下一?年度?"),
    ("new", r"新收"),
    ("received", r"收到|接收|接到|收悉|受理|接受"),
    ("handled", r"办结|办理完毕|答复|回复|办理|处理"),
)
_LABELS = re.compile(
    "|".join(f"(?P<o{index}>{words})" for index, (_, words) in enumerate(_OUTCOMES))
    + f"|(?P<procedure>{_PROCEDURE})"
    + "".join(f"|(?P<{name}>{words})" for name, words in _TALLIES)
    + r"|结转[到至入]?(?P<carry_year>20\d\d)年|(?P<carry_from>20\d\d)年度?结转"
)
_CHANNEL = re.compile(
    r"信函|邮寄|当面|现场|网络|网上|在线|线上|平台|邮件|传真|窗口|系统|电子|快递|书面|口头|网站|挂号信|来函"
)
_NATURAL = re.compile(r"自然人|公民|个人")
_LEGAL = re.compile(r"法人|企业|组织|公司|律师|律所|机构")
_MANNER = re.compile(
    r"按时|按期|及时|逾期|超期|超时|当场|当面|书面|电话|邮寄|电子|网上|在线|口头|提前|正在|尚|未|待|转|分别|均|各"
)
_WHY = re.compile(r"因|由于|属于|涉及|系|为由")
_NOT = re.compile(r"未|没有|无|不存在|零")
_CHANGE = re.compile(r"(?:增加|减少|增长|下降|上升|增幅|降幅|增|减|多|少)了?$|相比|占")
_OPEN = re.compile(r"含|包括|包含|以及|其余|另有|还有")
_WHOLE = re.compile(r"共|总|合计|全年|新收|年度")
_NONE = re.compile(r"(?:未曾?|没有|无|暂无|尚未|从未)(?:收到|接到|接收到?|受理|收悉)过?(?P<what>[^，。；！？,]{0,40})")
_NONE_LIMIT = re.compile(
    r"网|信函|邮|当面|现场|传真|电子|书面|口头|平台|费|许可|逾期|超期|复议|诉讼|投诉|举报|需要|符合|不予|重复|第三方|转办|上级|转来|因"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A count of requests in the text. `kind` is a row of table 3, or a tally; "at most" where only a part is told."""

    kind: str
    value: int
    relation: Relation
    quote: str
    place: Place | None
    sentence: int

    @property
    def total(self) -> bool:
        """Return whether it says of itself that it is the whole: 全年共收到政府信息公开申请18件."""
        return self.kind in ("new", "received", "handled") and bool(
            _WHOLE.search(self.quote) and _REQUEST.search(self.quote)
        )


def statements(report: Report) -> list[Statement]:
    """Return what the narrative says of the organ's own requests of this year."""
    text = prose(report)
    own = organ(report)
    found: list[Statement] = []
    carries = False
    for index, sentence in enumerate(text.sentences):
        talks = _talks(sentence, carries)
        carries = talks and not sentence.heading
        if not (talks or "申请" in sentence.text):
            continue
        found.extend(_none(text, index, own, report.year))
        found.extend(_counted(text, index, talks, own, report.year))
    return found


def mentions(report: Report) -> bool:
    """Return whether a sentence tells of requests made to the organ, a sub-heading or a list of contents not being one."""
    return any(
        (_REQUEST.search(one.text) or (_PLAIN.search(one.text) and not _FOREIGN.search(one.text)))
        and not one.heading
        and not is_outline(one.text)
        for one in prose(report).sentences
    ) or any(statement.relation == "equal" for statement in statements(report))


def is_outline(text: str) -> bool:
    """Return whether the sentence only lists the parts of the report, or names the form."""
    return "总体情况" in text and ("主动公开政府信息情况" in text or "其他需要报告" in text)


def _talks(sentence: Sentence, carries: bool) -> bool:
    if is_outline(sentence.text):
        return False
    if _REQUEST.search(sentence.text) or _under(sentence):
        return True
    return (
        carries
        and not sentence.opens
        and sentence.text.startswith(("其中", "已", "均", "答复", "办结", "截至", "全部"))
    )


def _under(sentence: Sentence) -> bool:
    """Return whether the sentence stands under a sub-heading on requests and nothing else."""
    return ("依申请" in sentence.topic or "公开申请" in sentence.topic) and "主动公开" not in sentence.topic


def _none(text: Prose, index: int, own: Organ, year: int | None) -> Iterator[Statement]:
    sentence = text.sentences[index]
    for found in _NONE.finditer(sentence.text):
        what = found["what"]
        if not (_REQUEST.search(what) and not _NONE_LIMIT.search(what)):
            continue
        if find(what) or not (
            is_own(sentence.text, found.end(), own) and is_this_year(sentence.text, found.start(), year)
        ):
            continue
        quote = sentence.text[found.start() : found.end()]
        yield Statement("received", 0, "equal", quote, text.place(sentence.start + found.start()), index)


def _counted(text: Prose, index: int, talks: bool, own: Organ, year: int | None) -> Iterator[Statement]:
    sentence = text.sentences[index]
    subject: bool = talks and (_under(sentence) or not _REQUEST.search(sentence.text))
    last = 0
    numbers = find(sentence.text)
    for position, count in enumerate(numbers):
        clause = _clause(sentence.text, numbers, position)
        subject = _subject(sentence.text[last : count.start] + clause.after, subject, clause)
        last = count.end
        if not subject or count.about or count.classifier not in _CLASSIFIERS:
            continue
        if not (is_own(sentence.text, count.start, own) and is_this_year(sentence.text, count.start, year)):
            continue
        named = _named(clause, year)
        if named:
            kind, relation = named
            yield Statement(kind, count.value, relation, clause.quote, text.place(sentence.start + count.start), index)


@dataclass(frozen=True, slots=True)
class _Clause:
    before: str
    after: str
    quote: str


def _clause(text: str, numbers: list[Count], position: int) -> _Clause:
    count = numbers[position]
    previous = numbers[position - 1].end if position else 0
    begin = previous
    for found in _HARD.finditer(text, previous, count.start):
        begin = found.end()
    following = numbers[position + 1].start if position + 1 < len(numbers) else len(text)
    bound = _SOFT.search(text, count.end, following)
    end = bound.start() if bound else following
    return _Clause(
        text[begin : count.start], text[count.end : end], text[max(begin, count.start - 24) : min(end, count.end + 12)]
    )


def _subject(passed: str, subject: bool, clause: _Clause) -> bool:
    near = clause.before + clause.after
    if _REQUEST.search(near):
        return not _only_foreign(near)
    if _FOREIGN.search(_without_rows(near)) or _CASE.search(near):
        return False
    # What was named since the last count, in a clause of its own, is what is counted now.
    return subject or bool(_REQUEST.search(passed) and not _FOREIGN.search(_without_rows(passed)))


def _only_foreign(near: str) -> bool:
    last_request = max(found.end() for found in _REQUEST.finditer(near))
    return bool(_FOREIGN.search(_without_rows(near[last_request:])) or _CASE.search(near))


def _without_rows(text: str) -> str:
    return re.sub(r"信访举报投诉类?|公开出版物|征求第三方意见|政府文件", "", text)


def _named(clause: _Clause, year: int | None) -> tuple[str, Relation] | None:
    before, after = clause.before, clause.after
    if _CHANGE.search(before[-6:]) or _OPEN.search(before) or re.search(r"[每第逐]$", before):
        return None
    labels = list(_LABELS.finditer(before))
    if before.endswith("、"):
        # 3件不予公开、2件予以公开: the words stand behind their counts.
        labels = []
    if labels and not _NOT.search(before[: labels[0].start()][-2:]):
        return _labelled(before, labels, year)
    later = _LABELS.match(after.removeprefix("申请").removeprefix("被").removeprefix("为").removeprefix("已"))
    if later and not labels and not _NATURAL.search(before) and not _WHY.search(before):
        kind = _kind(later, year)
        # 3件不予公开 states an outcome; 3件答复 or 3件收到 is no way to count.
        return (kind, "equal") if kind and kind not in ("received", "handled", "new") else None
    return _unlabelled(before, after)


def _labelled(before: str, labels: list[re.Match[str]], year: int | None) -> tuple[str, Relation] | None:
    last = labels[-1]
    kinds = [_kind(label, year) for label in labels]
    kind = kinds[-1]
    tail = before[last.end() :]
    if kind == "handled" and len(kinds) > 1 and kinds[-2] in ("procedure", "carried_in", "carried_out"):
        # 结转下年度继续办理, 延期答复: the later verb belongs to the earlier word.
        kind = kinds[-2]
    if kind is None or len(tail) > 24:
        return None
    if kind in ("new", "received", "handled"):
        return _tally(before, labels, kind, tail, year)
    if "、" in tail:
        return None
    if kind in ("procedure", "carried_in", "carried_out"):
        return kind, "equal"
    others = {_kind(label, year) for label in labels} - {kind, "handled", "received", "new"}
    if others:
        return None
    told = before[: last.start()]
    return kind, "at most" if _WHY.search(told) or _CHANNEL.search(told) else "equal"


def _tally(
    before: str, labels: list[re.Match[str]], kind: str, tail: str, year: int | None
) -> tuple[str, Relation] | None:
    if not re.search(r"等|总|合计|共计", before) and (_CHANNEL.search(before) or _one_kind(before)):
        return None
    if kind == "handled":
        told = before[: labels[-1].start()]
        kinds = {_kind(label, year) for label in labels}
        if kinds & {"received", "new"}:
            return "either", "equal"
        if kinds - {"handled"}:
            return None
        return "handled", "part" if _MANNER.search(told[-6:]) or _WHY.search(told) else "equal"
    return None if _MANNER.search(tail) else (kind, "equal")


def _one_kind(text: str) -> bool:
    return bool(_NATURAL.search(text)) != bool(_LEGAL.search(text))


def _unlabelled(before: str, after: str) -> tuple[str, Relation] | None:
    if _NATURAL.search(before) or _LEGAL.search(before):
        if not _one_kind(before) or not re.search(
            r"(?:自然人|公民|个人|法人(?:或其他组织|和其他组织|及其他组织)?)(?:提出|申请)*的?(?:申请)?$", before
        ):
            return None
        return ("natural" if _NATURAL.search(before) else "legal"), "equal"
    if re.search(
        r"(?:依申请(?:公开)?|公开申请)(?:的?(?:信息|政府信息|事项|办件|申请|件))?(?:量|数|数量|总数|件数|总量)?(?:共|共计|合计|为|是)?$",
        before,
    ):
        return "either", "equal"
    return None


def _kind(label: re.Match[str], year: int | None) -> str | None:
    name = label.lastgroup or ""
    if name == "carry_year":
        return "carried_out" if year and int(label["carry_year"]) == year + 1 else None
    if name == "carry_from":
        return "carried_in" if year and int(label["carry_from"]) == year - 1 else None
    return _OUTCOMES[int(name[1:])][0] if name[0] == "o" and name[1:].isdigit() else name
