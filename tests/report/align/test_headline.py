"""Titles in all the orders in which reports print them, and lines that only look like one."""

import pytest

from gongkai.report.align import headline

ORGAN = "广陵县白桥街道办事处"


@pytest.mark.parametrize(
    "title",
    [
        "{o}2022年政府信息公开工作年度报告",
        "{o}2022年度政府信息公开工作年度报告",
        "2022年{o}政府信息公开工作年度报告",
        "2022年度{o}政府信息公开年度报告",
        "{o} 2022 年政府信息公开工作年度报告",
        "{o}政府信息公开2022年度报告",
        "{o}政府信息公开工作2022年年度报告",
        "{o}政府信息公开工作年度报告（2022年）",
        "{o}政府信息公开工作年度报告(2022年度)",
        "{o}二〇二二年政府信息公开工作年度报告",
        "{o}二○二二年度政府信息公开年报",
        "{o}关于2022年度政府信息公开工作情况的报告",
        "关于{o}2022年政府信息公开工作年度报告",
        "{o}2022年政府信息公开工作情况报告",
        "{o}2022年政务信息公开年度报告",
        "{o}2022年政务公开工作年度报告",
        "{o}2022年信息公开年报",
        "{o}2022年政府信息公开年度工作报告",
        "《{o}2022年政府信息公开工作年度报告》",
        "“{o}”2022年政府信息公开工作年度报告",
        "附件1：{o}2022年政府信息公开工作年度报告",
    ],
)
def test_organ_and_year_are_found_wherever_they_stand(title) -> None:
    text = title.format(o=ORGAN)
    assert headline.is_report_title(text)
    assert (headline.organ_in(text), headline.year_in(text)) == (ORGAN, 2022)


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("明水县人民政府信息公开2022年年度报告", "明水县人民政府"),
        ("石桥镇政府2022年信息公开工作年度报告", "石桥镇政府"),
        ("2022年临江市政府信息公开工作年度报告", "临江市"),
        ("白桥街道2021-2022年度政府信息公开工作年度报告", "白桥街道"),
        ("2022年政府信息公开工作年度报告", None),
        ("首页政府信息公开年报", None),
        ("2022年政府工作报告", None),
        ("白橋街道2021年政府信息公開工作年度報告", "白橋街道"),
    ],
)
def test_the_name_of_the_organ_is_cut_out_whole(title, organ) -> None:
    assert headline.organ_in(title) == organ


@pytest.mark.parametrize(
    "text",
    [
        "关于报送2022年政府信息公开工作年度报告的通知",
        "政府信息公开工作年度报告格式",
        "政府信息公开年度报告制度",
        "2022年政府信息公开工作年度报告解读",
        "关于白桥街道2021年政府信息公开工作年度报告的公告",
        "政府信息公开指南",
        "政府信息公开工作报告",
        "2022年政府工作报告",
        "2022年法治政府建设年度报告",
    ],
)
def test_what_is_about_reports_is_no_title(text) -> None:
    assert not headline.is_report_title(text)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("名 称： 白桥街道2022年政府信息公开年报", "白桥街道2022年政府信息公开年报"),
        ("名称 白桥街道2022年政府信息公开年报", "白桥街道2022年政府信息公开年报"),
        ("# 白桥街道2022年政府信息公开年报", "白桥街道2022年政府信息公开年报"),
        ("**白桥街道2022年政府信息公开年报**", "白桥街道2022年政府信息公开年报"),
        ("白桥街道2022年政府信息公开年报 发布时间：2023-01-10", "白桥街道2022年政府信息公开年报"),
        ("白桥街道2022年政府信息公开年报 白桥街道2022年政府信息公开年报", "白桥街道2022年政府信息公开年报"),
        ("白桥街道2022年政府信息公开年报" * 2, "白桥街道2022年政府信息公开年报"),
        ("2023/1/10 10:15 白桥街道2022年政府信息公开年报", "白桥街道2022年政府信息公开年报"),
        ("1/10/23, 10:15 AM 首页 白桥街道2022年政府信息公开年报", "白桥街道2022年政府信息公开年报"),
        ("Page 1 - 白桥街道2022年政府信息公开年报", "白桥街道2022年政府信息公开年报"),
        ("白桥街道 2022年政府信息公开年报", "白桥街道 2022年政府信息公开年报"),
        ("首页 政府信息公开年报", "首页 政府信息公开年报"),
        ("发布时间：2023-01-10", "发布时间：2023-01-10"),
    ],
)
def test_what_stands_around_a_title_is_taken_off(line, title) -> None:
    assert headline.shown(line) == title


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("白桥街道2022年政府信息公开年报_政府信息公开年报_青石区网", "白桥街道2022年政府信息公开年报"),
        ("政府信息公开年报 | 白桥街道2022年政府信息公开年报", "白桥街道2022年政府信息公开年报"),
        ("青石区人民政府 - 白桥街道政府信息公开年报", "白桥街道政府信息公开年报"),
        ("青石区人民政府门户网站", None),
        ("政府信息公开-年度报告2022", None),
    ],
)
def test_the_title_of_a_page_names_the_site_as_well(said, title) -> None:
    assert headline.of_page(said) == title


@pytest.mark.parametrize(
    ("text", "year"), [("二〇二三年", 2023), ("二○一九年度", 2019), ("2021年度", 2021), ("年度", None)]
)
def test_years_are_read_in_digits_and_characters(text, year) -> None:
    assert headline.year_in(text) == year
