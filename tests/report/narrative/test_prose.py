"""The narrative as sentences that keep their place."""

from gongkai.report.model import Line, PagePlace, ParagraphPlace, Section, TextPlace
from gongkai.report.narrative.pages import joined, pages
from gongkai.report.narrative.prose import is_title, prose
from tests.report import factory

PAGE = PagePlace(1, (0.0, 0.0, 1.0, 1.0))


def of(*texts: str, place=None):
    lines = tuple(Line(text, place or TextPlace(10 + number, 1)) for number, text in enumerate(texts))
    return prose(factory.report(sections=[Section(1, "总体情况", lines)]))


def test_a_sentence_broken_over_lines_and_blank_lines_is_one() -> None:
    text = of("全年依法办理各类申请，共收到政府信息公开申请1", "", "2件，全部办结。")
    assert [one.text for one in text.sentences] == ["全年依法办理各类申请，共收到政府信息公开申请12件，全部办结。"]
    assert text.place(text.text.index("2件")) == TextPlace(12, 1)


def test_a_subheading_is_no_part_of_the_next_line_but_its_topic() -> None:
    text = of("（二）依申请公开情况", "全年收到3件。", "（三）监督保障", "一是培训。", "1.检查", "检查5次。")
    assert [one.heading for one in text.sentences] == [True, False, True, True, True, False]
    assert text.sentences[1].topic == "依申请公开情况//"
    assert text.sentences[3].topic == "监督保障//培训"
    assert text.sentences[5].topic == "监督保障/检查/"


def test_a_bare_subheading_is_a_topic() -> None:
    text = of("依申请公开", "收到3件。")
    assert text.sentences[1].topic == "依申请公开//"


def test_blanks_and_full_width_digits_are_folded_and_places_kept() -> None:
    text = of("  共 收到 １２ 件(含补正);")
    assert text.text == "共收到12件（含补正）；\n"
    assert text.place(3) == TextPlace(10, 8)


def test_places_of_pages_are_those_of_their_lines() -> None:
    assert of("收到3件。", place=PAGE).place(2) == PAGE


def test_a_place_past_the_line_is_the_line_itself() -> None:
    assert of("收到。").place(9) == TextPlace(10, 1)


def test_without_a_narrative_there_is_no_place() -> None:
    text = prose(factory.report(sections=[]))
    assert text.sentences == () and text.place(0) is None


def test_traditional_characters_are_read_like_simplified_ones() -> None:
    lines = [Line("全年收到政府信息公開申請３件，沒有發生行政復議。", ParagraphPlace(1))] * 30
    text = prose(factory.report(sections=[Section(1, "總體情況", tuple(lines))]))
    assert text.sentences[0].text == "全年收到政府信息公开申请3件，没有发生行政复议。"
    short = prose(factory.report(sections=[Section(1, "總體情況", tuple(lines[:1]))]))
    assert short.sentences[0].text == text.sentences[0].text


def test_titles_are_short_and_have_no_marks_of_a_sentence() -> None:
    assert is_title("（一）主动公开情况。") and is_title("监督保障：") and not is_title("全年收到3件，均已答复")
    assert not is_title("未收到申请。") and not is_title("（二）未收到申请。") and is_title("无障碍环境建设")
    assert not is_title("没有编号的一行文字写得太长就不是小标题了")


def test_pages_leave_the_page_around_the_report_out() -> None:
    lines = [Line("首页", TextPlace(1, 1), furniture=True), Line("正文:", TextPlace(2, 3))]
    assert joined(lines).text == "正文:" and joined(lines, furniture=True).text == "首页\n正文:"
    assert joined(lines).place(2) == TextPlace(2, 5)
    assert joined([]).text == ""


def test_a_report_without_lines_is_its_narrative() -> None:
    report = factory.report(texts={1: "只有正文。", 5: None, 6: None}, lines=[])
    assert pages(report).text == "只有正文。"
    assert pages(report) is pages(report)
