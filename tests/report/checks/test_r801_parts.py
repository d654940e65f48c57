"""GK801: six parts, in order, under their titles, not empty."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent

TITLES = factory.formats.load("2021").sections


def _sections(*titles: str, text: str = "无。"):
    return [factory.section(number, title, text, line=number * 10) for number, title in enumerate(titles, 1)]


@pytest.mark.parametrize(
    "titles",
    [
        TITLES,
        [*TITLES[:4], "政府信息公开工作存在的主要问题及改进情况", TITLES[5]],
        [*TITLES[:3], "政府信息公开 行政复议、行政诉讼情况", *TITLES[4:]],
    ],
)
def test_the_forms_titles_pass(titles) -> None:
    assert silent("GK801", factory.report(sections=_sections(*titles)))


def test_parts_that_are_tables_need_no_text() -> None:
    assert silent("GK801", factory.report(texts={2: "", 3: "", 4: ""}))


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (TITLES[:5], "缺少“六、其他需要报告的事项”"),
        ([*TITLES[:4], "存在问题及改进措施", TITLES[5]], "“存在问题及改进措施”应为“五、存在的主要问题及改进情况”"),
        ([TITLES[0], TITLES[2], TITLES[1], *TITLES[3:]], f"“{TITLES[1]}”排在“{TITLES[2]}”之后"),
        ([*TITLES, TITLES[5]], "“六、其他需要报告的事项”出现2次"),
        ([*TITLES, "附则"], "有格式以外的部分“附则”"),
    ],
)
def test_other_parts_are_caught(titles, words) -> None:
    (one,) = found("GK801", factory.report(sections=_sections(*titles)))
    assert words in one.message["zh"] and one.count == 1


def test_other_words_for_the_same_part_are_a_note_and_a_missing_part_a_warning() -> None:
    worded = [TITLES[0], "主动公开政府信息的情况", *TITLES[2:]]
    (one,) = found("GK801", factory.report(sections=_sections(*worded)))
    assert (one.severity, one.count) == ("note", 1)
    (one,) = found("GK801", factory.report(sections=_sections(*worded[:5])))
    assert (one.severity, one.count) == ("warning", 2)


def test_an_empty_part_is_caught() -> None:
    (one,) = found("GK801", factory.report(texts={6: ""}))
    assert one.message["zh"] == "报告的部分与格式不一致：“六、其他需要报告的事项”没有内容。"


def test_a_part_with_nothing_but_page_furniture_is_empty() -> None:
    report = factory.report(texts={6: ""})
    last = report.sections[-1]
    line = factory.Line("打印本页", factory.TextPlace(99, 1), furniture=True)
    report.sections[-1] = factory.Section(last.number, last.title, (line,), last.place)
    assert found("GK801", report)


def test_a_report_without_headings_lacks_all_parts() -> None:
    (one,) = found("GK801", factory.report(sections=[]))
    assert one.count == 6
