"""Which rows belong to which table, wherever they stand and whatever stands between them."""

import pytest

from gongkai.report.align.regions import locate
from gongkai.report.model import Line, TextPlace
from tests.report.align.build import PROACTIVE_2021, REMEDIES, grid, requests_rows, requests_text, rows_of, tabbed

P, R, M = tabbed(PROACTIVE_2021), requests_text(), tabbed(REMEDIES)


def found(*parts) -> dict[str, int]:
    """Return how many rows each table got."""
    return {name: len(rows) for name, rows in locate(rows_of(*parts)).tables.items()}


def counts(proactive=0, requests=0, remedies=0) -> dict[str, int]:
    return {"proactive": proactive, "requests": requests, "remedies": remedies}


ALL = counts(14, 28, 4)


@pytest.mark.parametrize(
    "text",
    [
        f"一、总体情况\n甲。\n二、主动公开政府信息情况\n{P}\n三、收到和处理政府信息公开申请情况\n{R}\n四、政府信息公开行政复议、行政诉讼情况\n{M}\n五、存在的主要问题及改进情况\n乙。",
        f"{P}\n{R}\n{M}",
        f"{M}\n{P}\n{R}",
        f"{R}\n{M}\n{P}",
        f"{P}\n以上数据由各科室如实报送。\n{R}\n" + "说明" * 31 + "。\n" + M,
    ],
)
def test_tables_are_found_by_their_labels_in_any_order(text) -> None:
    assert found(text) == ALL


def test_grids_are_found_alike() -> None:
    assert found(grid(*PROACTIVE_2021), grid(*requests_rows()), grid(*REMEDIES)) == ALL


@pytest.mark.parametrize(
    ("behind", "more"),
    [
        ("五、存在的主要问题及改进情况", 0),
        ("五、某某", 0),
        ("其他需要报告的事项", 0),
        ("全年" * 31 + "。", 0),
        ("\t5\t6", 2),
        ("5", 2),
        ("说明", 2),
        ("说明" * 31, 2),
        ("以上数据由各科室报送。", 1),
        ("数据截至年底的情况；", 1),
        ("甲。", 2),
    ],
)
def test_a_table_ends_at_headings_and_sentences_not_at_labels_or_figures(behind, more) -> None:
    assert found(M + "\n" + behind + "\n甲")["remedies"] - 4 == more


def test_a_sentence_inside_a_table_does_not_end_it() -> None:
    first, *rest = R.split("\n")
    assert found("\n".join([first, *rest[:10], "（本表由办公室填报。）以上如实填报。", *rest[10:]])) == counts(
        requests=28
    )


def test_the_numbered_rows_of_table_three_are_no_headings() -> None:
    flat = "\n".join(c.strip() for row in requests_rows() for c in row.split("|") if c.strip() not in ("<", "^"))
    assert found(flat)["requests"] == len(flat.split("\n"))


@pytest.mark.parametrize("text", ["一、总体情况\n行政复议\n无。", "行政复议 0\n甲\n乙", "行政复议\n" + "甲\n" * 50])
def test_words_of_table_four_in_prose_are_no_table(text) -> None:
    assert found(text)["remedies"] == 0


def test_two_blocks_named_side_by_side_are_the_beginning_of_table_four() -> None:
    assert found("行政复议\t行政诉讼\n甲")["remedies"] == 2


@pytest.mark.parametrize("opener", ["行政复议、行政诉讼", "行政复议", "未经复议直接起诉"])
def test_table_four_opens_at_each_of_its_headings(opener) -> None:
    text = f"{opener}\n结果维持\n结果纠正\n其他结果\n尚未审结\n0"
    assert found(text)["remedies"] == 6


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("申请人情况\n5", 2),
        ("本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和\n5", 2),
        ("本年新收政府信息公开申请数量\n5", 2),
        ("本年新收政府信息公开申请较上年同期有较大幅度增长的情况说明\n5", 0),
        ("属于国家秘密的\n5", 0),
        ("属于行政查询事项\n5", 2),
        ("三、本年度办理结果\n5", 2),
        ("予以公开\n5", 0),
    ],
)
def test_table_three_opens_at_labels_that_only_it_has(text, count) -> None:
    assert found(text)["requests"] == count


def test_headings_of_sections_open_tables_whose_own_headings_are_broken() -> None:
    text = "三、收到和处理政府信息公开申请情况\n自\n然\n人\n5\n四、政府信息公开行政复议、行政诉讼情况\n结\n果\n0"
    assert found(text) == counts(requests=4, remedies=3)


def test_furniture_stays_within_a_table_but_opens_none() -> None:
    page = [Line("第二十条第（一）项", TextPlace(1, 1), furniture=True)]
    inside = "- 3 -"
    first, *rest = P.split("\n")
    assert found(page, "甲。", "\n".join([first, inside, *rest])) == counts(proactive=15)


def test_long_texts_and_figures_open_no_table() -> None:
    assert found("第二十条第（一）项" + "规定" * 20 + "\n5\n" + "\t\t\t3") == counts()


@pytest.mark.parametrize(
    ("below", "count"),
    [("规章\t0\t0\t0", 0), ("本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0", 3)],
)
def test_the_corner_of_table_two_opens_it_only_where_its_headings_stand_near(below, count) -> None:
    assert found(f"信息内容\n{below}")["proactive"] == count


def test_table_two_may_lack_the_line_that_names_its_item() -> None:
    assert found(tabbed(PROACTIVE_2021[1:])) == counts(proactive=13)
