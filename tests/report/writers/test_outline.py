"""The run of parts: where tables stand, what a title is made of, how headings are numbered."""

from datetime import date

import pytest

from gongkai.report.model import Line, Section
from gongkai.report.writers import outline
from gongkai.report.writers.statutory import Layout
from tests.report.writers.samples import HERE, sound, without


def kinds(report):
    return [part.table if isinstance(part, Layout) else part.kind for part in outline.parts(report)]


def test_a_report_runs_from_title_to_date():
    found = [kind for kind in kinds(sound()) if kind not in ("paragraph", "subheading")]
    assert found == [
        "title",
        "heading",
        *("heading", "proactive", "heading", "requests", "heading", "remedies"),
        *("heading", "heading", "signature", "date"),
    ]


def test_tables_find_home_made_parts_by_what_they_are_about():
    report = sound()
    titles = ("组织领导", "行政复议、诉讼和举报投诉情况", "收到申请情况", "主动公开情况")
    report.sections = [Section(at, title) for at, title in enumerate(titles, 1)]
    assert kinds(report)[1:] == [
        *("heading", "heading", "remedies", "heading", "requests", "heading", "proactive"),
        *("signature", "date"),
    ]


def test_tables_fall_back_on_the_number_and_then_on_the_last_part():
    report = without(sound(), "remedies.")
    report.sections = [Section(2, "第二部分"), Section(5, "第五部分")]
    assert kinds(report)[1:5] == ["heading", "proactive", "heading", "requests"]


def test_tables_without_any_section_come_first():
    report = sound()
    report.sections = []
    assert kinds(report) == ["title", "proactive", "requests", "remedies", "signature", "date"]


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        (1, "总体情况", "一、总体情况"),
        (1, "一、总体情况", "一、总体情况"),
        (None, "总体情况", "总体情况"),
        (11, "附件", "附件"),
        (6, "", "六、"),
    ],
)
def test_a_heading_gets_its_numeral_once(number, title, expected):
    assert outline.heading(Section(number, title)) == expected


def test_an_untitled_part_has_no_heading():
    report = sound()
    report.sections = [Section(None, "", (Line("文字", HERE), Line(" ", HERE)))]
    assert kinds(report) == ["title", "paragraph", "proactive", "requests", "remedies", "signature", "date"]


def test_a_title_is_as_printed_or_made_of_organ_and_year():
    report = sound(year=2024)
    assert outline.title(report) == ["云河县青石镇人民政府2024年政府信息公开工作年度报告"]
    report.title = "云河县青石镇人民政府\n 工作报告"
    assert outline.title(report) == ["云河县青石镇人民政府", "工作报告"]
    report.title = None
    assert outline.title(report) == ["云河县青石镇人民政府2024年政府信息公开工作年度报告"]
    report.organ = report.year = None
    assert outline.title(report) == ["政府信息公开工作年度报告"]


def test_signature_and_date_are_left_out_where_there_are_none():
    report = sound()
    report.signature, report.signed = " ", None
    assert {"signature", "date"}.isdisjoint(kinds(report))
    assert outline.chinese_date(date(2022, 1, 5)) == "2022年1月5日"
