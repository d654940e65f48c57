"""The narrative by its sections, tables left out, and where the report ends on the page around it."""

import pytest

from gongkai.report.align.sections import divide
from gongkai.report.blocks import Picture
from gongkai.report.model import Line, PagePlace, TablePlace, TextPlace
from tests.report.align.build import blocks_of, grid, lines

SIX = (
    "一、总体情况\n甲。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n乙。\n六、其他需要报告的事项\n无。"
)


def numbers(text):
    return [one.number for one in divide(lines(text), set()).sections]


def test_the_sections_of_the_form_carry_their_text_title_and_place() -> None:
    found = divide(lines("标题\n\n" + SIX), set())
    assert [line.text for line in found.before] == ["标题"]
    assert [one.number for one in found.sections] == [1, 2, 3, 4, 5, 6]
    assert (found.sections[0].title, found.sections[0].text) == ("总体情况", "甲。")
    assert found.sections[0].place == TextPlace(3, 1)
    assert [one.text for one in found.sections[1:]] == ["", "", "", "乙。", "无。"]
    assert found.after == []


def test_blocks_of_tables_and_pictures_are_no_narrative() -> None:
    blocks = blocks_of("一、总体情况\n表里的话\n甲。", Picture(TextPlace(9, 1), "图"))
    assert divide(blocks, {1}).sections[0].text == "甲。"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Titles without numbers.
        ("总体情况\n甲。\n主动公开政府信息情况", [None, None]),
        # Between the titles of the form, a number that goes on is a list.
        ("一、总体情况\n二、其他工作\n甲。", [1]),
        # Numbered lists within a section of the form are text.
        ("五、存在的主要问题及改进情况\n一、加强培训\n二、完善制度", [5]),
        ("一、总体情况\n（一）主动公开\n1.做法\n甲。", [1]),
        ("一、总体情况\n一、加强领导，压实责任，做好各项工作。\n甲", [1]),
        # Sections of an organ's own making.
        ("一、加强领导\n甲。\n二、加强学习\n三、主动公开政府信息情况\n四、存在不足", [1, 2, 3, 4]),
        ("一、总体情况\n二、收到和处理政府信息公开申请情况\n三、下一步安排", [1, 2, 3]),
        (SIX + "\n七、附言\n丙。", [1, 2, 3, 4, 5, 6, 7]),
        # Arabic numbers go on only after arabic numbers.
        ("1、加强领导\n2、加强学习\n3、总结", [1, 2, 3]),
        ("1、加强领导\n2、加强学习\n三、主动公开政府信息情况\n四、附言", [1, 2, 3, 4]),
        ("一、加强领导\n2、加强学习", [1]),
        ("1、加强领导\n3、加强学习", [1]),
        ("二、加强领导", []),
        ("总体情况\n二、加强领导\n甲", [None]),
        ("1、" + "全年围绕中心工作扎实推进各项政务公开工作取得良好成效并得到群众认可", []),
        ("一、全年围绕中心工作，扎实推进各项政务公开工作，取得良好成效并得到认可", []),
        ("一、全年工作如下：", []),
        # A title behind a number in brackets opens a section where all sections are numbered so.
        ("（一）总体情况\n甲\n（二）主动公开政府信息情况", [1, 2]),
        ("一、加强领导\n（一）总体情况\n甲", [1]),
    ],
)
def test_numbered_lines_are_sections_only_where_they_go_on_numbering(text, wanted) -> None:
    assert numbers(text) == wanted


@pytest.mark.parametrize(
    ("line", "number", "title", "text"),
    [
        ("一、总体情况：", 1, "总体情况", ""),
        ("一、总体情况。", 1, "总体情况", ""),
        ("一、 总体情况", 1, "总体情况", ""),
        ("一.总体情况", 1, "总体情况", ""),
        ("一 总体情况", 1, "总体情况", ""),
        ("一总体情况", 1, "总体情况", ""),
        ("—、总体情况", 1, "总体情况", ""),
        ("—、總體情況", 1, "總體情況", ""),
        ("第一部分 总体情况", 1, "总体情况", ""),
        ("第一部分：基本情况", 1, "基本情况", ""),
        ("## 一、总体情况", 1, "总体情况", ""),
        ("**一、总体情况**", 1, "总体情况", ""),
        ("一、政府信息公开工作总体情况", 1, "政府信息公开工作总体情况", ""),
        ("一、2022年政府信息公开工作总体情况", 1, "2022年政府信息公开工作总体情况", ""),
        ("一、总体情况 全年工作平稳。", 1, "总体情况", "全年工作平稳。"),
        ("二、主动公开政府信息情况（单位：件）", 2, "主动公开政府信息情况", "（单位：件）"),
        ("三、依申请公开政府信息情况", 3, "依申请公开政府信息情况", ""),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", 4, None, ""),
        ("五、存在的问题和下一步工作打算", 5, "存在的问题和下一步工作打算", ""),
        ("六、其他需要报告的事项：无。", 6, "其他需要报告的事项", "无。"),
        ("六、需要报告的其他事项", 6, "需要报告的其他事项", ""),
    ],
)
def test_headings_are_known_in_the_ways_they_are_printed(line, number, title, text) -> None:
    (found,) = divide(lines(line), set()).sections
    assert (found.number, found.text) == (number, text)
    assert title is None or found.title == title


@pytest.mark.parametrize(
    "line",
    [
        "（二）依申请公开情况",
        "2.依申请公开情况",
        "2、主动公开情况。全年公开12条。",
        "一、总体情况…………1",
        "其他需要报告的事项 另见附件",
        "二是主动公开政府信息情况良好",
        "二、主动公开情况方面还做了其他很多的工作，取得了一定的成效，得到了群众认可",
    ],
)
def test_paragraphs_of_the_first_section_open_none(line) -> None:
    found = divide(lines("一、总体情况\n甲。\n" + line + "\n乙。"), set()).sections
    assert [one.number for one in found] == [1]


def test_rules_of_tables_page_numbers_and_what_browsers_print_are_no_text() -> None:
    noise = "|---|---|\n||||\n- 4 -\n第 3 页 共 6 页\n2023/1/10 10:15 白桥街道年报\nhttps://a.example.cn/1.html 3/6"
    assert divide(lines(f"一、总体情况\n甲。\n{noise}\n乙。"), set()).sections[0].text == "甲。\n乙。"


def test_a_sentence_between_heading_and_table_is_text_and_its_labels_are_not() -> None:
    words = "三、收到和处理政府信息公开申请情况\n申请数量及办理结果见下表，单位：件\n（本列数据的勾稽关系为：）\n申请人情况，\n1"
    (found,) = divide(lines(words), {1, 2, 3, 4}).sections
    assert found.text == "申请数量及办理结果见下表，单位：件"


def test_rows_of_a_grid_are_headings_and_box_of_meta_data_and_signature() -> None:
    box = grid("名称|年报", "发布日期|2023-01-12")
    sheet = grid("一、总体情况|", "甲。|", "白桥街道办事处|", "2023年1月12日|")
    found = divide(blocks_of([box], [sheet]), set())
    assert [line.text for line in found.before] == ["名称 年报", "发布日期 2023-01-12"]
    assert [(one.number, one.text) for one in found.sections] == [(1, "甲。")]
    assert [line.text for line in found.after] == ["白桥街道办事处", "2023年1月12日"]


def test_a_table_that_runs_on_in_a_sheet_ends_where_no_table_is() -> None:
    sheet = grid("四、政府信息公开行政复议、行政诉讼情况", "总计", "0", "六、其他需要报告的事项", "无。", "12")
    found = divide(blocks_of([sheet]), {0})
    assert [(one.number, one.text) for one in found.sections] == [(4, ""), (6, "无。")]


def test_the_name_of_a_sheet_is_no_text() -> None:
    name = [Line("表2", TablePlace(2, 1, 1), heading=1)]
    assert divide(blocks_of("一、总体情况\n甲。", name), set()).sections[0].text == "甲。"


def test_a_heading_that_ran_into_a_paragraph_of_a_page_is_one_all_the_same() -> None:
    place = PagePlace(1, (0, 0, 9, 9))
    texts = ["一、总体情况", "甲。二，主动公开政府信息情况", "乙。三件事情都已办好"]
    found = divide([Line(text, place) for text in texts], set()).sections
    assert [(one.number, one.text) for one in found] == [(1, "甲。"), (2, "乙。三件事情都已办好")]


def test_a_date_and_the_name_of_a_file_on_one_line_are_two() -> None:
    found = divide(lines(SIX + "\n2023年1月12日附件：年报.pdf"), set())
    assert [line.text for line in found.after] == ["2023年1月12日", "附件：年报.pdf"]


def test_a_table_of_contents_is_no_section() -> None:
    contents = "\n".join(line for line in SIX.split("\n") if line.endswith(("情况", "事项")))
    assert numbers(contents + "\n" + SIX) == [1, 2, 3, 4, 5, 6]


def test_a_second_first_section_behind_a_table_stays() -> None:
    blocks = lines("一、总体情况\n表\n一、总体情况\n甲。")
    assert len(divide(blocks, {1}).sections) == 2


def test_what_belongs_to_the_page_is_neither_heading_nor_text() -> None:
    page = [Line("一、总体情况", TextPlace(1, 1), furniture=True)]
    inside = [Line("分享到微信好友", TextPlace(9, 1), furniture=True)]
    found = divide(blocks_of(page, "一、总体情况\n甲。", inside), set())
    assert [line.text for line in found.before] == ["一、总体情况"]
    assert found.sections[0].text == "甲。"
    assert [line.text for line in found.after] == ["分享到微信好友"]


@pytest.mark.parametrize(
    ("tail", "kept", "after"),
    [
        ("无。\n白桥街道办事处\n2022年1月20日", "无。", ["白桥街道办事处", "2022年1月20日"]),
        ("无。\n白桥街道办事处 2022年1月20日", "无。", ["白桥街道办事处 2022年1月20日"]),
        ("无。\n二〇二二年一月二十日", "无。", ["二〇二二年一月二十日"]),
        ("2022年1月20日", "", ["2022年1月20日"]),
        (
            "无。\n2022年1月20日\n附件：年报.pdf\n版权所有 某某",
            "无。",
            ["2022年1月20日", "附件：年报.pdf", "版权所有 某某"],
        ),
        ("无。\n打印本页", "无。", ["打印本页"]),
        ("无。\n1.全年无其他事项\n2022年1月20日", "无。\n1.全年无其他事项", ["2022年1月20日"]),
        ("无，特此报告\n2022年1月20日", "无，特此报告", ["2022年1月20日"]),
        ("无。", "无。", []),
    ],
)
def test_signature_date_and_the_foot_of_the_page_stand_behind_the_report(tail, kept, after) -> None:
    found = divide(lines(SIX.removesuffix("无。") + tail), set())
    assert found.sections[-1].text == kept
    assert [line.text for line in found.after] == after


def test_a_text_without_sections_is_all_before_them() -> None:
    found = divide(lines("甲。\n2022年1月20日"), set())
    assert (found.sections, found.after, len(found.before)) == ([], [], 2)
