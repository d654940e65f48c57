"""The six titles of the form, and what reports make of them."""

import pytest

from gongkai.report.align.section_titles import known_title


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、总体情况", 1),
        ("总体情况", 1),
        ("一、基本情况", 1),
        ("一、概述", 1),
        ("二、主动公开政府信息情况", 2),
        ("二、主动公开情况", 2),
        ("2.主动公开政府信息的情况", None),
        ("（二）主动公开政府信息的情况", None),
        ("第二部分 主动公开情况", 2),
        ("第二部分 主动公开政府信息情况", 2),
        ("二、我街道政务公开工作中主动公开情况", 2),
        ("二、公开情况", None),
        ("三、收到和处理政府信息公开申请情况", 3),
        ("三、政府信息依申请公开办理情况", 3),
        ("三、申请公开政府信息申请办理情况", 3),
        ("四、政府信息公开行政复议、行政诉讼情况", 4),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4),
        ("四、複議、訴訟情況", 4),
        ("五、存在的主要问题及改进情况", 5),
        ("五、主要问题和改进措施", 5),
        ("六、其他需要报告的事项", 6),
        ("六、需要说明的其他事项", 6),
        ("存在的主要问题及改进措施", None),
        ("基本情况", None),
        ("一 基本情况", 1),
        ("第二部分 主动公开情况", 2),
        ("（二）依申请公开情况", None),
        ("2.依申请公开情况", None),
        ("四、本年度没有行政复议、行政诉讼情况。", None),
        ("一、总体情况。", 1),
        ("二、" + "很" * 50, None),
        ("全年共办理申请12件", None),
        ("五、存在的主要问题" + "及" * 16 + "改进情况以及各单位今后打算", None),
    ],
)
def test_a_title_is_known_by_its_words_or_by_its_number_and_their_likes(text, number) -> None:
    assert known_title(text) == number


def test_arabic_numbers_count_only_where_sections_bear_them() -> None:
    assert known_title("2.主动公开政府信息的情况", arabic=True) == 2


def test_arabic_numbers_count_where_sections_bear_them() -> None:
    assert known_title("2.依申请公开情况", arabic=True) == 3
