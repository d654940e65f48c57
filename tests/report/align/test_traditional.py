"""Reports in traditional characters are read by their labels like any other."""

import pytest

from gongkai.report.align.traditional import is_traditional, simplify


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("總計", "总计"),
        ("總計", "总计"),
        ("行政規(guī)范性文件", "行政规范性文件"),
        ("规(guī)章", "规章"),
        ("規（guī）章", "规章"),
        ("規範性檔案", "规范性文件"),
        ("政府資訊公開", "政府信息公开"),
        ("总计", "总计"),
        ("第二十条第（一）项", "第二十条第（一）项"),
        ("档案", "档案"),
    ],
)
def test_labels_become_simplified_and_readings_in_brackets_go(text, simplified) -> None:
    assert simplify(text) == simplified


@pytest.mark.parametrize(
    ("text", "traditional"),
    [("本年收費金額", True), ("本年收费金额", False), ("", False), ("信息" * 60 + "開", False)],
)
def test_a_text_is_traditional_where_two_characters_in_a_hundred_are(text, traditional) -> None:
    assert is_traditional(text) is traditional
