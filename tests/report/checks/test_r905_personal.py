"""GK905: numbers of persons. All numbers here are made up from their check digits."""

import pytest

from gongkai.report.checks.r905_personal import is_card, is_identity, mask
from tests.report import factory
from tests.report.checks.asked import found, silent

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(first: str) -> str:
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True)) % 11]


def card(first: str) -> str:
    return next(first + str(last) for last in range(10) if is_card(first + str(last)))


PERSON = identity("11010119000101001")
CARD = card("622200000000000000")
MOBILE = "139" + "0000" + "0001"


@pytest.mark.parametrize(
    "text",
    [
        f"身份证号{PERSON[:6]}********{PERSON[-4:]}。",
        f"编号{PERSON[:17]}{'0' if PERSON[17] != '0' else '1'}。",
        f"证号{identity('99010119000101001')}，{identity('11010119001301001')}。",
        "统一社会信用代码91110000MA0000000X，金额1390000000012元。",
        f"卡号{CARD[:-1]}{(int(CARD[-1]) + 1) % 10}。",
        f"索引号：{MOBILE}，https://example.cn/post_{MOBILE}.html，{MOBILE}元。",
        "办公电话：000-12345678，投票12345。",
        "上年结转 9360 952 156 1598 4168 740 16974",
        "本年新收 156 1598 4168 740",
        "本年新收 12 156 1598 4168",
    ],
)
def test_masked_numbers_codes_and_office_phones_pass(text) -> None:
    assert silent("GK905", factory.report(texts={1: text}))


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        (f"张三{PERSON}。", PERSON, "身份证号"),
        (f"张三{PERSON[:6]} {PERSON[6:14]} {PERSON[14:]}。", PERSON, "身份证号"),
        ("身份证号码：110101900101001。", "110101900101001", "身份证号"),
        (f"账户{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}。", CARD, "银行卡号"),
        (f"李四，{MOBILE}。", MOBILE, "手机号"),
    ],
)
def test_a_persons_number_is_an_error_and_never_printed(text, number, words) -> None:
    (one,) = found("GK905", factory.report(texts={1: text}))
    assert one.severity == "error" and words in one.message["zh"]
    assert mask(number) in one.message["zh"] and number not in str(one)


def test_a_mobile_phone_as_the_contact_is_a_warning() -> None:
    (one,) = found("GK905", factory.report(texts={1: f"联系电话：{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}。"}))
    assert one.severity == "warning" and MOBILE not in str(one)


def test_check_digits() -> None:
    assert is_identity(PERSON) and not is_identity("00" + PERSON[2:])
    assert mask("12345678") == "123***78"
