"""Whose report it is and of which year: from the title, else from the text, else from what the file says."""

from datetime import date

import pytest

from gongkai.report.align.identity import identify, is_report_title
from gongkai.report.align.sections import divide
from gongkai.report.model import Attachment, Line, Report, Source, TextPlace
from tests.report.align.build import document

KIND = "政府信息公开工作年度报告"
BODY = "\n一、总体情况\n甲。\n二、主动公开政府信息情况\n六、其他需要报告的事项\n无。"


def identified(*parts, **fields):
    """Return the report with what was found out about it."""
    made = document(*parts, **fields)
    report = Report(Source("a.txt", "text", "0"))
    identify(report, made, divide(made.blocks, set()))
    return report


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        (f"白桥街道2021年{KIND}", True),
        ("白桥街道2021年政府信息公开年报", True),
        ("白橋街道2021年政府信息公開工作年度報告", True),
        ("白桥街道2021年政务公开工作年度报告", True),
        ("2021年财政预算公开", False),
        ("政府信息公开指南", False),
    ],
)
def test_titles_of_annual_reports_are_recognised(text, is_title) -> None:
    assert is_report_title(text) is is_title


@pytest.mark.parametrize(
    ("head", "title", "organ", "year"),
    [
        (f"白桥街道办事处2021年{KIND}", f"白桥街道办事处2021年{KIND}", "白桥街道办事处", 2021),
        (f"2021年白桥街道办事处{KIND}", f"2021年白桥街道办事处{KIND}", "白桥街道办事处", 2021),
        (f"白桥街道办事处二〇二一年度{KIND}", f"白桥街道办事处二〇二一年度{KIND}", "白桥街道办事处", 2021),
        (f"关于公布白桥街道办事处2021年度{KIND}", f"关于公布白桥街道办事处2021年度{KIND}", None, 2021),
        (f"白桥街道办事处\n2021年{KIND}", f"白桥街道办事处2021年{KIND}", "白桥街道办事处", 2021),
        (f"白桥街道办事处2021年\n{KIND}", f"白桥街道办事处2021年{KIND}", "白桥街道办事处", 2021),
        (f"首页 > 年报 > 2020年{KIND}\n白桥街道2021年{KIND}", f"白桥街道2021年{KIND}", "白桥街道", 2021),
        (f"{KIND}\n白桥街道2021年{KIND}", f"白桥街道2021年{KIND}", "白桥街道", 2021),
        (f"[bookmark: _GoBack]白桥街道2021年{KIND}", f"白桥街道2021年{KIND}", "白桥街道", 2021),
        (f"根据条例编制白桥街道2021年{KIND}", None, "白桥街道", 2021),
        (f"来源：某某办\n2021年{KIND}", f"2021年{KIND}", None, 2021),
        (f"分类：白桥街道\n2021年{KIND}", f"2021年{KIND}", None, 2021),
        (f"发布日期：2022-01-20 来源：白桥街道办事处 浏览\n2021年{KIND}", f"2021年{KIND}", "白桥街道办事处", 2021),
        (f"《白桥街道办事处2021年{KIND}》", f"《白桥街道办事处2021年{KIND}》", "白桥街道办事处", 2021),
        (
            "白橋街道辦事處2021年政府信息公開工作年度報告",
            "白橋街道辦事處2021年政府信息公開工作年度報告",
            "白橋街道辦事處",
            2021,
        ),
        ("某某网站", None, None, None),
        (f"白桥街道办事处\n{KIND}\n（2021年度）", f"白桥街道办事处{KIND}（2021年度）", "白桥街道办事处", 2021),
        (f"发布机构 白桥街道办事处\n2021年{KIND}", f"2021年{KIND}", "白桥街道办事处", 2021),
        (f"来源：本站原创 2022\n发布机构：白桥街道办事处\n2021年{KIND}", f"2021年{KIND}", "白桥街道办事处", 2021),
        (f"来源：青石区政府网\n2021年{KIND}", f"2021年{KIND}", None, 2021),
        (f"政府信息公开年报\n白桥街道2021年{KIND}\n政府信息公开年报", f"白桥街道2021年{KIND}", "白桥街道", 2021),
        (f"白桥街道2021年{KIND}\n· 白桥街道2019年{KIND} 2020-01-09", f"白桥街道2021年{KIND}", "白桥街道", 2021),
        (f"名 称：白桥街道2021年{KIND}", f"白桥街道2021年{KIND}", "白桥街道", 2021),
        (f"# 白桥街道2021年{KIND}", f"白桥街道2021年{KIND}", "白桥街道", 2021),
        (f"2022/1/20 10:15 首页 白桥街道2021年{KIND}", f"白桥街道2021年{KIND}", "白桥街道", 2021),
        (f"索 引 号 | 0/1 | 分 类 | 政府信息公开年报 2022\n2021年{KIND}", f"2021年{KIND}", None, 2021),
        ("现公布白桥街道办事处2021年政府信息公开工作年度报告。", None, "白桥街道办事处", 2021),
    ],
)
def test_title_organ_and_year_stand_in_the_headline(head, title, organ, year) -> None:
    report = identified(head + BODY)
    assert (report.title, report.year) == (title, year)
    assert organ is None or report.organ == organ


def test_a_heading_counts_more_than_what_stands_above_it() -> None:
    heading = Line(f"白桥街道{KIND}", TextPlace(2, 1), heading=1)
    report = identified(f"2019年青石区{KIND}汇编", [heading], BODY)
    assert report.title == f"白桥街道{KIND}"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (f"白桥街道2021年{KIND}_青石区政府", f"白桥街道2021年{KIND}"),
        (f"白桥街道2021年{KIND} - 首页", f"白桥街道2021年{KIND}"),
        (f"白桥街道2021年{KIND}-青石区政府网", f"白桥街道2021年{KIND}"),
        ("青石区政府网", None),
        (None, None),
    ],
)
def test_the_title_that_the_file_says_serves_where_the_text_has_none(said, title) -> None:
    report = identified(BODY, title=said)
    assert report.title == title


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("统计期限为2021年1月1日至2021年12月31日。2020年不计。2020年也不计。" + BODY, 2021),
        ("\n一、总体情况\n2021年，共公开12条。比2020年多。2021年底。" + "\n六、其他需要报告的事项", 2021),
        (BODY + "\n白桥街道办事处\n2022年1月20日", 2021),
        (BODY, None),
    ],
)
def test_the_year_is_that_of_the_period_of_most_mentions_or_before_the_signature(text, year) -> None:
    assert identified(text).year == year


@pytest.mark.parametrize(
    ("tail", "signed", "signature"),
    [
        ("白桥街道办事处\n2022年1月20日", date(2022, 1, 20), "白桥街道办事处"),
        ("白桥街道办事处2022年1月20日", date(2022, 1, 20), "白桥街道办事处"),
        ("白 桥 街道办事处\n二〇二二年一月二十日", date(2022, 1, 20), "白桥街道办事处"),
        ("白桥街道办事处\n二〇二二年十二月三十一日", date(2022, 12, 31), "白桥街道办事处"),
        ("白桥街道办事处\n二〇二二年十月十日", date(2022, 10, 10), "白桥街道办事处"),
        ("2022年1月20日", date(2022, 1, 20), None),
        ("特此公告\n2022年1月20日", date(2022, 1, 20), None),
        ("白桥街道办事处\n2022年13月40日", None, "白桥街道办事处"),
        ("白桥街道办事处\n2022年三三月1日", None, "白桥街道办事处"),
        # Behind the page's own words stand dates of the page.
        ("打印本页\n甲\n2022年1月20日", None, None),
        ("相关文章\n白桥街道办事处\n2022-01-20", None, None),
        ("无。\n（此件公开发布）\n白桥街道办事处\n2022年1月20日", date(2022, 1, 20), "白桥街道办事处"),
        ("2022年1月20日\n白桥街道办事处", date(2022, 1, 20), "白桥街道办事处"),
        ("白桥街道办事处（盖章）\n2022年1月20日", date(2022, 1, 20), "白桥街道办事处"),
        ("", None, None),
        ("附件：年报.pdf\n白桥街道办事处\n2022年1月20日", date(2022, 1, 20), "白桥街道办事处"),
        ("白桥街道办事处\n2022年1月", None, "白桥街道办事处"),
        ("白桥街道办事处", None, "白桥街道办事处"),
        ("白桥街道办事处\n2022.1.20\n上一篇：无", date(2022, 1, 20), "白桥街道办事处"),
    ],
)
def test_date_and_signature_stand_at_the_end(tail, signed, signature) -> None:
    report = identified(BODY + "\n" + tail)
    assert (report.signed, report.signature) == (signed, signature)


@pytest.mark.parametrize(
    ("head", "signed", "signature"),
    [
        (f"白桥街道2021年{KIND}\n白桥街道办事处\n（2022年1月20日）", date(2022, 1, 20), "白桥街道办事处"),
        (f"白桥街道2021年{KIND}\n（2022年1月20日）", date(2022, 1, 20), None),
        (f"今天是2026年3月1日\n白桥街道2021年{KIND}", None, None),
        (f"2026年3月1日\n白桥街道2021年{KIND}", None, None),
    ],
)
def test_some_sign_below_the_title_and_the_day_of_the_visit_is_no_signature(head, signed, signature) -> None:
    report = identified(head + BODY)
    assert (report.signed, report.signature) == (signed, signature)


@pytest.mark.parametrize(
    ("tail", "signature"),
    [("白桥街道办事处", "白桥街道办事处"), ("广陵县白桥街道办事处", "广陵县白桥街道办事处"), ("青石区人民政府", None)],
)
def test_a_name_without_a_date_signs_where_it_is_that_of_the_title(tail, signature) -> None:
    assert identified(f"白桥街道2021年{KIND}{BODY}\n{tail}").signature == signature


def test_a_text_without_sections_may_be_signed() -> None:
    report = identified(f"2021年{KIND}\n全年平稳。\n白桥街道办事处\n2022年1月20日\n打印本页")
    assert (report.signed, report.signature) == (date(2022, 1, 20), "白桥街道办事处")


def test_the_signature_names_the_organ_where_the_title_does_not() -> None:
    assert identified(f"2021年{KIND}{BODY}\n白桥街道办事处\n2022年1月20日").organ == "白桥街道办事处"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布日期：2022-01-20", date(2022, 1, 20)),
        ("发布时间: [2022年1月20日]", date(2022, 1, 20)),
        ("时间：2022/1/20 来源：甲", date(2022, 1, 20)),
        ("发布日期：2022-13-20", date(2022, 2, 2)),
        ("发布日期：暂无", date(2022, 2, 2)),
        ("成文日期：2022-01-05\n发布日期：2022-01-20", date(2022, 1, 20)),
        ("成文日期：2022-01-05", date(2022, 2, 2)),
        ("生成日期：2022-01-05\n日期：2022-01-20", date(2022, 1, 20)),
        ("公开日期 2022-01-20 文号 无", date(2022, 1, 20)),
        ("发布机构 | 甲局 | 发布日期 | 2022-01-20 |", date(2022, 1, 20)),
        ("采集时间：2026-01-20", date(2022, 2, 2)),
        ("2022-01-20 10:15 来源：甲", date(2022, 1, 20)),
        ("更新时间：2022-01-25", date(2022, 2, 2)),
    ],
)
def test_the_day_of_publication_is_printed_or_said_by_the_file(line, day) -> None:
    assert identified(line + BODY, published=date(2022, 2, 2)).published == day


def test_the_day_of_sending_or_changing_serves_where_there_is_no_other() -> None:
    assert identified("更新时间：2022-01-25" + BODY).published == date(2022, 1, 25)


def test_attachments_are_those_of_the_file_and_those_named_in_the_text() -> None:
    report = identified(
        f"白桥街道2021年{KIND}{BODY}\n附件：年报.pdf\n年报.docx\n年报.pdf",
        attachments=[Attachment("年报.docx", "x/1.docx")],
    )
    assert report.attachments == [Attachment("年报.docx", "x/1.docx"), Attachment("年报.pdf")]


def test_a_line_that_belongs_to_the_page_signs_nothing() -> None:
    made = document(f"白桥街道2021年{KIND}{BODY}", [Line("2026年3月1日", TextPlace(99, 1), furniture=True)])
    report = Report(Source("a.txt", "text", "0"))
    identify(report, made, divide(made.blocks, set()))
    assert report.signed is None


def test_a_source_above_a_title_is_no_part_of_it() -> None:
    assert identified(f"来源：白桥街道\n2021年{KIND}{BODY}").title == f"2021年{KIND}"
    assert identified(f"发布机构 白桥街道\n2021年{KIND}{BODY}").title == f"2021年{KIND}"
