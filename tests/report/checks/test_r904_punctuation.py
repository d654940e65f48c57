"""GK904: half-width marks after Chinese characters."""

from gongkai.report.model import Line, ParagraphPlace, Source, TextPlace
from tests.report import factory
from tests.report.checks.asked import found, silent


def test_full_width_marks_and_file_names_pass() -> None:
    text = "公开信息，共12条；（附件：报告(终稿).docx、清单(1).xlsx）10:30，A(1)，http://example.cn。"
    assert silent("GK904", factory.report(texts={1: text}))


def test_pinyin_in_brackets_is_the_converters() -> None:
    assert silent("GK904", factory.report(texts={1: "現(xiàn)將情況報(bào)告如下。"}))


def test_half_width_marks_are_counted() -> None:
    (one,) = found("GK904", factory.report(texts={1: "公开信息,共12条;其中:政策(含解读)3条,见报告.pdf"}))
    assert one.count == 6 == len(one.places) and one.severity == "note"
    assert one.places[0] == TextPlace(3, 5)


def test_the_page_around_counts_in_plain_text_alone() -> None:
    line = Line("来源:", ParagraphPlace(1), furniture=True)
    report = factory.report()
    report.lines.append(line)
    assert found("GK904", report)
    report.source = Source("report.html", "html", "0" * 64)
    assert silent("GK904", report)


def test_on_a_page_only_the_report_from_its_title_to_its_end_counts() -> None:
    report = factory.report()
    report.source = Source("report.html", "html", "0" * 64)
    report.lines = [
        Line("发布机构: 某局", ParagraphPlace(1)),
        Line(report.title or "", ParagraphPlace(2)),
        Line("本年度:无。", ParagraphPlace(3)),
        Line("附件: 年报.pdf", ParagraphPlace(4)),
    ]
    (one,) = found("GK904", report)
    assert one.places == (ParagraphPlace(3),)
