"""Whose count it is, and of which year: a differing scope or year is never compared with the report's own tables.

A government's report is the roll-up of its area, a bureau's or a town's is its own, so 全区 means the one and never the other.
"""

import re
from dataclasses import dataclass

from gongkai.report.model import Report

_GOVERNMENT = re.compile(r"(?P<level>[省市州盟区县旗])(?:人民)?政府$|(?P<bare>[省市州盟区县旗])$")
_PARK = re.compile(r"(?:区|园)(?:管理委员会|管委会)$")
_TOWN = re.compile(r"(?P<level>镇|乡|苏木)(?:人民)?政府$|(?P<street>街道)(?:办事处|办)?$|(?P<bare>[镇乡])$")
_SCOPE = re.compile(
    r"(?P<all>[全我本])(?P<of>省|市|州|盟|区|县|旗|镇|乡|街道|街|系统|局|委|办|厅|院|机关|单位|部门|中心)"
    r"|(?P<own>[省市州盟区县旗]?本级|[省市州区县旗](?:人民)?政府办(?:公厅|公室)?)"
    r"|(?P<others>各(?:级|镇|乡|街|部|单位|区|县|市|科|股|村|社区|有关|相关)|所属|下属|直属|下辖|所辖|[省市区县]直|基层|(?:镇|乡)街|乡镇|社区|协助|配合|协办|会办|(?<!结)转办|交办|转交|转来|代为|委托|移送|指导)"
)
_BODY = re.compile(
    r"(?:局|委|镇|乡|街道|中心|公司|部门|单位|学校|医院|法院|法规股|科室)[^，。；、]{0,4}(?:收到|受理|答复|办理|办结|接收|接到)"
)
_PERIOD = re.compile(
    r"上半年|下半年|[一二三四1-4]季度|(?<!1)[1-9]月(?!\d)|1[01]月(?!\d)|当月|每[月年季日]|[月日年]均|平均|以来|历年|[近过前]\w{1,2}年|[三四五]年(?:来|间|累计)"
)
_YEAR = re.compile(
    r"(?<!结转)(?<!结转[到至入])(?P<number>20\d\d)年(?!度?结转)|(?P<other>去年|前年|同期|(?<!结转)(?<!结转自)上年(?!度?.{0,4}结转)|上一年(?!度?.{0,4}结转)|往年|次年|明年|(?<!结转)(?<!转[到至入])下一?年)|(?P<this>今年|本年|全年)"
)
_BOUNDS = "，；：（）。,"
_AGAINST = re.compile(r"[比较与跟]$|相比|同比|[比较]上?$")


@dataclass(frozen=True, slots=True)
class Organ:
    """What the name of the organ says of its scope: `kind`, and the words by which the text names that scope."""

    kind: str
    words: frozenset[str]


def organ(report: Report) -> Organ:
    """Return the scope of the report's organ; the kind is empty where its name does not tell."""
    name = re.sub(r"\s", "", report.organ or "")
    if found := _GOVERNMENT.search(name):
        return Organ("government", frozenset({found["level"] or found["bare"]}))
    if _PARK.search(name):
        return Organ("government", frozenset({"区", "园区"}))
    if found := _TOWN.search(name):
        level = found["level"] or found["bare"]
        return Organ(
            "town", frozenset({level, "机关", "单位"}) if level else frozenset({"街道", "街", "办", "机关", "单位"})
        )
    if name:
        return Organ("department", frozenset({"局", "委", "办", "厅", "院", "机关", "单位", "部门", "中心"}))
    return Organ("", frozenset({"机关", "单位"}))


def is_own(text: str, end: int, own: Organ) -> bool:
    """Return whether what stands before `end` leaves the count within the organ's own scope; the last scope word decides."""
    if own.kind == "government" and _BODY.search(text, 0, end):
        return False
    found = list(_SCOPE.finditer(text, 0, end))
    if not found:
        return True
    last = found[-1]
    if last["all"]:
        return last["of"] in own.words
    return bool(last["own"]) and own.kind in ("department", "town")


def is_this_year(text: str, end: int, year: int | None) -> bool:
    """Return whether what stands before `end` leaves the count in the report's whole year; the last year word decides."""
    if _PERIOD.search(text, 0, end):
        return False
    clause = max(text.rfind(mark, 0, end) for mark in _BOUNDS) + 1
    this = True
    for found in _YEAR.finditer(text, 0, end):
        compared = bool(_AGAINST.search(text, max(0, found.start() - 3), found.start()))
        if compared and found.start() < clause:
            continue
        this = (
            not compared
            and not found["other"]
            and (not found["number"] or year is None or int(found["number"]) == year)
        )
    return this
