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
# Character doubled: what may stand before it, and after it, when the doubling is right.
_DOUBLED = re.compile(
    r"(?<![可所予加难足得用何借赖据致给])以以|(?<![目似])的的(?!确)|(?<![共饱温平柔])和和(?![谐平睦气])|(?<![但于总还凡])是是(?!非)"
    r"|(?<![涉以普])及及(?!时|格)|(?<![参])与与(?!会)|(?<![办外])公公(?=[开示告布])|动动公开|(?<![民自])主主动公开"
    r"|(?<!申)请请|府府|(?<!内)部部门|依依申|条条例|(?<![促推改引先])进进一步"
    r"|(?P<word>工作|进行|进一步|情况|及时|积极|认真|根据|按照|通过|建立|确保|提高|加强|推进|落实|完善|我局|我镇|我街|群众)(?P=word)"
)
_LOST = re.compile(
    r"\d{1,3}个工作(?=[内之以])|政府信公开|政府息公开|政府信息公(?=条例|指南|目录|申请|工作|年度|平台|专栏|制度)"
    r"|依申公开|依请公开|主动开政府|行政复仪|行政诉颂"
    r"|(?:主动公开|公开信息|发布信息|收到申请|受理申请)[条件](?=[，。；,;])"
)
_DATE = re.compile(
    r"(?<!\d)(?!12345年)(?P<year>\d{3,})年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?)?|(?<![\d年])(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]"
)
_NUMBER = re.compile(
    r"〔\d{4,7}号|[〔\[［]\d{2,3}[〕\]］]\s?第?\d+号|[〔\[［]\d{5,}[〕\]］]\s?第?\d+号|\d[OoIl]\d*(?=[件条宗份次项])|\d,,\d|\d\.\.\d|%%"
    r"|(?:办结率|答复率|回复率|满意率|满意度|完成率|公开率)(?:均|都)?(?:为|达到|达|是)?(?P<rate>\d{3,}(?:\.\d+)?)%"
)
_MARKS = re.compile(r"[，、；：][，。、；]|。[，、；。](?!。)")
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
    for found, place in text.finds(_DOUBLED):
        yield Hit(_around(text, found), place, "重复", "doubled")
    for found, place in text.finds(_LOST):
        yield Hit(_around(text, found), place, "漏字", "a character lost")
    for found, place in text.finds(_MARKS):
        yield Hit(_around(text, found), place, "标点重复", "marks doubled")


def _dates(text: Pages) -> Iterator[Hit]:
    for found, place in text.finds(_DATE):
        if not _is_day(found):
            yield Hit(found.group(), place, "日期有误", "no such date")


def _is_day(found: re.Match[str]) -> bool:
    if found["m"]:
        # A leap year has every day that any year has.
        return _exists(2024, int(found["m"]), int(found["d"]))
    year = int(found["year"])
    if len(found["year"]) == 3:
        # 125年校庆 is no date, 202年12月 is one that lost a digit.
        return not found["month"]
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return len(found["year"]) == 4 and not found["month"]
    return not found["month"] or _exists(year, int(found["month"]), int(found["day"] or 1))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _numbers(text: Pages) -> Iterator[Hit]:
    for found, place in text.finds(_NUMBER):
        if found["rate"] is None:
            yield Hit(found.group(), place, "文号或数字有误", "a broken number")
        elif float(found["rate"]) > 100:
            yield Hit(found.group(), place, "超过100%", "above 100%")


def _around(text: Pages, found: re.Match[str]) -> str:
    begin, end = found.span()
    return text.text[max(0, begin - 2) : end + 2].replace("\n", "")


CHECK = Check(RULE, judge)
