"""What looks like a number of a person is found, however it is written, and is not told whole."""

import pytest

from gongkai.web.publications.scan import Kind, numbers


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证号11010519491231002X。", Kind.IDENTITY),
        ("１１０１０５１９４９１２３１００２ｘ", Kind.IDENTITY),
        ("110105 19491231 0021（校验码写错）", Kind.IDENTITY),
        ("电话13800000000转", Kind.MOBILE),
        ("+86 138-0000-0000", Kind.MOBILE),
        ("账号6222 0000 0000 0000 004", Kind.CARD),
        ("卡号4111111111111111", Kind.CARD),
    ],
)
def test_a_number_is_found_once_and_masked(text: str, kind: Kind) -> None:
    (found,) = numbers(f"第一行\n{text}")
    assert (found.kind, found.line) == (kind, 2)
    assert "****" in found.masked and found.masked.replace("*", "") not in ("", text)


@pytest.mark.parametrize(
    "text",
    [
        "0000-80000000",
        "云政发〔2026〕8号",
        "金额1380000.00元",
        "统一社会信用代码11330000MB1234567X",
        "编号620000000000000000001",
        "2026年11月23日，共 12800 人",
        "110105194913310021",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert numbers(text) == ()


def test_each_number_of_a_text_is_found() -> None:
    kinds = [found.kind for found in numbers("13800000000、13900000000\n11010519491231002X")]
    assert kinds == [Kind.MOBILE, Kind.MOBILE, Kind.IDENTITY]
