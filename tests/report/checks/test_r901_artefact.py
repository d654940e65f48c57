"""GK901: leftovers of converters, templates and pages."""

import pytest

from gongkai.report.model import Line, Section, TextPlace
from tests.report import factory
from tests.report.checks.asked import found, silent


@pytest.mark.parametrize(
    "text",
    [
        "通过APP、LED屏、QQ群、微信公众号、5G+VR大厅和WiFi公开。",
        "网址：https://www.example.gov.cn/zwgk/index.html，邮箱example@example.cn，文件report.pdf、vlog、logo。",
        "“workflow”平台，《smart》杂志，规(gui)章，iPhone，Excel，zwfw-app，IPv6。",
        "阅读次数：358。增减情况（-3）。上年# 1。",
        "希望以上做法得到推广，以下是工作情况，结合国产模型应用。",
        "开展A类&B类检查，满意度>90%，x<3。",
        "english words stand alone here.",
    ],
)
def test_latin_that_belongs_passes(text) -> None:
    assert silent("GK901", factory.report(texts={1: text}))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[bookmark: _GoBack]全年公开信息。", "书签"),
        ("见错误!未找到引用源。", "域"),
        ("公开信息&nbsp;12条<br/>。", "网页代码"),
        ("**主动公开**情况。", "标记语言"),
        ("# 总体情况概述", "标记语言"),
        ("共{{{{count}}}}条。", "模板代码"),
        ("作为一个人工智能语言模型，无法提供。", "生成工具"),
        ("365体育官网办理情况。", "篡改"),
        ("浏览次数: -", "空值"),
        ("完善相关制度和 pipeline。", "外文单词"),
        ("推进opening公开。", "外文单词"),
    ],
)
def test_what_was_left_over_is_told(text, words) -> None:
    (one,) = found("GK901", factory.report(texts={1: text}))
    assert one.severity == "warning" and words in one.message["zh"] and one.places


def test_words_of_the_page_inside_the_report_are_told() -> None:
    (one,) = found("GK901", factory.report(texts={1: "【字体：大 中 小】\n打印本页\n上一篇：工作动态"}))
    assert one.count == 3


def test_behind_the_last_section_the_page_begins() -> None:
    assert silent("GK901", factory.report(texts={6: "未收取信息处理费。\n打印本页"}))


def test_what_a_reader_calls_furniture_is_not_the_reports() -> None:
    report = factory.report()
    report.lines.append(Line("浏览次数:-", TextPlace(90, 1), furniture=True))
    assert silent("GK901", report)


def test_only_the_first_five_are_quoted() -> None:
    report = factory.report(sections=[Section(1, "总体情况", ())], lines=[Line("&nbsp;" * 7, TextPlace(1, 1))])
    (one,) = found("GK901", report)
    assert one.count == 7 and "等7处" in one.message["zh"] and "2 more" in one.message["en"]
