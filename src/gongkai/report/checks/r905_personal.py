"""GK905: identity numbers, bank cards and phones of persons in a report that everybody can read.

Numbers are told apart by their check digits, so that codes of organs and long figures pass; nothing is ever printed in full.
A mobile number given as the organ's own contact is only a warning.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.citation import PERSONAL_INFORMATION_LAW, REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.pages import Pages, pages

RULE = Rule(
    id="GK905",
    alias="W-PII",
    severity="error",
    group="words",
    title={
        "zh": "不公开个人的身份证号、银行卡号、手机号。",
        "en": "No identity numbers, bank cards or phones of persons are published.",
    },
    why={
        "zh": "公开个人敏感信息侵害当事人权益，行政机关须承担责任。",
        "en": "Publishing them harms the people concerned, and the organ is liable.",
    },
    basis=(Citation(PERSONAL_INFORMATION_LAW, "第二十八条"), Citation(REGULATION, "第十五条")),
)
_LONG = re.compile(r"[0-9](?:[ \u00a0-]?[0-9]){10}")
_SPACE = r"[ \u00a0-]?"
_IDENTITY = re.compile(
    rf"(?P<a>[1-8](?<![0-9A-Za-z].)\d{{5}}){_SPACE}(?P<b>(?:18|19|20)\d{{2}}){_SPACE}(?P<c>\d{{4}}){_SPACE}(?P<d>\d{{3}}[\dXx])(?![0-9A-Za-z])"
)
_OLD_IDENTITY = re.compile(r"(?:身份证|公民身份)[^\d\n]{0,8}(?P<number>[1-8]\d{14})(?![0-9A-Za-z])")
_CARD = re.compile(
    rf"6(?<![0-9A-Za-z.].)2\d{{2}}{_SPACE}\d{{4}}{_SPACE}\d{{4}}{_SPACE}\d{{4}}{_SPACE}\d{{0,3}}(?![0-9A-Za-z])"
)
_MOBILE = re.compile(
    rf"1(?<![0-9A-Za-z_./=-].)[3-9]\d{_SPACE}\d{{4}}{_SPACE}\d{{4}}(?![0-9A-Za-z_]|\.\d|\.html?|[元万亿件条次人])"
)
_CONTACT = re.compile(r"电话|联系|手机|热线|咨询|传真|监督|办公|致电|拨打|地址|微信")
_CODE = re.compile(r"(?:编号|文号|代码|索引号|标识码|备案|账号|序号|ICP备?|条码)[:：]?[^\n]{0,6}$")
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


# A row of figures, not one number: 952 156 1598 4168 740.
_FIGURE_BEFORE = re.compile(r"[0-9][ \u00a0\t]+$")
_FIGURE_BEHIND = re.compile(r"[ \u00a0\t]+[0-9]")


@dataclass(frozen=True, slots=True)
class _Number:
    digits: str
    start: int
    zh: str
    en: str
    office: bool = False


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding: an error where a person's number is published, a warning for a mobile number as office contact."""
    text = pages(report)
    if not _LONG.search(text.text):
        return
    numbers = [*_identities(text), *_cards(text), *_mobiles(text)]
    hits = [
        Hit(mask(one.digits), text.place(one.start), one.zh, one.en)
        for one in sorted(numbers, key=lambda one: one.start)
    ]
    only_office = all(one.office for one in numbers)
    yield from finding(
        RULE,
        hits,
        zh="疑有个人信息" if not only_office else "联系方式为手机号码",
        en="Personal numbers" if not only_office else "A mobile phone is given as the contact",
        hint=(
            "立即撤下或作去标识化处理，并检查附件；机关的联系电话改用办公电话。",
            "Take them down or mask them at once, and look into the attachments; give an office phone as the contact.",
        ),
        severity="warning" if only_office else "error",
    )


def _alone(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches that are no piece of a row of figures."""
    for found in pattern.finditer(text):
        whole = found.group().isalnum()
        if whole or not (_FIGURE_BEFORE.search(text[: found.start()][-4:]) or _FIGURE_BEHIND.match(text, found.end())):
            yield found


def mask(digits: str) -> str:
    """Return a number of which only the ends can be read."""
    return f"{digits[:3]}{'*' * (len(digits) - 5)}{digits[-2:]}"


def _identities(text: Pages) -> Iterator[_Number]:
    for found in _alone(_IDENTITY, text.text):
        digits = "".join(found.group("a", "b", "c", "d")).upper()
        if is_identity(digits):
            yield _Number(digits, found.start(), "身份证号", "an identity number")
    for found in _OLD_IDENTITY.finditer(text.text):
        yield _Number(found["number"], found.start("number"), "身份证号", "an identity number")


def is_identity(digits: str) -> bool:
    """Return whether 18 characters are an identity number: province, birthday and check digit are right."""
    if digits[:2] not in _PROVINCES:
        return False
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False)) % 11] == digits[17]


def _cards(text: Pages) -> Iterator[_Number]:
    for found in _alone(_CARD, text.text):
        digits = re.sub(r"\D", "", found.group())
        if is_card(digits):
            yield _Number(digits, found.start(), "银行卡号", "a bank card")


def is_card(digits: str) -> bool:
    """Return whether the digits pass the check of bank cards (Luhn)."""
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _mobiles(text: Pages) -> Iterator[_Number]:
    for found in _alone(_MOBILE, text.text):
        line = text.text.rfind("\n", 0, found.start()) + 1
        before = text.text[max(line, found.start() - 40) : found.start()]
        if _CODE.search(before):
            continue
        digits = re.sub(r"\D", "", found.group())
        yield _Number(digits, found.start(), "手机号", "a mobile phone", office=bool(_CONTACT.search(before)))


CHECK = Check(RULE, judge)
