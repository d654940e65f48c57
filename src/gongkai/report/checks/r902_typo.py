"""GK902: doubled and lost characters, broken dates and numbers.

Chinese doubles characters rightly in a thousand places (层层压实, 人人知晓, 行政机关关于), so only doublings that no sound sentence
has are told, and terms of this work that have lost a character.
"""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.pages import Pages, pages

RULE = Rule(
    id="GK902",
    alias="W-TYPO",
    severity="note",
    group="words",
    title={
        "zh": "没有多字、漏字，日期、文号和数字完整。",
        "en": "No doubled or lost characters; dates, document numbers and figures are whole.",
    },
    why={
        "zh": "多字漏字和断裂的日期、文号使读者无从确认原意，也是考核扣分项。",
        "en": "They leave the reader to guess what was meant, and cost points in assessments.",
    },
    basis=(Citation(REGULATION, "第六条"),),
)
# A character doubled: what may stand before or after it where the doubling is right. The needles are what is searched first.
_DOUBLED = re.compile(
    r"(?<![可所予加难足得用何借赖据致给])以以|(?<![目似])的的(?!确)|(?<![共饱温平柔])和和(?![谐平睦气])"
    r"|(?<![但于总还凡])是是(?!非)|(?<![涉以普])及及(?!时|格)|(?<!参)与与(?!会)|(?<![办外])公公(?=[开示告布])"
    r"|动动公开|(?<![民自])主主动公开|(?<!申)请请|府府|(?<!内)部部门|依依申|条条例|(?<![促推改引先])进进一步"
)
_DOUBLES = (
    *("以以", "的的", "和和", "是是", "及及", "与与", "公公", "动动公开", "主主动公开", "请请", "府府", "部部门"),
    *("依依申", "条条例", "进进一步"),
)
_WORDS = (
    *("工作", "进行", "进一步", "情况", "及时", "积极", "认真", "根据", "按照", "通过", "建立", "确保", "提高", "加强"),
    *("推进", "落实", "完善", "我局", "我镇", "我街", "群众"),
)
_LOST = re.compile(
    r"\d{1,3}个工作(?=[内之以])|政府信公开|政府息公开|政府信息公(?=条例|指南|目录|申请|工作|年度|平台|专栏|制度)"
    r"|依申公开|依请公开|主动开政府|行政复仪|行政诉颂|(?:主动公开|公开信息|发布信息|收到申请|受理申请)[条件](?=[，。；,;])"
)
_LOSSES = (
    *("个工作内", "个工作之", "个工作以", "信公开", "息公开", "政府信息公", "依申公开", "依请公开", "主动开政府"),
    *(
        "行政复仪",
        "行政诉颂",
        "主动公开条",
        "主动公开件",
        "公开信息条",
        "公开信息件",
        "发布信息条",
        "收到申请件",
        "受理申请件",
    ),
)
_DATE = re.compile(r"(?P<year>[0-9](?<![0-9].)[0-9]{2,})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?")
_DAY = re.compile(r"(?P<month>[0-9](?<![0-9年].)[0-9]?)月(?P<day>[0-9]{1,2})[日号]")
_NUMBER = re.compile(r"[〔\[［](?:\d{4,7}号|(?:\d{2,3}|\d{5,})[〕\]］]\s?第?\d+号)")
_FIGURE = re.compile(r"[0-9](?:[OoIl]\d*(?=[件条宗份次项])|,,\d|\.\.\d|%%)")
_RATE = re.compile(
    r"(?:办结率|答复率|回复率|满意率|满意度|完成率|公开率)(?:均|都)?(?:为|达到|达|是)?(?P<rate>\d{3,}(?:\.\d+)?)%"
)
_MARKS = re.compile(r"[，、；：][，。、；]|。[，、；。](?!。)")
_MARK_PAIRS = tuple(first + second for first in "，、；：" for second in "，。、；") + ("。，", "。、", "。；", "。。")
_HOTLINE = "12345"
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with every slip of the pen."""
    text = pages(report)
    hits = [*_characters(text), *_dates(text), *_numbers(text)]
    yield from finding(
        RULE,
        hits,
        zh="疑有多字、漏字或断裂的日期、数字",
        en="Likely slips of the pen",
        hint=("对照原稿逐处改正。", "Compare with the manuscript and correct each place."),
    )


def _characters(text: Pages) -> Iterator[Hit]:
    for found, place in text.finds(_DOUBLED, _DOUBLES):
        yield Hit(_around(text, *found.span()), place, "重复", "doubled")
    for word in _WORDS:
        at = text.text.find(word + word)
        if at >= 0:
            yield Hit(_around(text, at, at + 2 * len(word)), text.place(at), "重复", "doubled")
    for found, place in text.finds(_LOST, _LOSSES):
        yield Hit(_around(text, *found.span()), place, "漏字", "a character lost")
    for found, place in text.finds(_MARKS, _MARK_PAIRS):
        yield Hit(_around(text, *found.span()), place, "标点重复", "marks doubled")


def _dates(text: Pages) -> Iterator[Hit]:
    for found, place in text.finds(_DATE):
        if not _is_date(found["year"], int(found["month"] or 0), int(found["day"] or 0)):
            yield Hit(found.group(), place, "日期有误", "no such date")
    for found, place in text.finds(_DAY):
        # A leap year has every day that any year has.
        if not _exists(2024, int(found["month"]), int(found["day"])):
            yield Hit(found.group(), place, "日期有误", "no such date")


def _is_date(written: str, month: int, day: int) -> bool:
    if written == _HOTLINE:
        return True
    if len(written) == 3:
        # 100年 is a length of time, 202年12月 a year that lost a digit.
        return not month
    year = int(written)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return len(written) == 4 and not month
    return not month or _exists(year, month, day or 1)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _numbers(text: Pages) -> Iterator[Hit]:
    for pattern in (_NUMBER, _FIGURE):
        for found, place in text.finds(pattern):
            yield Hit(found.group(), place, "文号或数字有误", "a broken number")
    for found, place in text.finds(_RATE):
        if float(found["rate"]) > 100:
            yield Hit(found.group(), place, "超过100%", "above 100%")


def _around(text: Pages, begin: int, end: int) -> str:
    return text.text[max(0, begin - 2) : end + 2].replace("\n", "")


CHECK = Check(RULE, judge)
