"""GK802: numbering without doubles, gaps and mixtures."""

import pytest

from gongkai.report.checks.numbering import markers, numeral
from gongkai.report.model import Line, TextPlace
from tests.report import factory
from tests.report.checks.asked import found, silent


@pytest.mark.parametrize(
    "text",
    [
        "（一）甲。\n（二）乙。\n（三）丙。",
        "（一）问题\n1.甲。\n2.乙。\n（二）改进\n1.丙。\n2.丁。",
        "（一）问题\n- 1、甲。\n- 2、乙。\n（二）改进\n- 1、丙。",
        "问题：\n1.甲。\n2.乙。\n措施：\n1.丙。\n2.丁。",
        "（一）甲。（二）乙。\n（三）丙。",
        "主要做法：（一）甲。\n（二）乙。",
        "2.甲。",
        "依照条例第二十条第\n（五）项公开。",
        "按照\n（五）项的要求公开。",
        "（一）甲：\n（1）乙。\n（2）丙。\n（二）丁。",
        "3.5万元。\n1.甲。",
        "（百）甲。",
        "".join(f"（{n}）甲。\n" for n in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")),
    ],
)
def test_numbers_in_sequence_pass(text) -> None:
    assert silent("GK802", factory.report(texts={1: text}))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("（一）甲。\n（二）乙。\n（二）丙。", "“总体情况”内的“(二)”重复"),
        ("（一）甲。\n（三）丙。", "“总体情况”内的“(三)”前有跳号"),
        ("（二）甲。\n（三）丙。", "“总体情况”内的“(二)”前有跳号"),
        ("（一）甲。\n（二）乙。\n（三）丙。\n（二）丁。", "“总体情况”内的“(二)”倒退"),
        ("1.甲。\n2.乙。\n4.丙。", "“4.”前有跳号"),
        ("（一）甲：\n（1）乙。\n（3）丙。", "“(3)”前有跳号"),
        ("一、甲。\n二、乙。", "内的编号“一、”至“二、”与各部分的编号相撞"),
        ("一、甲。", "内的编号“一、”与各部分的编号相撞"),
        ("一、甲。\n一、乙。", "内的编号“一、”至“一、”与各部分的编号相撞"),
        ("（十九）甲。\n（二十）乙。\n（二十二）丙。", "“(二十二)”前有跳号"),
    ],
)
def test_numbers_out_of_sequence_are_caught(text, words) -> None:
    (one,) = found("GK802", factory.report(texts={1: text}))
    assert words in one.message["zh"]
    assert one.places


def test_numbers_of_a_table_that_was_not_recognised_are_left_alone() -> None:
    report = factory.report(texts={3: "一、本年新收政府信息公开申请数量\n（三）不予公开\n（七）总计"})
    assert found("GK802", report)
    report.tables["requests"] = None
    assert silent("GK802", report)


def _headed(*headings: str):
    report = factory.report(sections=[], lines=[])
    for number, heading in enumerate(headings, 1):
        place = TextPlace(number, 1)
        report.lines.append(Line(heading, place))
        report.sections.append(factory.Section(None, heading, (), place))
    return report


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (("1、总体情况", "2、主动公开", "三、申请情况"), "各部分混用“1.”、“一、”两种编号"),
        (("一、总体情况", "二、主动公开", "二、申请情况"), "各部分的编号到“二、”处不连续"),
        (("一、总体情况", "三、乡镇工作情况"), "各部分的编号到“三、”处不连续"),
    ],
)
def test_parts_numbered_otherwise_are_caught(headings, words) -> None:
    (one,) = found("GK802", _headed(*headings))
    assert words in one.message["zh"]


def test_parts_that_keep_their_numbers_where_one_is_missing_pass() -> None:
    assert silent("GK802", factory.report(texts={5: None}))


def test_parts_without_numbers_pass() -> None:
    assert silent("GK802", _headed("总体情况", "主动公开政府信息情况"))


def test_a_report_from_json_has_its_numbers_still() -> None:
    report = factory.report(lines=[])
    assert silent("GK802", report)
    report.sections = [
        factory.section(3, "主动公开政府信息情况"),
        factory.Section(None, "总体情况"),
        factory.Section(12, "附则"),
    ]
    assert found("GK802", report)


def test_furniture_has_no_numbers() -> None:
    lines = [Line("（一）甲", TextPlace(1, 1), furniture=True), Line("（二）乙", TextPlace(2, 1))]
    assert [marker.value for marker in markers(lines)] == [2]


@pytest.mark.parametrize(
    ("text", "value"), [("7", 7), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("一二", 0), ("二十十", 0)]
)
def test_numerals_have_their_value(text, value) -> None:
    assert numeral(text) == value
