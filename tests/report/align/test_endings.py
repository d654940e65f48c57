"""Signatures and dates in the ways they are printed, and the words of the page behind a report."""

from datetime import date

import pytest

from gongkai.report.align import endings
from gongkai.report.model import Line, TextPlace

DAY = date(2023, 1, 12)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("2023年1月12日", ""),
        ("2023年01月12日", ""),
        ("2023 年 1 月 12 日", ""),
        ("（2023年1月12日）", ""),
        ("二〇二三年一月十二日", ""),
        ("二○二三年一月十二日", ""),
        ("2023.1.12", ""),
        ("2023-01-12", ""),
        ("2023/1/12", ""),
        ("　　　　　　白桥街道办事处　　2023年1月12日", "白桥街道办事处"),
        ("明 水 县 水 务 局 2023年1月12日", "明水县水务局"),
    ],
)
def test_dates_of_signature_are_read_alone_and_behind_a_name(line, who) -> None:
    match = endings.signing(line)
    assert match is not None
    assert (endings.day_of(match), endings.name_in(match)) == (DAY, who)


@pytest.mark.parametrize(
    ("line", "day"), [("2023年1月", None), ("2023年2月30日", None), ("二〇二三年十月三十一日", date(2023, 10, 31))]
)
def test_a_month_alone_and_a_day_that_is_not_are_no_day(line, day) -> None:
    match = endings.signing(line)
    assert match is not None and endings.day_of(match) == day


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2023年1月12日",
        "数据截至2022年12月31日",
        "统计期限从2022年1月1日至2022年12月31日",
        "无",
        "下一步：2023年1月",
    ],
)
def test_other_lines_with_dates_sign_nothing(line) -> None:
    assert endings.signing(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "附件：年报.pdf",
        "上一篇：没有了",
        "下一条：2022年法治政府建设报告",
        "扫一扫在手机打开当前页",
        "【打印本页】【关闭窗口】",
        "责任编辑：某人",
        "分享到：",
        "相关文章",
        "返回顶部",
        "友情链接：",
        "主办：某县人民政府 承办：某县人民政府办公室",
        "版权所有：某县人民政府",
        "某ICP备00000000号",
        "网站标识码：0000000000",
        "地址：人民路1号 邮编：000000",
        "网站地图 | 联系我们 | 网站声明",
        "· 白桥街道2021年政府信息公开工作年度报告 2022-01-20",
        "您访问的链接即将离开本网站。是否继续？",
    ],
)
def test_words_of_the_page_are_known(line) -> None:
    assert endings.is_after(line)


@pytest.mark.parametrize(
    "line",
    [
        "无。",
        "本年度没有收取信息处理费。",
        "打印机等设备已经配齐，向群众开放。",
        "关闭了长期不更新的账号3个。",
        "很" * 101,
        "0 | 0",
    ],
)
def test_sentences_of_the_report_are_not(line) -> None:
    assert not endings.is_after(line)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (["无。", "白桥街道办事处", "2023年1月12日", "打印"], 1),
        (["无。", "附件：年报.pdf", "白桥街道办事处", "2023年1月12日", "打印"], 1),
        (["无。", "上一篇：没有了", "2023年1月12日"], 1),
        (["无。", "白桥街道办事处"], 1),
        (["无。", "白桥街道办事处", "扫一扫在手机打开当前页"], 1),
        (["无。", "2023年1月12日"], 1),
        (["2023年1月12日"], 0),
        (["没有涉及其他办事处"], 1),
        ([], 0),
    ],
)
def test_the_text_of_a_report_ends_before_its_signature(text, cut) -> None:
    assert endings.ending([Line(one, TextPlace(1, 1)) for one in text]) == cut


@pytest.mark.parametrize(
    ("text", "closes"),
    [("2023年1月12日", True), ("白桥街道办事处", True), ("法律服务机构", False), ("0", False), ("2023-1-12", False)],
)
def test_some_lines_end_a_report_wherever_they_stand(text, closes) -> None:
    assert endings.closes(text) is closes
