"""Cut labels, inner blanks with a surplus, page numbers inside rows: right or unread, never silently wrong."""

import pytest

from gongkai.report.align import proactive, remedies, requests
from gongkai.report.align.rows import rows
from tests.report.align.build import (
    PROACTIVE_2019,
    PROACTIVE_2021,
    REMEDIES,
    changed,
    grid,
    letter,
    lines,
    requests_rows,
    rows_of,
    tabbed,
)

READ = {"p": lambda r: proactive.read(r, "2021"), "r": requests.read, "m": lambda r: remedies.read(r, "2021")}


def flat(table):
    return "\n".join(c.strip() for row in table for c in row.split("|") if c.strip() not in ("", "<", "^"))


def wrong(kind, truth, text):
    got = READ[kind](rows(lines(text)) if isinstance(text, str) else rows_of(text)).cells
    want = READ[kind](rows_of(truth)).cells
    return {
        n: (letter(c), letter(got[n]))
        for n, c in want.items()
        if n not in got or letter(got[n]) not in ("u", letter(c))
    }


REQ = requests_rows("2021", {"new": "1 2 3 4 5 6 21", "handled": "1 2 3 4 5 6 21", "partial": "1 2 3 4 5 6 21"})


@pytest.mark.parametrize(
    ("kind", "table", "lay_out", "old", "new"),
    [
        ("p", PROACTIVE_2021, flat, "行政规范性文件", "行政规范性\n文件"),
        ("p", PROACTIVE_2019, flat, "其他对外管理服务事项", "其他对外管理\n服务事项"),
        ("p", PROACTIVE_2019, flat, "政府集中采购", "政府集中采\n购"),
        ("p", PROACTIVE_2021, flat, "行政事业性收费", "行政事业性\n收费"),
        ("p", PROACTIVE_2021, tabbed, "行政规范性文件\t3\t1\t52", "行政\t3\t1\t52\n规范性文件\t\t\t"),
        ("p", PROACTIVE_2021, tabbed, "行政规范性文件\t3\t1\t52", "行政规范性\t\t\t\n文件\t3\t1\t52"),
        (
            "p",
            PROACTIVE_2019,
            tabbed,
            "本年新制作数量\t本年新公开数量\t对外公开总数量",
            "本年\t本年新公开数量\t对外公开总数量\n\t新制作数量\t\t",
        ),
        ("p", PROACTIVE_2019, tabbed, "4196.35万元", "4196.\n35万元"),
        ("p", PROACTIVE_2019, flat, "4196.35万元", "4196\n.35万元"),
        (
            "r",
            REQ,
            tabbed,
            "商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t",
            "商业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\n\t\t\t\t企业\t\t\t\t\t",
        ),
        (
            "r",
            REQ,
            tabbed,
            "（七）总计\t\t1\t2\t3\t4\t5\t6\t21",
            "（七）\t\t1\t2\t3\t4\t5\t6\t21\n\t总计\t\t\t\t\t\t\t\t",
        ),
        (
            "m",
            REMEDIES,
            tabbed,
            "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n",
            "结果\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n维持"
            + "\t" * 14
            + "\n",
        ),
    ],
)
def test_a_cut_label_or_heading_is_right_or_unread(kind, table, lay_out, old, new):
    text = lay_out(table)
    assert old in text
    assert wrong(kind, grid(*table), text.replace(old, new, 1)) == {}


@pytest.mark.parametrize("lay_out", [lambda t: grid(*t), tabbed])
def test_an_inner_blank_and_a_surplus_cell_do_not_make_a_full_row(lay_out):
    table = changed(PROACTIVE_2021, _3="行政规范性文件 | 3 |  | 52")
    assert wrong("p", grid(*table), lay_out(changed(table, _3="行政规范性文件 | 3 |  | 52 | 7"))) == {}
    table = requests_rows(given={"new": "6 . 0 0 0 0 6"})
    assert wrong("r", grid(*table), lay_out(requests_rows(given={"new": "6 . 0 0 0 0 6 0"}))) == {}
    values = "1 | 0 | 2 | 0 | 3 | 0 |  | 0 | 0 | 0 | 4 | 0 | 0 | 1 | 5"
    table = changed(REMEDIES, _3=values)
    assert wrong("m", grid(*table), lay_out(changed(REMEDIES, _3=values + " | 0"))) == {}


def test_a_page_number_does_not_complete_a_row():
    text = tabbed(requests_rows(given={"new": "6 . 0 0 0 0 6"}))
    assert (
        wrong("r", grid(*requests_rows(given={"new": "6 . 0 0 0 0 6"})), text.replace("\n二、上年", "\n3\n二、上年"))
        == {}
    )


@pytest.mark.parametrize("unit", ["单位：人民币元", "单位为元", "人民币：元"])
def test_an_amount_in_yuan_is_never_taken_for_ten_thousands(unit):
    rows = changed(
        PROACTIVE_2021, _12=f"信息内容 | 本年收费金额（{unit}） | < | <", _13="行政事业性收费 | 70487 | < | <"
    )
    cell = READ["p"](rows_of(grid(*rows))).cells["proactive.fees.amount"]
    assert cell.state == "unread" or float(cell.value) == 7.0487


def test_table_four_in_printed_text_that_dropped_blanks_is_not_absent():
    text = (
        "行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉\n"
        + " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 2)
        + "\n1 7 8"
    )
    assert {letter(c) for c in READ["m"](rows_of(text)).cells.values()} == {"u"}


@pytest.mark.parametrize("values", ["3 / 52", "- 1 -"])
def test_a_pushed_row_that_looks_like_a_page_number_is_a_row(values):
    table = changed(PROACTIVE_2021, _3="行政规范性文件 | " + values.replace(" ", " | "))
    text = tabbed(table).replace("行政规范性文件\t", "行政规范性文件\t\t\t\n\t")
    assert wrong("p", grid(*table), text) == {}
