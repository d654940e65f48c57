"""GK502: a volume of services or decisions in the text against a zero in table 2.

46,094 services handled beside 0 其他对外管理服务事项, or 35 penalties beside 0: one of the two is not right. What the
organ only published, or what others decided, is not its own volume.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Place, Report
from gongkai.report.narrative.counts import find
from gongkai.report.narrative.prose import Prose, prose
from gongkai.report.narrative.scope import Organ, is_own, is_this_year, organ

RULE = Rule(
    id="GK502",
    alias="P-ZERO",
    severity="warning",
    group="plausibility",
    title={
        "zh": "正文有业务量的，表二相应的数不为0。",
        "en": "A volume told in the text does not stand beside a zero in table 2.",
    },
    why={
        "zh": "正文说办理了大量业务或作出了决定，表二却填0，通常是表二漏填或口径不一。",
        "en": "Services or decisions in the text beside a zero in table 2 mean that the table was left unfilled, or scopes differ.",
    },
    basis=(Citation(REGULATION, "第二十条"),),
)
_CLAUSE = re.compile(r"[，；：（）。,]")
# The cells that must not all be zero, their label, the smallest volume that is no accident, and the words of the clause.
_VOLUMES: tuple[tuple[tuple[str, ...], str, int, re.Pattern[str]], ...] = (
    (
        ("proactive.other_services.decisions", "proactive.licensing.decisions"),
        "其他对外管理服务事项",
        100,
        re.compile(
            r"(?:受理|办理|办结|接办|处理)(?:完成|完结|了)?(?:各类|各项|各种|群众)?(?:政务服务|审批服务|便民服务|窗口|行政审批)?(?:业务|服务事项|事项|办件)(?:共|共计|合计|总量|量)?$"
        ),
    ),
    (
        ("proactive.licensing.decisions",),
        "行政许可",
        1,
        re.compile(
            r"(?:作出|核发|颁发|办理|办结|审批)(?:了)?(?:各类)?行政许可(?:决定|事项|案件|证件)?(?:共|共计|合计)?$"
        ),
    ),
    (
        ("proactive.penalties.decisions",),
        "行政处罚",
        1,
        re.compile(r"(?:作出|下达|办理|办结|实施|查办)(?:了)?(?:各类)?行政处罚(?:决定|决定书|案件)?(?:共|共计|合计)?$"),
    ),
    (
        ("proactive.coercive_measures.decisions",),
        "行政强制",
        1,
        re.compile(r"(?:作出|实施|采取|执行)(?:了)?行政强制(?:措施|执行|决定|案件)?(?:共|共计|合计)?$"),
    ),
    (
        ("proactive.normative_documents.made",),
        "规范性文件",
        1,
        re.compile(r"(?<!未)(?:制定|制发|出台|印发)(?:并公开|并发布|了)?(?:行政)?规范性文件(?:共|共计|合计)?$"),
    ),
)
_CLASSIFIERS = frozenset("件宗起例项份个次笔")
_WORDS = re.compile(r"业务|事项|办件|行政许可|行政处罚|行政强制|规范性文件")


@dataclass(frozen=True, slots=True)
class _Volume:
    quote: str
    label: str
    cell: str
    place: Place | None


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with every volume in the text whose cell says 0."""
    text = prose(report)
    own = organ(report)
    found = [one for index in range(len(text.sentences)) for one in _volumes(report, text, index, own)]
    if not found:
        return
    zh = "；".join(f"正文称“{one.quote}”，表二“{one.label}”为0" for one in found)
    en = "; ".join(f"the text says “{one.quote}” where table 2 has 0 for {one.label}" for one in found)
    names = dict.fromkeys(one.cell for one in found)
    yield RULE.finding(
        zh=f"{zh}。",
        en=f"{en[:1].upper()}{en[1:]}.",
        hint_zh="核对表二是否漏填；属于其他机关的业务量或者不属于该项的，在正文中说明。",
        hint_en="Check whether table 2 was left unfilled; where the volume is another organ's or of another kind, say so in the text.",
        cells=names,
        places=[*(one.place for one in found), *(report.cells[name].place for name in names)],
        count=len(found),
    )


def _volumes(report: Report, text: Prose, index: int, own: Organ) -> Iterator[_Volume]:
    sentence = text.sentences[index]
    if not _WORDS.search(sentence.text):
        return
    previous = 0
    for count in find(sentence.text):
        begin = previous
        for bound in _CLAUSE.finditer(sentence.text, previous, count.start):
            begin = bound.end()
        previous = count.end
        if count.classifier not in _CLASSIFIERS or not is_own(sentence.text, count.start, own):
            continue
        if not is_this_year(sentence.text, count.start, report.year):
            continue
        told = _told(report, sentence.text[begin : count.start], count.value)
        if told:
            quote = sentence.text[max(begin, count.start - 20) : count.end]
            yield _Volume(quote, told[1], told[0], text.place(sentence.start + count.start))


def _told(report: Report, before: str, value: int) -> tuple[str, str] | None:
    for names, label, least, words in _VOLUMES:
        if value >= least and report.value(names[0]) == 0 and words.search(before):
            return names[0], label
    return None


CHECK = Check(RULE, judge)
